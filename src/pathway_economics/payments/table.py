"""A payment rule over a table: one row for each holder of a contract."""

from collections.abc import Callable
from inspect import Parameter, signature
from numbers import Real
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from pathway_economics.errors import Complaint, InvalidModel, suggestion

if TYPE_CHECKING:
    import pandas as pd

PAYMENT = "payment"
SHARES = {"rate", "share", "quality", "discount"}
"""Words in the names of a rule's terms that are shares, or scores, in [0, 1]."""

_SHOWN = 5


def over(rule: Callable[..., Any], table: "pd.DataFrame", **terms: Any) -> "pd.DataFrame":
    """Return the table with what a payment rule gives for each of its rows.

    Every parameter of the rule is taken, in this order, from the terms given here, from the
    column of the same name, or from the rule's own default.

    Parameters
    ----------
    rule
        A payment rule, such as ``payments.mssp``.
    table
        One row for each holder of a contract.
    terms
        By parameter of the rule: the name of a column, as text; or a constant for all.

    Returns
    -------
    DataFrame
        The rows and columns of the table, and the column ``payment``.

    Raises
    ------
    InvalidModel
        With everything that is wrong: terms that the rule does not have, columns that are
        not there, values that are missing, no numbers or no shares, with their rows.

    Examples
    --------
    >>> import pandas as pd
    >>> from pathway_economics.payments import mssp
    >>> table = pd.DataFrame({"benchmark": [200.0, 200.0], "spent": [190.0, 240.0]},
    ...                      index=["A", "B"])
    >>> over(mssp, table, expenditure="spent", sharing_rate=0.5, loss_rate=0.3, loss_cap=0.04)
       benchmark  spent  payment
    A      200.0  190.0      5.0
    B      200.0  240.0     -8.0
    """
    known = signature(rule).parameters
    complaints = [
        Complaint(f"{_name(rule)} has no term {term!r}. {suggestion(term, known)}")
        for term in terms
        if term not in known
    ]
    if PAYMENT in table:
        complaints.append(
            Complaint(f"The table has a column {PAYMENT!r} already; rename it or leave it out.")
        )
    given: dict[str, Any] = {}
    for parameter in known.values():
        try:
            given |= _value(parameter, table, terms)
        except InvalidModel as error:
            complaints += error.complaints
    if complaints:
        raise InvalidModel(complaints)
    return table.assign(**{PAYMENT: _one_for_each_row(rule(**given), rule, len(table))})


def _value(parameter: Parameter, table: "pd.DataFrame", terms: dict[str, Any]) -> dict[str, Any]:
    """Return the parameter's value by name: a column, a constant, or nothing for its default."""
    name = parameter.name
    if name in terms and not isinstance(terms[name], str):
        return {name: _constant(name, terms[name])}
    column = terms.get(name, name)
    if column in table:
        return {name: _numbers(name, column, table)}
    if name not in terms and parameter.default is not Parameter.empty:
        return {}
    hint = suggestion(column, [str(each) for each in table.columns])
    raise InvalidModel(f"{name} needs a column {column!r}, a column's name or a constant. {hint}")


def _constant(name: str, given: Any) -> Any:
    if isinstance(given, Real) and np.isnan(float(given)):
        raise InvalidModel(f"{name} is not a number; give a number or a column's name.")
    if _is_share(name) and np.any((np.asarray(given) < 0.0) | (np.asarray(given) > 1.0)):
        raise InvalidModel(f"{name}={given!r}, but a share lies in [0, 1]; for 50% write 0.5.")
    return given


def _is_share(name: str) -> bool:
    return not SHARES.isdisjoint(name.split("_"))


def _numbers(name: str, column: str, table: "pd.DataFrame") -> NDArray[Any]:
    """Return a column as numbers, or raise with the rows that have none."""
    import pandas as pd

    values = table[column]
    if isinstance(values, pd.DataFrame):
        raise InvalidModel(f"{name}: the table has several columns {column!r}; keep one.")
    if pd.api.types.is_bool_dtype(values) and not values.hasnans:
        return values.to_numpy(dtype=bool)
    numbers = pd.to_numeric(values, errors="coerce").to_numpy(dtype=np.float64, na_value=np.nan)
    missing = values.isna().to_numpy()
    no_number = np.isnan(numbers) & ~missing
    if not pd.api.types.is_numeric_dtype(values):
        no_number |= np.fromiter((isinstance(v, str) for v in values), bool, len(values))
    outside = np.zeros(len(numbers), dtype=bool)
    if _is_share(name):
        outside = (numbers < 0.0) | (numbers > 1.0)
    complaints = [
        Complaint(f"{name}: column {column!r} {wrong} in {_rows(table, which)}.")
        for wrong, which in (
            ("is empty", missing),
            ("holds no number", no_number),
            ("is no share in [0, 1]", outside),
        )
        if which.any()
    ]
    if complaints:
        raise InvalidModel(complaints)
    return numbers


def _rows(table: "pd.DataFrame", which: NDArray[np.bool_]) -> str:
    """Return the first rows of those meant, by their labels, and how many more there are."""
    labels = [str(label) for label in table.index[which][:_SHOWN]]
    more = int(which.sum()) - len(labels)
    told = ", ".join(labels) + (f" and {more:,} more" if more else "")
    return f"{'row' if len(labels) + more == 1 else 'rows'} {told}"


def _one_for_each_row(result: Any, rule: Callable[..., Any], n_rows: int) -> NDArray[np.float64]:
    paid = np.asarray(result, dtype=np.float64)
    if paid.shape not in ((), (n_rows,)):
        raise InvalidModel(
            f"{_name(rule)} gave numbers of shape {paid.shape}, but the table has {n_rows} rows; "
            "over takes rules that give one number for each row."
        )
    return np.broadcast_to(paid, (n_rows,)).copy()


def _name(rule: Callable[..., Any]) -> str:
    return getattr(rule, "__name__", repr(rule))
