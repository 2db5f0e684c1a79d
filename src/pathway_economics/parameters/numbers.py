"""Numbers as a user writes them: plain, an expression, or one per year."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, NoReturn

from pathway_economics.errors import InvalidModel, UnknownName
from pathway_economics.parameters.expressions import Expression, Named, as_expression


@dataclass(frozen=True, slots=True, eq=False)
class Spelling:
    """How a model file spells a value, told to pydantic without importing it here.

    Attributes
    ----------
    read
        Turns what the file holds into the value.
    schema
        JSON Schema of what the file may hold.
    """

    read: Callable[[Any], Any]
    schema: Mapping[str, Any]

    def __get_pydantic_core_schema__(self, *_: Any) -> Any:
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(self, *_: Any) -> dict[str, Any]:
        return dict(self.schema)


def as_yearly(given: "Yearly") -> Expression | tuple[Expression, ...]:
    """Return one expression for every year, or a tuple with one per year."""
    if isinstance(given, Sequence) and not isinstance(given, str):
        return tuple(as_expression(item) for item in given)
    return as_expression(given)


_NUMBER = {"type": ["number", "string"]}
_YEARLY = {"anyOf": [_NUMBER, {"type": "array", "items": _NUMBER, "minItems": 1}]}

Number = Annotated[float | str | Expression | Named, Spelling(as_expression, _NUMBER)]
"""A number, the text of an expression, an expression, or a parameter."""

Yearly = Annotated[Number | Sequence[Number], Spelling(as_yearly, _YEARLY)]
"""One number for every year, or one per budget year."""


class Frozen(dict[str, Any]):
    """A mapping that cannot be changed once made.

    Parameters
    ----------
    given
        What it holds.
    kind
        What an entry is called where a name is not found.

    Examples
    --------
    >>> Frozen({"Pooled": 1}, "arrangement")["Pool"]
    Traceback (most recent call last):
    ...
    pathway_economics.errors.UnknownName: No arrangement is named 'Pool'. Did you mean 'Pooled'?
    """

    __slots__ = ("kind",)

    def __init__(self, given: Mapping[str, Any] | None = None, kind: str = "entry") -> None:
        super().__init__(given or {})
        self.kind = kind

    def __missing__(self, name: object) -> NoReturn:
        raise UnknownName(self.kind, name if isinstance(name, str) else repr(name), map(str, self))

    def _refuse(self, *_: Any, **__: Any) -> NoReturn:
        raise TypeError("this mapping is frozen: make a changed copy with dict(...)")

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __reduce__(self) -> tuple[type, tuple[dict[str, Any], str]]:
        return type(self), (dict(self), self.kind)


def by_year(given: Any, n_years: int) -> tuple[Expression, ...]:
    """Return one expression per year; a tuple is taken as it is."""
    return given if isinstance(given, tuple) else (as_expression(given),) * n_years


def freeze_numbers(given: Mapping[str, Any]) -> Frozen:
    """Return a read-only copy with every number read as an expression."""
    return Frozen({name: as_expression(value) for name, value in given.items()})


def by_name(kind: str, things: Mapping[str, Any] | Iterable[Any]) -> Frozen:
    """Return named things by their names; refuse two of one name."""
    if isinstance(things, Mapping):
        for key, thing in things.items():
            if getattr(thing, "name", key) != key:
                raise InvalidModel(
                    f"The {kind} {getattr(thing, 'name', '')!r} stands under the key {key!r}; "
                    "the key must be its name."
                )
        return Frozen(things)
    found: dict[str, Any] = {}
    for thing in things:
        name = getattr(thing, "name", None)
        if not isinstance(name, str):
            raise InvalidModel(f"{thing!r} is no {kind}: it has no name.")
        if name in found:
            raise InvalidModel(f"Two {kind} entries are named {name!r}; names must differ.")
        found[name] = thing
    return Frozen(found)
