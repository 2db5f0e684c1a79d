"""Medicare Shared Savings Program, performance year 2023: what 453 organisations earned.

Source: Centers for Medicare & Medicaid Services, performance year financial and quality
results, public use file of 2023. Payments follow from track, benchmark, expenditure,
minimum savings rate, disaster adjustment and quality; the final rates and the generated
savings that the file has as well are not used. The terms of the tracks are presets.
"""

import numpy as np
import pandas as pd
import pytest

from cases_beside import case_table
from pathway_economics.contracts import preset
from pathway_economics.payments import minimum_savings_rate, mssp, over

TRACKS = {level: f"mssp_basic_{level.lower()}" for level in "ABCDE"} | {"EN": "mssp_enhanced"}
EXCEPTIONS = {"A1241", "A4627", "A5293"}
"""Losses limited by revenue, which the file does not have."""


def terms_of_tracks():
    """Return the presets of 2023, a row for each track."""
    terms = pd.DataFrame({track: dict(preset(n, 2023)) for track, n in TRACKS.items()}).T
    terms["loss_rate_most"] = terms["loss_rate_most"].fillna(terms["loss_rate"])  # a flat rate
    terms["loss_cap"] = terms["loss_cap"].fillna(0.0)  # one-sided
    return terms.rename_axis("track").reset_index()


def earned(table):
    """Return what each row earns, in one call over the table, in whole dollars."""
    rows = table.merge(terms_of_tracks(), on="track", how="left", validate="many_to_one").assign(
        minimum_rate=table.msr_pct.to_numpy() / 100,
        quality=table.quality_score.to_numpy() / 100,
        disaster=-table.disaster_adj.fillna(0.0).to_numpy(),
    )
    return over(mssp, rows, meets_quality="met_qps").payment.round().to_numpy()


@pytest.fixture(scope="module")
def table():
    return case_table("mssp_py2023", "mssp_py2023_all.csv")


def test_all_organisations_but_three_to_two_dollars(table):
    assert len(table) == 453
    gap = np.abs(earned(table) - table.earned.to_numpy())
    assert set(table.aco_id[gap > 2]) == EXCEPTIONS
    saved = table.earned.to_numpy() > 0
    assert saved.sum() == 313
    assert gap[saved].max() <= 1


def test_the_exceptions_paid_back_less_than_the_rule_without_revenue(table):
    some = table[table.aco_id.isin(EXCEPTIONS)]
    assert (some.earned.to_numpy() > earned(some) + 100_000).all()


def test_minimum_savings_rates_of_the_one_sided_follow_from_their_lives(table):
    """Printed in per cent to two decimals."""
    one_sided = table[table.risk == "One-Sided"]
    assert len(one_sided) == 151
    rates = 100 * minimum_savings_rate(one_sided.n_beneficiaries)
    np.testing.assert_allclose(rates, one_sided.msr_pct, rtol=0, atol=0.005)


SOME = """
aco_id track msr_pct   benchmark expenditure disaster_adj quality_score   earned
A2308  E        1.00   164086970   166447682      -295350         80.67  -412864
A2710  D        1.00   170151642   172253405      -262871         81.65  -367658
A2164  EN       2.00   277050204   285105104     -1406093         77.54 -1964480
A2029  EN       0.00   411787704   427672702     -2649296         82.45 -3704703
A1539  EN       1.00   242995775   251349785     -2566990         78.09  -894285
A2452  B        3.53    91899400    93542911            0         70.34        0
A1070  E        4.15    63275344    64502711            0         65.76        0
A1199  EN       2.00   184205448   182456654            0         93.41        0
A5116  C        0.00   159760049   150109696            0         83.81  4728673
A2634  C        4.41    55993589    52820246            0         81.64  1554938
A1494  EN       0.00    57236178    56249633            0         88.81   725110
A3030  B        2.00  1140723834  1107111402            0         74.92 13176073
A4604  EN       2.00  2952273473  2874134081            0         82.76 57432453
A5053  A        4.08    49158905    45716460            0         74.25  1349439
A5279  E        0.00  1737338665  1734741652            0         66.99  1272536
"""
"""Rows of the public use file. [per cent], [USD]"""


def test_some_organisations_to_two_dollars():
    header, *rows = (line.split() for line in SOME.strip().splitlines())
    table = pd.DataFrame(rows, columns=header)
    table[header[2:]] = table[header[2:]].astype(float)
    table["met_qps"] = 1  # every organisation met the quality standard in 2023
    np.testing.assert_allclose(earned(table), table.earned, rtol=0, atol=2)
