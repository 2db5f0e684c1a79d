import pandas as pd

from pathway_economics.studies.verification import Result, Verification, gap, is_rounding

RESULTS = (
    Result("adds up", "TECH-VER", True, "1 of 1"),
    Result("is <in> order", "AdViSHE", False, "2 of 1"),
    Result("balances", "TECH-VER", None, "no cash"),
)


def test_the_table_has_a_row_for_each_check():
    table = Verification("Small", 8, 0, RESULTS).table()
    assert list(table.columns) == ["check", "reference", "passed", "evidence"]
    assert table["passed"].tolist() == [True, False, pd.NA]


def test_one_failure_fails_and_what_does_not_apply_does_not():
    assert not Verification("Small", 8, 0, RESULTS).passed
    assert Verification("Small", 8, 0, RESULTS).failed == ("is <in> order",)
    assert Verification("Small", 8, 0, (RESULTS[0], RESULTS[2])).passed


def test_what_is_shown_says_how_many_and_why():
    found = Verification("Small", 8, 0, RESULTS)
    first, *rest = repr(found).splitlines()
    assert first == "Small: 1 passed, 1 FAILED, 1 not applicable (8 draws, seed 0)"
    assert rest[2:4] == ["FAILED         is <in> order", "               2 of 1"]
    assert "is &lt;in&gt; order" in found._repr_html_()


def test_a_gap_is_a_share_of_what_was_wanted():
    """100.5 against 100 is half a per cent of 100; nothing wanted, of what was found."""
    import numpy as np

    assert gap(np.array([100.5, 2.0]), np.array([100.0, 2.0])) == 0.005
    assert gap(np.array([0.0]), np.array([0.0])) == 0.0
    assert gap(np.array([1e-9]), np.array([-1e-9]), scale=1.0) == 2e-9
    assert not is_rounding(gap(np.array([np.nan]), np.array([1.0])))
