"""Every slip in a table is told at once: which table, which rows, which column, and the mend."""

import numpy as np
import pandas as pd
import pytest

from pathway_economics.errors import InvalidModel
from pathway_economics.outcomes import Outcomes
from pathway_economics.parties import Party

ROLES = {"ICB": "commissioner", "Trust": "provider"}


def activity(**changes):
    rows = [(e, y, s) for e in ("Current", "Proposed") for y in ("2026/27", "2027/28")
            for s in ("Admission", "Visit")]  # fmt: skip
    table = pd.DataFrame(rows, columns=["environment", "year", "service"])
    return table.assign(units=10.0, provider="Trust", unit_cost=5.0).assign(**changes)


def changed(column, **by_row):
    """Return the table with other cells in a column, by row."""
    table = activity()
    cells = table[column].astype(object) if column in table else pd.Series([None] * len(table))
    for row, value in by_row.items():
        cells[int(row.removeprefix("r"))] = value
    return table.assign(**{column: cells})


def told(table=None, **how):
    table = activity() if table is None else table
    with pytest.raises(InvalidModel) as caught:
        Outcomes.from_tables(table, **{"parties": ROLES} | how)
    return [str(complaint) for complaint in caught.value.complaints]


def cash(**changes):
    rows = [(e, y) for e in ("Current", "Proposed") for y in ("2026/27", "2027/28")]
    table = pd.DataFrame(rows, columns=["environment", "year"])
    return table.assign(party="Trust", label="Ward staff", amount=100.0).assign(**changes)


@pytest.mark.parametrize(
    ("table", "complaint"),
    [
        (
            changed("units", r2="4,328"),
            "activity > units: Row 2: '4,328' is no number; write 4328, without commas or signs.",
        ),
        (
            changed("units", r2="n/a", r5="many"),
            "activity > units: Rows 2 and 5: 'n/a' is no number; give a plain figure, such as "
            "4328.",
        ),
        (
            changed("units", r2=True),
            "activity > units: Row 2: 'True' is no number; give a plain figure, such as "
            "4328.",
        ),
        (
            activity(units=True),
            "activity > units: The column holds true and false; give numbers.",
        ),
        (
            activity(units=pd.Timestamp("2026-04-01")),
            "activity > units: The column holds dates; give numbers.",
        ),
        (
            activity(service=[["Visit"]] * 8),
            "activity > service: The column holds lists or the like; give one name a row.",
        ),
        (
            activity(service=None),
            "activity > service: Rows 0, 1, 2, 3, 4 and 3 more: nothing is given; give a name.",
        ),
        (
            activity(environment=np.nan),
            "activity > environment: Rows 0, 1, 2, 3, 4 and 3 more: nothing is given; give a name.",
        ),
        (
            changed("units", r1=np.nan, r7=None),
            "activity > units: Rows 1 and 7: no number is given (blank or NaN).",
        ),
        (
            changed("units", r3=np.inf),
            "activity > units: Row 3: got inf; give a finite number.",
        ),
        (
            activity(units=-3.0),
            "activity > units: Rows 0, 1, 2, 3, 4 and 3 more: got -3; give zero or more.",
        ),
        (
            activity(cash_share=1.2),
            "activity > cash_share: Rows 0, 1, 2, 3, 4 and 3 more: got 1.2; give a number from 0 "
            "to 1.",
        ),
        (
            changed("unit_cost", r0=-1),
            "activity > unit_cost: Row 0: got -1; give zero or more.",
        ),
        (
            changed("service", r4=None),
            "activity > service: Row 4: nothing is given; give a name.",
        ),
        (
            changed("provider", r4="Trsut"),
            "activity > provider: Row 4: no party is named 'Trsut' among the parties. Did you mean "
            "'Trust'?",
        ),
        (
            changed("provider", r5="ICB"),
            "activity > provider: Row 5: service 'Visit' has provider 'ICB', but 'Trust' before; "
            "it has one provider in every row.",
        ),
        (
            activity(unit=["visit"] * 7 + ["bed-day"]),
            "activity > unit: Row 7: service 'Visit' has unit 'bed-day', but 'visit' before; it "
            "has one unit in every row.",
        ),
        (
            activity(unit_costs=1),
            "activity > unit_costs: No column is named 'unit_costs' here. Did you mean "
            "'unit_cost'?",
        ),
        (
            activity().drop(columns="units"),
            "activity > units: There is no column 'units'; the table needs environment, year, "
            "service, units.",
        ),
        (
            activity().set_index("year"),
            "activity > year: There is no column 'year'; it is in the index: reset_index() makes "
            "it one.",
        ),
        (
            pd.concat([activity(), activity()[["units"]]], axis=1),
            "activity > units: Two columns have this name; rename or drop one.",
        ),
        (activity().iloc[:0], "activity: The table has no rows; give at least one."),
        (
            activity().drop(columns="unit_cost"),
            "activity > unit_cost: There is no table of spending, so that it follows from "
            "activity, which does not say what a unit costs: give a column 'unit_cost', or a table "
            "of spending.",
        ),
        (
            changed("year", r6="2027-28", r7="2027-28"),
            "activity > year: '2027-28' is no label of a year; write 2027/28.",
        ),
        (
            activity(year=["2026/27"] * 2 + ["2028/29"] * 2 + ["2026/27"] * 2 + ["2028/29"] * 2),
            "activity > year: The year 2027/28 is missing between 2026/27 and 2028/29; years "
            "follow one another.",
        ),
        (
            activity(year=["2026"] * 2 + ["2027/28"] * 2 + ["2026"] * 2 + ["2027/28"] * 2),
            "activity > year: Some years are written as 2026 and some as 2027/28; write all in "
            "one way.",
        ),
        (
            activity(year=["1", "1", "2", "2"] * 2),
            "activity > year: The years are numbered (1, 2); say which is the first, such as "
            "first_year='2026/27' for the year 1.",
        ),
        (
            pd.concat([activity(), activity().iloc[[3]]], ignore_index=True),
            "activity: Rows 3 and 8 are of the same environment, service and year (Current, Visit, "
            "2027/28); give each once.",
        ),
        (
            activity().drop(index=6),
            "activity: A row is missing: no row is of environment, service and year (Proposed, "
            "Admission, 2027/28); give every combination once, or say missing=\"zero\" if what is "
            "not there is nothing.",
        ),
    ],
)  # fmt: skip
def test_a_slip_in_the_activity_is_told(table, complaint):
    assert told(table) == [complaint]


