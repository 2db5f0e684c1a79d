import base64

from pathway_economics.reporting.pictures import newest_strategy, pictures


def test_figures_of_a_report(model, silo, block):
    names = [picture.name for picture in pictures(model, [silo, block])]
    assert names == [
        "who_pays",
        "arrangements",
        "cumulative_cash_1",
        "cumulative_cash_2",
        "transfers_1",
        "transfers_2",
        "pathway",
    ]


def test_a_picture_is_the_same_bytes_every_time(model, silo):
    first, second = (pictures(model, [silo])[0] for _ in range(2))
    assert first.drawn("svg") == second.drawn("svg")
    assert first.drawn("png") == second.drawn("png")


def test_a_picture_is_part_of_the_page(model, silo):
    uri = pictures(model, [silo])[0].uri()
    kind, _, data = uri.partition(";base64,")
    assert kind in ("data:image/svg+xml", "data:image/png")
    assert base64.b64decode(data)


def test_no_settlement_leaves_the_pathway(model, run):
    assert [picture.name for picture in pictures(model, [], outcomes=run)] == ["pathway"]


def test_the_newest_strategy_is_drawn(run):
    assert newest_strategy(run, None) == "Remote monitoring"
    assert newest_strategy(run, "Current") is None
