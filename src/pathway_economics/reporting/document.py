"""The report: one HTML file, whole in itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pathway_economics.errors import InvalidModel
from pathway_economics.io.whole import write_whole
from pathway_economics.outcomes import Outcomes, Settlement
from pathway_economics.parties import PUBLIC_ROLES
from pathway_economics.reporting.answer import answer
from pathway_economics.reporting.findings import Finding, judge, judge_scenarios
from pathway_economics.reporting.inputs import parameter_rows, record_rows, strategy_rows
from pathway_economics.reporting.parties import party_sections
from pathway_economics.reporting.pictures import Picture, pictures
from pathway_economics.reporting.verdicts import (
    outcome_cells,
    purse_cells,
    scenario_rows,
    verdict_rows,
)
from pathway_economics.reporting.ward import releases, wards
from pathway_economics.reporting.words import how_sure, money, number, share

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
        Environment that is judged; the last one if omitted.
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
    facts = _run_facts(model, ran, threshold)
    if settlements and ran.environments:
        first = status_quo or settlements[0]
        name = environment or ran.environments[-1]
        findings = [judge(settlement, first, name, threshold) for settlement in settlements]
        others = judge_scenarios(scenarios or {}, first.name, name, threshold)
        facts |= _money_facts(findings, others, threshold)
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
        "arrangements": [],
        "answer": (
            "No arrangements are compared here, so this report says what care costs "
            "and gains, not who pays for it.",
        ),
        "key_figures": [],
        "scenarios": [],
        "threshold": "" if threshold is None else money(threshold, outcomes.currency),
        "strategies": strategy_rows(outcomes, threshold),
        "parameters": parameter_rows(model),
        "record": record_rows(outcomes.record),
        "model_text": outcomes.record.model_text,
    }


def _money_facts(
    findings: Sequence[Finding], others: Mapping[str, Sequence[Finding]], threshold: float | None
) -> dict[str, Any]:
    """Return what the template shows of who pays and who saves, in words."""
    lead, outcomes = findings[0], findings[0].settlement.outcomes
    return {
        "status_quo": lead.status_quo.name,
        "environment": lead.environment,
        "reference": outcomes.environments[0],
        "arrangements": [finding.name for finding in findings],
        "answer": answer(findings),
        "key_figures": _key_figures(findings, threshold),
        "verdicts": verdict_rows(findings),
        "outcomes": outcome_cells(findings),
        "purse": purse_cells(findings),
        "scenarios": scenario_rows(findings, others) if others else [],
        "parties": party_sections(findings),
        "terms": [
            {"name": finding.name, "terms": dict(finding.settlement.terms)} for finding in findings
        ],
        "wards": wards(outcomes, lead.environment),
        "releases": releases(outcomes, lead.environment),
    }


def _key_figures(
    findings: Sequence[Finding], threshold: float | None
) -> list[tuple[str, str, str]]:
    """Return the few figures that stand large at the top: value, what it is, how sure."""
    lead = findings[0]
    currency = lead.settlement.outcomes.currency
    purse, health = lead.purse(), lead.purse("QALY", "societal")
    sure = how_sure(purse["low"], purse["high"], currency)
    figures = [
        (
            money(purse["mean"], currency, sign=True),
            f"cash of the public purse over the budget window under {lead.name}",
            f"{sure}; chance of a loss {share(purse['p_worse_off'])}",
        ),
    ]
    if lead.settlement.outcomes.qalys.any():
        figures.append(
            (
                f"{number(health['mean'], 1)} QALY",
                "health gained within the budget window",
                f"95 % interval {number(health['low'], 1)} to {number(health['high'], 1)}",
            )
        )
    freed, cash = _freed(lead)
    if freed >= 1:
        figures.append(
            (
                money(freed, currency),
                "of care at average cost no longer given by public bodies",
                f"{money(cash, currency)} of it becomes cash within the budget window",
            )
        )
    costs = [finding.consents.cost_of_silos for finding in findings]
    worst = max(costs)
    if worst > 0:
        at = "" if threshold is None else f" at {money(threshold, currency)} per QALY"
        refused = findings[costs.index(worst)].name
        figures.append(
            (
                money(worst, currency),
                f"cost of silos: value forgone if {refused} is refused",
                f"people who start in the window, followed to the end{at}",
            )
        )
    return figures


def _freed(finding: Finding) -> tuple[float, float]:
    """Return the mean resource value that public bodies free, and the cash that it becomes."""
    outcomes = finding.settlement.outcomes
    e = outcomes.environment(finding.environment)
    freed = cash = 0.0
    for release in outcomes.releases:
        reduction = float(release.reduction[e].sum(axis=0).mean())
        if reduction > 0 and outcomes.parties[release.party].role in PUBLIC_ROLES:
            freed += reduction
            cash += float(release.cash_releasing[e].sum(axis=0).mean())
    return freed, cash


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
