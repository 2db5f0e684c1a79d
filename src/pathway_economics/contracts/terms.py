"""Terms: numbers with bounds, read and checked where they are declared."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from math import inf
from typing import Any, ClassVar, NamedTuple

from pathway_economics.contracts.kinds import kind_problems
from pathway_economics.errors import InvalidModel
from pathway_economics.parameters.expressions import Constant, Expression
from pathway_economics.parameters.numbers import Frozen, as_yearly


class Bounds(NamedTuple):
    """Least and most that a number may be, and what is wrong with one outside them."""

    least: float
    most: float
    rule: str


MONEY = Bounds(0.0, inf, "; for money the other way, swap the parties")
SHARE = Bounds(0.0, 1.0, ", but a share lies in [0, 1]")
FACTOR = Bounds(0.0, inf, ", but it must be zero or more")
GROWTH = Bounds(-1.0, 1.0, ", but growth lies in [-1, 1]; for 2% write 0.02")


class Bounded(NamedTuple):
    """A term as it is given, and its bounds."""

    given: Any
    bounds: Bounds


class Terms:
    """Numbers of a contract, or of a part of one such as a band.

    A subclass is a frozen dataclass that mirrors the model file, and lists its fields by
    what they hold.

    Attributes
    ----------
    money
        Fields that hold amounts of money, zero or more.
    shares
        Fields that hold shares, in [0, 1].
    factors
        Fields that hold other numbers, zero or more.
    growth
        Fields that hold growth per year, in [-1, 1].
    parts
        Fields that hold terms of their own, in a list or by name, and their class.
    names
        Fields that hold lists of names.
    spelled
        Fields with a reading of their own, such as a score or a measure, and what reads them.
    """

    __slots__ = ()

    money: ClassVar[tuple[str, ...]] = ()
    shares: ClassVar[tuple[str, ...]] = ()
    factors: ClassVar[tuple[str, ...]] = ()
    growth: ClassVar[tuple[str, ...]] = ()
    parts: ClassVar[Mapping[str, type["Terms"]]] = {}
    names: ClassVar[tuple[str, ...]] = ("services", "scope")
    spelled: ClassVar[Mapping[str, Callable[[Any], Any]]] = {}

    def __post_init__(self) -> None:
        wrong = kind_problems(self)
        if wrong:  # before anything takes them for what they should be
            raise InvalidModel(f"{self._kind()}: {'; '.join(wrong)}.")
        problems = self._read() + self._problems()
        if problems:
            raise InvalidModel(f"{self._title()}: {'; '.join(problems)}.")

    def __repr__(self) -> str:
        told = []
        for field in fields(self):  # type: ignore[arg-type]
            value = getattr(self, field.name)
            if value is not None and plain(value) != plain(field.default):
                told.append(f"{field.name}={plain(value)!r}")
        return f"{type(self).__name__}({', '.join(told)})"

    def numbers(self) -> tuple[tuple[str, Expression], ...]:
        """Return every expression in the terms with the field it stands in."""
        return tuple(
            pair for field in self._fields() for pair in _expressions(field, getattr(self, field))
        )

    def bounded(self) -> dict[str, Bounded]:
        """Return the terms that have bounds, by field."""
        found = {
            place: Bounded(given, bounds)
            for field, bounds in self._bounds().items()
            for place, given in _places(field, getattr(self, field))
        }
        for field, part in self._inside():
            found |= {f"{field}.{place}": bounded for place, bounded in part.bounded().items()}
        return found

    def lengths(self) -> tuple[tuple[str, int], ...]:
        """Return the number of values of each field that is given year by year."""
        own = (pair for field in self._fields() for pair in _lengths(field, getattr(self, field)))
        inside = ((f"{f}.{n}", k) for f, part in self._inside() for n, k in part.lengths())
        return (*own, *inside)

    def services_in(self) -> tuple[str, ...]:
        """Return the services that the terms count."""
        inside = (name for _, part in self._inside() for name in part.services_in())
        return tuple(dict.fromkeys((*(getattr(self, "services", None) or ()), *inside)))

    def _kind(self) -> str:
        return type(self).__name__

    def _title(self) -> str:
        return self._kind()

    def _bounds(self) -> dict[str, Bounds]:
        kinds = ((self.money, MONEY), (self.shares, SHARE), (self.factors, FACTOR))
        return {
            field: bounds for names, bounds in (*kinds, (self.growth, GROWTH)) for field in names
        }

    def _fields(self) -> tuple[str, ...]:
        return tuple(field.name for field in fields(self))  # type: ignore[arg-type]

    def _inside(self) -> Iterator[tuple[str, "Terms"]]:
        """Yield the parts with the place they stand in."""
        for field in self._fields():
            for place, value in _places(field, getattr(self, field), deep=True):
                if isinstance(value, Terms):
                    yield place, value

    def _read(self) -> list[str]:
        """Turn lists into tuples and numbers into expressions; return what cannot be."""
        problems = []
        for field in self.names:
            if field in self._fields():
                problems += self._read_names(field)
        for field in (*self._bounds(), *(f for f in self.spelled if f not in self._bounds())):
            problems += self._read_number(field, self.spelled.get(field, as_yearly))
        for field, kind in self.parts.items():
            problems += self._read_parts(field, kind)
        return problems

    def _may_be_left_out(self, name: str) -> bool:
        return any(field.name == name and field.default is None for field in fields(self))  # type: ignore[arg-type]

    def _set(self, field: str, value: Any) -> None:
        object.__setattr__(self, field, value)

    def _read_number(self, field: str, read: Callable[[Any], Any]) -> list[str]:
        given = getattr(self, field)
        if given is None and not self._may_be_left_out(field):
            return [f"{field} is missing; give it"]
        if given is None or isinstance(given, Terms):
            return []
        try:
            if isinstance(given, Mapping) and field not in self.spelled:
                self._set(field, Frozen({key: read(value) for key, value in given.items()}))
            else:
                self._set(field, read(given))
        except InvalidModel as error:
            return [f"{field}: {str(error).rstrip('.')}"]
        found = getattr(self, field)
        empty = isinstance(found, tuple | Mapping) and not found
        return [f"{field} is empty; give a number"] if empty else []

    def _read_parts(self, field: str, kind: type["Terms"]) -> list[str]:
        given = getattr(self, field)
        if given is None and not self._may_be_left_out(field):
            return [f"{field} is missing; give it"]
        if given is None or isinstance(given, kind):
            return []
        try:
            if isinstance(given, Mapping):
                self._set(field, Frozen({key: _part(kind, item) for key, item in given.items()}))
            elif isinstance(given, Iterable) and not isinstance(given, str):
                self._set(field, tuple(_part(kind, item) for item in given))
            else:
                return [f"{field}={given!r}, but it is a list of {kind.__name__}(...)"]
        except InvalidModel as error:
            return [f"{field}: {str(error).rstrip('.')}"]
        return []

    def _read_names(self, field: str) -> list[str]:
        given = getattr(self, field)
        if given is None and self._may_be_left_out(field):
            return []
        if isinstance(given, str) or not isinstance(given, Iterable):
            return [f"{field}={given!r}, but it is a list of names: write [{given}]"]
        names = tuple(given)
        strange = [name for name in names if not isinstance(name, str)]
        self._set(field, tuple(map(str, names)))  # so that the rest can be checked
        if not names or strange:
            wrong = f"holds {strange[0]!r}, which is no name" if strange else "is empty"
            return [f"{field} {wrong}; name at least one"]
        twice = sorted({name for name in names if names.count(name) > 1})
        return [f"{field} names {', '.join(twice)} more than once"] if twice else []

    def _problems(self) -> list[str]:
        bounds = self._bounds()
        problems = []
        for field, number in self.numbers():
            within = bounds.get(field.split("[")[0].split(".")[0])
            if within is None or "." in field or not isinstance(number, Constant):
                continue
            if not within.least <= number.value <= within.most:
                problems.append(
                    f"{field}={number.value:g}{within.rule}{_of_a_hundred(number, within)}"
                )
        return problems


def _of_a_hundred(number: Constant, within: Bounds) -> str:
    if within is not SHARE or not 1.0 < number.value <= 100.0:
        return ""
    return f"; for {number.value:g}% write {number.value / 100:g}"


def plain(value: Any) -> Any:
    """Return a term as a user would write it: a number, the text of an expression, a list.

    Examples
    --------
    >>> from pathway_economics.parameters.numbers import as_yearly
    >>> plain(as_yearly([3_100, "1.05 * price"]))
    [3100.0, '1.05 * price']
    """
    if isinstance(value, Constant):
        return value.value
    if isinstance(value, Expression):
        return str(value)
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    return value


def whole_number_problems(field: str, value: Any) -> list[str]:
    """Return what is wrong with a number of years, or the place of a year from 1."""
    whole = isinstance(value, int) and not isinstance(value, bool)
    right = whole and value >= 1
    return [] if right else [f"{field}={value!r}, but it must be a whole number from 1"]


def _part(kind: type[Terms], given: Any) -> Terms:
    if isinstance(given, kind):
        return given
    if not isinstance(given, Mapping):
        raise InvalidModel(f"got {given!r}; write {kind.__name__}(...)")
    known = [field.name for field in fields(kind)]  # type: ignore[arg-type]
    unknown = sorted(set(given) - set(known))
    if unknown:
        raise InvalidModel(
            f"{kind.__name__} has no {', '.join(unknown)}; it has {', '.join(known)}"
        )
    try:
        return kind(**given)
    except TypeError as error:
        raise InvalidModel(f"{kind.__name__}: {str(error).split('() ')[-1]}") from None


def _places(field: str, value: Any, deep: bool = False) -> Iterator[tuple[str, Any]]:
    """Yield a value with its place, or those within a mapping (and, if deep, a list)."""
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield f"{field}[{key}]", item
    elif deep and isinstance(value, tuple):
        for index, item in enumerate(value):
            yield f"{field}[{index}]", item
    elif value is not None and isinstance(value, Terms) == deep:
        yield field, value


def _expressions(field: str, value: Any) -> Iterator[tuple[str, Expression]]:
    if isinstance(value, Expression):
        yield field, value
    elif isinstance(value, Terms):
        for place, number in value.numbers():
            yield f"{field}.{place}", number
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _expressions(f"{field}[{index}]", item)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _expressions(f"{field}[{key}]", item)


def _lengths(field: str, value: Any) -> Iterator[tuple[str, int]]:
    if isinstance(value, tuple) and value and all(isinstance(item, Expression) for item in value):
        yield field, len(value)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _lengths(f"{field}[{key}]", item)
