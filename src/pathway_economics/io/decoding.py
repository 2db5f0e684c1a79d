"""Bytes of a file as text."""

from pathway_economics.errors import Complaint, InvalidModel


def decoded(data: bytes) -> str:
    """Return the text of UTF-8 bytes, without a mark before it.

    Raises
    ------
    InvalidModel
        If they are not UTF-8; the complaint has the line.

    Examples
    --------
    >>> decoded(b"age,risk")
    'age,risk'
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        told = f"The file is not UTF-8 text: got byte {data[error.start]:#04x}; save it as UTF-8."
        raise InvalidModel([Complaint(told, line=line)]) from None
