import pytest

from pathway_economics.contracts import (
    Arrangement,
    Block,
    GainShare,
    Pool,
    resolve,
    scope_complaints,
    whole,
)
from pathway_economics.contracts.arrangement import merge
from pathway_economics.errors import InvalidModel

PARTIES = {"payer": "ICB", "payee": "Acute trust"}
OLD, NEW = Block(**PARTIES, amount=1), Block(**PARTIES, amount=2)
SAVINGS = GainShare(**PARTIES, scope=["Acute"], sharing_rate=0.5)


def pool(*scope):
    return Pool(members=["ICB", "Acute trust"], scope=scope)


def test_what_is_extended_is_taken_over_changed_and_deleted():
    silo = Arrangement("Silo", {"Acute": OLD, "Community": OLD})
    deal = Arrangement("Deal", {"Savings": SAVINGS, "Acute": NEW}, extends="Silo")
    last = Arrangement("Last", {"Community": None}, extends="Deal")
    found = resolve([last, silo, deal])
    assert list(found) == ["Last", "Silo", "Deal"]
    assert found["Deal"].contracts == {"Acute": NEW, "Community": OLD, "Savings": SAVINGS}
    assert found["Last"].contracts == {"Acute": NEW, "Savings": SAVINGS}
    assert {arrangement.extends for arrangement in found.values()} == {None}


def test_an_arrangement_may_extend_another_itself():
    silo = Arrangement("Silo", {"Acute": OLD})
    assert whole(Arrangement("Deal", {"Community": NEW}, extends=silo)).contracts == {
        "Acute": OLD,
        "Community": NEW,
    }


def test_a_resolved_arrangement_resolves_to_itself():
    silo = resolve([Arrangement("Silo", {"Acute": OLD})])
    assert resolve(silo) == silo


def test_every_complaint_comes_at_once():
    wrong = [
        Arrangement("Silo", {"Acute": OLD}),
        Arrangement("A", {}, extends="Sillo"),
        Arrangement("B", {"Acutes": None}, extends="Silo"),
        Arrangement("C", {}, extends="D"),
        Arrangement("D", {}, extends="C"),
    ]
    with pytest.raises(InvalidModel) as caught:
        resolve(wrong)
    text = str(caught.value)
    assert "Did you mean 'Silo'?" in text
    assert "no such contract. Did you mean 'Acute'?" in text
    assert "loop: C -> D -> C" in text
    assert ("arrangements", "A", "extends") in {c.path for c in caught.value.complaints}


def test_an_arrangement_cannot_extend_itself():
    with pytest.raises(InvalidModel, match="loop: A -> A"):
        resolve([Arrangement("A", extends="A")])


def test_nothing_can_be_deleted_from_nothing():
    with pytest.raises(InvalidModel, match="extends no other"):
        Arrangement("A", {"Acute": None})


def test_two_of_one_name_are_refused():
    with pytest.raises(InvalidModel, match="names must differ"):
        resolve([Arrangement("A"), Arrangement("A")])


@pytest.mark.parametrize(
    ("contracts", "complaint"),
    [
        ({"Acutes": OLD, "Savings": SAVINGS}, "Did you mean 'Acutes'"),
        ({"Acute": SAVINGS, "Savings": SAVINGS}, "'Acute' is not settled before 'Savings'"),
        ({"A": OLD, "P": pool("A"), "Q": pool("A")}, "already paid by the pool 'P'"),
        ({"A": OLD, "P": pool("A"), "Q": pool("P")}, "'P' is not settled before 'Q'"),
    ],
)
def test_scopes_name_contracts_of_earlier_stages_once(contracts, complaint):
    found = scope_complaints(Arrangement("A", contracts))
    assert any(complaint in str(one) for one in found)


def test_a_gain_share_and_a_pool_may_share_a_scope():
    contracts = {"Acute": OLD, "Savings": SAVINGS, "P": pool("Acute", "Savings")}
    assert scope_complaints(Arrangement("A", contracts)) == []


def test_what_could_not_be_read_counts_as_there():
    deals = {
        "A": Arrangement("A", {"Acute": None}, extends="Lost"),
        "B": Arrangement("B", {"Community": None}, extends="A"),
        "C": Arrangement("C", {"Acute": OLD}),
    }
    merged = merge(deals, unread=["Lost"], unread_contracts=["Community"])
    assert (merged.complaints, merged.open) == ([], {"Lost", "A", "B"})
    (complaint,) = scope_complaints(Arrangement("C", {"Savings": SAVINGS}), ["Community"])
    assert complaint.message == "No contract is named 'Acute'. Declared: Community."
    assert scope_complaints(Arrangement("C", {"Savings": SAVINGS}), ["Acute"]) == []


def test_an_arrangement_is_shown_in_words():
    silo = Arrangement("Silo", {"Acute": OLD, "Gain <": SAVINGS})
    deal = Arrangement("Deal", {"Acute": None, "Price": Block(**PARTIES, amount="p")}, silo)
    assert repr(silo) == "<Arrangement 'Silo': 2 contracts>"
    assert repr(deal) == "<Arrangement 'Deal': 1 contract over those of 'Silo'>"
    assert "The ICB pays the Acute trust 1 a year" in silo._repr_html_()
    assert "Gain &lt;" in silo._repr_html_()
    assert all(words in deal._repr_html_() for words in ("not in force", "extends", "p a year"))
