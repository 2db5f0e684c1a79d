"""The terms of a pool in plain English."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from pathway_economics.contracts.wording import Wording, is_zero, listed, the

if TYPE_CHECKING:
    from pathway_economics.contracts.sharing.pool import Pool


def pool_in_words(pool: "Pool", words: Wording) -> Iterator[str]:
    """Yield the sentences of a pool, without capital or stop."""
    members = listed(the(member) for member in pool.members)
    yield f"{members} pool what is paid under {listed(pool.scope)}"
    if isinstance(pool.contributions, Mapping):
        amounts = (f"{the(m)} {words.yearly(x)}" for m, x in pool.contributions.items())
        yield f"they contribute: {'; '.join(amounts)}"
    else:
        yield "each contributes what it is expected to pay today"
    if pool.fixed_lines is not None:
        lines = listed(pool.fixed_lines)
        yield f"what is spent above or below the expected on {lines} falls on {the(str(pool.host))}"
    yield from _reserves(pool, words)
    yield _rule(pool, words)
    yield from _limits(pool, words)
    if pool.underspends == "carried":
        yield (
            "underspends are carried to meet the overspends of later years, and what is left "
            "after the last is returned in the same way"
        )


def _reserves(pool: "Pool", words: Wording) -> Iterator[str]:
    given = (
        (f"a risk pool of {words.yearly(pool.risk_pool)}", pool.risk_pool),
        (f"{words.yearly(pool.uncommitted)} of uncommitted money", pool.uncommitted),
    )
    reserves = [text for text, amount in given if not is_zero(amount)]
    if reserves:
        yield (
            f"an overspend is met first from {listed(reserves, 'then')}, put up in proportion to "
            "the contributions"
        )


def _rule(pool: "Pool", words: Wording) -> str:
    reserves = not (is_zero(pool.risk_pool) and is_zero(pool.uncommitted))
    rest = "what is left" if reserves or pool.fixed_lines else "what the pool spends"
    what = f"{rest} above or below its contributions"
    carried = pool.underspends == "carried"
    closed = "" if carried else ", and closed each year"
    if isinstance(pool.members, Mapping):
        shares = listed(f"{words.share(x)} by {the(m)}" for m, x in pool.members.items())
        return f"{what} is borne {shares}{closed}"
    if pool.rule == "host":
        return f"{what} falls on {the(str(pool.host))}{'' if carried else ' each year'}"
    if pool.rule == "own":
        return f"{what} is borne by each on the lines that it pays{closed}"
    how = "equally" if pool.rule == "equal" else "in proportion to them"
    return f"{what} is shared {how}{closed}"


def _limits(pool: "Pool", words: Wording) -> Iterator[str]:
    beyond = (
        f"falls on {the(str(pool.host))}"
        if pool.beyond == "host"
        else "is borne in proportion to the contributions"
    )
    if pool.caps is not None:
        caps = listed(
            f"{the(m)} bears no more than {words.yearly(x)}" for m, x in pool.caps.items()
        )
        yield f"of that, {caps}, either way: the others bear the rest by their shares"
        yield f"what is beyond all caps {beyond}"
    elif pool.beyond is not None:
        yield f"an overspend beyond the reserves {beyond}"
    if pool.falls_last is not None:
        share = words.share(pool.first_reduction)
        yield (
            f"the contribution of {the(pool.falls_last)} does not fall until the others have "
            f"been returned {share} of theirs"
        )
