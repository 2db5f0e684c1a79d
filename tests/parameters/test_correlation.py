import numpy as np
import pytest

from pathway_economics.errors import InvalidModel
from pathway_economics.parameters import (
    Beta,
    Correlation,
    Dirichlet,
    Formula,
    Parameter,
    correlation_complaints,
    correlation_groups,
)


def parameter(name, distribution=None):
    chosen = Beta(mean=0.5, se=0.1) if distribution is None else distribution
    return Parameter(name, chosen, "ratio", assumption="for a test")


PARAMETERS = [*map(parameter, "abcd"), parameter("fixed", 1), parameter("formula", Formula("a"))]
PARAMETERS.append(parameter("shares", Dirichlet({"x": 1, "y": 2})))


def test_groups_are_connected_and_sorted():
    groups = correlation_groups(
        [Correlation(("z", "y"), 0.2), Correlation(("c", "a"), 0.5), Correlation(("b", "c"), -0.1)]
    )
    assert [names for names, _ in groups] == [("a", "b", "c"), ("y", "z")]
    expected = [[1, 0, 0.5], [0, 1, -0.1], [0.5, -0.1, 1]]  # a and b are not named together
    np.testing.assert_array_equal(groups[0][1], expected)


def test_two_groups_joined_by_a_third_correlation_are_one():
    joined = [Correlation(pair, 0.1) for pair in (("a", "b"), ("c", "d"), ("b", "d"))]
    assert [names for names, _ in correlation_groups(joined)] == [("a", "b", "c", "d")]


def test_every_pair_of_several_shares_the_correlation():
    ((_, matrix),) = correlation_groups([Correlation(("a", "b", "c"), 0.4)])
    np.testing.assert_array_equal(matrix, np.full((3, 3), 0.4) + 0.6 * np.eye(3))


@pytest.mark.parametrize(
    ("of", "rho", "expected"),
    [
        (("a", "b"), 1.2, "rho=1.2, but it must lie between -1 and 1"),
        (("a", "b"), float("nan"), "rho=nan, but it must lie between -1 and 1"),
        (("a", "b"), "0.3", "rho='0.3', but"),
        (("a",), 0.3, "it must be of two or more different parameters"),
        ("ab", 0.3, "it must be of two or more different parameters"),
        (("a", "a"), 0.3, "it must be of two or more different parameters"),
    ],
)
def test_an_impossible_correlation_is_refused(of, rho, expected):
    with pytest.raises(InvalidModel) as caught:
        Correlation(of, rho)
    assert expected in str(caught.value)


@pytest.mark.parametrize(
    ("correlations", "expected"),
    [
        ([Correlation(("a", "d1"), 0.1)], "No parameter is named 'd1'. "),
        ([Correlation(("a", "fixed"), 0.1)], "'fixed' is a fixed parameter"),
        ([Correlation(("a", "formula"), 0.1)], "'formula' is a formula parameter"),
        ([Correlation(("a", "shares"), 0.1)], "a dirichlet parameter, which no other can be"),
        ([Correlation(("a", "x"), 0.1)], "'x' is part of 'shares', a dirichlet parameter"),
        (
            [Correlation(("a", "b"), 0.1), Correlation(("b", "a"), 0.2)],
            "The correlation of 'a' and 'b' is 0.2 here and 0.1 before; give it once.",
        ),
        # eigenvalues of 1, rho, rho: 1 + 2 rho and twice 1 - rho; with rho -0.6: -0.2
        ([Correlation(("a", "b", "c"), -0.6)], "smallest eigenvalue of their correlation matrix"),
        ([Correlation(("a", "b", "c"), -0.6)], "is -0.2 and it must be above 0"),
        ([Correlation(("a", "b"), 1)], "or write a parameter that follows another exactly"),
    ],
)
def test_every_complaint(correlations, expected):
    complaints = correlation_complaints(PARAMETERS, correlations)
    assert len(complaints) == 1
    assert expected in str(complaints[0])


def test_complaints_come_together_and_say_where():
    wrong = [Correlation(("a", "fixed"), 0.1), Correlation(("b", "nobody"), 0.1)]
    paths = [complaint.path for complaint in correlation_complaints(PARAMETERS, wrong)]
    assert paths == [("correlations", "0"), ("correlations", "1")]


def test_what_can_be_is_not_complained_about():
    good = [
        Correlation(("a", "b"), 0.3),
        Correlation(("b", "a"), 0.3),
        Correlation(("c", "d"), -0.9),
    ]
    assert correlation_complaints(PARAMETERS, good) == []


def test_methods_may_differ_between_groups_but_not_within():
    apart = [Correlation(("a", "b"), 0.3), Correlation(("c", "d"), 0.3, "iman-conover")]
    assert correlation_complaints(PARAMETERS, apart) == []
    joined = [*apart, Correlation(("b", "c"), 0.1)]
    (complaint,) = correlation_complaints(PARAMETERS, joined)
    assert complaint.path == ("correlations", "2")
    assert "'c' is correlated by the method 'copula' here and by 'iman-conover' before" in str(
        complaint
    )


def test_rank_correlations_must_be_possible_as_correlations_of_scores():
    """Of scores they are 2 sin(-0.49 pi / 6) = -0.5075, beyond the limit of -1/2 for three."""
    copula = [Correlation(("a", "b", "c"), -0.49)]
    ranked = [Correlation(("a", "b", "c"), -0.49, "iman-conover")]
    assert correlation_complaints(PARAMETERS, copula) == []
    (complaint,) = correlation_complaints(PARAMETERS, ranked)
    assert "cannot vary together as asked" in str(complaint)
    assert "is -0.015 and" in str(complaint)  # 1 - 2 * 0.5075


def test_a_method_that_is_not_known_is_refused():
    with pytest.raises(InvalidModel, match="method='ranks', but it must be 'copula' or 'iman-con"):
        Correlation(("a", "b"), 0.1, "ranks")
