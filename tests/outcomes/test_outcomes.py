"""The table at which engine, contracts and evaluation meet."""

import numpy as np
import pytest

from builders import outcomes
from pathway_economics.errors import UnknownName


def test_names_lead_to_rows():
    found = outcomes({"Admission": 5}, n_years=2, n_draws=3)
    assert found.shape == (2, 2, 3)
    assert found.environment("Proposed") == 1
    assert found.activity[0, found.line("Admission")].tolist() == [[5] * 3] * 2
    assert found.years == ("2026/27", "2027/28")


@pytest.mark.parametrize(
    ("ask", "name", "kind"), [("environment", "Propsed", "Proposed"), ("line", "Visit", "line")]
)
def test_an_unknown_name_is_said_with_the_nearest(ask, name, kind):
    with pytest.raises(UnknownName, match=kind):
        getattr(outcomes(), ask)(name)


def test_what_is_billed_includes_what_others_filled():
    found = outcomes({"Admission": 80}, backfilled={"Admission": 5})
    assert (found.billed("Admission") == 85).all()


def test_the_table_of_activity_is_tidy():
    table = outcomes({"Admission": 5}, n_years=2, n_draws=40).activity_table()
    assert len(table) == 2 * 3 * 2 * 2  # environments, lines, years, measures
    row = table[(table["line"] == "Admission") & (table["measure"] == "resource value")].iloc[0]
    assert (row["mean"], row["low"], row["high"]) == (5 * 4328,) * 3
    assert row["unit"] == "GBP per year"


def test_reprs_can_be_read():
    found = outcomes(n_draws=1000, environments=("Now", "<b>Then</b>"))
    assert repr(found) == (
        "<Outcomes 'Made by hand': 2 environments x 3 budget years x 1,000 draws, "
        "2 strategies, 3 lines>"
    )
    html = found._repr_html_()
    assert "&lt;b&gt;Then" in html
    assert "1,000 (seed 1)" in html


def test_arrays_are_float64_with_draws_last():
    found = outcomes(n_draws=7)
    for name in ("activity", "resource_value", "qalys", "cost", "value_qaly"):
        array = getattr(found, name)
        assert (array.dtype, array.shape[-1]) == (np.float64, 7)
