"""What is declared in a model, and complaints about what is not."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pathway_economics.errors import Complaint, InvalidModel, suggestion
from pathway_economics.parameters import FUNCTIONS, Fixed, Formula, Parameter, Table, formulas
from pathway_economics.parameters.expressions import (
    VARIABLES,
    Constant,
    Expression,
    as_expression,
    calls_in,
    names_in,
    substitute,
)
from pathway_economics.parameters.families import FAMILIES
from pathway_economics.parameters.functions import in_words, miscounted
from pathway_economics.parameters.hazards import functions_of
from pathway_economics.population import Population

Path = tuple[str, ...]

FOLLOWED = tuple(VARIABLES)
"""Variables that expressions of the pathway may use."""

IN_PASSING = tuple(name for name in FOLLOWED if name != "time_in_state")
"""Variables that expressions of what patients pass through at once may use."""

OF_THE_CALENDAR = ("year",)
"""Variables that what is not the pathway's own may use."""


@dataclass(slots=True)
class Scope:
    """Names that a model declares, and what is found wrong with their use.

    Attributes
    ----------
    parameters
        Names that expressions may use.
    tables
        Number of axes of each declared table; ``None`` where it could not be read.
    names
        Declared names by kind, such as ``"party"`` or ``"service"``.
    meanings
        What each formula stands for.
    n_years
        Budget years, for yearly lists; ``None`` where the horizon could not be read.
    has_age
        Whether the population states an age.
    ageless
        Subgroups without an age, where others have one.
    covariates
        Numbers that tell people apart, by name: those of subgroups and of individuals.
    means
        Mean of each parameter that is no formula, by name.
    certain
        Names of the parameters that are not uncertain.
    broken
        Names that could not be read as a whole, by section.
    complaints
        What was found wrong.
    """

    parameters: frozenset[str]
    tables: Mapping[str, int | None]
    names: Mapping[str, frozenset[str]]
    meanings: Mapping[str, Expression]
    n_years: int | None
    has_age: bool
    covariates: frozenset[str] = frozenset()
    ageless: tuple[str, ...] = ()
    means: Mapping[str, float] = field(default_factory=dict)
    certain: frozenset[str] = frozenset()
    broken: dict[str, set[str]] = field(default_factory=dict)
    complaints: list[Complaint] = field(default_factory=list)

    def complain(self, path: Path, message: str) -> None:
        """Note one complaint."""
        self.complaints.append(Complaint(message, path))

    def is_broken(self, *names: str, sections: Iterable[str] = ("states", "services")) -> bool:
        """Return whether one of the names was complained of when it was read."""
        return any(name in self.broken.get(section, ()) for section in sections for name in names)

    def known(self, kind: str, name: str, path: Path, also: Collection[str] = ()) -> bool:
        """Complain if no ``kind`` of this name is declared."""
        declared = self.names.get(kind, frozenset()) | frozenset(also)
        if name in declared:
            return True
        self.complain(path, f"No {kind} is named {name!r}. {suggestion(name, declared)}")
        return False

    def expression(
        self, given: Any, path: Path, variables: Iterable[str] = FOLLOWED
    ) -> float | None:
        """Check the names in an expression; return its value if it is a plain number."""
        expression = as_expression(given)
        self.check_names(expression, path)
        names = names_in(substitute(expression, self.meanings))
        used = names & {*VARIABLES, *self.covariates}
        allowed = {*variables, *(self.covariates if "age" in variables else ())}
        for variable in sorted(used - allowed):
            self.complain(path, _misplaced(variable, tuple(variables)))
        if "age" in used & set(variables) and not self.has_age:
            self.complain(path, self._without_age())
        return expression.value if isinstance(expression, Constant) else None

    def _without_age(self) -> str:
        if not self.ageless:
            return "'age' is used, but the population has no age; give its age."
        one = len(self.ageless) == 1
        return (
            f"'age' is used, but the subgroup{'s' * (not one)} "
            f"{', '.join(map(repr, self.ageless))} {'has' if one else 'have'} no age, nor has the "
            f"population; give {'its' if one else 'their'} age."
        )

    def check_names(self, expression: Expression, path: Path) -> None:
        """Check that all names and calls in an expression are declared."""
        for name in sorted(names_in(expression) - {*VARIABLES, *self.covariates}):
            if name == "rest":
                self.complain(path, "'rest' stands alone, as a probability or a share.")
            elif name not in self.parameters:
                self.complain(path, self._unknown_name(name))
        for name, count in sorted(calls_in(expression)):
            self._check_call(name, count, path)

    def _unknown_name(self, name: str) -> str:
        if name in self.tables or name in FUNCTIONS:
            what = "table" if name in self.tables else "function"
            return f"{name!r} is a {what}: call it, with its arguments in brackets."
        if name in FAMILIES:
            return f"{name} {_of_times(name)}"
        declared = (*self.parameters, *self.covariates)
        hint = suggestion(name, (*declared, *VARIABLES))
        if not hint.startswith("Did"):
            hint = suggestion(name, declared)
        kind = "parameter or covariate" if self.covariates else "parameter"
        return f"No {kind} is named {name!r}. {hint}"

    def _check_call(self, name: str, count: int, path: Path) -> None:
        if name in FUNCTIONS:
            if problem := miscounted(name, count):
                self.complain(path, problem)
        elif name in self.tables:
            axes = self.tables[name]
            if axes not in (None, count):
                self.complain(path, f"{name} takes {in_words(axes, axes)}, not {count}.")
        elif name in FAMILIES:
            self.complain(path, f"{name} {_of_times(name)}")
        else:
            hint = suggestion(name, (*FUNCTIONS, *self.tables, *FAMILIES))
            meant = [family for family in FAMILIES if hint == f"Did you mean {family!r}?"]
            if meant:
                hint += f" It {_of_times(meant[0])}"
            elif not hint.startswith("Did"):
                hint = suggestion(name, (*FUNCTIONS, *self.tables))
            self.complain(path, f"No function or table is named {name!r}. {hint}")

    def at_least_zero(
        self, given: Any, path: Path, what: str, variables: Iterable[str] = FOLLOWED
    ) -> None:
        """Check an expression that counts something."""
        value = self.expression(given, path, variables)
        if value is not None and value < 0:
            self.complain(path, f"{what} is {value:g}, but it must be zero or more.")

    def yearly(self, given: Any, path: Path) -> tuple[Expression, ...]:
        """Check the length of a yearly list; return its numbers."""
        if not isinstance(given, tuple):
            return (as_expression(given),)
        if self.n_years is not None and len(given) != self.n_years:
            self.complain(
                path,
                f"{len(given)} values are given, but the budget window has {self.n_years} years; "
                "give one value per year, or a single value for every year.",
            )
        return given


