"""JSON Schema of the model file, put together from the classes that it mirrors."""

import re
from inspect import cleandoc
from typing import Any

from pathway_economics.contracts import CONTRACTS, Contract
from pathway_economics.contracts.preset_rows import Row
from pathway_economics.horizon import Horizon
from pathway_economics.io.arrangements import EXTENDS, PRESET
from pathway_economics.io.fields import adapter
from pathway_economics.io.parameters import STANDS_ALONE, WORDS
from pathway_economics.io.sections import FORMAT, PRESETS, REQUIRED, TEXTS
from pathway_economics.parameters.correlation import Correlation
from pathway_economics.parameters.distributions import DISTRIBUTIONS
from pathway_economics.parameters.lookup import Table
from pathway_economics.parties import Party
from pathway_economics.pathway.capacity import CapacityPool
from pathway_economics.pathway.states import Link, Pathway, Service, State
from pathway_economics.pathway.strategies import Programme, Strategy
from pathway_economics.pathway.tests import Test
from pathway_economics.population import Environment, Population, Subgroup

Schema = dict[str, Any]

TEXT: Schema = {"type": ["string", "number"]}
NUMBER: Schema = {"type": ["number", "string"]}
YEARLY: Schema = {"anyOf": [NUMBER, {"type": "array", "items": NUMBER, "minItems": 1}]}
NOTHING: Schema = {"type": "null"}

_MIRRORED = (
    Horizon,
    Party,
    Correlation,
    Table,
    State,
    Service,
    Link,
    Test,
    Programme,
    Population,
    Subgroup,
)
_FIELD = re.compile(r"^(?P<names>\w[\w, ]*)\n(?P<text>(?: {4}.*\n?|\n)+)", re.MULTILINE)


def schema() -> Schema:
    """Return the JSON Schema (draft 2020-12) of the model file.

    Editors that know it complete names and show what each field means. It knows the
    fields and their kinds; that names refer to something is checked on loading.

    Examples
    --------
    >>> schema()["properties"]["format"]
    {'const': 1}
    """
    defined: Schema = {}
    parts = [part for kind in CONTRACTS.values() for part in kind.parts.values()]
    kinds = (*_MIRRORED, CapacityPool, *DISTRIBUTIONS.values(), *CONTRACTS.values(), *parts)
    for kind in kinds:
        defined |= _definitions(kind)
    for kind in CONTRACTS.values():
        for field in kind.nested:
            defined[kind.__name__]["properties"][field] |= {"$ref": "#/$defs/Contract"}
    defined["Contract"] = _contract(defined)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Model file of pathway-economics",
        **_object(_sections(defined), required=["format", *REQUIRED]),
        "$defs": defined,
    }


def _sections(defined: Schema) -> Schema:
    """Return the schema of each top-level key."""
    capacity = _named(_of(CapacityPool))
    return {
        "format": {"const": FORMAT},
        **{field: _or_nothing(TEXT) for field in TEXTS},
        PRESETS: _presets(),
        "horizon": _of(Horizon),
        "parties": _named(_of(Party)),
        "parameters": _named(_parameter(defined)),
        "correlations": _or_nothing({"type": "array", "items": _of(Correlation)}),
        "tables": _named({"anyOf": [_of(Table), _table_file(defined)]}),
        "pathway": _pathway(),
        "strategies": _named(_or_nothing(_strategy())),
        "population": _or_nothing(_population(defined)),
        "environments": _named({**_named(YEARLY), "description": _summary(Environment)}),
        "capacity": capacity,
        "arrangements": _named(_or_nothing(_arrangement())),
        "scenarios": _named(_named(_parameter(defined))),
    }


def _definitions(kind: type) -> Schema:
    """Return what pydantic knows of a class, with the words of its docstring."""
    found = adapter(kind).json_schema()["$defs"]
    return {name: _tidied(entry, kind) for name, entry in found.items()}


def _tidied(entry: Schema, kind: type) -> Schema:
    """Return a class's schema without the name, which is a key of the file."""
    told = _meanings(kind)
    fields = {
        field: {
            **_text_from_numbers(shape),
            **({"description": told[field]} if field in told else {}),
        }
        for field, shape in entry.get("properties", {}).items()
        if field != "name"
    }
    required = [field for field in entry.get("required", []) if field != "name"]
    return {**_object(fields, required), "description": _summary(kind)}


def _text_from_numbers(shape: Any) -> Any:
    """Return a schema in which text may be written as a number, such as a year."""
    if isinstance(shape, list):
        return [_text_from_numbers(item) for item in shape]
    if not isinstance(shape, dict):
        return shape
    inside = {key: _text_from_numbers(item) for key, item in shape.items() if key != "title"}
    plain = shape.get("type") == "string" and not {"enum", "const"} & set(shape)
    return {**inside, **TEXT} if plain else inside


def _summary(kind: type) -> str:
    return cleandoc(kind.__doc__ or "").split("\n\n")[0].replace("\n", " ")


def _meanings(kind: type) -> dict[str, str]:
    """Return the text of each field of a class's docstring."""
    _, _, attributes = cleandoc(kind.__doc__ or "").partition("Attributes\n----------\n")
    listed = attributes.partition("\n\nExamples\n")[0] + "\n"
    return {
        name.strip(): " ".join(found["text"].split())
        for found in _FIELD.finditer(listed)
        for name in found["names"].split(",")
    }


