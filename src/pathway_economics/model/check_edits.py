"""Can the edits of a strategy be made?"""

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from pathway_economics.errors import InvalidModel, suggestion
from pathway_economics.model.scope import Path, Scope
from pathway_economics.pathway import Pathway, Service, State, Strategy

KINDS: dict[str, type[State] | type[Service]] = {"states": State, "services": Service}
"""What stands in the sections that strategies edit field by field."""

TEXTS = ("provider", "unit")
"""Fields that are names or words, not numbers."""


def possible(strategy: Strategy, path: Path, scope: Scope) -> Strategy:
    """Return the strategy without the changed fields that cannot be; complain of each."""
    kept: dict[str, dict[str, Mapping[str, object] | None]] = {}
    for section in KINDS:
        kept[section] = {}
        for name, changed in getattr(strategy, section).items():
            place = (*path, section, name)
            if changed is None:
                kept[section][name] = None
            elif isinstance(changed, Mapping):
                kept[section][name] = _possible_fields(section, name, changed, place, scope)
            else:
                told = f"A mapping of changed fields is needed here, or None: got {changed!r}."
                scope.complain(place, told)
                scope.broken.setdefault(section, set()).add(name)
    return replace(strategy, states=kept["states"], services=kept["services"])


def _possible_fields(
    section: str, name: str, changed: Mapping[str, Any], place: Path, scope: Scope
) -> dict[str, Any]:
    """Return those changed fields that a state or service may have."""
    kind = KINDS[section]
    allowed = [item.name for item in fields(kind) if item.name != "name"]
    for term in [term for term in changed if term not in allowed]:
        hint = suggestion(str(term), allowed)
        scope.complain((*place, str(term)), f"{term!r} is not a field. {hint}")
        scope.broken.setdefault(section, set()).add(name)
    kept = {}
    for term in (term for term in allowed if term in changed):
        if problem := _problem(kind, name, term, changed[term]):
            scope.complain((*place, term), problem)
        else:
            kept[term] = changed[term]
    return kept


def _problem(kind: type[State] | type[Service], name: str, term: str, value: Any) -> str | None:
    if term == "consumes" and not isinstance(value, Mapping):
        return f"A mapping of amounts by measure is needed here: got {value!r}."
    if term in TEXTS and not isinstance(value, str | None):
        return f"A text is needed here: got {value!r}."
    try:
        kind(name, **{term: value})
    except InvalidModel as error:
        return str(error)
    return None


def check_deleted(
    strategy: Strategy, pathway: Pathway, path: Path, scope: Scope
) -> set[tuple[str, ...]]:
    """Complain of deletions of nothing; return the rows that they leave unsure."""
    unsure: set[tuple[str, ...]] = set()
    for section in KINDS:
        things = getattr(pathway, section)
        for name, changed in getattr(strategy, section).items():
            if changed is None and name not in things and not scope.is_broken(name):
                hint = suggestion(name, things)
                scope.complain((*path, section, name), f"There is no {name!r} to delete. {hint}")
    for section in ("links", "uses"):
        present = getattr(pathway, section)
        for source, targets in getattr(strategy, section).items():
            for target, value in targets.items():
                if value is None and target not in present.get(source, {}):
                    unsure.add((section, source))
                    hint = suggestion(target, present.get(source, {}))
                    scope.complain(
                        (*path, section, source, target),
                        f"There is nothing from {source!r} to {target!r} to delete. {hint}",
                    )
    return unsure
