"""How a pool shares its variance: the steps, each a rule of ``payments``."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from pathway_economics import payments
from pathway_economics.contracts.book import Array, Book
from pathway_economics.contracts.sharing.members import caps_of, only, shares_of
from pathway_economics.contracts.wording import is_zero

if TYPE_CHECKING:
    from pathway_economics.contracts.sharing.pool import Pool


class Variance(NamedTuple):
    """What a pool spends, on which lines, and what was paid in.

    Attributes
    ----------
    paid
        Paid under the scope, by payer, each of shape (E, Y, D).
    fixed
        Part of it on fixed lines, by payer.
    given
        Contributions of the members, shape (M, 1, Y, 1 or D).
    """

    paid: Mapping[str, Array]
    fixed: Mapping[str, Array]
    given: Array


def shares_of_variance(
    pool: "Pool", members: Sequence[str], variance: Variance, book: Book
) -> dict[str, Array]:
    """Return what each member bears, by what it bears it for, each of shape (M, E, Y, D).

    Together they sum to the variance in each year; over all years if underspends are
    carried.
    """
    nothing = np.zeros(book.outcomes.shape)
    total = sum(variance.paid.values(), nothing) - variance.given.sum(axis=0)
    on_fixed = sum(variance.fixed.values(), nothing)
    on_fixed = on_fixed - book.expected(on_fixed)
    if pool.rule == "own":
        found = {"Variance on own lines": _own(members, variance, total - on_fixed, book)}
    else:
        found = _shared(pool, members, variance.given, total - on_fixed, book)
    if pool.fixed_lines is not None:
        host = only(pool.host, members)
        last, shares = found.popitem()
        found[last] = payments.fixed_and_variable(on_fixed, shares, host=host)
    return found


def _own(members: Sequence[str], variance: Variance, total: Array, book: Book) -> Array:
    nothing = np.zeros(book.outcomes.shape)
    fixed = np.stack([variance.fixed.get(member, nothing) for member in members])
    paid = np.stack([variance.paid.get(member, nothing) for member in members])
    expected = np.stack([book.expected(amount) for amount in fixed])
    return payments.own_risk(paid - fixed, variance.given - expected, total)


def _shared(
    pool: "Pool", members: Sequence[str], given: Array, variance: Array, book: Book
) -> dict[str, Array]:
    """Return what is drawn from the reserves, and the rest by the rule."""
    if pool.underspends == "carried":
        variance = payments.carried(variance)
    in_proportion = payments.in_proportion(given)
    drawn, rest = _from_reserves(pool, variance, in_proportion, book)
    by_rule = _weights(pool, members, given, book)
    beyond = only(pool.host, members) if pool.beyond == "host" else in_proportion
    if pool.caps is not None:
        caps = caps_of(pool.caps, members, book)
        shares = payments.capped_split(rest, weights=by_rule, caps=caps, beyond=beyond)
    elif pool.beyond is None:
        shares = by_rule * rest
    else:
        shares = np.where(rest > 0.0, beyond * rest, by_rule * rest)
    if pool.falls_last is not None:
        back = payments.ordered_reduction(
            -np.minimum(rest, 0.0),
            given,
            weights=by_rule,
            last=only(pool.falls_last, members),
            first_reduction=book.amounts(pool.first_reduction),
        )
        shares = np.where(rest < 0.0, -back, shares)
    return drawn | {"Share of the variance": shares}


def _from_reserves(
    pool: "Pool", variance: Array, in_proportion: Array, book: Book
) -> tuple[dict[str, Array], Array]:
    """Return what is drawn from the reserves, by member, and what that leaves of the variance."""
    if is_zero(pool.risk_pool) and is_zero(pool.uncommitted):
        return {}, variance
    risk, free, left = payments.in_order(
        variance, book.amounts(pool.risk_pool), book.amounts(pool.uncommitted)
    )
    found = {"Drawn from the risk pool": risk, "Uncommitted money used": free}
    drawn = {label: in_proportion * used for label, used in found.items() if used.any()}
    return drawn, left + np.minimum(variance, 0.0)


def _weights(pool: "Pool", members: Sequence[str], given: Array, book: Book) -> Array:
    """Return each member's share by the rule, shape (M, 1, Y, 1 or D)."""
    if isinstance(pool.members, Mapping):
        return shares_of(pool.members, members, book, "the variance")
    if pool.rule == "host":
        return only(pool.host, members)
    return payments.in_proportion(np.ones_like(given) if pool.rule == "equal" else given)
