"""What stands in the boxes of a pathway picture, and below its title."""

from typing import TYPE_CHECKING

from pathway_economics.parameters.expressions import Constant, Expression, as_expression
from pathway_economics.pathway.states import Pathway, Service, State
from pathway_economics.plot.style import fitted

if TYPE_CHECKING:
    from pathway_economics.model.model import Model

LINES = 3
"""Lines that fit into a box."""

NOTHING, EVERYBODY = Constant(0.0), Constant(1.0)


def state_label(state: State, currency: str, waits: bool = False) -> str:
    """Return the name of a state, what it costs whom by itself, and whether people wait there.

    Examples
    --------
    >>> print(state_label(State("Ward", unit_cost=1_250, provider="Trust"), "GBP"))
    Ward
    GBP 1,250, Trust
    >>> print(state_label(State("Referred"), "GBP", waits=True))
    Referred
    people wait
    """
    cost = as_expression(state.unit_cost)
    said = []
    if cost != NOTHING:
        amount = f"{currency} {cost.value:,.0f}" if isinstance(cost, Constant) else str(cost)
        said.append(fitted(amount + (f", {state.provider}" if state.provider else ""), 18, 2))
    return _lines(state.name, said + ["people wait"] * waits)


def service_label(service: Service, cycle: str) -> str:
    """Return the name of a service, and its capacity if it has one.

    Examples
    --------
    >>> print(service_label(Service("Clinic", capacity=1_200), "month"))
    Clinic
    ≤ 1,200 per month
    """
    if service.capacity is None:
        return _lines(service.name, [])
    capacity = as_expression(service.capacity)
    most = f"{capacity.value:,.6g}" if isinstance(capacity, Constant) else str(capacity)
    return _lines(service.name, [fitted(f"≤ {most} per {cycle}", 18, 2)])


def waiting_states(pathway: Pathway) -> set[str]:
    """Return the states in which people wait: those that link to a service of limited capacity.

    Examples
    --------
    >>> clinic = Service("Clinic", capacity=10)
    >>> links = {"Ill": {"Clinic": 1}, "Clinic": {"Well": 1}}
    >>> waiting_states(Pathway([State("Ill"), State("Well")], [clinic], links=links))
    {'Ill'}
    """
    limited = {name for name, each in pathway.services.items() if each.capacity is not None}
    return {name for name in pathway.states if limited & set(pathway.links.get(name, {}))}


def followed(model: "Model", strategy: str) -> str:
    """Return how many follow a strategy, who stops and what they then do; empty if all do.

    Such as ``"adherence 90 %, stopping 1 % per month, then as on Usual care"``.

    Parameters
    ----------
    model
        The model.
    strategy
        Name of the strategy.
    """
    chosen = model.strategies[strategy]
    said = []
    if as_expression(chosen.adherence) != EVERYBODY:
        said.append(f"adherence {_share(as_expression(chosen.adherence))}")
    if as_expression(chosen.stopping) != NOTHING:
        stopping = _share(as_expression(chosen.stopping))
        said.append(f"stopping {stopping} per {model.horizon.cycle}")
    if not said:
        return ""
    return ", ".join([*said, f"then as on {chosen.fallback or next(iter(model.strategies))}"])


def _lines(name: str, said: list[str]) -> str:
    """Return a name with what is said below it; the more is said, the shorter the name."""
    below = "\n".join(said)
    taken = below.count("\n") + 1 if said else 0
    shown = fitted(name, 15 if said else 14, max(1, LINES - taken))
    return "\n".join([shown, *said])


def _share(value: Expression) -> str:
    return f"{100 * value.value:.3g} %" if isinstance(value, Constant) else str(value)
