import pickle

import pytest

from pathway_economics.errors import Complaint, InvalidModel, UnknownName, suggestion


def test_a_complaint_says_where_and_what():
    complaint = Complaint("it is negative", ("parties", "ICB", "rate"), "model.yaml", 12)
    assert str(complaint) == "model.yaml:12: parties > ICB > rate: it is negative"
    assert str(Complaint("it is negative")) == "it is negative"


def test_an_invalid_model_shows_every_complaint():
    error = InvalidModel([Complaint("first"), Complaint("second", ("horizon",))])
    assert str(error) == "first\nhorizon: second"
    assert isinstance(error, ValueError)
    assert InvalidModel("only").complaints == (Complaint("only"),)


def test_an_unknown_name_comes_with_the_nearest():
    error = UnknownName("service", "Admision", ["Clinic", "Admission"])
    assert str(error) == "No service is named 'Admision'. Did you mean 'Admission'?"
    assert isinstance(error, KeyError)


def test_a_suggestion_ignores_case_and_cuts_long_lists():
    assert suggestion("ADMISSION", ["Admission"]) == "Did you mean 'Admission'?"
    many = [f"n{i:02}" for i in range(15)]
    assert suggestion("zzz", many).endswith("n10, n11 and 3 more.")


@pytest.mark.parametrize(
    "error",
    [InvalidModel([Complaint("wrong", ("a",), "f", 3)]), UnknownName("party", "x", ["y", "z"])],
)
def test_errors_survive_the_way_back_from_a_worker(error):
    copy = pickle.loads(pickle.dumps(error))
    assert type(copy) is type(error)
    assert str(copy) == str(error)
    assert vars(copy) == vars(error)
