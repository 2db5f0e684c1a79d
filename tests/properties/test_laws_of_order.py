"""The order of rows, the names of parties and what nobody uses do not matter."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pathway_economics.contracts import settle
from pathway_economics.engine.totals import FIELDS
from pathway_economics.model import canonical_text, run
from pathway_economics.parties import EXTERNAL
from properties.changes import renamed, rewritten, turned, with_spare_parameter
from properties.generators import models, whole_models

BLOCKS = [2**power for power in range(3, 14)]
LINED = ("activity", "backfilled", "resource_value")


def positions(outcomes, model):
    """Return every account's position under every arrangement, by name."""
    found = {}
    for name, arrangement in model.arrangements.items():
        settlement = settle(outcomes, arrangement)
        for account in settlement.ledger.accounts:
            found[name, account] = settlement.position(account)
    return found


def near(actual, expected):
    scale = np.abs(expected).max(initial=1.0)
    np.testing.assert_allclose(actual, expected, rtol=1e-9, atol=1e-9 * scale)


def places(names, others):
    """Return where each of ``names`` stands among the others."""
    assert sorted(map(str, names)) == sorted(map(str, others))
    return [others.index(name) for name in names]


@whole_models
@given(models())
def test_the_order_of_rows_does_not_matter(model):
    """States, services, links, uses, parties, parameters, contracts; all but the firsts."""
    other = rewritten(model, turned)
    a, b = run(model, n_draws=8, seed=31), run(other, n_draws=8, seed=31)
    lines = places(a.lines, b.lines)
    environments = places(a.environments, b.environments)
    strategies = places(a.strategies, b.strategies)
    parties = places(list(a.parties), list(b.parties))
    for figure in LINED:
        near(getattr(b, figure)[environments][:, lines], getattr(a, figure))
    for figure in ("qalys", "life_years", "value_cost", "value_qaly"):
        near(getattr(b, figure)[environments], getattr(a, figure))
    for figure in ("cost", "qaly", "life_year"):
        near(getattr(b, figure)[strategies], getattr(a, figure))
    near(b.cost_by_provider[strategies][:, parties], a.cost_by_provider)
    theirs = positions(b, other)
    for key, position in positions(a, model).items():
        near(theirs[key][environments], position)


@whole_models
@given(models(), st.permutations(["Ada ward", "EXTERNA", "Zebra", "party 1", "Ω & <b>"]))
def test_the_names_of_parties_do_not_matter(model, names):
    called = dict(zip(model.parties, names, strict=False))
    other = rewritten(model, lambda plain: renamed(plain, called))
    a, b = run(model, n_draws=8, seed=32), run(other, n_draws=8, seed=32)
    for figure in FIELDS:
        np.testing.assert_array_equal(getattr(a, figure), getattr(b, figure))
    theirs = positions(b, other)
    for (arrangement, account), position in positions(a, model).items():
        near(theirs[arrangement, called.get(account, account)], position)
    assert EXTERNAL in b.ledger.accounts


@whole_models
@given(models())
def test_the_model_file_says_the_same_as_the_model(model):
    other = rewritten(model, lambda plain: plain)
    assert canonical_text(other) == canonical_text(model)
    a, b = run(model, n_draws=8, seed=33), run(other, n_draws=8, seed=33)
    for figure in FIELDS:
        np.testing.assert_array_equal(getattr(a, figure), getattr(b, figure))


@whole_models
@given(models(), st.sampled_from(BLOCKS), st.sampled_from([1, 7, 100, 515]))
def test_any_block_size_gives_the_same_bits(model, block, n_draws):
    a = run(model, n_draws=n_draws, seed=34, block=8)
    b = run(model, n_draws=n_draws, seed=34, block=block)
    for figure in (*FIELDS, "backfilled"):
        np.testing.assert_array_equal(getattr(a, figure), getattr(b, figure))


@whole_models
@given(models(), st.sampled_from(BLOCKS))
def test_more_draws_keep_the_first(model, block):
    few, many = run(model, n_draws=5, seed=35), run(model, n_draws=70, seed=35, block=block)
    for figure in (*FIELDS, "backfilled"):
        np.testing.assert_array_equal(getattr(few, figure), getattr(many, figure)[..., :5])


@whole_models
@given(models())
def test_a_parameter_that_nothing_uses_changes_nothing(model):
    a = run(model, n_draws=8, seed=36)
    b = run(with_spare_parameter(model), n_draws=8, seed=36)
    for figure in (*FIELDS, "backfilled"):
        np.testing.assert_array_equal(getattr(a, figure), getattr(b, figure))
    for arrangement in model.arrangements.values():
        x, y = settle(a, arrangement), settle(b, arrangement)
        for account in x.ledger.accounts:
            np.testing.assert_array_equal(x.position(account), y.position(account))
