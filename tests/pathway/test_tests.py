"""Decision trees with tests: posterior branches, by hand, published and by enumeration."""

import pickle
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathway_economics.errors import InvalidModel
from pathway_economics.horizon import Horizon
from pathway_economics.io.model_file import loads
from pathway_economics.model import Model
from pathway_economics.model.run import run
from pathway_economics.model.text import canonical_text
from pathway_economics.parameters import Beta, Parameter, evaluate
from pathway_economics.pathway import Pathway, Service, State, Strategy, Test, apply
from pathway_economics.pathway.tests import Branches, branches
from pathway_economics.population import Population

PLACES = ("Colonoscopy", "Colonoscopy", "Missed", "Well")
FIT = Test(0.02, 0.9, 0.95, *PLACES)
shares = st.floats(0.0, 1.0)


def values(test, **known):
    return {place: float(evaluate(p, known)) for place, p in branches(test).items()}


def test_a_thousand_people_by_hand():
    """Of 1,000, 20 are ill, 18 of whom test positive; of the 980 who are not, 49 do."""
    found = values(FIT)
    assert found == pytest.approx({"Colonoscopy": 0.067, "Missed": 0.002, "Well": 0.931})


def test_liver_scans():
    """Altman and Bland, BMJ 1994;309:102: 344 people, of whom 231, 32, 27 and 54 each way."""
    scan = Test(258 / 344, 231 / 258, 54 / 86, "TP", "FP", "FN", "TN")
    people = {place: 344 * share for place, share in values(scan).items()}
    assert people == pytest.approx({"TP": 231, "FP": 32, "FN": 27, "TN": 54})


@given(shares, shares, shares, st.tuples(*[st.sampled_from("ABCD")] * 4))
def test_everybody_goes_somewhere_once(prevalence, sensitivity, specificity, places):
    """Each of the four ways is walked through; those to one place add up."""
    test = Test(prevalence, sensitivity, specificity, *places)
    expected = dict.fromkeys(places, 0.0)
    for ill, positive in product((True, False), repeat=2):
        chance = prevalence if ill else 1 - prevalence
        told = sensitivity if ill else 1 - specificity
        way = {(True, True): 0, (False, True): 1, (True, False): 2, (False, False): 3}
        expected[places[way[ill, positive]]] += chance * (told if positive else 1 - told)
    found = values(test)
    assert found == pytest.approx(expected, abs=1e-12)
    assert sum(found.values()) == pytest.approx(1.0)


def tree(**fields):
    return Pathway(
        states=[State("Referred"), State("Well", utility=0.9), State("Missed"), State("Treated")],
        services=[Service("FIT", unit_cost=30), Service("Colonoscopy", unit_cost=500)],
        links={
            "Referred": {"FIT": 1},
            "Colonoscopy": {"Treated": "ppv(0.02, 0.9, 0.95)", "Well": "rest"},
            **fields.pop("links", {}),
        },
        start={"Referred": 1},
        **{"tests": {"FIT": FIT}, **fields},
    )


def whole(pathway, *strategies, parameters=()):
    return Model(
        "Tree",
        pathway,
        [Strategy("Usual care"), *strategies],
        Horizon("2026", correction="start"),
        population=Population(incident=1000),
        parameters=parameters,
    )


def test_links_are_all_that_is_left():
    made = tree()
    assert {place: str(link.probability) for place, link in made.links["FIT"].items()} == {
        "Colonoscopy": "0.02 * 0.9 + (1 - 0.02) * (1 - 0.95)",
        "Missed": "0.02 * (1 - 0.9)",
        "Well": "(1 - 0.02) * 0.95",
    }
    text = canonical_text(whole(made))
    assert "tests" not in text
    assert canonical_text(loads(text)) == text


def test_a_tree_is_followed_to_its_ends():
    """30 for everybody's test and 500 for each of the 67 in a thousand who test positive."""
    outcomes = run(whole(tree()), n_draws=1)
    assert outcomes.cost[0, 0] == pytest.approx((30 + 0.067 * 500) * np.ones(1))


def test_a_strategy_may_test_in_another_way():
    better = Strategy("Better test", tests={"FIT": replace(FIT, sensitivity="sens")})
    sens = Parameter("sens", Beta(mean=0.95, se=0.01), "share", assumption="for a test")
    model = whole(tree(), better, parameters=[sens])
    changed = apply(better, tree())
    assert str(changed.links["FIT"]["Missed"].probability) == "0.02 * (1 - sens)"
    assert replace(better, consent=[]).links == better.links
    outcomes = run(model, n_draws=16)
    assert (outcomes.cost[1] > outcomes.cost[0]).all()


