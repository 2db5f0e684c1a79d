"""Payment rules as pure functions: arrays in, arrays out.

The primitives (``marginal``, ``gate``, ``cap``, ``split``) and the named rules made of
them. Terms are checked where they are declared, in ``contracts``; here nothing is
checked, so that every function broadcasts over any years and draws it is given.
"""

from pathway_economics.payments.blended import blended, variable_element
from pathway_economics.payments.gain_share import gain_share
from pathway_economics.payments.gate import gate
from pathway_economics.payments.limits import cap
from pathway_economics.payments.schedule import marginal
from pathway_economics.payments.split import in_proportion, split

__all__ = [
    "blended",
    "cap",
    "gain_share",
    "gate",
    "in_proportion",
    "marginal",
    "split",
    "variable_element",
]
