"""What may be wrong with the terms of a network."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from pathway_economics.contracts.sharing.members import (
    caps_problems,
    member_problems,
    share_problems,
    stranger_problems,
)
from pathway_economics.contracts.sharing.weights import WEIGHTS

if TYPE_CHECKING:
    from pathway_economics.contracts.sharing.network_share import NetworkShare


def network_problems(network: "NetworkShare") -> list[str]:
    """Return what is wrong with the terms of a network beside their bounds."""
    members = tuple(network.members)
    problems = member_problems(members)
    problems += caps_problems(network.caps, members)
    if isinstance(network.caps, Mapping) and set(members) <= set(network.caps):
        problems.append("caps name every member; leave one without, to bear what is beyond")
    stranded = () if network.stranded_party is None else (network.stranded_party,)
    problems += stranger_problems("stranded_party names", stranded, members)
    if (network.scope is None) == (network.costs_of is None):
        problems.append("give either scope, contracts, or costs_of, services")
    if (network.quality is None) != (network.quality_gate is None):
        problems.append("quality and quality_gate go together")
    if network.costs_of is not None and stranded:
        problems.append("costs_of counts what is not released already; leave out stranded_party")
    return problems + _share_problems(network, members) + _rule_problems(network, members)


def _share_problems(network: "NetworkShare", members: Sequence[str]) -> list[str]:
    problems = []
    if isinstance(network.members, Mapping):
        problems += share_problems(network.members, "a gain")
        if network.rule is not None:
            problems.append(f"both shares and rule={network.rule!r} given; give one")
    if network.loss_shares is not None and not isinstance(network.loss_shares, Mapping):
        problems.append(f"loss_shares={network.loss_shares!r}; write shares by member")
    elif network.loss_shares is not None:
        if network.loss_rule is not None:
            problems.append(f"both loss_shares and loss_rule={network.loss_rule!r} given; give one")
        problems += share_problems(network.loss_shares, "a loss")
        problems += stranger_problems("loss_shares name", network.loss_shares, members)
    return problems


def _rule_problems(network: "NetworkShare", members: Sequence[str]) -> list[str]:
    rules = {"rule": network.rule, "loss_rule": network.loss_rule}
    problems = [
        f"{field}={rule!r}; it must be one of {', '.join(WEIGHTS)}"
        for field, rule in rules.items()
        if rule is not None and rule not in WEIGHTS
    ]
    used = set(rules.values())
    if network.loss_rule == "reinvest":
        problems.append("a loss cannot be reinvested; give another loss_rule")
    if ("reinvest" in used) != (network.to is not None):
        problems.append("the rule 'reinvest' and the party it goes to, 'to', go together")
    if "compensate" in used and network.costs_of is not None:
        problems.append("the rule 'compensate' needs a scope under which income falls")
    if used & {"equity", "performance"} and network.weights is None:
        problems.append("the rules 'equity' and 'performance' need weights by member")
    if network.weights is not None and not used & {"budget", "equity", "performance"}:
        problems.append("weights are for the rules 'budget', 'equity' and 'performance'")
    by_name = network.weights if isinstance(network.weights, Mapping) else ()
    return problems + stranger_problems("weights name", by_name, members)
