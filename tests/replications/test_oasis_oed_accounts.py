"""Thirteen insured accounts of two locations each, with terms at four levels.

Source: OasisLMF validation of insurance terms (BSD-3), accounts Q1, a loss of everything.
Terms apply in the order: each coverage (deductible, then limit); property damage, which is
all but business interruption; the location; and, over the locations of an account, the
policy's deductible, the attachment and limit of its layer, and its share.
"""

import numpy as np
import pytest

from cases_beside import case_table
from pathway_economics.payments import in_money, layer

BASIS = np.array(["amount", "loss", "insured_value"])
"""By the code of the type of a term."""


def column(table, name):
    """Return a column; one that the table leaves out is zero throughout."""
    return table[name].to_numpy(dtype=float) if name in table else np.zeros(len(table))


def after_terms(loss, insured, table, level):
    """Return the loss of each location after the deductible and limit of a level."""
    code = column(table, f"LocDedType{level}").astype(int)
    deductible = in_money(
        column(table, f"LocDed{level}"), BASIS[code], loss=loss, insured_value=insured
    )
    limit = column(table, f"LocLimit{level}")
    return layer(loss, deductible=deductible, limit=np.where(limit > 0, limit, np.inf))


def location_losses(table):
    """Return what is left of the loss of each location, all of whose value is lost."""
    covers = {"1Building": "building_tiv", "2Other": "other_tiv", "3Contents": "contents_tiv",
              "4BI": "bi_tiv"}  # fmt: skip
    insured = {level: column(table, name) for level, name in covers.items()}
    left = {level: after_terms(value, value, table, level) for level, value in insured.items()}
    damage = ("1Building", "2Other", "3Contents")
    property_damage = after_terms(
        sum(left[level] for level in damage),
        sum(insured[level] for level in damage),
        table,
        "5PD",
    )
    return after_terms(property_damage + left["4BI"], sum(insured.values()), table, "6All")


def account_losses(accounts, locations):
    """Return what is paid for each account."""
    place = accounts.account.searchsorted(locations.account)
    loss = np.bincount(place, location_losses(locations), minlength=len(accounts))
    limit = column(accounts, "layer_limit")
    return layer(
        loss,
        deductible=column(accounts, "policy_deductible"),
        attachment=column(accounts, "layer_attachment"),
        limit=np.where(limit > 0, limit, np.inf),
        share=column(accounts, "layer_participation"),
    )


def test_all_accounts_to_60_euros():
    accounts = case_table("oasis_oed_accounts", "accounts.csv").sort_values("account")
    locations = case_table("oasis_oed_accounts", "locations.csv")
    assert len(accounts) == 13
    assert not accounts.policy_deductible_type.any()  # all are amounts
    np.testing.assert_allclose(
        account_losses(accounts, locations), accounts.expected_gross_loss, rtol=0, atol=60
    )


@pytest.mark.parametrize(
    ("account", "expected"),
    [
        # 0.9 of 91.2 m and 0.75 of 127.8 m (a tenth and a quarter of the insured value)
        (2, 177_929_998.5),
        # locations keep 30.97 m and 9.2 m; less the policy's 1.89 m
        (49, 38_279_999.19),
        # limits of the coverages, 13.24 m and 0.19 m of property damage, 6.01 m of the policy
        (57, 43_049_997.5),
    ],
)
def test_some_accounts_by_their_own(account, expected):
    accounts = case_table("oasis_oed_accounts", "accounts.csv")
    locations = case_table("oasis_oed_accounts", "locations.csv")
    one = accounts[accounts.account == account]
    here = locations[locations.account == account]
    assert account_losses(one, here)[0] == pytest.approx(expected, abs=60)


def test_an_account_by_hand():
    """Account 2 without the table: deductibles as shares of the insured value."""
    insured = np.array([71e6 + 11e6 + 9.2e6, 89e6 + 29e6 + 9.8e6])
    off = in_money([0.1, 0.25], "insured_value", insured_value=insured)
    # 91.2 m - 9.12 m = 82.08 m; 127.8 m - 31.95 m = 95.85 m
    assert layer(insured, deductible=off).sum() == pytest.approx(177_929_998.5, abs=60)
