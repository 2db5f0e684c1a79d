from dataclasses import replace

from pathway_economics.contracts import Arrangement, settle
from pathway_economics.parties import Party
from pathway_economics.reporting.findings import judge
from pathway_economics.reporting.headline import freed_by_public_bodies, key_figures


def test_every_figure_says_whether_it_is_discounted(silo):
    figures = key_figures([judge(silo, silo, threshold=60_000)], 60_000)
    assert len(figures) == 4
    for _, _, how in figures:
        assert "discounted" in how


def test_the_cost_of_silos_says_what_it_is_made_of(silo):
    # Two QALY at 60,000 against 500 x 31 less 20 x 4,328 of resources: 191,060.
    value, what, how = key_figures([judge(silo, silo, threshold=60_000)], 60_000)[-1]
    assert value == "GBP 191,000"
    assert what.startswith("cost of silos")
    assert how.startswith(
        "resources at average cost, mostly not cash, and health at the threshold of "
        "GBP 60,000 per QALY; discounted"
    )


def test_what_public_bodies_free_and_what_of_it_is_cash(silo):
    assert freed_by_public_bodies(judge(silo, silo)) == (20 * 4_328.0, 20 * 4_328.0 / 4)


def test_no_health_no_figure_of_it(silo):
    run = silo.outcomes
    zero = replace(run, qalys=0 * run.qalys, value_qaly=0 * run.value_qaly, qaly=0 * run.qaly)
    same = replace(silo, outcomes=zero)
    assert not any("QALY" in value for value, _, _ in key_figures([judge(same, same)], None))


def test_nobody_refuses_no_cost_of_silos(run):
    parties = {name: Party(name, role=party.role) for name, party in run.parties.items()}
    nothing = settle(replace(run, parties=parties), Arrangement("Nothing", {}))
    found = key_figures([judge(nothing, nothing, "Current")], None)
    assert not any("silos" in what for _, what, _ in found)