def test_a_column_of_something_else_takes_no_memory_and_few_complaints():
    n = 20_000
    table = pd.DataFrame({"environment": "Now", "year": "2026/27", "service": range(n)})
    table = table.assign(draw=range(n), units=1.0, provider="Trust", unit_cost=1.0)
    (complaint,) = told(table)
    assert "1 (environment) x 20,000 (service) x 1 (year) x 20,000 (draw) would be 400" in complaint
    found = told(activity(year=range(100_000, 100_008)))
    assert len(found) == 6
    assert found[5] == "activity > year: 3 more years are wrong in this way."


def test_a_near_name_of_an_environment_is_asked_about():
    (complaint,) = told(changed("environment", r7="Propsed"))
    assert complaint.endswith("Is the environment 'Propsed' meant to be 'Proposed'?")


def with_draws(table, draws):
    return pd.concat([table.assign(draw=draw) for draw in draws], ignore_index=True)


@pytest.mark.parametrize(
    ("spending", "complaint"),
    [
        (
            cash(year=["2026/27", "2030/31"] * 2),
            "spending > year: Rows 1 and 3: no year is named '2030/31' in activity. Known: "
            "2026/27, 2027/28.",
        ),
        (
            cash(environment=["Current", "Current", "Propose", "Propose"]),
            "spending > environment: Rows 2 and 3: no environment is named 'Propose' in activity. "
            "Did you mean 'Proposed'?",
        ),
        (
            cash(party="Truts"),
            "spending > party: Rows 0, 1, 2 and 3: no party is named 'Truts' among the parties. "
            "Did you mean 'Trust'?",
        ),
        (
            cash(recurrent=["yes", "perhaps", "yes", "yes"]),
            "spending > recurrent: Row 1: got 'perhaps'; give yes or no.",
        ),
        (
            cash().iloc[:3],
            "spending: A row is missing: no row is of environment, party and label and year "
            "(Proposed, Trust: Ward staff, 2027/28); give every combination once, or say "
            'missing="zero" if what is not there is nothing.',
        ),
        ([1, 2], "spending: got list; give a pandas table (a DataFrame)."),
    ],
)
def test_a_slip_in_the_spending_is_told(spending, complaint):
    assert complaint in told(spending=spending)


