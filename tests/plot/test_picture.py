from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from matplotlib.figure import Figure

from pathway_economics import plot
from pathway_economics.errors import UnknownName
from pathway_economics.horizon import Horizon
from pathway_economics.pathway import Pathway, Service, State, Strategy, apply
from pathway_economics.plot.picture import _changes, _removed
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
        horizon=Horizon("2026", cycle="month"),
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


def test_a_limit_and_who_waits_for_it_are_said_and_marked_where_a_strategy_changes_them(
    model, ax, shown
):
    more = Strategy("More beds", services={"Admission": {"capacity": 250}})
    model.strategies["More beds"] = more
    plot.pathway(model, ax=ax)
    assert not any("≤" in text or "wait" in text for text in shown(ax))
    ax.clear()
    plot.pathway(model, "More beds", ax=ax)
    assert {"Admission\n≤ 250 per month", "Stable\npeople wait"} <= set(shown(ax))
    heavy = [patch for patch in ax.patches if patch.get_linewidth() == 2.2]
    assert len(heavy) == 1


def test_who_follows_a_strategy_stands_below_the_title(model, ax):
    model.strategies["Remote"] = replace(model.strategies["Remote"], adherence=0.9, stopping=0.01)
    plot.pathway(model, "Remote", ax=ax)
    title, below = ax.get_title(loc="left").split("\n")
    assert title == r"Heart \$ failure: Remote"
    assert below == "adherence 90 %, stopping 1 % per month, then as on Remote"
    ax.clear()
    plot.pathway(model, ax=ax)
    assert ax.get_title(loc="left") == r"Heart \$ failure"


def test_a_small_picture_has_small_letters(model):
    axes = Figure(figsize=(4, 3)).subplots()
    plot.pathway(model, ax=axes)
    assert max(text.get_fontsize() for text in axes.texts) < 8
