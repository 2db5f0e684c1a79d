"""What a check works with: the model, the engine, and figures in words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from pathway_economics.contracts import Arrangement, settle
from pathway_economics.errors import InvalidModel
from pathway_economics.model import Model
from pathway_economics.outcomes import Keep, Outcomes, Settlement
from pathway_economics.studies.verification import Array, Finding

Runner = Callable[..., Outcomes]
"""What runs a model, as ``run`` does: ``(model, n_draws, seed)``, and ``keep`` by its name."""


class Inapplicable(Exception):
    """A check does not apply to the model, for the reason given."""


class Refused(Exception):
    """A model that ought to run was refused."""


@dataclass(frozen=True)
class Bench:
    """The model that is checked, and how it is run.

    Attributes
    ----------
    model
        What is checked.
    runner
        Runs a model.
    n_draws, seed
        Of every run.
    """

    model: Model
    runner: Runner
    n_draws: int
    seed: int

    @cached_property
    def outcomes(self) -> Outcomes:
        """Outcomes of the model as it is."""
        return self.run(self.model)

    def run(
        self,
        model: Model,
        n_draws: int | None = None,
        seed: int | None = None,
        keep: Keep | None = None,
    ) -> Outcomes:
        """Return the outcomes of a model on the draws of the bench, or on others."""
        draws = self.n_draws if n_draws is None else n_draws
        kept = {} if keep is None else {"keep": keep}
        try:
            return self.runner(model, draws, self.seed if seed is None else seed, **kept)
        except InvalidModel as error:
            raise Refused(f"The run is refused: {error}") from error

    def settle(self, outcomes: Outcomes, arrangement: Arrangement) -> Settlement:
        """Return the outcomes under one arrangement."""
        try:
            return settle(outcomes, arrangement)
        except InvalidModel as error:
            raise Refused(f"The arrangement {arrangement.name!r} is refused: {error}") from error

    def needs_environments(self) -> None:
        """Refuse to go on with a model that has no budgets."""
        if not self.model.environments:
            raise Inapplicable("the model has no environments, so there are no budgets.")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that must hold of any model.

    Attributes
    ----------
    name
        What must hold.
    reference
        Item of a checklist, or paper, that asks for it.
    examine
        Looks whether it does.
    """

    name: str
    reference: str
    examine: Callable[[Bench], Finding]


def each(names: Sequence[str], totals: Array, places: int = 3) -> str:
    """Return the mean of each row in words.

    Examples
    --------
    >>> each(["Usual care", "Monitoring"], np.array([[1.0, 2.0], [4.0, 5.0]]), 1)
    'Usual care 1.5, Monitoring 4.5'
    """
    means = np.mean(totals, axis=-1)
    return ", ".join(f"{name} {mean:,.{places}f}" for name, mean in zip(names, means, strict=True))
