"""Verify a model: the black-box checks that reviewers run."""

from collections.abc import Callable

from pathway_economics.errors import InvalidModel
from pathway_economics.model import Model, run
from pathway_economics.studies.bench import Bench, Check, Inapplicable, Refused, Runner
from pathway_economics.studies.extremes import EXTREMES
from pathway_economics.studies.money import MONEY
from pathway_economics.studies.people import PEOPLE
from pathway_economics.studies.sameness import SAMENESS
from pathway_economics.studies.verification import Finding, Result, Verification

CHECKS: tuple[Check, ...] = (*PEOPLE, *MONEY, *SAMENESS, *EXTREMES)
"""The checks, in the order in which they are made."""


def verify(
    model: Model,
    n_draws: int = 256,
    seed: int = 0,
    *,
    progress: Callable[[int, int], object] | None = None,
    runner: Runner = run,
) -> Verification:
    """Return whether a model does what every model must do, with the evidence.

    Each check changes the model in a way whose result is known beforehand, runs it, and
    compares: with all utilities 1, QALYs are life years; with the order of rows turned
    around, nothing changes. The checks are those of TECH-VER [1]_ that can be made without
    knowing what the model is about, with AdViSHE [2]_ and the good practices of ISPOR and
    SMDM [3]_. They find errors of calculation and structure. That the model is a good
    picture of the world they cannot show.

    Parameters
    ----------
    model
        What to verify.
    n_draws
        Draws of each run: some two dozen runs, and three for each effect parameter.
    seed
        Seed of every run.
    progress
        Called with the number of checks done and the number in all.
    runner
        Runs a model, as ``run`` does.

    Returns
    -------
    Verification
        Its ``table()`` has the evidence of each check; ``passed`` says whether none failed.

    References
    ----------
    .. [1] N. C. Buyukkaramikli et al., "TECH-VER: a verification checklist to reduce errors
       in models and improve their credibility," PharmacoEconomics, vol. 37, no. 11,
       pp. 1391-1408, 2019. doi:10.1007/s40273-019-00844-y
    .. [2] P. Vemer et al., "AdViSHE: a validation-assessment tool of health-economic models
       for decision makers and model users," PharmacoEconomics, vol. 34, no. 4,
       pp. 349-361, 2016. doi:10.1007/s40273-015-0327-2
    .. [3] D. M. Eddy et al., "Model transparency and validation: a report of the ISPOR-SMDM
       Modeling Good Research Practices Task Force-7," Value in Health, vol. 15, no. 6,
       pp. 843-850, 2012. doi:10.1016/j.jval.2012.04.012

    Examples
    --------
    >>> from pathway_economics.horizon import Horizon
    >>> from pathway_economics.pathway import Pathway, State, Strategy
    >>> model = Model("Survival", Pathway([State("Well", utility=1), State("Dead")],
    ...               links={"Well": {"Dead": 0.5}}, start={"Well": 1}),
    ...               [Strategy("Usual care")], Horizon("2026", years=2))
    >>> found = verify(model, n_draws=8)
    >>> found.passed
    True
    >>> print(found.table()["evidence"][4])
    Without deaths: Usual care 2.000 of 2.000 years per person; largest gap 0.
    """
    if not isinstance(model, Model):
        raise InvalidModel(
            f"verify takes a Model, not {model!r}; read a file with load_model first."
        )
    bench = Bench(model, runner, n_draws, seed)
    results = []
    for done, check in enumerate(CHECKS, start=1):
        found = _found(check, bench)
        results.append(Result(check.name, check.reference, found.passed, found.evidence))
        if progress is not None:
            progress(done, len(CHECKS))
    return Verification(model.title, n_draws, seed, tuple(results))


def _found(check: Check, bench: Bench) -> Finding:
    """Return what a check finds, or why it cannot be made."""
    try:
        return check.examine(bench)
    except Inapplicable as reason:
        return Finding(None, f"Not checked: {reason}")
    except Refused as error:
        return Finding(False, str(error))
    except InvalidModel as error:  # of a changed model, before it is run
        return Finding(None, f"Not checked: the changed model is refused: {error}")
