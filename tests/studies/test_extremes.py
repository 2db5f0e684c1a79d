from dataclasses import replace

import pathway_economics as pe
from pathway_economics.parameters import Correlation, LogNormal
from pathway_economics.studies.extremes import _placed, effect_parameters


def test_effects_are_what_a_strategy_uses_and_the_pathway_does_not(small):
    """p_new is p_stay x rr; p_stay is used by the pathway too, u_ill by it alone."""
    assert [parameter.name for parameter in effect_parameters(small)] == ["rr"]


def test_adherence_is_an_effect(small):
    p = pe.Parameter("follow", pe.distributions.Beta(mean=0.8, se=0.1), "share", assumption="test")
    new = replace(small.strategies["New"], adherence="follow")
    model = replace(
        small,
        strategies=[small.strategies["Usual"], new],
        parameters=[*small.parameters.values(), p],
    )
    assert [parameter.name for parameter in effect_parameters(model)] == ["rr", "follow"]


def test_a_parameter_is_put_at_its_quantiles(small):
    """The 0.1 % and 99.9 % quantiles lie 3.090232 sd from the median, on the log scale.

    The sd is ln(0.9142857 / 0.7) / (2 x 1.959964) = 0.0681295, and 0.8 x exp(-0.2105360) =
    0.6481, 0.8 x exp(0.2105360) = 0.9875.
    """
    rr = replace(small.parameters["rr"], distribution=LogNormal(median=0.8, ci95=(0.7, 0.9142857)))
    parameters = {**small.parameters, "rr": rr}
    model = replace(small, parameters=parameters, correlations=[Correlation(("rr", "p_stay"), 0.5)])
    placed = list(_placed(model, rr))
    values = [each.parameters["rr"].distribution.value for each in placed]
    assert [round(value, 4) for value in values] == [0.6481, 0.8, 0.9875]
    assert all(each.correlations == () for each in placed)