def _of_times(family: str) -> str:
    known = functions_of(family)
    return (
        "is the distribution of a time: it belongs in the time_to of a link. "
        f"Elsewhere, call {', '.join(known[:-1])} or {known[-1]}."
    )


def _misplaced(variable: str, variables: tuple[str, ...]) -> str:
    if variable == "time_in_state" and "time" in variables:
        return (
            "'time_in_state' has no meaning here: it is of people who dwell in a state, and they "
            "pass through services at once. Write it on what happens in the state."
        )
    allowed = ", ".join(variables) or "no variable"
    return f"{variable!r} has no meaning here; {allowed} may be used."


def make_scope(parts: Mapping[str, Any], broken: Mapping[str, Collection[str]]) -> Scope:
    """Return the scope of a model; names that could not be read count as declared."""

    def declared(section: str, things: Iterable[str]) -> frozenset[str]:
        return frozenset(things) | frozenset(broken.get(section, ()))

    parameters: Mapping[str, Parameter] = parts["parameters"]
    pathway, strategies = parts["pathway"], parts["strategies"]
    added_states = {name for s in strategies.values() for name in s.states}
    added_services = {name for s in strategies.values() for name in s.services}
    tables: Mapping[str, Table] = parts["tables"]
    horizon_read = "horizon" not in broken.get("horizon", ())
    try:
        meanings = formulas(parameters.values())
    except InvalidModel:
        meanings = {}  # complained of where the parameters are checked
    return Scope(
        parameters=declared("parameters", (n for p in parameters.values() for n in p.names)),
        tables={name: len(table.axes) for name, table in tables.items()}
        | dict.fromkeys(broken.get("tables", ())),
        names={
            "party": declared("parties", parts["parties"]),
            "strategy": declared("strategies", strategies),
            "state": declared("states", {*pathway.states, *added_states}),
            "service": declared("services", {*pathway.services, *added_services}),
            "contract": frozenset(broken.get("contracts", ())),
        },
        meanings=meanings,
        n_years=int(parts["horizon"].budget_years) if horizon_read else None,
        has_age=_has_age(parts["population"]) or bool(broken.get("population", ())),
        covariates=_covariates(parts["population"]) | set(broken.get("covariates", ())),
        ageless=_ageless(parts["population"]),
        means={name: mean for p in parameters.values() for name, mean in p.means.items()},
        certain=frozenset(
            name for name, p in parameters.items() if isinstance(p.distribution, Fixed)
        ),
        broken={section: set(names) for section, names in broken.items()},
    )


def _has_age(population: Population) -> bool:
    """Return whether everybody's age is known."""
    groups = population.subgroups.values()
    return (
        population.age is not None
        or "age" in population.attributes
        or (bool(groups) and all(group.age is not None for group in groups))
    )


def _ageless(population: Population) -> tuple[str, ...]:
    """Return the subgroups without an age, if others have one."""
    groups = population.subgroups.values()
    without = tuple(group.name for group in groups if group.age is None)
    return without if len(without) < len(groups) else ()


def _covariates(population: Population) -> frozenset[str]:
    """Return the names of what tells people apart, besides their age."""
    of_groups = (name for group in population.subgroups.values() for name in group.covariates)
    return frozenset((*of_groups, *population.attributes)) - {"age"}


def parameter_complaints(parts: Mapping[str, Any], scope: Scope) -> None:
    """Check formulas; what each distribution needs was checked when it was made."""
    parameters: Mapping[str, Parameter] = parts["parameters"]
    for name, parameter in parameters.items():
        if isinstance(parameter.distribution, Formula):
            scope.check_names(parameter.distribution.tree, ("parameters", name))
    try:
        formulas(parameters.values())
    except InvalidModel as error:
        scope.complaints += [
            Complaint(c.message, c.path or ("parameters",)) for c in error.complaints
        ]


def scenario_complaints(parts: Mapping[str, Any], scope: Scope) -> None:
    """Check scenarios: each replaces parameters that exist, with all the names they give."""
    parameters: Mapping[str, Parameter] = parts["parameters"]
    for label, changed in parts.get("scenarios", {}).items():
        for name, parameter in changed.items():
            path = ("scenarios", label, name)
            if name not in parameters:
                if name not in scope.parameters:
                    hint = suggestion(name, parameters)
                    scope.complain(path, f"No parameter is named {name!r}. {hint}")
                continue
            if set(parameter.names) != set(parameters[name].names):
                named = ", ".join(parameters[name].names)
                scope.complain(
                    path, f"{name!r} names {named} in the model; a scenario must name the same."
                )
            if isinstance(parameter.distribution, Formula):
                scope.check_names(parameter.distribution.tree, path)