def _object(properties: Schema, required: list[str] | None = None) -> Schema:
    shape = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**shape, "required": required} if required else shape


def _named(inside: Schema) -> Schema:
    """Return the schema of a mapping from names to something; it may be left empty."""
    return {"type": ["object", "null"], "additionalProperties": inside}


def _or_nothing(inside: Schema) -> Schema:
    return {"anyOf": [inside, NOTHING]}


def _of(kind: type) -> Schema:
    return {"$ref": f"#/$defs/{kind.__name__}"}


def _parameter(defined: Schema) -> Schema:
    """Return a distribution by its keyword, a unit, and a source or an assumption."""
    bodies = {keyword: _of(kind) for keyword, kind in DISTRIBUTIONS.items()}
    for keyword, field in STANDS_ALONE.items():
        bodies[keyword] = defined[DISTRIBUTIONS[keyword].__name__]["properties"][field]
    numbers = {"type": "array", "items": {"type": "number"}}
    bodies["empirical"] = {"anyOf": [bodies["empirical"], numbers]}
    return {
        **_object({**bodies, **dict.fromkeys(WORDS, TEXT)}, required=["unit"]),
        "allOf": [_exactly_one(bodies), _exactly_one(("source", "assumption"))],
    }


def _table_file(defined: Schema) -> Schema:
    """Return a table whose numbers stand in a file of their own."""
    words = ("interpolation", "outside", "source", "assumption")
    fields = {word: defined["Table"]["properties"][word] for word in words}
    places: Schema = {"file": TEXT, "column": TEXT, "axes": {"type": "array", "items": TEXT}}
    return _object({**places, **fields}, required=["file"])


def _population(defined: Schema) -> Schema:
    """Return the population, with its subgroups and attributes by name."""
    population = defined["Population"]
    distribution = {
        **_object({keyword: {} for keyword in DISTRIBUTIONS}),
        "minProperties": 1,
        "maxProperties": 1,
    }
    nested = {"subgroups": _of(Subgroup), "attributes": distribution}
    told = _meanings(Population)
    shapes = {
        name: {**_named(inside), "description": told[name]} for name, inside in nested.items()
    }
    return {**population, "properties": {**population["properties"], **shapes}}


def _exactly_one(fields: Any) -> Schema:
    return {"oneOf": [{"required": [field]} for field in fields]}


def _pathway() -> Schema:
    fields = {
        "states": _named(_or_nothing(_of(State))),
        "services": _named(_or_nothing(_of(Service))),
        "links": _named(_named({"anyOf": [NUMBER, _of(Link)]})),
        "uses": _named(_named(NUMBER)),
        "start": _named(NUMBER),
        "utility_multiplier": NUMBER,
        "utility_decrement": NUMBER,
        "tests": _named(_of(Test)),
    }
    told = {**_meanings(Pathway), "tests": _summary(Test)}
    described = {
        field: {**shape, "description": told.get(field, told.get("states", ""))}
        for field, shape in fields.items()
    }
    return {**_object(described, required=["states"]), "description": _summary(Pathway)}


def _strategy() -> Schema:
    """Return the edits of the pathway; ``null`` deletes."""
    fields = {
        "states": _named(_or_nothing(_of(State))),
        "services": _named(_or_nothing(_of(Service))),
        "links": _named(_named({"anyOf": [NUMBER, _of(Link), NOTHING]})),
        "uses": _named(_named(_or_nothing(NUMBER))),
        "start": _named(NUMBER),
        "programme": _named(_of(Programme)),
        "consent": _or_nothing({"type": "array", "items": TEXT}),
        "adherence": NUMBER,
        "stopping": NUMBER,
        "fallback": TEXT,
        "tests": _named(_of(Test)),
    }
    told = {**_meanings(Strategy), "tests": _summary(Test)}
    described = {field: {**shape, "description": told[field]} for field, shape in fields.items()}
    return {**_object(described), "description": _summary(Strategy)}


def _contract(defined: Schema) -> Schema:
    """Return the schema of a contract of any one kind."""
    kinds = {
        keyword: {"anyOf": [_of(kind), _from_preset(defined[kind.__name__])]}
        for keyword, kind in CONTRACTS.items()
    }
    return {**_object(kinds), "minProperties": 1, "maxProperties": 1}


def _arrangement() -> Schema:
    """Return contracts by name; ``null`` deletes one."""
    return {
        "type": "object",
        "properties": {EXTENDS: TEXT},
        "additionalProperties": _or_nothing(_of(Contract)),
    }


def _from_preset(fields: Schema) -> Schema:
    """Return the schema of a contract whose preset may fill in what it leaves out."""
    named = {PRESET: {"type": "string", "description": "Name and year, such as mret 2012/13."}}
    return _object({**fields["properties"], **named}, required=[PRESET])


def _presets() -> Schema:
    """Return the schema of rows of presets, or of the file that holds them."""
    columns = {
        field: {**(NUMBER if field == "value" else TEXT), "description": told}
        for field, told in _meanings(Row).items()
    }
    required = [field for field in columns if field != "last_year"]
    return {"anyOf": [TEXT, NOTHING, {"type": "array", "items": _object(columns, required)}]}
