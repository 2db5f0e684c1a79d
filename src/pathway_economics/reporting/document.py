"""The report: one HTML file, whole in itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pathway_economics.errors import InvalidModel
from pathway_economics.evaluate.value import counts_health
from pathway_economics.io.whole import write_whole
from pathway_economics.outcomes import Outcomes, Settlement, need_totals
from pathway_economics.reporting.answer import answer
from pathway_economics.reporting.environments import other_environments, shown_in_full
from pathway_economics.reporting.findings import Finding, judge, judge_scenarios
from pathway_economics.reporting.headline import key_figures
from pathway_economics.reporting.inputs import parameter_rows, record_rows
from pathway_economics.reporting.parties import party_sections
from pathway_economics.reporting.people import attributes, followers, how_run, subgroup_definitions
from pathway_economics.reporting.perimeters import perimeter_rows
from pathway_economics.reporting.picture import Picture
from pathway_economics.reporting.pictures import pictures
from pathway_economics.reporting.queues import limited, queues
from pathway_economics.reporting.scenarios import scenario_rows, why_less_effect_costs_less
from pathway_economics.reporting.strategies import (
    population_rows,
    strategy_rows,
    subgroup_rows,
)
from pathway_economics.reporting.verdicts import (
    outcome_cells,
    purse_cells,
    verdict_rows,
)
from pathway_economics.reporting.ward import releases, shows_growth, wards
from pathway_economics.reporting.words import money

if TYPE_CHECKING:
    from pathway_economics.model.model import Model

TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class Report:
    """A report as one HTML page that needs no other file and no network.

    Attributes
    ----------
    title
        What it is about.
    html
        The page.
    answer
        Its first sentences.

    Examples
    --------
    >>> Report("Heart failure", "<!doctype html><title>Heart failure</title>")
    <Report 'Heart failure': 1 kB>
    """

    title: str
    html: str
    answer: tuple[str, ...] = ()

    def save(self, path: str | Path) -> Path:
        """Write the page; what stands at ``path`` is replaced once the new one is whole."""
        return write_whole(path, self.html)

    def __repr__(self) -> str:
        return f"<Report {self.title!r}: {-(-len(self.html.encode()) // 1000):,} kB>"

    def _repr_html_(self) -> str:
        frame = "width:100%;height:40em;border:1px solid #999"
        return f'<iframe style="{frame}" srcdoc="{escape(self.html)}"></iframe>'


def report(
    model: "Model",
    settlements: Sequence[Settlement],
    *,
    outcomes: Outcomes | None = None,
    status_quo: Settlement | None = None,
    environment: str | None = None,
    threshold: float | None = None,
    scenarios: Mapping[str, Sequence[Settlement]] | None = None,
    drawn: Sequence[Picture] | None = None,
) -> Report:
    """Return the report on a model under its arrangements.

    Parameters
    ----------
    model
        The model that was run.
    settlements
        The arrangements, all settled on the same outcomes.
    outcomes
        What the run returned; needed only where nothing is settled, for a report on
        cost-effectiveness alone.
    status_quo
        The arrangement in force; the first of the settlements if omitted.
    environment
        Environment that is shown in full; the last one if omitted. The verdicts of the
        others are told in brief.
    threshold
        Value of a QALY to the system. [currency per QALY]
    scenarios
        Settlements of other runs, such as half the effect, by label. Each list holds the
        status quo of its own run, by the same name or as its first.
    drawn
        Figures, if they have been drawn already; see ``pictures``.

    Returns
    -------
    Report
    """
    ran = settlements[0].outcomes if settlements else outcomes
    if ran is None:
        raise InvalidModel("Neither settlements nor outcomes were given; give one of them.")
    need_totals(ran, "A report")
    facts = _run_facts(model, ran, threshold)
    if settlements and ran.environments:
        first = status_quo or settlements[0]
        name = environment or ran.environments[-1]
        findings = [judge(settlement, first, name, threshold) for settlement in settlements]
        others = judge_scenarios(scenarios or {}, first.name, name, threshold)
        facts |= _money_facts(findings, others, threshold)
        facts |= _other_facts(settlements, first, name, threshold)
    facts |= _people_facts(model, ran, threshold)
    if drawn is None:
        drawn = pictures(model, settlements, status_quo, environment, outcomes=ran)
    page = _render(facts | {"figures": _figures(drawn)})
    return Report(model.title, page, tuple(facts["answer"]))


def _run_facts(model: "Model", outcomes: Outcomes, threshold: float | None) -> dict[str, Any]:
    """Return what the template shows of any run, in words."""
    return {
        "title": model.title,
        "description": model.description,
        "currency": outcomes.currency,
        "price_year": outcomes.price_year,
        "years": outcomes.years,
        "reference": outcomes.environments[0] if outcomes.environments else "",
        "arrangements": [],
        "answer": (
            "No arrangements are compared here, so this report says what care costs "
            "and gains, not who pays for it.",
        ),
        "key_figures": [],
        "scenarios": [],
        "others": [],
        "shown_in_full": "",
        "threshold": "" if threshold is None else money(threshold, outcomes.currency),
        "counts_health": counts_health(outcomes),
        "comparator": outcomes.strategies[0],
        "strategies": strategy_rows(outcomes, threshold),
        "population": population_rows(outcomes),
        "parameters": parameter_rows(model, outcomes.draws),
        "record": record_rows(outcomes.record),
        "model_text": outcomes.record.model_text,
    }


def _people_facts(model: "Model", outcomes: Outcomes, threshold: float | None) -> dict[str, Any]:
    """Return what the template shows of people: who they are, who waits, who goes on."""
    return {
        "how_run": how_run(outcomes),
        "queues": queues(model, outcomes),
        "limited": limited(model),
        "cycle": outcomes.horizon.cycle,
        "subgroup_results": subgroup_rows(outcomes, threshold),
        "subgroups": subgroup_definitions(model, outcomes),
        "attributes": attributes(model),
        "followers": followers(model, outcomes),
    }


def _money_facts(
    findings: Sequence[Finding], others: Mapping[str, Sequence[Finding]], threshold: float | None
) -> dict[str, Any]:
    """Return what the template shows of who pays and who saves, in words."""
    lead, outcomes = findings[0], findings[0].settlement.outcomes
    released = releases(outcomes, lead.environment)
    return {
        "status_quo": lead.status_quo.name,
        "environment": lead.environment,
        "arrangements": [finding.name for finding in findings],
        "answer": answer(findings),
        "key_figures": key_figures(findings, threshold),
        "verdicts": verdict_rows(findings),
        "outcomes": outcome_cells(findings),
        "purse": purse_cells(findings),
        "perimeters": perimeter_rows(findings, threshold),
        "scenarios": scenario_rows(findings, others) if others else [],
        "less_effect": why_less_effect_costs_less(findings[0], others),
        "parties": party_sections(findings),
        "terms": [
            {"name": finding.name, "terms": dict(finding.settlement.terms)} for finding in findings
        ],
        "wards": wards(outcomes, lead.environment),
        "releases": released,
        "growth": shows_growth(released),
    }


def _other_facts(
    settlements: Sequence[Settlement],
    status_quo: Settlement,
    environment: str,
    threshold: float | None,
) -> dict[str, Any]:
    """Return what the template shows of the environments that are not shown in full."""
    others = {
        name: [judge(settlement, status_quo, name, threshold) for settlement in settlements]
        for name in status_quo.outcomes.environments[1:]
        if name != environment
    }
    return {
        "others": other_environments(others),
        "shown_in_full": shown_in_full(environment, tuple(others)),
    }


def _figures(shown: Sequence[Picture]) -> dict[str, list[dict[str, str]]]:
    """Return the figures by the section that shows them."""
    sections: dict[str, list[dict[str, str]]] = {}
    for picture in shown:
        section = picture.name.rstrip("0123456789").rstrip("_")
        shown_as = {"uri": picture.uri(), "caption": picture.caption}
        sections.setdefault(section, []).append(shown_as)
    return sections


def _render(facts: Mapping[str, Any]) -> str:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    pages = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return pages.get_template("report.html.j2").render(facts)
