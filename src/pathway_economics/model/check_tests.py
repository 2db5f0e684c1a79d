"""Are the tests of a pathway sound, and do those of a strategy take the place of the old ways?"""

from collections.abc import Mapping
from typing import Any

import numpy as np

from pathway_economics.model.scope import Path, Scope
from pathway_economics.parameters.evaluation import evaluate
from pathway_economics.parameters.expressions import (
    Constant,
    Expression,
    Name,
    calls_in,
    names_in,
    substitute,
)
from pathway_economics.parameters.functions import FUNCTIONS
from pathway_economics.pathway import Pathway, Strategy
from pathway_economics.pathway.tests import SHARES, Branches, share_problem

Links = Mapping[str, Mapping[str, Any]]


def check_tests(links: Links, path: Path, scope: Scope) -> None:
    """Check shares that a parameter gives; a plain number was checked when the test was made."""
    for service, ways in links.items():
        if not isinstance(ways, Branches):
            continue
        for share in SHARES:
            given = getattr(ways.test, share)
            value = None if isinstance(given, Constant) else _known(given, scope)
            problem = None if value is None else share_problem(f"{share} = {given}", value)
            if problem:
                scope.complain((*path, "tests", service, share), problem)


def _known(given: Expression, scope: Scope) -> float | None:
    """Return the mean of a share that is one parameter, or the value of one that is certain.

    A share whose mean lies outside its bounds does so itself in some draws.
    """
    written = substitute(given, scope.meanings)
    if isinstance(written, Name):
        return scope.means.get(written.name)
    if names_in(written) <= scope.certain and all(
        called in FUNCTIONS for called, _ in calls_in(written)
    ):
        with np.errstate(all="ignore"):  # what is no number is told as such
            return float(evaluate(written, scope.means))
    return None


def check_replaced(strategy: Strategy, pathway: Pathway, path: Path, scope: Scope) -> None:
    """Complain of ways out of a service that a strategy's test leaves standing beside its own."""
    gone = {
        name
        for edits in (strategy.states, strategy.services)
        for name, changed in edits.items()
        if changed is None
    }
    for service, ways in strategy.links.items():
        if not isinstance(ways, Branches) or scope.is_broken(service):
            continue
        left = [place for place in pathway.links.get(service, {}) if place not in {*ways, *gone}]
        if left:
            mend = ", ".join(f"{place}: null" for place in left)
            scope.complain(
                (*path, "tests", service),
                f"The test takes the place of all ways out of {service!r}, but the pathway's own "
                f"to {' and '.join(map(repr, left))} would stay beside it; delete what it "
                f"replaces, as in links: {{{service}: {{{mend}}}}} (None in Python).",
            )
