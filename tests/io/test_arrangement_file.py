"""Arrangements in a file of their own."""

import pytest

from builders import outcomes
from pathway_economics.contracts import Block, settle
from pathway_economics.errors import InvalidModel, UnknownName
from pathway_economics.io import load_arrangements

FILE = """\
arrangements:
  Usual:
    Admissions: {activity: {payer: ICB, payee: Acute trust, services: [Admission], price: 4100}}
  Block:
    extends: Usual
    Admissions: {block: {payer: ICB, payee: Acute trust, amount: [1, 2, 3]}}
"""


@pytest.fixture
def saved(tmp_path):
    def written(text):
        path = tmp_path / "arrangements.yaml"
        path.write_text(text)
        return path

    return written


def told(path, ran=None):
    with pytest.raises(InvalidModel) as caught:
        load_arrangements(path, ran)
    return [str(c).removeprefix(f"{path}:") for c in caught.value.complaints]


def test_arrangements_are_read_and_merged(saved):
    found = load_arrangements(saved(FILE), outcomes())
    assert list(found) == ["Usual", "Block"]
    assert found["Block"].contracts == {
        "Admissions": Block(payer="ICB", payee="Acute trust", amount=[1, 2, 3])
    }
    assert settle(outcomes(), found["Block"]).position("ICB")[0, 2, 0] == -3
    with pytest.raises(UnknownName, match="No arrangement is named 'Blok'. Did you mean 'Block'"):
        found["Blok"]


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("payer: ICB, payee: Acute trust, s", "payer: ICP, payee: Acute trust, s",
         "3: arrangements > Usual > Admissions: No party is named 'ICP'. Did you mean 'ICB'?"),
        ("[Admission]", "[Admision]",
         "3: arrangements > Usual > Admissions: No service is named 'Admision'. Did you mean "
         "'Admission'?"),
        ("4100", "price_admit",
         "3: arrangements > Usual > Admissions > price: 'price_admit' is no number, and there are "
         "no parameters here; write the amount."),
        ("4100", "life_table(year)",
         "3: arrangements > Usual > Admissions > price: No function is named 'life_table' here."),
        ("[1, 2, 3]", "[1, 2]",
         "6: arrangements > Block > Admissions > amount: 2 values are given for 3 years; give one "
         "for each, or one number."),
        ("extends: Usual", "extends: Usul",
         "5: arrangements > Block > extends: No arrangement is named 'Usul'. Did you mean "
         "'Usual'?"),
        ("block:", "blok:",
         "6: arrangements > Block > Admissions > blok: No kind of contract is named 'blok'. Did "
         "you mean 'block'?"),
        ("arrangements:", "parties: {}\narrangements:",
         "1: parties: The section 'parties' has no place here: a file of arrangements holds only "
         "'arrangements', as the rest comes from tables. Load a whole model with load_model."),
    ],
)  # fmt: skip
def test_a_slip_is_told_with_its_line(saved, old, new, complaint):
    assert told(saved(FILE.replace(old, new)), outcomes()) == [complaint]


def test_years_and_functions_may_stand_in_terms(saved):
    text = FILE.replace("4100", "4100 * 1.02 ** (year - 2026)")
    found = load_arrangements(saved(text), outcomes())
    settle(outcomes(), found["Usual"])


def test_names_are_not_checked_without_outcomes(saved):
    assert list(load_arrangements(saved(FILE.replace("ICB", "Anybody")))) == ["Usual", "Block"]


@pytest.mark.parametrize("text", ["", "[1, 2]", "arrangements:", "format: 1"])
def test_a_file_without_arrangements_is_refused(saved, text):
    assert told(saved(text))


def test_what_is_no_yaml_is_refused_with_its_place(saved):
    (complaint,) = told(saved("arrangements: {"))
    assert complaint.startswith(("1: ", "2: "))
