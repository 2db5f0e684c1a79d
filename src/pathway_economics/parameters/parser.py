"""The parser of the expression language.

Precedence climbing over a short list of tokens. It admits numbers, names,
``+ - * / **``, comparisons, brackets and calls, within limits of length and
depth; there is no ``eval`` behind it and nothing else can be said.
"""

import re
from functools import lru_cache

from pathway_economics.errors import InvalidModel
from pathway_economics.parameters.expressions import Constant, Expression, Name, Operation
from pathway_economics.parameters.slips import mend_of_number

MAX_LENGTH = 2_000
"""Longest text of one expression. [characters]"""

MAX_DEPTH = 40
"""Deepest nesting of brackets, calls and powers in one expression."""

MAX_TOKENS = 400
"""Most numbers, names and symbols in one expression: a sum of so many terms is a tree
that leans left, and its depth must stay within what recursion can follow."""

_TOKEN = re.compile(
    r"\s*(?:(?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)"
    r"|(?P<name>[^\W\d]\w*)"
    r"|(?P<symbol>\*\*|<=|>=|==|!=|[-+*/()<>,]))"
)
_PRECEDENCE = {
    **dict.fromkeys(("<", "<=", ">", ">=", "==", "!="), 1),
    **dict.fromkeys("+-", 2),
    **dict.fromkeys("*/", 3),
}


@lru_cache(maxsize=4_096)
def parse(text: str) -> Expression:
    """Return the expression that ``text`` spells.

    Parameters
    ----------
    text
        Such as ``"where(cycle <= 2, rr, 1) * p_admit"``.

    Returns
    -------
    Expression

    Raises
    ------
    InvalidModel
        If the text is not an expression, is too long or too deep.

    Examples
    --------
    >>> print(parse("-2 ** 2 + rate_to_prob(r / 12)"))
    -(2 ** 2) + rate_to_prob(r / 12)
    """
    if len(text) > MAX_LENGTH:
        raise InvalidModel(
            f"An expression has {len(text):,} characters; at most {MAX_LENGTH:,} are allowed. "
            "Name its parts as parameters with a formula."
        )
    try:
        return _parsed(text)
    except InvalidModel:
        mend = mend_of_number(text)
        if mend is None:
            raise
    raise InvalidModel(f"{text!r} is not a number: {mend}.")


def _parsed(text: str) -> Expression:
    parser = _Parser(text)
    if len(parser.tokens) > MAX_TOKENS:
        raise InvalidModel(
            f"An expression has {len(parser.tokens):,} numbers, names and symbols; at most "
            f"{MAX_TOKENS} are allowed. Name its parts as parameters with a formula."
        )
    expression = parser.expression(0, 0)
    parser.expect_end()
    return expression


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = list(self._scan())
        self.position = 0

    def _scan(self) -> list[tuple[str, str, int]]:
        tokens, start = [], 0
        while self.text[start:].strip():
            match = _TOKEN.match(self.text, start)
            if match is None:
                at = start + len(self.text[start:]) - len(self.text[start:].lstrip())
                raise self._wrong(at, f"{self.text[at]!r} has no meaning in an expression")
            kind = str(match.lastgroup)
            tokens.append((kind, match.group(kind), match.start(kind)))
            start = match.end()
        return tokens

    def _wrong(self, at: int, what: str) -> InvalidModel:
        return InvalidModel(
            f"{self.text!r} is not an expression: {what}, at character {at + 1}. It may hold "
            "numbers, names, + - * / **, comparisons, brackets and calls of listed functions."
        )

    def _peek(self) -> tuple[str, str, int]:
        if self.position < len(self.tokens):
            return self.tokens[self.position]
        return "end", "", len(self.text)

    def _take(self, symbol: str) -> bool:
        kind, text, _ = self._peek()
        if kind == "symbol" and text == symbol:
            self.position += 1
            return True
        return False

    def expect_end(self) -> None:
        kind, text, at = self._peek()
        if kind != "end":
            raise self._wrong(at, f"{text!r} is not expected")

    def expression(self, least: int, depth: int) -> Expression:
        """Parse operators that bind at least as tightly as ``least``."""
        left = self._unary(depth + 1)
        while True:
            kind, symbol, at = self._peek()
            precedence = _PRECEDENCE.get(symbol, 0) if kind == "symbol" else 0
            if not precedence or precedence < least:
                return left
            self.position += 1
            left = Operation(symbol, (left, self.expression(precedence + 1, depth + 1)))
            if precedence == 1 and _PRECEDENCE.get(self._peek()[1]) == 1:
                raise self._wrong(at, "comparisons cannot be chained")

    def _unary(self, depth: int) -> Expression:
        if depth > MAX_DEPTH:
            raise self._wrong(self._peek()[2], f"it is nested more than {MAX_DEPTH} deep")
        if self._take("-"):
            operand = self._unary(depth + 1)
            if isinstance(operand, Constant):
                return Constant(-operand.value)
            return Operation("negative", (operand,))
        if self._take("+"):
            return self._unary(depth + 1)
        base = self._atom(depth)
        if self._take("**"):
            return Operation("**", (base, self._unary(depth + 1)))
        return base

    def _atom(self, depth: int) -> Expression:
        kind, text, at = self._peek()
        self.position += 1
        if kind == "number":
            value = float(text)
            if value == float("inf"):
                raise self._wrong(at, f"{text} is not a finite number")
            return Constant(value)
        if kind == "name":
            return self._call(text, depth) if self._take("(") else Name(text)
        if kind == "symbol" and text == "(":
            inner = self.expression(0, depth + 1)
            self._close()
            return inner
        what = f"{text!r} is not expected" if kind != "end" else "it ends too soon"
        raise self._wrong(at, what)

    def _call(self, function: str, depth: int) -> Expression:
        operands = [self.expression(0, depth + 1)]
        while self._take(","):
            operands.append(self.expression(0, depth + 1))
        self._close()
        return Operation(function, tuple(operands))

    def _close(self) -> None:
        if not self._take(")"):
            raise self._wrong(self._peek()[2], "a closing bracket is missing")
