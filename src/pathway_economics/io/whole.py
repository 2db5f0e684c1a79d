"""Files and folders that appear whole or not at all."""

import os
import shutil
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path


def write_whole(path: str | Path, text: str) -> Path:
    """Write a text file so that an interrupted run never leaves half of it.

    Parameters
    ----------
    path
        Where to write; a file that stands there is replaced once the new one is whole.
    text
        What to write, as UTF-8.

    Returns
    -------
    pathlib.Path
        The path.
    """
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        os.chmod(name, 0o666 & ~_umask())  # what a plain open() would have given
        os.replace(name, target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return target


@contextmanager
def whole_folder(
    path: str | Path, *, overwrite: bool = False, ours: Collection[str] = ()
) -> Iterator[Path]:
    """Give a temporary folder that takes the place of ``path`` once it is whole.

    If the work inside fails or is interrupted, the temporary folder goes away and what
    stood at ``path`` stays as it was.

    Parameters
    ----------
    path
        Where the folder is to be.
    overwrite
        Whether it may replace a folder that is there.
    ours
        Names that a folder to be replaced may hold. One that holds anything else is
        refused, so that nobody loses a file of another kind.

    Yields
    ------
    pathlib.Path
        The temporary folder, next to ``path``.

    Raises
    ------
    FileExistsError
        If something stands at ``path`` that must not be replaced.
    """
    target = Path(path)
    check_free(target, overwrite=overwrite, ours=ours)
    target.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}-"))
    try:
        yield made
        made.chmod(0o777 & ~_umask())
        check_free(target, overwrite=overwrite, ours=ours)
        _swap(made, target)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def check_free(path: str | Path, *, overwrite: bool = False, ours: Collection[str] = ()) -> None:
    """Refuse a folder that is there, unless it may be replaced and holds only ``ours``."""
    target = Path(path)
    if not target.exists() and not target.is_symlink():
        return
    if not target.is_dir() or target.is_symlink():
        raise FileExistsError(f"{target} is there and is not a folder; choose another name.")
    found = sorted(item.name for item in target.iterdir())
    foreign = [name for name in found if name not in ours]
    if foreign:
        shown = ", ".join(foreign[:5]) + (" and more" if len(foreign) > 5 else "")
        raise FileExistsError(
            f"{target} holds files that are no results ({shown}), so it is not replaced; "
            "choose another folder."
        )
    if found and not overwrite:
        raise FileExistsError(
            f"{target} already holds results; choose another folder, or replace it "
            "with --overwrite."
        )


def _swap(made: Path, target: Path) -> None:
    """Put a finished folder in the place of an old one; put the old back if that fails."""
    if not target.exists():
        made.rename(target)
        return
    aside = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}-old-"))
    old = aside / target.name
    try:
        target.rename(old)
        made.rename(target)
    except BaseException:
        if old.exists() and not target.exists():
            old.rename(target)
        raise
    finally:
        if target.exists():  # else the old results are all there is: leave them where they are
            shutil.rmtree(aside, ignore_errors=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
