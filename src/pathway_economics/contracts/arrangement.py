"""Arrangements: sets of contracts, each of which may extend another."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Union

from pathway_economics.contracts.base import Contract
from pathway_economics.errors import Complaint, InvalidModel, suggestion
from pathway_economics.parameters.numbers import Frozen
from pathway_economics.pathway.states import by_name


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Who pays whom for what: a set of contracts.

    Attributes
    ----------
    name
        Unique name; the first arrangement of a model is the status quo.
    contracts
        By name; ``None`` deletes a contract of the arrangement it extends.
    extends
        Arrangement, or its name, whose contracts it takes over, save those it names.

    Examples
    --------
    >>> from pathway_economics.contracts.block import Block
    >>> block = Block(payer="ICB", payee="Acute trust", amount=50_000_000)
    >>> silo = Arrangement("Block", {"Admissions": block})
    >>> whole(Arrangement("Nothing", {"Admissions": None}, extends=silo)).contracts
    {}
    """

    name: str
    contracts: Mapping[str, Contract | None] = field(default_factory=dict)
    extends: Union[str, "Arrangement", None] = None

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise InvalidModel("An arrangement has an empty name; name it.")
        object.__setattr__(self, "contracts", Frozen(self.contracts))
        deleted = [name for name, contract in self.contracts.items() if contract is None]
        if deleted and self.extends is None:
            raise InvalidModel(
                f"Arrangement {self.name!r} deletes {', '.join(map(repr, deleted))}, "
                "but it extends no other; there is nothing to delete."
            )

    @property
    def in_force(self) -> dict[str, Contract]:
        """Its contracts, without the deleted ones."""
        return {name: terms for name, terms in self.contracts.items() if terms is not None}


def resolve(
    arrangements: Mapping[str, Arrangement] | Iterable[Arrangement],
) -> dict[str, Arrangement]:
    """Return every arrangement with all its contracts in it, extending nothing.

    Parameters
    ----------
    arrangements
        By name, or in any order.

    Returns
    -------
    dict
        By name, in the order given. Inherited contracts come first.

    Raises
    ------
    InvalidModel
        With every complaint: an unknown arrangement, a loop, a deleted contract that
        is not there.

    Examples
    --------
    >>> list(resolve([Arrangement("Old"), Arrangement("New", extends="Old")]))
    ['Old', 'New']
    """
    known: dict[str, Arrangement] = by_name("arrangement", arrangements)
    complaints: list[Complaint] = []
    merged = {name: _merged(known[name], known, (), complaints) for name in known}
    if complaints:
        raise InvalidModel(dict.fromkeys(complaints))
    return merged


def whole(arrangement: Arrangement) -> Arrangement:
    """Return one arrangement with all its contracts in it.

    What it extends must be an arrangement, not a name: names are known to the model.
    """
    return resolve([arrangement])[arrangement.name]


def scope_complaints(arrangement: Arrangement) -> list[Complaint]:
    """Return what is wrong with the scopes of a resolved arrangement.

    A scope names contracts of earlier stages, and no contract stands in two pools.
    """
    contracts = arrangement.in_force
    complaints, pooled = [], dict[str, str]()
    for name, contract in contracts.items():
        path = ("arrangements", arrangement.name, name, "scope")
        for member in contract.scope_in():
            if member not in contracts:
                known = set(contracts) - {name}
                text = f"No contract is named {member!r}. {suggestion(member, known)}"
                complaints.append(Complaint(text, path))
            elif contracts[member].stage >= contract.stage:
                text = f"{member!r} is not settled before {name!r}, so it cannot be in its scope."
                complaints.append(Complaint(text, path))
            elif contract.has_account and pooled.setdefault(member, name) != name:
                text = f"{member!r} is already paid by the pool {pooled[member]!r}."
                complaints.append(Complaint(text, path))
    return complaints


def _merged(
    arrangement: Arrangement,
    known: Mapping[str, Arrangement],
    above: tuple[str, ...],
    complaints: list[Complaint],
) -> Arrangement:
    name, base = arrangement.name, arrangement.extends
    path = ("arrangements", name, "extends")
    if base is None:
        return Arrangement(name, arrangement.in_force)
    if isinstance(base, str) and base not in known:
        text = f"No arrangement is named {base!r}. {suggestion(base, set(known) - {name})}"
        complaints.append(Complaint(text, path))
        return Arrangement(name, arrangement.in_force)
    if name in above:
        loop = " -> ".join((*above[above.index(name) :], name))
        complaints.append(Complaint(f"Arrangements extend one another in a loop: {loop}.", path))
        return Arrangement(name, arrangement.in_force)
    found = known[base] if isinstance(base, str) else base
    contracts = _merged(found, known, (*above, name), complaints).in_force
    for contract, terms in arrangement.contracts.items():
        if terms is not None:
            contracts[contract] = terms
        elif contracts.pop(contract, None) is None:
            text = f"Nothing to delete: {found.name!r} has no such contract. "
            place = ("arrangements", name, contract)
            complaints.append(Complaint(text + suggestion(contract, contracts), place))
    return Arrangement(name, contracts)
