from types import SimpleNamespace

import numpy as np
import pytest
from matplotlib.figure import Figure

from pathway_economics import plot
from pathway_economics.errors import UnknownName
from pathway_economics.pathway import Pathway, Service, State, Strategy, apply
from pathway_economics.plot.picture import _changes, _removed, _state_label
from pathway_economics.plot.style import paler, party_look


@pytest.fixture
def model():
    pathway = Pathway(
        [State("Stable"), State("Dead")],
        [Service("Admission", "Acute trust"), Service("Monitoring", "Community trust")],
        links={"Stable": {"Admission": 0.1, "Dead": 0.01}, "Admission": {"Stable": "rest"}},
        start={"Stable": 1},
    )
    edits = Strategy(
        "Remote", links={"Stable": {"Admission": 0.08}}, uses={"Stable": {"Monitoring": 1}}
    )
    return SimpleNamespace(
        title="Heart $ failure",
        currency="GBP",
        parties={"ICB": None, "Acute trust": None, "Community trust": None},
        pathway=pathway,
        strategies={"Remote": edits},
    )


def test_every_state_service_and_owner_is_named(model, ax, shown):
    plot.pathway(model, ax=ax)
    names = {text.replace("\n", " ") for text in shown(ax)}
    assert {"Stable", "Dead", "Admission", "Monitoring", "Acute trust", "Community trust"} <= names


def test_what_a_strategy_changes_is_marked(model, ax):
    drawn = apply(model.strategies["Remote"], model.pathway)
    assert _changes(model.pathway, drawn) == {
        ("link", "Stable", "Admission"),
        ("use", "Stable", "Monitoring"),
    }
    plot.pathway(model, "Remote", ax=ax)


def test_what_a_strategy_removes_is_dotted(model, ax, shown):
    without = Strategy("Without", links={"Stable": {"Dead": None}})
    model.strategies["Without"] = without
    assert _removed(model.pathway, apply(without, model.pathway)) == [("link", "Stable", "Dead")]
    plot.pathway(model, "Without", ax=ax)
    assert any("no longer" in text for text in shown(ax))


def test_an_unknown_strategy_is_refused(model, ax):
    with pytest.raises(UnknownName, match="Remote"):
        plot.pathway(model, "Remot", ax=ax)


def test_boxes_keep_clear_of_the_title(model):
    axes = plot.pathway(model, "Remote")
    import matplotlib.pyplot as plt

    axes.figure.draw_without_rendering()
    assert axes.title.get_window_extent().y0 >= axes.get_window_extent().y1 - 1
    plt.close(axes.figure)


def test_an_owner_has_the_colour_that_it_has_in_the_pictures_of_money(model, ax):
    plot.pathway(model, ax=ax)
    colours = {patch.get_facecolor()[:3] for patch in ax.patches}
    expected = paler(party_look("Acute trust", list(model.parties))[0])
    assert any(np.allclose(colour, expected) for colour in colours)


def test_a_state_with_a_cost_of_its_own_says_what_and_whose():
    state = State("Ward", unit_cost=1_250, provider="Trust")
    assert _state_label(state, "GBP") == "Ward\nGBP 1,250, Trust"
    assert _state_label(State("Well"), "GBP") == "Well"


def test_a_small_picture_has_small_letters(model):
    axes = Figure(figsize=(4, 3)).subplots()
    plot.pathway(model, ax=axes)
    assert max(text.get_fontsize() for text in axes.texts) < 8
