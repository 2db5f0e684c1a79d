"""Expressions as one program, so that what they have in common is computed once.

A Weibull probability needs ``time ** shape`` at both ends of its cycle, so each cycle shares
a power with the next; its scale is the same in every cycle, and often in every strategy.
Equal parts of expressions are one step of the program, numbered when the plan is made. Only
steps that more than one other step uses are remembered, for as long as they are in use.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from pathway_economics.parameters import Table
from pathway_economics.parameters.evaluation import meaning_of
from pathway_economics.parameters.expressions import (
    Constant,
    Expression,
    Name,
    Operation,
    Value,
)
from pathway_economics.parameters.families import FAMILIES

Step = float | str | tuple[str, tuple[int, ...]]
"""A number, a name, or a function of earlier steps."""


PROBABILITIES = {f"{family}_prob": f"{family}_cumulative" for family in FAMILIES}
"""Functions that compare a cumulative hazard at two times, and that hazard."""


@dataclass(frozen=True, slots=True)
class Program:
    """Steps that compute some expressions, each part of them once.

    Attributes
    ----------
    steps
        In an order in which each follows what it uses.
    results
        Step of each expression.
    shared
        Whether more than one step or expression uses a step.
    """

    steps: tuple[Step, ...]
    results: tuple[int, ...]
    shared: tuple[bool, ...]


def program(expressions: Sequence[Expression]) -> Program:
    """Return the program of some expressions.

    Examples
    --------
    >>> from pathway_economics.parameters.expressions import as_expression
    >>> made = program([as_expression("exp(a) * 2"), as_expression("exp(a) + 1")])
    >>> made.steps[:3], made.results, made.shared
    (('a', ('exp', (0,)), 2.0), (3, 5), (False, True, False, False, False, False))
    """
    draft = _Draft()
    results = tuple([draft.number(expression) for expression in expressions])
    for result in results:
        draft.uses[result] += 1
    return Program(tuple(draft.steps), results, tuple(count > 1 for count in draft.uses))


def _risen(expression: Operation) -> Expression:
    """Return a probability written out: the end of this cycle is the start of the next."""
    start, end, *terms = expression.operands
    hazard = PROBABILITIES[expression.function]
    before, after = (Operation(hazard, (moment, *terms)) for moment in (start, end))
    return Operation("rate_to_prob", (after - before,))


@dataclass(slots=True)
class _Draft:
    """A program in the making."""

    steps: list[Step] = field(default_factory=list)
    uses: list[int] = field(default_factory=list)
    known: dict[object, int] = field(default_factory=dict)

    def number(self, expression: Expression) -> int:
        """Return the step of an expression, made if there is none."""
        if isinstance(expression, Constant):
            # 0.0 and -0.0 are equal, and so are 1 and True, but they are not the same bits.
            return self._step(("", float(expression.value).hex()), float(expression.value), ())
        if isinstance(expression, Name):
            return self._step(expression.name, expression.name, ())
        assert isinstance(expression, Operation)
        if expression.function in PROBABILITIES:
            return self.number(_risen(expression))
        operands = tuple([self.number(operand) for operand in expression.operands])
        return self._step(
            (expression.function, operands), (expression.function, operands), operands
        )

    def _step(self, key: object, step: Step, operands: tuple[int, ...]) -> int:
        if key not in self.known:
            self.known[key] = len(self.steps)
            self.steps.append(step)
            self.uses.append(0)
            for operand in operands:
                self.uses[operand] += 1
        return self.known[key]


class Memo:
    """Values of the steps of a program in one block of draws, the shared ones remembered.

    The arrays that it gives are its own: they may be read, not written to.

    Parameters
    ----------
    program
        What can be asked for.
    values
        A number or an array for every name.
    tables
        Declared look-up tables, by name.

    Examples
    --------
    >>> from pathway_economics.parameters.expressions import as_expression
    >>> memo = Memo(program([as_expression("p * rr")]), {"p": np.array([0.1, 0.2]), "rr": 0.5}, {})
    >>> memo.value(0)
    array([0.05, 0.1 ])
    """

    def __init__(
        self, program: Program, values: Mapping[str, Value], tables: Mapping[str, Table]
    ) -> None:
        self.program = program
        self.values = values
        self.tables = tables
        self.now: dict[int, Value] = {}
        self.before: dict[int, Value] = {}
        self.results: dict[int, Value] = {}  # several links may ask for one in a cycle

    def value(self, expression: int) -> Value:
        """Return the value of an expression by its place: the same bits as ``evaluate``."""
        if expression not in self.results:
            with np.errstate(all="ignore"):  # what is not finite is counted by the guard
                self.results[expression] = self._value(self.program.results[expression])
        return self.results[expression]

    def end_cycle(self) -> None:
        """Forget results; what they share is kept."""
        self.results.clear()

    def advance(self) -> None:
        """Forget shared parts that were not used since the last call but one."""
        self.before, self.now = self.now, {}

    def _value(self, number: int) -> Value:
        step = self.program.steps[number]
        if isinstance(step, float):
            return step
        if isinstance(step, str):
            return self.values[step]
        known = self.now.get(number)
        if known is None:
            known = self.before.get(number)
        if known is None:
            function, operands = step
            known = meaning_of(function, self.tables)(*[self._value(o) for o in operands])
        if self.program.shared[number]:
            self.now[number] = known
        return known
