import pytest

from pathway_economics.contracts import Arrangement, settle
from pathway_economics.reporting.answer import answer, who_pays, who_refuses
from pathway_economics.reporting.findings import judge

# In the year: ICB +20 x 4,100 = 82,000. Acute trust -82,000 + 20 x 4,328 / 4 = -60,360.
# Community trust -500 x (31 + 58) = -44,500. Supplier +500 x 58 = 29,000.
# Public purse 82,000 - 60,360 - 44,500 = -22,860; two QALY are gained: 11,430 each.


def test_who_pays_names_each_party_with_its_amount(silo):
    assert who_pays(judge(silo, silo)) == (
        "In 2026/27, Proposed under “Silo” saves or earns cash for ICB (GBP 82,000) and "
        "Supplier (GBP 29,000), and costs Acute trust (GBP 60,400) and Community trust "
        "(GBP 44,500)."
    )


def test_who_refuses_under_each_arrangement(silo, block):
    # By default whoever pays, delivers or sells something new is asked: not the acute trust.
    found = [judge(silo, silo), judge(block, silo)]
    assert who_refuses(found) == (
        "Under “Silo”, Community trust would refuse, and Acute trust would be harmed without "
        "a say; under “Block”, Community trust would refuse."
    )


def test_nothing_gained_nothing_lost(run):
    empty = settle(run, Arrangement("Nothing", {}))
    words = who_pays(judge(empty, empty, "Current"))
    assert words.endswith("saves cash for nobody, and costs nobody.")


def test_three_sentences(silo, block):
    found = answer([judge(silo, silo), judge(block, silo)])
    assert len(found) == 3
    assert all(sentence.endswith(".") for sentence in found)


@pytest.mark.parametrize("number", [1, 3])
def test_shared_fates_are_told_once(silo, number):
    told = who_refuses([judge(silo, silo)] * number)
    assert told.count("Community trust") == 1
