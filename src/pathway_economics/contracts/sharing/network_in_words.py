"""The terms of a network's gain and loss share in plain English."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pathway_economics.contracts.measure import measured_in_words
from pathway_economics.contracts.sharing.benchmark import benchmark_in_words
from pathway_economics.contracts.wording import Wording, common, is_zero, listed, the

if TYPE_CHECKING:
    from pathway_economics.contracts.sharing.network_share import NetworkShare


def network_in_words(network: "NetworkShare", words: Wording) -> Iterator[str]:
    """Yield the sentences of a network's share, without capital or stop."""
    members = listed(the(member) for member in network.members)
    if network.costs_of is None:
        counted = listed(network.scope or ())
    else:
        counted = f"the open-book cost of {listed(common(name) for name in network.costs_of)}"
    yield f"{members} share what is spent below or above the benchmark on {counted}"
    yield benchmark_in_words(network.benchmark, words)
    if not is_zero(network.minimum_rate):
        share = words.share(network.minimum_rate)
        yield f"a gain or a loss counts once it reaches {share} of the benchmark"
    if network.stranded_party is not None:
        yield (
            f"{the(network.stranded_party)} is first paid what it goes on spending on care that "
            "it no longer gives, and what that leaves is shared"
        )
    yield f"a gain is {_shared(network, network.members, network.rule, words)}"
    yield _loss(network, words)
    if network.quality is not None:
        score = measured_in_words(network.quality, words)
        gate = words.number(network.quality_gate)
        yield f"a gain is shared only where the score for quality, {score}, is at least {gate}"
    if network.caps is not None:
        caps = listed(
            f"{the(m)} has no more than {words.yearly(x)}" for m, x in network.caps.items()
        )
        yield f"of either, {caps}: the others have the rest by their shares"


def _loss(network: "NetworkShare", words: Wording) -> str:
    if network.loss_shares is not None:
        return f"a loss is {_shared(network, network.loss_shares, None, words)}"
    if network.loss_rule is not None:
        return f"a loss is {_shared(network, (), network.loss_rule, words)}"
    return f"a loss is {'not shared' if network.rule == 'reinvest' else 'shared likewise'}"


def _shared(network: "NetworkShare", shares: Any, rule: str | None, words: Wording) -> str:
    if rule is None and isinstance(shares, Mapping):
        each = listed(f"{words.share(x)} to {the(m)}" for m, x in shares.items())
        return f"shared {each}"
    numbers = ""
    if network.weights is not None:
        numbers = ", " + listed(
            f"{measured_in_words(x, words)} for {the(m)}" for m, x in network.weights.items()
        )
    return {
        "equal": "shared equally",
        "budget": f"shared in proportion to budgets{numbers}",
        "equity": f"shared for equity{numbers}",
        "performance": f"shared by performance{numbers}",
        "reinvest": f"reinvested by {the(str(network.to))}",
        "compensate": "shared in proportion to each member's own fall in income",
        "none": "not shared",
    }[rule or "equal"]
