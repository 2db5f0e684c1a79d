import numpy as np
import pandas as pd
import pytest

from pathway_economics.errors import InvalidModel
from pathway_economics.payments import in_proportion, layer, mssp, over, risk_corridor

TABLE = pd.DataFrame(
    {
        "aco": ["A", "B", "C"],
        "benchmark": [200, 200, 200],
        "expenditure": [190.0, 210.0, 240.0],
        "rate": [0.5, 0.5, 0.5],
        "two_sided": [True, False, True],
    }
).set_index("aco")
TERMS = {"sharing_rate": "rate", "loss_rate": 0.3, "loss_cap": 0.04}


def test_columns_names_of_columns_and_constants():
    # 0.5 x 10; one-sided; 0.3 x 40 = 12, no more than 4 % of 200
    paid = over(mssp, TABLE, **TERMS)
    assert paid.payment.tolist() == [5.0, 0.0, -8.0]
    assert paid.drop(columns="payment").equals(TABLE)
    assert "payment" not in TABLE  # the table that was given is left alone


def test_the_order_of_rows_never_matters():
    assert over(mssp, TABLE[::-1], **TERMS)[::-1].equals(over(mssp, TABLE, **TERMS))


def test_terms_come_before_columns_and_columns_before_defaults():
    assert over(mssp, TABLE, **TERMS, two_sided=True).payment.tolist() == [5.0, -3.0, -8.0]
    fewer = TABLE.drop(columns="two_sided")  # two-sided by default
    assert over(mssp, fewer, **TERMS).payment.tolist() == [5.0, -3.0, -8.0]


def test_constants_may_be_what_a_column_cannot_be():
    bands = [(0.03, 0.0), (0.08, 0.5), (np.inf, 0.8)]
    # 10 of 200 is 5 %: 0.5 x 4; and 40 is 20 %: 0.5 x 10 + 0.8 x 24
    paid = over(risk_corridor, TABLE, bands=bands).payment
    np.testing.assert_allclose(paid, [2.0, -2.0, -(5.0 + 19.2)])
    assert over(layer, TABLE, loss="expenditure", limit=np.inf).payment.tolist() == [190, 210, 240]


def test_a_table_without_rows():
    assert over(mssp, TABLE[:0], **TERMS).payment.tolist() == []


@pytest.mark.parametrize(
    ("changes", "terms", "complaint"),
    [
        ({}, {"sharing": 1}, "mssp has no term 'sharing'. Did you mean 'sharing_rate'?"),
        ({}, {"cap": "caps"}, "cap needs a column 'caps'"),
        ({}, {"cap": float("nan")}, "cap is not a number"),
        ({"expenditure": [1.0, np.nan, 3.0]}, {}, "column 'expenditure' is empty in row B."),
        ({"expenditure": ["1", "two", 3.0]}, {}, "'expenditure' holds no number in rows A, B."),
        ({"benchmark": [1.0, None, None]}, {}, "column 'benchmark' is empty in rows B, C."),
        ({"payment": 0.0}, {}, "has a column 'payment' already"),
    ],
)
def test_what_is_wrong_is_told(changes, terms, complaint):
    with pytest.raises(InvalidModel) as refused:
        over(mssp, TABLE.assign(**changes), **{**TERMS, **terms})
    assert complaint in str(refused.value)


def test_everything_that_is_wrong_is_told_at_once():
    table = TABLE.drop(columns="benchmark").assign(rate="half", expenditure=np.nan)
    with pytest.raises(InvalidModel) as refused:
        over(mssp, table, **TERMS, los_cap=0.1)
    assert [complaint.message for complaint in refused.value.complaints] == [
        "mssp has no term 'los_cap'. Did you mean 'loss_cap'?",
        "expenditure: column 'expenditure' is empty in rows A, B, C.",
        "benchmark needs a column 'benchmark', a column's name or a constant. "
        "Declared: expenditure, rate, two_sided.",
        "sharing_rate: column 'rate' holds no number in rows A, B, C.",
    ]


def test_five_rows_are_named_and_the_rest_counted():
    table = pd.DataFrame({"loss": [np.nan] * 12})
    with pytest.raises(InvalidModel, match=r"is empty in rows 0, 1, 2, 3, 4 and 7 more\."):
        over(layer, table)


def test_rules_that_give_no_number_for_each_row_are_refused():
    def pairs(loss):
        return np.stack([loss, loss])

    with pytest.raises(InvalidModel, match=r"pairs gave numbers of shape \(2, 3\)"):
        over(pairs, TABLE, loss="expenditure")
    assert over(in_proportion, TABLE, amounts="benchmark").payment.sum() == pytest.approx(1.0)


def test_several_columns_of_one_name_are_refused():
    twice = pd.concat([TABLE, TABLE[["benchmark"]]], axis=1)
    with pytest.raises(InvalidModel, match="several columns 'benchmark'"):
        over(mssp, twice, **TERMS)


@pytest.mark.parametrize("wrong", [50, -0.1])
def test_percentages_are_no_shares(wrong):
    rates = {"sharing_rate": wrong, "loss_rate": 0.3}
    with pytest.raises(InvalidModel, match=r"sharing_rate=.*, but a share lies in \[0, 1\]"):
        over(mssp, TABLE[["benchmark", "expenditure"]], **rates)
    held = TABLE[["benchmark", "expenditure"]].assign(sharing_rate=[0.5, wrong, 0.5])
    with pytest.raises(InvalidModel, match=r"'sharing_rate' is no share in \[0, 1\] in row B\."):
        over(mssp, held, loss_rate=0.3)
