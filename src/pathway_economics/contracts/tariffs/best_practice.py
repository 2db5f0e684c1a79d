"""Best-practice tariff: a supplement for care that meets the criteria."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from pathway_economics.contracts.base import Contract
from pathway_economics.contracts.book import Book
from pathway_economics.contracts.measure import Measure, Measured, as_measured, measured_share
from pathway_economics.contracts.wording import Wording, common, is_zero, listed, the
from pathway_economics.ledger import Entry
from pathway_economics.parameters.numbers import Yearly
from pathway_economics.payments import attainment_deviation, best_practice


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class BestPractice(Contract):
    """A base price for each unit, and a supplement for those that meet the criteria.

    Attributes
    ----------
    payer, payee
        Who pays whom.
    services
        Services whose units, backfill included, are counted.
    supplement
        Paid for a unit that meets the criteria. [currency per unit]
    attainment
        Share of the units that meet them: a number, or what is counted in the run. More
        than one for each unit is refused.
    price
        Base price of every unit, where no other contract pays it. [currency per unit]
    planned_attainment
        Share that the fixed element of another contract already pays for: only the
        deviation from it is paid or taken back, and no price.

    Examples
    --------
    >>> terms = BestPractice(payer="ICB", payee="Acute trust", services=["Hip fracture"],
    ...                      price=5_000, supplement=1_335, attainment=0.6)
    >>> print(terms.describe("GBP"))
    The ICB pays the Acute trust GBP 5,000 for each hip fracture and a supplement of GBP 1,335 \
for each that meets the criteria (60%).
    """

    keyword: ClassVar[str] = "best_practice"
    money: ClassVar[tuple[str, ...]] = ("supplement", "price")
    shares: ClassVar[tuple[str, ...]] = ("attainment", "planned_attainment")
    spelled: ClassVar[Mapping[str, Callable[[Any], Any]]] = {"attainment": as_measured}

    payer: str
    payee: str
    services: Sequence[str]
    supplement: Yearly
    attainment: Measured
    price: Yearly = 0.0
    planned_attainment: Yearly | None = None

    def settle(self, name: str, book: Book) -> tuple[Entry, ...]:
        """Return the one entry of the price and the supplement, or of the deviation."""
        units, supplement = book.units(self.services), book.amounts(self.supplement)
        attained = measured_share(self.attainment, book, "attainment")
        if self.planned_attainment is None:
            price = book.amounts(self.price)
            due = best_practice(units, price=price, supplement=supplement, attainment=attained)
            return (self.entry(name, "Best-practice tariff", due),)
        planned = book.amounts(self.planned_attainment)
        due = attainment_deviation(
            units, supplement=supplement, attainment=attained, planned=planned
        )
        return (self.entry(name, "Best practice beyond plan", due),)

    def sentences(self, words: Wording) -> Iterable[str]:
        """Return the terms in plain English."""
        units = listed(f"each {common(service)}" for service in self.services)
        pays = f"{the(self.payer)} pays {the(self.payee)}"
        supplement, attained = words.each(self.supplement), self._attained(words)
        if self.planned_attainment is not None:
            planned = words.share(self.planned_attainment)
            yield (
                f"{pays} {supplement} for {units} that meets the criteria beyond the planned "
                f"{planned}, and takes back as much for each one short of it ({attained})"
            )
        elif is_zero(self.price):
            extra = f"a supplement of {supplement} for {units} that meets the criteria"
            yield f"{pays} {extra} ({attained})"
        else:
            yield (
                f"{pays} {words.each(self.price)} for {units} and a supplement of {supplement} "
                f"for each that meets the criteria ({attained})"
            )

    def _attained(self, words: Wording) -> str:
        given = self.attainment
        return given.in_words() if isinstance(given, Measure) else words.share(given)

    def _problems(self) -> list[str]:
        problems = Contract._problems(self)
        if self.planned_attainment is not None and not is_zero(self.price):
            problems.append(
                "price is given with planned_attainment, but then the fixed element of another "
                "contract pays the price; leave one of them out"
            )
        return problems
