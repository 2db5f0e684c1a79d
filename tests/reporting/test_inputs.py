from types import SimpleNamespace

import pytest

from pathway_economics.outcomes import RunRecord
from pathway_economics.parameters import Draws, Parameter
from pathway_economics.parameters.distributions import Beta, Formula
from pathway_economics.reporting.inputs import parameter_rows, record_rows


def test_parameters_with_units_and_sources_and_assumptions_apart(model):
    rows = {row["name"]: row for row in parameter_rows(model)}
    assert rows["p_admit"]["unit"] == "per month"
    assert rows["p_admit"]["source"].startswith("A trial")
    assert not rows["p_admit"]["assumption"]
    assert rows["rr_admit"]["assumption"]


def test_means_and_intervals_also_of_what_is_derived():
    given = [
        Parameter("p", Beta(mean=0.5, se=0.1), "ratio", source="A trial"),
        Parameter("twice", Formula("2 * p"), "ratio", assumption="derived"),
        Parameter("waning", Formula("exp(-time)"), "ratio", assumption="derived"),
        Parameter("fixed", 3.0, "ratio", source="A trial"),
    ]
    model = SimpleNamespace(parameters={each.name: each for each in given}, tables={})
    rows = {row["name"]: row for row in parameter_rows(model, Draws(given, (), 1, 1_000))}
    low, high = map(float, rows["p"]["interval"].split(" to "))
    assert (low, high) == pytest.approx((0.5 - 0.196, 0.5 + 0.196), abs=0.03)
    twice = [float(end) for end in rows["twice"]["interval"].split(" to ")]
    assert twice == pytest.approx([2 * low, 2 * high], rel=1e-3)
    assert float(rows["twice"]["mean"]) == pytest.approx(1.0, abs=0.02)
    assert (rows["waning"]["mean"], rows["waning"]["interval"]) == ("–", "varies by cycle or age")
    assert (rows["fixed"]["mean"], rows["fixed"]["interval"]) == ("3", "fixed")


def test_the_record_says_enough_to_run_again():
    record = RunRecord({"numpy": "2.4"}, 7, 1_000, "random", (), "{}", "abc")
    rows = dict(record_rows(record))
    assert rows["Version of numpy"] == "2.4"
    assert rows["Seed"] == "7"
    assert rows["SHA-256 of the model"] == "abc"
