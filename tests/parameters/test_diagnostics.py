"""What a test's result says, against a published example and counting people."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathway_economics.parameters import as_expression, evaluate

shares = st.floats(0.001, 0.999)
TERMS = ("prevalence", "sensitivity", "specificity")


def value(text, *terms):
    return evaluate(as_expression(text), dict(zip(TERMS, terms, strict=True)))


PPV, NPV, POSITIVE = (
    f"{name}(prevalence, sensitivity, specificity)" for name in ("ppv", "npv", "test_positive")
)


def test_liver_scans():
    """Altman and Bland, BMJ 1994;309:102: 231 of 258 ill and 54 of 86 well were told right.

    231 of the 263 positive scans were right, 0.88. At a prevalence of 0.25 the paper prints
    0.45 and 0.95.
    """
    sensitivity, specificity = 231 / 258, 54 / 86
    study = (258 / 344, sensitivity, specificity)
    assert value(PPV, *study) == pytest.approx(231 / 263)
    assert round(float(value(PPV, *study)), 2) == 0.88
    assert value(NPV, *study) == pytest.approx(54 / 81)
    assert value(POSITIVE, *study) == pytest.approx(263 / 344)
    elsewhere = (0.25, sensitivity, specificity)
    assert round(float(value(PPV, *elsewhere)), 2) == 0.45
    assert round(float(value(NPV, *elsewhere)), 2) == 0.95


@given(shares, shares, shares)
def test_those_told_they_are_ill_and_are(prevalence, sensitivity, specificity):
    terms = (prevalence, sensitivity, specificity)
    positive = value(POSITIVE, *terms)
    assert value(PPV, *terms) * positive == pytest.approx(prevalence * sensitivity)
    assert value(NPV, *terms) * (1 - positive) == pytest.approx((1 - prevalence) * specificity)


@given(shares, shares, shares)
def test_everybody_is_ill_or_well_whatever_the_result(prevalence, sensitivity, specificity):
    terms = (prevalence, sensitivity, specificity)
    positive = value(POSITIVE, *terms)
    ill = value(PPV, *terms) * positive + (1 - value(NPV, *terms)) * (1 - positive)
    assert ill == pytest.approx(prevalence)
