"""A pathway in which nobody dies."""

from collections.abc import Mapping
from dataclasses import replace

from pathway_economics.parameters import Constant
from pathway_economics.pathway import Link, Pathway
from pathway_economics.pathway.states import REST
from pathway_economics.studies.bench import Inapplicable


def without_deaths(pathway: Pathway) -> Pathway:
    """Return the pathway with every way to death closed.

    Those who would have died in a state stay, or take its rest; those who would have died in
    a service leave it by another of its links.

    Raises
    ------
    Inapplicable
        If people start dead, or a service leads to death alone.
    """
    dead = frozenset(name for name, state in pathway.states.items() if state.dead)
    for state, share in pathway.start.items():
        if state in dead and share != Constant(0.0):
            raise Inapplicable(f"people start in {state!r}, which is death.")
    links = {
        source: _diverted(source, targets, dead)
        if source in pathway.services
        else {target: link for target, link in targets.items() if target not in dead}
        for source, targets in pathway.links.items()
    }
    return replace(pathway, links=links)


def _diverted(source: str, targets: Mapping[str, Link], dead: frozenset[str]) -> dict[str, Link]:
    """Return the links of a service, with the chance of death added to another of them."""
    deaths = [link for target, link in targets.items() if target in dead]
    kept = {target: link for target, link in targets.items() if target not in dead}
    if not deaths or any(link.is_rest for link in kept.values()):
        return kept
    if not kept:
        raise Inapplicable(
            f"{source!r} leads to {' and '.join(sorted(targets))} alone, which counts as death, "
            "so that its patients have nowhere to live."
        )
    target, link = next(iter(kept.items()))
    if any(death.is_rest for death in deaths):
        chance = REST
    else:
        chance = link.chance
        for death in deaths:
            chance = chance + death.chance
    return {**kept, target: replace(link, probability=chance)}
