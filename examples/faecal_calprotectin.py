"""Faecal calprotectin testing and dietetics, built in Python.

The same model as the bundled file ``faecal_calprotectin.yaml``: its canonical text is the
same, letter by letter. It shows how parameters are made once as objects and then used by
name or with operators wherever a number may stand.

Run it with ``python examples/faecal_calprotectin.py``.
"""

import pathway_economics as pe
from pathway_economics.contracts import Activity, Arrangement, Block, Contract, Pool
from pathway_economics.model import with_parameters
from pathway_economics.parameters.distributions import Beta, Fixed, Formula

PAPER = "Williams and others 2016"
TABLE = f"{PAPER}, table 1"

cost_secondary = pe.Parameter(
    "cost_secondary",
    Formula("161198 / 350"),
    unit="GBP per patient",
    source=f"{PAPER}, Frontline Gastroenterology 7:323, doi:10.1136/flgastro-2016-100727, "
    "table 1: present annual secondary care costs 161,198, shared out over the 350 patients "
    "of the business case",
)
cost_test = pe.Parameter(
    "cost_test",
    Fixed(31),
    unit="GBP per test",
    source=f"{TABLE}: 31 per test, funding for up to 350 tests (10,850)",
)
cost_dietetics = pe.Parameter(
    "cost_dietetics",
    Formula("48003 / 350"),
    unit="GBP per patient",
    source=f"{TABLE}: dietetics service 48,003, shared out over the 350 patients",
)
p_referred = pe.Parameter(
    "p_referred",
    Beta(events=36, n=94),
    unit="probability of secondary care after the test",
    assumption="from the first-year audit (Gut 2015;64(Suppl 1):A192): of 94 tested, 13 of 64 "
    "with 50 or less and 12 of 19 with 51 to 150 were still referred; all 11 above 150 are "
    "taken as referred. Range 0.25 to 0.55",
)
price_secondary = pe.Parameter(
    "price_secondary",
    Formula(cost_secondary),
    unit="GBP per patient",
    assumption="the price equals the cost, as the publication does not tell the two apart. "
    "Range -15 % to +15 %",
)
gp_visits = pe.Parameter(
    "gp_visits",
    Fixed(0),
    unit="extra consultations per patient on the new pathway",
    assumption="the publication counts no GP time; a result to read and first-line advice "
    "would be about one. Range 0 to 1",
)
cost_gp = pe.Parameter(
    "cost_gp",
    Fixed(48),
    unit="GBP per consultation",
    source="Unit Costs of Health and Social Care 2025 (PSSRU), GP surgery consultation of 10 "
    "minutes, including qualifications and direct care staff",
)
variable_share = pe.Parameter(
    "variable_share",
    Fixed(0.225),
    unit="share of the cost of secondary care",
    assumption="drugs and consumables leave at once; what staff (0.5) and buildings (0.275) "
    "leave of one. Range 0.16 to 0.5",
)

PARAMETERS = (
    cost_secondary,
    cost_test,
    cost_dietetics,
    p_referred,
    price_secondary,
    gp_visits,
    cost_gp,
    variable_share,
)

DESCRIPTION = (
    "People aged 16 to 45 without alarm symptoms, in Somerset: a test in primary care and a "
    "dietitian instead of a referral. The business case published for 350 patients a year: "
    "test 31 GBP each, 10,850 in all, dietetics 48,003, the new pathway 58,853; present "
    "secondary care 161,198; saving 102,345. The published totals are shared out over the 350 "
    'patients. They suppose that nobody who is tested is still referred; "As audited" takes '
    "the referrals of the first year's audit instead. Who is paid what, and what becomes cash, "
    "are assumptions: the publication tells neither. Amounts are in the prices of the business "
    "case; the years are those from which it would start today."
)


def pathway() -> pe.Pathway:
    """Return the present pathway: everybody is referred."""
    return pe.Pathway(
        states=[pe.State("Likely IBS"), pe.State("Managed")],
        services=[
            pe.Service("Calprotectin test", "Laboratory", cost_test, unit="test"),
            pe.Service("Dietetics", "Community trust", cost_dietetics, unit="patient"),
            pe.Service(
                "Secondary care",
                "Acute trust",
                cost_secondary,
                unit="patient",
                consumes={"clinic_patients": 1},
            ),
            pe.Service("GP consultation", "GP practices", cost_gp, unit="consultation"),
        ],
        links={"Likely IBS": {"Secondary care": 1}, "Secondary care": {"Managed": "rest"}},
        start={"Likely IBS": 1},
    )


