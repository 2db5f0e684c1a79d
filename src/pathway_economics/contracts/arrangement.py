"""Arrangements: sets of contracts, each of which may extend another."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Union

from pathway_economics.contracts.base import Contract
from pathway_economics.errors import Complaint, InvalidModel, suggestion
from pathway_economics.parameters.numbers import Frozen, by_name
from pathway_economics.tables import card


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
    >>> from pathway_economics.contracts.fixed.block import Block
    >>> block = Block(payer="ICB", payee="Acute trust", amount=50_000_000)
    >>> silo = Arrangement("Block", {"Admissions": block})
    >>> whole(Arrangement("Nothing", {"Admissions": None}, extends=silo)).contracts
    {}
    >>> silo
    <Arrangement 'Block': 1 contract>
    """

    name: str
    contracts: Mapping[str, Contract | None] = field(default_factory=dict)
    extends: Union[str, "Arrangement", None] = None

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise InvalidModel("An arrangement has an empty name; name it.")
        object.__setattr__(self, "contracts", Frozen(self.contracts, "contract"))
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

    def __repr__(self) -> str:
        n = len(self.in_force)
        base = getattr(self.extends, "name", self.extends)
        over = "" if base is None else f" over those of {base!r}"
        return f"<Arrangement {self.name!r}: {n} contract{'s' * (n != 1)}{over}>"

    def _repr_html_(self) -> str:
        base = getattr(self.extends, "name", self.extends)
        rows = [] if base is None else [("extends", str(base))]
        for name, contract in self.contracts.items():
            rows.append((name, "not in force" if contract is None else contract.describe()))
        return card(f"Arrangement: {self.name}", rows)


class Merged(NamedTuple):
    """Arrangements merged with what they extend, and what is wrong with that.

    Attributes
    ----------
    arrangements
        By name, as far as they could be merged.
    complaints
        What is wrong.
    open
        Names of those whose contracts are not all known, for want of what they extend.
    """

    arrangements: dict[str, Arrangement]
    complaints: list[Complaint]
    open: frozenset[str]


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
    merged = merge(by_name("arrangement", arrangements))
    if merged.complaints:
        raise InvalidModel(merged.complaints)
    return merged.arrangements


def merge(
    known: Mapping[str, Arrangement],
    unread: Collection[str] = (),
    unread_contracts: Collection[str] = (),
) -> Merged:
    """Return every arrangement merged with what it extends, whatever is wrong with others.

    Parameters
    ----------
    known
        Arrangements by name.
    unread
        Names of arrangements whose contracts, or what they extend, could not be read.
    unread_contracts
        Names of contracts that could not be read; they count as contracts of any.

    Returns
    -------
    Merged
    """
    merging = _Merging(known, unread, unread_contracts)
    arrangements = {name: merging.merged(known[name]) for name in known}
    complaints = list(dict.fromkeys(merging.complaints))
    return Merged(arrangements, complaints, frozenset(merging.open))


def whole(arrangement: Arrangement) -> Arrangement:
    """Return one arrangement with all its contracts in it.

    What it extends must be an arrangement, not a name: names are known to the model.
    """
    return resolve([arrangement])[arrangement.name]


def scope_complaints(arrangement: Arrangement, elsewhere: Collection[str] = ()) -> list[Complaint]:
    """Return what is wrong with the scopes of a resolved arrangement.

    A scope names contracts of earlier stages, and no contract stands in two pools. Names
    ``elsewhere`` are let pass: contracts that it may have and that could not be read.
    """
    contracts = arrangement.in_force
    complaints, pooled = [], dict[str, str]()
    for name, contract in contracts.items():
        path = ("arrangements", arrangement.name, name, "scope")
        for member in contract.scope_in():
            if member not in contracts and member in elsewhere:
                continue
            if member not in contracts:
                known = {*contracts, *elsewhere} - {name}
                text = f"No contract is named {member!r}. {suggestion(member, known)}"
                complaints.append(Complaint(text, path))
            elif contracts[member].stage >= contract.stage:
                text = f"{member!r} is not settled before {name!r}, so it cannot be in its scope."
                complaints.append(Complaint(text, path))
            elif contract.bears_scope and contracts[member].has_account:
                text = f"{member!r} is an account of its own; name the contracts that it reads."
                complaints.append(Complaint(text, path))
            elif contract.bears_scope and pooled.setdefault(member, name) != name:
                text = f"{member!r} is already paid by the pool {pooled[member]!r}."
                complaints.append(Complaint(text, path))
    return complaints


class _Merging:
    def __init__(
        self,
        known: Mapping[str, Arrangement],
        unread: Collection[str],
        unread_contracts: Collection[str],
    ) -> None:
        self.known, self.unread = known, unread
        self.open = set(unread)
        self.complaints: list[Complaint] = []
        named = {label for each in known.values() for label in each.in_force}
        self.contracts, self.unread_contracts = named, unread_contracts

    def merged(self, arrangement: Arrangement, above: tuple[str, ...] = ()) -> Arrangement:
        name = arrangement.name
        base = self._base(arrangement, above)
        if base is None:
            return Arrangement(name, arrangement.in_force)
        contracts = self.merged(base, (*above, name)).in_force
        if base.name in self.open:
            self.open.add(name)
        for contract, terms in arrangement.contracts.items():
            if terms is not None:
                contracts[contract] = terms
            elif contracts.pop(contract, None) is None and not self._may_have(name, contract):
                text = f"Nothing to delete: {base.name!r} has no such contract. "
                place = ("arrangements", name, contract)
                self._complain(text + suggestion(contract, contracts), place)
        return Arrangement(name, contracts)

    def _base(self, arrangement: Arrangement, above: tuple[str, ...]) -> Arrangement | None:
        """Return what an arrangement extends; complain of a name that leads nowhere."""
        name, base = arrangement.name, arrangement.extends
        path = ("arrangements", name, "extends")
        if base is None:
            return None
        if name in above:
            loop = " -> ".join((*above[above.index(name) :], name))
            self._complain(f"Arrangements extend one another in a loop: {loop}.", path)
        elif not isinstance(base, str):
            return base
        elif base in self.known:
            return self.known[base]
        elif base not in self.unread:
            others = {*self.known, *self.unread} - {name}
            text = f"No arrangement is named {base!r}. {suggestion(base, others)}"
            self._complain(text, path)
        self.open.add(name)
        return None

    def _may_have(self, name: str, contract: str) -> bool:
        known = self.contracts if name in self.open else set()
        return contract in known or contract in self.unread_contracts

    def _complain(self, text: str, path: tuple[str, ...]) -> None:
        self.complaints.append(Complaint(text, path))
