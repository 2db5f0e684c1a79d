"""Tests: prevalence, sensitivity and specificity in, posterior branches out."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from pathway_economics.errors import Complaint, InvalidModel
from pathway_economics.parameters.expressions import Constant, Expression, as_expression
from pathway_economics.parameters.numbers import Frozen, Number

SHARES = ("prevalence", "sensitivity", "specificity")
ONE = Constant(1.0)


@dataclass(frozen=True, slots=True)
class Test:
    """What a service that is a test tells people, and where each result leads.

    Attributes
    ----------
    prevalence
        Share of the people tested who have the condition.
    sensitivity
        Share of those who have it who test positive.
    specificity
        Share of those who do not have it who test negative.
    true_positive, false_positive
        State or service where those go next who test positive: with the condition, and
        without it.
    false_negative, true_negative
        State or service where those go next who test negative: with the condition, and
        without it.

    Examples
    --------
    >>> Test(0.02, 90, 0.95, "Colonoscopy", "Colonoscopy", "Missed", "Well")
    Traceback (most recent call last):
    ...
    pathway_economics.errors.InvalidModel: sensitivity: sensitivity is 90, but a share between 0 \
and 1 is needed; 90 looks like a percentage: write 0.9.
    """

    __test__: ClassVar[bool] = False  # pytest takes it for no test of its own

    prevalence: Number
    sensitivity: Number
    specificity: Number
    true_positive: str
    false_positive: str
    false_negative: str
    true_negative: str

    def __post_init__(self) -> None:
        for share in SHARES:
            object.__setattr__(self, share, as_expression(getattr(self, share)))
        wrong = [
            Complaint(problem, (share,))
            for share in SHARES
            if isinstance(value := getattr(self, share), Constant)
            and (problem := share_problem(share, value.value))
        ]
        if wrong:
            raise InvalidModel(wrong)


class Branches(Frozen):
    """The links of a service that is a test, which remember the test.

    Parameters
    ----------
    links
        By where they lead.
    test
        What they follow from.
    """

    __slots__ = ("test",)

    def __init__(self, links: Mapping[str, Any], test: Test) -> None:
        super().__init__(links)
        self.test = test

    def __reduce__(self) -> tuple[type, tuple[Any, ...]]:
        return type(self), (dict(self), self.test)


def share_problem(share: str, value: float) -> str | None:
    """Return what is wrong with the number of a share, or nothing.

    Examples
    --------
    >>> share_problem("prevalence", 2)
    'prevalence is 2, but a share between 0 and 1 is needed; 2 looks like a percentage: write 0.02.'
    >>> share_problem("prevalence", 0.02)
    """
    if 0 <= value <= 1:
        return None
    mend = f"; {value:g} looks like a percentage: write {value / 100:g}" if 1 < value <= 100 else ""
    return f"{share} is {value:g}, but a share between 0 and 1 is needed{mend}."


def branches(test: Test) -> dict[str, Expression]:
    """Return the probability of each place that people go to after a test.

    Ways that lead to the same place are one branch, whose probability is their sum.

    Examples
    --------
    >>> fit = Test("p", 0.9, 0.95, "Colonoscopy", "Colonoscopy", "Missed", "Well")
    >>> for place, probability in branches(fit).items():
    ...     print(f"{place}: {probability}")
    Colonoscopy: p * 0.9 + (1 - p) * (1 - 0.95)
    Missed: p * (1 - 0.9)
    Well: (1 - p) * 0.95
    """
    ill, told, spared = (as_expression(getattr(test, share)) for share in SHARES)
    ways = (
        (test.true_positive, ill * told),
        (test.false_positive, (ONE - ill) * (ONE - spared)),
        (test.false_negative, ill * (ONE - told)),
        (test.true_negative, (ONE - ill) * spared),
    )
    found: dict[str, Expression] = {}
    for place, probability in ways:
        found[place] = found[place] + probability if place in found else probability
    return found


def misplaced_tests(
    tests: Mapping[str, Test], links: Mapping[str, Mapping[str, Any]], states: Collection[str]
) -> list[Complaint]:
    """Return what is wrong with where tests stand.

    Parameters
    ----------
    tests
        By the service that is the test.
    links
        All other links; ``None`` in place of a link deletes it, which a strategy may do.
    states
        Names of states, where no test can stand.
    """
    found = []
    for name in tests:
        others = [target for target, link in links.get(name, {}).items() if link is not None]
        if name in states:
            found.append(
                Complaint(
                    f"{name!r} is a state, in which people dwell; a test is a service that they "
                    "pass through.",
                    ("tests", name),
                )
            )
        elif others:
            found.append(
                Complaint(
                    f"{name!r} has both a test and links, to {', '.join(map(repr, others))}; give "
                    "one of the two.",
                    ("tests", name),
                )
            )
    return found


def with_tests(
    links: Mapping[str, Mapping[str, Any]],
    tests: Mapping[str, Test] | None,
    states: Collection[str] = (),
) -> dict[str, Mapping[str, Any]]:
    """Return links with those of the tests among them.

    Raises
    ------
    InvalidModel
        If a test stands at a state, or at a service that has links of its own.
    """
    tests = tests or {}
    if problems := misplaced_tests(tests, links, states):
        raise InvalidModel(problems)
    expanded = {
        name: Branches({**links.get(name, {}), **branches(test)}, test)
        for name, test in tests.items()
    }
    return {**links, **expanded}


def like(links: Mapping[str, Any], read: Mapping[str, Any]) -> Frozen:
    """Return links as they were read, with the test that they follow from, if any."""
    return Branches(read, links.test) if isinstance(links, Branches) else Frozen(read)
