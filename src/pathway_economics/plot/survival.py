"""How long people live."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes

from pathway_economics.errors import UnknownName
from pathway_economics.outcomes import Outcomes
from pathway_economics.plot.bands import band, finish, in_per_cent, kept, key, since_entry
from pathway_economics.plot.style import INTERVAL, new_axes


def survival(
    outcomes: Outcomes,
    strategies: str | Sequence[str] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw the share of people alive over time, on each strategy, with its 95 % band.

    Parameters
    ----------
    outcomes
        A run that kept its traces.
    strategies
        Strategy or strategies to draw; all of them if omitted.
    ax
        Where to draw; a new figure if omitted.

    Returns
    -------
    matplotlib.axes.Axes
        ``ax``, or the axes of the new figure.
    """
    traces = kept(outcomes)
    given = (strategies,) if isinstance(strategies, str) else strategies
    chosen = tuple(outcomes.strategies if given is None else given)
    for name in chosen:
        if name not in outcomes.strategies:
            raise UnknownName("strategy", name, outcomes.strategies)
    own, ax = ax is None, new_axes(ax, 7.5, 4.0)
    x, across = since_entry(outcomes.horizon, traces.occupancy.shape[2])
    living = np.array(traces.alive)
    for index, name in enumerate(chosen):
        alive = traces.occupancy[outcomes.strategies.index(name)][living].sum(axis=0)
        band(ax, x, alive, index, name)
    finish(ax, "Survival", f"line: mean; band: {INTERVAL}", across, "People alive (%)")
    in_per_cent(ax)
    ax.set_xlim(x[0], x[-1])
    key(ax, own)
    return ax
