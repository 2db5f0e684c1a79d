"""Bundled examples: model files to read, run and start from."""

from pathway_economics.errors import UnknownName
from pathway_economics.resources import resource_names, resource_text

SUFFIX = ".yaml"


def names() -> tuple[str, ...]:
    """Return the names of the bundled examples.

    Examples
    --------
    >>> isinstance(names(), tuple)
    True
    """
    return resource_names("datasets", SUFFIX)


def text(name: str) -> str:
    """Return the model file of a bundled example.

    Parameters
    ----------
    name
        One of ``names()``.

    Raises
    ------
    UnknownName
        If no example has this name.

    Examples
    --------
    >>> text("no such example")
    Traceback (most recent call last):
    ...
    pathway_economics.errors.UnknownName: No example is named 'no such example'. ...
    """
    if name not in names():
        raise UnknownName("example", name, names())
    return resource_text("datasets", name + SUFFIX)


__all__ = ["names", "text"]