def new_strategy(name: str, after_dietetics: dict[str, pe.Parameter | str]) -> pe.Strategy:
    """Return the new pathway as edits of the present one.

    Parameters
    ----------
    name
        Name of the strategy.
    after_dietetics
        Where people go from the dietitian.
    """
    return pe.Strategy(
        name,
        links={
            "Likely IBS": {"Secondary care": None, "Calprotectin test": 1},
            "Calprotectin test": {"Dietetics": "rest"},
            "Dietetics": after_dietetics,
        },
        uses={"Calprotectin test": {"GP consultation": "gp_visits"}},  # a name does as well
    )


def arrangements() -> list[Arrangement]:
    """Return four ways of paying; the first is the status quo."""

    def per_unit(payee: str, service: str, price: pe.Parameter) -> Activity:
        return Activity(payer="Commissioner", payee=payee, services=[service], price=price)

    def block(payee: str, amount: float) -> Block:
        return Block(payer="Commissioner", payee=payee, amount=amount)

    contracts: dict[str, Contract] = {
        "Secondary care": per_unit("Acute trust", "Secondary care", price_secondary),
        "Tests": per_unit("Laboratory", "Calprotectin test", cost_test),
        "Dietetics": per_unit("Community trust", "Dietetics", cost_dietetics),
        "GP block": block("GP practices", 0),
    }
    usual = Arrangement("Payment by results", contracts)
    within = Arrangement(
        "Dietetics from the block", {"Dietetics": block("Community trust", 0)}, extends=usual
    )
    fixed = Arrangement("Block", {"Secondary care": block("Acute trust", 161198)}, extends=usual)
    shared = Pool(
        members=["Commissioner", "Acute trust", "Community trust"],
        rule="equal",
        contributions="fixed",
        scope=["Secondary care", "Tests", "Dietetics"],
    )
    return [usual, within, fixed, Arrangement("Pooled budget", {"Pool": shared}, extends=usual)]


def model() -> pe.Model:
    """Return the whole model; it is checked when it is made."""
    return pe.Model(
        "Faecal calprotectin testing and dietetics for likely irritable bowel syndrome",
        pathway(),
        [
            pe.Strategy("Referral"),
            new_strategy("Test and dietetics", {"Managed": "rest"}),
            new_strategy(
                "Test and dietetics as audited", {"Secondary care": p_referred, "Managed": "rest"}
            ),
        ],
        pe.Horizon("2026/27", years=3, cycle="year", correction="start"),
        parties=[
            pe.Party("Commissioner", role="commissioner", decision_years=1),
            pe.Party("Acute trust", role="provider"),
            pe.Party("Community trust", role="provider"),
            pe.Party("Laboratory", role="provider"),
            pe.Party("GP practices", role="provider"),
            pe.Party("Patients", role="patient"),
        ],
        parameters=PARAMETERS,
        population=pe.Population(incident=350),
        environments=[
            pe.Environment("Current", {"Referral": 1}),
            pe.Environment("As published", {"Test and dietetics": 1}),
            pe.Environment("As audited", {"Test and dietetics as audited": 1}),
        ],
        capacity=[
            pe.CapacityPool(
                "Gastroenterology clinics",
                party="Acute trust",
                services=["Secondary care"],
                measure="clinic_patients",
                variable=variable_share,
                stepped=0.5,
                step=252,
                lag_years=1,
                backfill=0.5,
            )
        ],
        arrangements=arrangements(),
        price_year="2011/12",
        description=DESCRIPTION,
    )


def dearer(share: float) -> pe.Parameter:
    """Return the price of secondary care at ``share`` above its cost."""
    return pe.Parameter(
        "price_secondary",
        Formula(cost_secondary * (1 + share)),
        unit="GBP per patient",
        assumption=f"a price {share:.0%} above the cost",
    )


def main() -> None:
    """Print what is saved, and what each party gains in the first year at two prices."""
    for share in (0.0, 0.15):
        changed = with_parameters(model(), [dearer(share)])
        outcomes = pe.run(changed, n_draws=1_000, seed=1)
        current, published, _ = outcomes.resource_value[:, :, 0].sum(axis=1).mean(axis=-1)
        usual = pe.settle(outcomes, changed.arrangements["Payment by results"])
        table = pe.evaluate.payoffs(usual, status_quo=usual, environment="As published")
        first = table[(table["period"] == "2026/27") & (table["measure"] == "payoff")]
        print(f"Resource value saved in a year: {current - published:,.0f} GBP")
        print(f"Payoff in 2026/27, price {share:.0%} above cost [GBP]")
        print(first[["party", "mean"]].to_string(index=False, float_format="{:,.0f}".format))
        print()


if __name__ == "__main__":
    main()
