"""Data files that ship with the package."""

from importlib.resources import files


def resource_names(room: str, suffix: str) -> tuple[str, ...]:
    """Return the names of a room's data files without their suffix, in alphabetical order.

    Parameters
    ----------
    room
        Folder of the package, such as ``"datasets"``.
    suffix
        Such as ``".yaml"``.

    Examples
    --------
    >>> resource_names("datasets", ".parquet")
    ()
    """
    entries = files(__package__).joinpath(room).iterdir()
    return tuple(
        sorted(entry.name.removesuffix(suffix) for entry in entries if entry.name.endswith(suffix))
    )


def resource_text(room: str, name: str) -> str:
    """Return the text of a data file.

    Parameters
    ----------
    room
        Folder of the package, such as ``"datasets"``.
    name
        Name of the file with its suffix.

    Examples
    --------
    >>> resource_text("datasets", "__init__.py").splitlines()[-1]
    '__all__ = ["names", "text"]'
    """
    return files(__package__).joinpath(room, name).read_text(encoding="utf-8")
