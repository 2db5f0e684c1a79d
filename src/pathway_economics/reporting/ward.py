"""Ward arithmetic: capacity freed against a whole ward, and paper savings against cash."""

from typing import Any

from pathway_economics.evaluate import released
from pathway_economics.outcomes import Outcomes
from pathway_economics.reporting.words import number, share, whole

Row = dict[str, Any]


def wards(outcomes: Outcomes, environment: str) -> list[Row]:
    """Return, for each capacity pool with a step, what is freed and closed year by year."""
    table = released(outcomes, environment)
    if table.empty:
        return []
    stepped = table[table["steps_freed"].notna()]
    found = []
    for (party, pool), rows in stepped.groupby(["party", "pool"], sort=False):
        years = [{str(name): value for name, value in row.items()} for _, row in rows.iterrows()]
        best = max(years, key=lambda year: float(year["steps_freed"]))
        measure = str(best["measure"]).replace("_", " ")
        found.append(
            {
                "party": party,
                "pool": pool,
                "measure": measure,
                "sentence": _sentence(best, str(pool), measure),
                "years": [_year(year) for year in years],
            }
        )
    return found


def releases(outcomes: Outcomes, environment: str) -> list[Row]:
    """Return what became of each change in resource value over the budget window."""
    table = released(outcomes, environment)
    if table.empty:
        return []
    window = table[table["period"] == "budget window"]
    names = ("reduction", "cash_releasing", "non_cash_releasing", "cost_avoidance")
    rows = []
    for _, row in window.iterrows():
        if any(abs(row[name]) > 0.5 for name in names):
            told = {name: whole(float(row[name])) for name in names}
            pool = row["pool"] or f"{row['service'] or 'services'} (in no pool)"
            rows.append({"party": row["party"], "pool": pool, **told})
    return rows


def shows_growth(rows: list[Row]) -> bool:
    """Return whether any growth is avoided, so that it needs a column."""
    return any(row["cost_avoidance"] != "0" for row in rows)


def _sentence(best: Row, pool: str, measure: str) -> str:
    freed, step, ratio = best["freed"], best["step"], best["steps_freed"]
    if freed <= 0:
        return f"{pool}: no {measure} are freed in any year."
    head = (
        f"{pool}: at most {number(freed, 0)} {measure} are freed in a year ({best['period']}), "
        f"against {number(step, 0)} of a whole step: {number(ratio)} of one"
    )
    closes = (
        "so a whole step can close once the lag has passed"
        if ratio >= 1
        else ("so on average no whole step can close and its staff are not released")
    )
    return f"{head}, {closes}."


def _year(row: Row) -> Row:
    return {
        "year": row["period"],
        "freed": number(row["freed"], 0),
        "step": number(row["step"], 0),
        "ratio": number(row["steps_freed"]),
        "chance": share(row["p_whole_step"]),
        "closed": number(row["closed"]),
    }
