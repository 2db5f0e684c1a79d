"""Capitation and year-of-care payments: for people, not for what is done for them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from pathway_economics import payments
from pathway_economics.contracts.base import Contract
from pathway_economics.contracts.book import Book
from pathway_economics.contracts.wording import Wording, common, listed, the
from pathway_economics.ledger import Entry
from pathway_economics.parameters.expressions import Constant
from pathway_economics.parameters.numbers import Yearly


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Capitation(Contract):
    """An amount for each person covered, and for each unit of a complexity band.

    Attributes
    ----------
    payer, payee
        Who pays whom.
    people
        People covered, in each year.
    per_person
        Amount for a person of average risk. [currency per person and year]
    risk_score
        Expected use of these people relative to the average.
    bands
        Price by the service or state whose units are people in a band of complexity. A
        state is counted in cycles spent in it, and only if it has a unit cost: where a
        cycle is a month, a year of care is twelve units. [currency per unit]

    Examples
    --------
    >>> terms = Capitation(payer="ICB", payee="GP practices", people=20_000, per_person=180,
    ...                    risk_score=1.05)
    >>> print(terms.describe("GBP"))
    The ICB pays the GP practices GBP 180 a year for each of 20,000 people, times a risk score \
of 1.05, whatever is done for them.
    """

    keyword: ClassVar[str] = "capitation"
    money: ClassVar[tuple[str, ...]] = ("per_person", "bands")
    factors: ClassVar[tuple[str, ...]] = ("people", "risk_score")
    counts_states: ClassVar[bool] = True

    payer: str
    payee: str
    people: Yearly | None = None
    per_person: Yearly | None = None
    risk_score: Yearly = 1.0
    bands: Mapping[str, Yearly] | None = None

    def services_in(self) -> tuple[str, ...]:
        """Return the services and states that are counted."""
        return tuple(self.bands or ())

    def settle(self, name: str, book: Book) -> tuple[Entry, ...]:
        """Return an entry for the people, and one for each band."""
        entries = []
        if self.people is not None:
            people, per_person, score = map(
                book.amounts, (self.people, self.per_person, self.risk_score)
            )
            amount = payments.capitation(people, per_person, score)
            entries.append(self.entry(name, "Capitation", amount))
        for line, given in (self.bands or {}).items():
            units, price = book.units([line]), book.amounts(given)
            amount = payments.capitation(units, price)
            label = f"Year of care: {line}"
            entries.append(self.entry(name, label, amount, activity=units, price=price))
        return tuple(entries)

    def sentences(self, words: Wording) -> Iterable[str]:
        """Return the terms in plain English."""
        pays = f"{the(self.payer)} pays {the(self.payee)}"
        if self.people is not None:
            plain = isinstance(self.risk_score, Constant) and self.risk_score.value == 1.0
            score = "" if plain else f", times a risk score of {words.number(self.risk_score)}"
            number = words.number(self.people)
            people = (
                f"person covered ({number})"
                if isinstance(self.people, tuple)
                else f"of {number} people"
            )
            yield (
                f"{pays} {words.yearly(self.per_person)} for each "
                f"{people}{score}, whatever is done for them"
            )
        if self.bands:
            priced = listed(
                f"{words.each(price)} for each unit of {common(line)}"
                for line, price in self.bands.items()
            )
            yield f"{pays} {priced}, whatever else is done"

    def _problems(self) -> list[str]:
        problems = Contract._problems(self)
        if (self.people is None) != (self.per_person is None):
            problems.append("people and per_person go together; give both or neither")
        if self.bands is not None and not isinstance(self.bands, Mapping):
            problems.append("bands: write a price by service or state")
        elif self.people is None and self.per_person is None and not self.bands:
            problems.append("nobody is counted; give people and per_person, or bands")
        return problems
