import base64

from pathway_economics.reporting.picture import several
from pathway_economics.reporting.pictures import pictures


def test_a_picture_is_the_same_bytes_every_time(model, silo):
    first, second = (pictures(model, [silo])[0] for _ in range(2))
    assert first.drawn("svg") == second.drawn("svg")
    assert first.drawn("png") == second.drawn("png")


def test_a_picture_is_part_of_the_page(model, silo):
    uri = pictures(model, [silo])[0].uri()
    kind, _, data = uri.partition(";base64,")
    assert kind in ("data:image/svg+xml", "data:image/png")
    assert base64.b64decode(data)


def test_a_panel_for_each_two_beside_each_other():
    drawn = []
    for n_panels, shape in ((1, (1, 1)), (2, (1, 2)), (5, (3, 2))):
        picture = several("many", "Many.", [drawn.append] * n_panels)
        grid = picture.figure.axes[0].get_subplotspec().get_gridspec()
        assert (grid.nrows, grid.ncols) == shape
        assert len(drawn) == n_panels
        assert sum(axes.axison for axes in picture.figure.axes) == n_panels
        drawn.clear()
