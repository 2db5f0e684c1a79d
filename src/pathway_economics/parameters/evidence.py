"""Where a number comes from: exactly one of a source and an assumption."""


def is_blank(text: object) -> bool:
    """Return whether nothing was written."""
    return not isinstance(text, str) or not text.strip()


def evidence_problem(source: str | None, assumption: str | None) -> str | None:
    """Return what is wrong unless exactly one of the two was written.

    Examples
    --------
    >>> evidence_problem("NHS England, table 3", None)
    >>> evidence_problem(None, " ")
    'neither of source and assumption given; give exactly one'
    """
    if is_blank(source) != is_blank(assumption):
        return None
    given = "neither" if is_blank(source) else "both"
    return f"{given} of source and assumption given; give exactly one"


def evidence(source: str | None, assumption: str | None) -> str:
    """Return the source, or the assumption and that it is one."""
    return f"assumption: {assumption}" if is_blank(source) else str(source)