def test_a_strategy_may_lead_elsewhere_and_delete_what_led_there():
    scan = Strategy(
        "Scan",
        services={"Scan": {"unit_cost": 100}},
        links={"FIT": {"Colonoscopy": None}, "Scan": {"Treated": 0.5, "Well": "rest"}},
        tests={"FIT": replace(FIT, true_positive="Scan", false_positive="Scan")},
    )
    assert set(apply(scan, tree()).links["FIT"]) == {"Scan", "Missed", "Well"}
    whole(tree(), scan)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda: tree(links={"FIT": {"Well": 1}}), "'FIT' has both a test and links, to 'Well'"),
        (lambda: tree(tests={"Well": FIT}), "'Well' is a state, in which people dwell"),
        (lambda: whole(tree(tests={"FTI": FIT})), "No state or service is named 'FTI'"),
        (lambda: Strategy("A", links={"FIT": {"Well": 1}}, tests={"FIT": FIT}), "'FIT' has both"),
        (
            lambda: replace(FIT, prevalence=2, specificity=-1),
            "\nspecificity: specificity is -1, but a",
        ),
        (lambda: replace(FIT, sensitivity=None), "neither a number nor an expression"),
    ],
)
def test_complaints(change, expected):
    with pytest.raises(InvalidModel) as refused:
        change()
    assert expected in str(refused.value)


FILE = """\
format: 1
title: A tree with a test
horizon: {first_year: 2026, years: 1}
parameters:
  sens: {beta: {mean: 0.9, se: 0.02}, unit: share, assumption: for a test}
pathway:
  start: {Referred: 1}
  states: {Referred: {}, Well: {utility: 0.9}, Missed: {}, Treated: {utility: 0.8}}
  services:
    FIT: {unit_cost: 30}
    Colonoscopy: {unit_cost: 500}
  links:
    Referred: {FIT: 1}
    Colonoscopy: {Treated: "ppv(0.02, sens, 0.95)", Well: rest}
  tests:
    FIT:
      prevalence: 0.02
      sensitivity: sens
      specificity: 0.95
      true_positive: Colonoscopy
      false_positive: Colonoscopy
      false_negative: Missed
      true_negative: Well
strategies:
  Usual care: {}
  Another threshold:
    tests:
      FIT: {prevalence: 0.02, sensitivity: 0.95, specificity: 0.9, true_positive: Colonoscopy,
            false_positive: Colonoscopy, false_negative: Missed, true_negative: Well}
population: {incident: 1000}
"""


def refused(old, new):
    assert FILE.count(old) >= 1
    with pytest.raises(InvalidModel) as found:
        loads(FILE.replace(old, new, 1), "tree.yaml")
    return [str(complaint) for complaint in found.value.complaints]


def test_a_file_may_hold_tests():
    model = loads(FILE)
    assert str(model.pathway.links["FIT"]["Missed"].probability) == "0.02 * (1 - sens)"
    other = model.strategies["Another threshold"].links["FIT"]
    assert str(other["Well"].probability) == "(1 - 0.02) * 0.9"
    assert canonical_text(loads(canonical_text(model))) == canonical_text(model)


LINE = 16
"""Line of the first test in the file."""


@pytest.mark.parametrize(
    ("old", "new", "line", "expected"),
    [
        ("true_negative: Well\n", "true_negative: Wel\n", LINE, "Did you mean 'Well'?"),
        ("specificity: 0.95\n", "specificity: 95\n", LINE + 3, "specificity is 95"),
        ("specificity: 0.95\n", "specificty: 0.95\n", LINE + 3, "Did you mean 'specificity'?"),
        ("sensitivity: sens\n", "sensitivity: sens2\n", LINE, "Did you mean 'sens'?"),
        ("    FIT:\n", "    FTI:\n", LINE, "No state or service is named 'FTI'"),
        ("Referred: {FIT: 1}", "FIT: {Well: 1}", LINE, "both a test and links, to 'Well'"),
        ("  tests:\n    FIT:\n", "  tests:\n    Well:\n", LINE, "'Well' is a state"),
        ("specificity: 0.9,", "specificity: '90%',", 28, "write 0.9"),
    ],
)
def test_a_file_is_told_where(old, new, line, expected):
    told = refused(old, new)
    assert any(text.startswith(f"tree.yaml:{line}:") and expected in text for text in told), told


def test_one_mistake_in_a_test_is_one_complaint():
    (told,) = refused("specificity: 0.95\n", "specificity: 95\n")
    assert "pathway > tests > FIT" in told
    (told,) = refused("      prevalence: 0.02\n", "")
    assert "The field 'prevalence' is missing" in told


def test_a_percentage_is_told_as_one():
    (told,) = refused("specificity: 0.95\n", "specificity: 85\n")
    assert told == (
        "tree.yaml:19: pathway > tests > FIT > specificity: specificity is 85, but a share between "
        "0 and 1 is needed; 85 looks like a percentage: write 0.85."
    )
    (told,) = refused("specificity: 0.95\n", "specificity: 850\n")
    assert told.endswith("specificity is 850, but a share between 0 and 1 is needed.")


def test_links_remember_their_test_through_pickling_and_copies():
    pathway = tree()
    for links in (pathway.links, pickle.loads(pickle.dumps(pathway)).links, replace(FILED).links):
        assert isinstance(links["FIT"], Branches)
        assert links["FIT"].test == FIT


FILED = Strategy("Usual", tests={"FIT": FIT})
