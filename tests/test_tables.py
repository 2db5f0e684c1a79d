"""Small tables for reprs: every text is escaped."""

from hypothesis import given
from hypothesis import strategies as st

from pathway_economics.tables import card, grid

NASTY = "<script>alert('x') & \"y\"</script>"


def test_a_card_has_a_title_and_two_columns():
    text = card("Outcomes", [("draws", "1,000"), ("years", "5")])
    assert text.count("<tr>") == 2
    assert "<b>Outcomes</b>" in text
    assert ">1,000</td>" in text


def test_a_grid_has_a_header():
    text = grid(["party", "role"], [["ICB", "commissioner"], ["Trust", "provider"]])
    assert (text.count("<th>"), text.count("<td>"), text.count("<tr>")) == (2, 4, 3)


@given(st.text())
def test_nothing_is_left_unescaped(text):
    nasty = NASTY + text
    for made in (card(nasty, [(nasty, nasty)]), grid([nasty], [[nasty]])):
        assert "<script>" not in made
        assert "alert(&#x27;x&#x27;)" in made
