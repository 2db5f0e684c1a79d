import pandas as pd
import pytest
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from pathway_economics.errors import InvalidModel, UnknownName
from pathway_economics.plot import incentives

ROW = {"service": "Admission", "year": "2026/27", "units": 1.0, "unit": "GBP"}
FOUND = {
    "By results": {"ICB": 4_100.0, "Acute trust": -3_018.0},
    "Block": {"ICB": 1e-10, "Acute trust": 1_082.0},
}
TABLE = pd.DataFrame(
    [
        ROW | {"arrangement": way, "party": party, "mean": mean}
        for way, parties in FOUND.items()
        for party, mean in parties.items()
    ]
)


def test_every_cell_has_its_amount(ax, shown):
    assert incentives(TABLE, ax=ax) is ax
    cells = [text.get_text() for text in ax.texts]
    assert cells == ["+4,100", "−3,018", "+1,082", "0", "+1,082", "+1,082"]
    written = " ".join(shown(ax))
    assert "One less: Admission, 2026/27" in written
    assert "GBP" in written
    assert [label.get_text() for label in ax.get_yticklabels()] == ["By results", "Block"]


def test_a_loss_is_hatched_and_a_gain_shaded(ax):
    incentives(TABLE, ax=ax)
    cells = [patch for patch in ax.patches if isinstance(patch, Rectangle)]
    assert [bool(cell.get_hatch()) for cell in cells] == [False, True, False, False, False, False]
    white = [cell.get_facecolor() == (1, 1, 1, 1) for cell in cells]
    assert white == [False, True, False, True, False, False]
    darkest = min(cells, key=lambda cell: cell.get_facecolor()[0])
    assert darkest is cells[0]  # the largest gain


def test_a_service_may_be_named():
    more = pd.concat([TABLE, TABLE.assign(service="Visit", units=2.0)])
    ax = incentives(more, "Visit", ax=Figure().subplots())
    assert "2 less of Visit" in ax.get_title(loc="left")
    with pytest.raises(UnknownName, match="Visits"):
        incentives(more, "Visits")
    with pytest.raises(InvalidModel, match="empty"):
        incentives(TABLE.iloc[:0])
