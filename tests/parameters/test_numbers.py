import pickle
from copy import deepcopy

import pytest

from pathway_economics.errors import UnknownName
from pathway_economics.parameters import Frozen, as_expression, as_yearly, by_year, freeze_numbers


def test_yearly_numbers():
    assert as_yearly("2 * p") == as_expression("2 * p")
    assert as_yearly([1, "p"]) == (as_expression(1), as_expression("p"))
    assert by_year(as_yearly(3), 2) == (as_expression(3),) * 2
    assert by_year(as_yearly([1, 2]), 2) == (as_expression(1), as_expression(2))


def test_a_missing_name_of_a_frozen_mapping_is_told_with_the_nearest():
    given = Frozen({"Pooled": 1, 2: 3}, "arrangement")
    with pytest.raises(UnknownName, match="No arrangement is named 'Pool'. Did you mean 'Pooled'?"):
        given["Pool"]
    with pytest.raises(KeyError):
        given[5]
    assert (given.get("Pool"), "Pool" in given, given["Pooled"]) == (None, False, 1)
    copy = pickle.loads(pickle.dumps(given))
    assert (copy, copy.kind) == (given, "arrangement")
    assert type(deepcopy(given)) is Frozen


def test_a_frozen_mapping_cannot_change_but_can_travel():
    given = freeze_numbers({"a": 1})
    assert given == {"a": as_expression(1)}
    for change in (
        lambda: given.update(b=2),
        lambda: given.pop("a"),
        lambda: given.__setitem__("a", 2),
        lambda: given.__delitem__("a"),
    ):
        with pytest.raises(TypeError, match="frozen"):
            change()
    copy = pickle.loads(pickle.dumps(given))
    assert copy == given
    assert isinstance(copy, Frozen)