def test_draws_are_the_same_in_every_table():
    found = told(with_draws(activity(), (1, 2, 3)), spending=with_draws(cash(), (1, 2, 4)))
    assert found == [
        "spending > draw: 3 draws are given, and activity has 3: it lacks 3 and it also has 4; "
        "give every table the same draws, or leave the column out where they do not differ."
    ]
    few = told(with_draws(activity(), range(20)), spending=with_draws(cash(), range(10)))
    assert "it lacks 10, 11, 12, 13, 14 and 5 more" in few[0]
    (missing,) = told(with_draws(activity(), (1, 2)).drop(index=3))
    assert (
        "no row is of environment, service, year and draw (Current, Visit, 2027/28, 1)" in missing
    )


def test_shares_sum_to_one():
    shares = cash().rename(columns={"label": "strategy", "amount": "share"}).drop(columns="party")
    (complaint,) = told(shares=shares.assign(share=[1, 1, 0.9, 1]))
    assert complaint == (
        "shares > share: The shares of Proposed in 2026/27 sum to 0.9; they must sum to 1."
    )


def test_health_is_whole():
    health = cash(qalys=1.0).drop(columns=["party", "label", "amount"]).iloc[:3]
    (complaint,) = told(health=health, missing="zero")
    assert "health: A row is missing" in complaint


@pytest.mark.parametrize(
    ("how", "complaint"),
    [
        ({"reference": "Curent"}, "reference='Curent': No environment is named 'Curent'. Did you"),
        ({"missing": "nought"}, "missing='nought', but it must be 'refuse' or 'zero'."),
        ({"discount_costs": -2}, "discount_costs"),
        ({"first_year": "2030/31"}, "The first year is 2026/27, but first_year='2030/31'."),
        ({"consent": {"Proposd": ["ICB"]}}, "No strategy is named 'Proposd'. Did you mean"),
        ({"consent": {"Proposed": ["IBC"]}}, "No party is named 'IBC'. Did you mean 'ICB'?"),
        ({"consent": {"Proposed": "ICB"}}, "it is a list of parties: write ['ICB']."),
        ({"parties": {"ICB": "comissioner", "Trust": "provider"}}, "Did you mean 'commissioner'?"),
        ({"parties": {"ICB": Party("CCG", "commissioner")}}, "the party's name is 'CCG'"),
        ({"parties": [Party("Trust", "provider")] * 2}, "Two parties have this name"),
        ({"parties": 3}, "got 3; give Party objects"),
        ({"parties": []}, "No party is given"),
        ({"parties": pd.DataFrame({"name": ["Trust"]})}, "There is no column 'role'"),
        (
            {"parties": pd.DataFrame({"name": ["Trust"], "role": ["providor"]})},
            "Did you mean 'provider'?",
        ),
        (
            {"parties": pd.DataFrame({"name": ["Trust"], "role": ["provider"], "hurdle": ["x"]})},
            "parties > hurdle: Row 0: 'x' is no number",
        ),
    ],
)
def test_a_slip_in_the_words_is_told(how, complaint):
    assert any(complaint in each for each in told(**how))


def test_every_complaint_at_once():
    table = changed("units", r2="n/a").assign(unit_costs=1)
    found = told(table, spending=cash(party="Truts"), parties={"Trust": "provider", "B": "x"})
    assert [each.split(":")[0] for each in found] == [
        "parties > B",
        "activity > unit_costs",
        "activity > units",
    ]  # which parties there are is not known, so that nothing is said of those of the spending
    found = told(table, spending=cash(party="Truts", amount="x"))
    assert [each.split(":")[0] for each in found] == [
        "activity > unit_costs",
        "activity > units",
        "spending > party",
        "spending > amount",
    ]
