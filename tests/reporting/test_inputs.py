from pathway_economics.outcomes import RunRecord
from pathway_economics.reporting.inputs import parameter_rows, record_rows, strategy_rows


def test_parameters_with_units_and_sources_and_assumptions_apart(model):
    rows = {row["name"]: row for row in parameter_rows(model)}
    assert rows["p_admit"]["unit"] == "per month"
    assert rows["p_admit"]["source"].startswith("A trial")
    assert not rows["p_admit"]["assumption"]
    assert rows["rr_admit"]["assumption"]


def test_strategies_with_a_chance_of_being_best_where_a_threshold_is_given(run):
    assert [row["strategy"] for row in strategy_rows(run, None)] == list(run.strategies)
    assert strategy_rows(run, None)[0]["p_best"] == ""
    assert strategy_rows(run, 20_000)[0]["p_best"] != ""


def test_the_record_says_enough_to_run_again():
    record = RunRecord({"numpy": "2.4"}, 7, 1_000, "random", (), "{}", "abc")
    rows = dict(record_rows(record))
    assert rows["Version of numpy"] == "2.4"
    assert rows["Seed"] == "7"
    assert rows["SHA-256 of the model"] == "abc"
