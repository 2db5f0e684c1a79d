import numpy as np
import pytest
from numpy.testing import assert_allclose

from builders import outcomes
from pathway_economics.contracts import Book, Measure
from pathway_economics.contracts.measure import as_measured, measured, measured_in_words
from pathway_economics.contracts.wording import Wording
from pathway_economics.errors import InvalidModel


def test_counts_ratios_and_health_by_hand():
    # 100 admissions and 300 visits: 3 visits an admission; no monitoring: a ratio of zero
    happened = outcomes({"Admission": 100.0, "Home visit": 300.0}, qalys=80.0)
    book = Book(happened)
    assert_allclose(measured(Measure(services=["Home visit"]), book), 300)
    ratio = Measure(services=["Home visit"], per=["Admission"])
    assert_allclose(measured(ratio, book), 3)
    assert_allclose(measured(Measure(services=["Admission"], per=["Monitoring"]), book), 0)
    assert_allclose(measured(Measure(health="qalys"), book), 80)
    assert measured(as_measured([0.5, 0.6, 0.7]), book).ravel().tolist() == [0.5, 0.6, 0.7]


def test_other_patients_in_freed_capacity_are_not_counted():
    happened = outcomes({"Admission": 100.0}, backfilled={"Admission": 7.0})
    assert_allclose(measured(Measure(services=["Admission"]), Book(happened)), 100)
    assert np.all(Book(happened).units(["Admission"]) == 107)


def test_as_the_model_file_spells_it():
    read = as_measured({"services": ["Readmission"], "per": ["Admission", "Day case"]})
    assert read.services_in() == ("Readmission", "Admission", "Day case")
    assert measured_in_words(read, Wording("GBP")) == "readmission per admission or day case"
    assert measured_in_words(as_measured(0.8), Wording("GBP")) == "0.8"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, "give either services to count, or health"),
        ({"services": ["A"], "health": "qalys"}, "give either services"),
        ({"health": "hope"}, "health='hope'; it must be 'qalys' or 'life_years'"),
        ({"health": "qalys", "per": ["A"]}, "leave out per"),
        ({"services": "Admission"}, r"it is a list of names: write \[Admission\]"),
        ({"service": ["A"]}, "A measure has no service: services, per, health"),
    ],
)
def test_wrong_measures_are_refused(given, told):
    with pytest.raises(InvalidModel, match=told):
        as_measured(given)
