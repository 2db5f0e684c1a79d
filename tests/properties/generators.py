"""Whole random models: any pathway, any strategies, any parties, any contracts.

Every number is possible by construction: a share of people is a weight times something in
[0, 1], whatever the draw, the cycle or the strategy. So no example is thrown away.
"""

from collections.abc import Sequence
from typing import Any, get_args

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from pathway_economics.contracts import (
    Activity,
    Arrangement,
    Blended,
    Block,
    Contract,
    GainShare,
    Grant,
    History,
    Pool,
    SidePayment,
    Subscription,
    SupplierPrice,
)
from pathway_economics.horizon import Correction, Horizon
from pathway_economics.model import Model
from pathway_economics.parameters import (
    Beta,
    Correlation,
    Dirichlet,
    Formula,
    Gamma,
    LogNormal,
    Normal,
    Parameter,
    Table,
)
from pathway_economics.parties import EXTERNAL, Party
from pathway_economics.pathway import (
    CapacityPool,
    Link,
    Pathway,
    Programme,
    Service,
    State,
    Strategy,
    apply,
)
from pathway_economics.population import Environment, Population, Subgroup

whole_models = settings(
    max_examples=max(settings().max_examples // 4, 1),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
"""How often a property of whole models is tried: a quarter of the profile's examples."""

WHY = {"unit": "as used", "assumption": "generated for a test"}
LAST = 1_000_000  # people, money: no larger, so that rounding stays below a millionth

PARAMETERS = (
    Parameter("p", Beta(mean=0.3, se=0.1), **WHY),
    Parameter("q", Beta(mean=0.6, se=0.15), **WHY),
    Parameter("rr", LogNormal(median=0.8, ci95=(0.6, 1.1)), **WHY),
    Parameter("cost", Gamma(mean=900, se=150), **WHY),
    Parameter("price", Gamma(mean=700, se=90), **WHY),
    Parameter("count", Gamma(mean=1.5, se=0.4), **WHY),
    Parameter("loss", Normal(mean=-0.02, se=0.01), **WHY),
    Parameter("fee", 120, **WHY),
    Parameter("lower", Formula("min(p * rr, 1)"), **WHY),
    Parameter("dearer", Formula("cost + fee"), **WHY),
)
CORRELATIONS = (Correlation(("p", "rr"), 0.4), Correlation(("cost", "price"), -0.3))
TABLES = (
    Table("wear", {"age": (50, 61, 64)}, (0.2, 0.5, 0.9), "linear", assumption="for a test"),
    Table("bonus", {"time": (0, 1, 2)}, (0.1, 0.6, 0.3), "step", assumption="for a test"),
)

UNITS = ("1", "0.5", "0.125", "p", "q", "lower", "1 - p", "p * q", "rate_to_prob(count)")
UNITS += (
    "hr_prob(p, rr)",
    "or_prob(q, rr)",
    "rate_to_prob(0.2 * count, 0.5)",
    "competing_prob(count, count + 1)",
    "ppv(0.1 + 0.5 * p, 0.9, 0.8)",
    "test_positive(p, 0.75, q)",
    "odds_to_prob(prob_to_odds(0.5 * p))",
)
FADING = (
    "where(cycle <= 2, 1, 0.5)",
    "exp(-0.4 * time)",
    "1 / (1 + 0.1 * cycle)",
    "where(year > 2026, 0.7, 1)",
    "bonus(time)",
    "wane(time, 0.5, 2)",
    "weibull_survival(time, 1.2, 3 + count)",
    "gompertz_prob(time, time + cycle_years, -0.1, count)",
    "lognormal_prob(time, time + 1, q, 0.7)",
    "piecewise_survival(time, 0.1, 1, p)",
    "exp(-0.1 * loglogistic_cumulative(time, 1.5, 2))",
    "min(1, 0.9 * roll_forward(0.04, 0.02, year - 2025))",
)
IN_STATE = ("where(time_in_state < 1, 0.4, 0.9)", "0.7 ** time_in_state", "exp(-time_in_state)")
SINCE_START = ("where(time_on_strategy < 1, 0.3, 0.8)", "0.5 ** time_on_strategy")
MONEY = ("0", "17", "cost", "dearer", "price * rr", "2 * fee")
GROWING = ("cost * (1 + 0.1 * time)", "fee * (year - 2020)")
COUNTS = ("1", "0.25", "count", "2 * p")
UTILITIES = ("1", "0.75", "q", "0.5 + 0.5 * p", "-0.125")
YEARLY_MONEY = ("0", "500", "cost", "price", "dearer * 10", "fee * (year - 2025)")
CYCLES = (("year", 4), ("year", 5), ("half-year", 3), ("quarter", 2), ("month", 1))


class Maker:
    """Draws the parts of one model, each from those before it.

    Parameters
    ----------
    draw
        Of hypothesis.
    healthy
        Whether every state has utility 1 and no move changes health.
    since_start
        Whether numbers may depend on ``time_on_strategy``.
    budgets
        Whether there are environments; without, every correction is allowed.
    """

    def __init__(self, draw: st.DrawFn, *, healthy: bool, since_start: bool, budgets: bool) -> None:
        self.draw, self.healthy, self.since_start = draw, healthy, since_start
        self.budgets = budgets
        self.dirichlets: list[Parameter] = []

    # ------------------------------------------------------------------------ draws

    def one(self, choices: Sequence[Any]) -> Any:
        return self.draw(st.sampled_from(list(choices)))

    def maybe(self) -> bool:
        return bool(self.draw(st.booleans()))

    def whole(self, least: int, most: int) -> int:
        return int(self.draw(st.integers(least, most)))

    def some(self, choices: Sequence[Any], least: int = 0, most: int | None = None) -> list[Any]:
        """Return some of the choices, each once, in any order."""
        most = len(choices) if most is None else min(most, len(choices))
        if not choices or most < least:
            return []
        picked = st.lists(
            st.sampled_from(list(choices)), min_size=least, max_size=most, unique=True
        )
        return list(self.draw(picked))

    # ---------------------------------------------------------------------- numbers

    def changing(
        self, still: Sequence[str], also: Sequence[str] = (), *, aged: bool = False
    ) -> str:
        """Return a number that may change with time; if ``aged``, with time in a state."""
        text = self.one((*still, *also))
        if not self.maybe():
            return f"({text})"
        modifiers = (*FADING, *(("wear(age)",) if self.age is not None else ()))
        modifiers += SINCE_START if self.since_start else ()
        modifiers += ("severity",) if self.groups else ()
        modifiers += IN_STATE * 2 if aged else ()
        return f"({text}) * ({self.one(modifiers)})"

    def yearly(self, still: Sequence[str]) -> Any:
        """Return a yearly term: one number, or one per budget year."""
        if self.maybe():
            return self.one(still)
        return [self.one(still) for _ in range(self.n_years)]

    def party(self) -> str:
        return str(self.one(self.parties))

    # ---------------------------------------------------------------------- pathway

    def row(self, targets: Sequence[str], *, full: bool) -> dict[str, Any]:
        """Return links to the targets; with ``full`` their probabilities sum to one."""
        if not targets:
            return {}
        if not full and self.one((False, False, False, True)):
            return {target: self.timed_link() for target in targets}
        if self.maybe() and (not full or len(targets) > 1):
            return self.dirichlet_row(targets, full=full)
        weights = [self.whole(1, 4) for _ in targets]
        total = sum(weights) + (0 if full else self.whole(0, 3))
        shares = [f"{w / total!r} * {self.changing(UNITS, aged=not full)}" for w in weights]
        links: dict[str, Any] = dict(zip(targets, shares, strict=True))
        if full or self.maybe():
            links[self.one(targets)] = "rest"
        return {target: self.link(share) for target, share in links.items()}

    def dirichlet_row(self, targets: Sequence[str], *, full: bool) -> dict[str, Any]:
        number = len(self.dirichlets)
        names = [f"to_{number}_{index}" for index in range(len(targets))]
        parts = names if full else [*names, f"stay_{number}"]
        counts = {name: float(self.whole(1, 40)) for name in parts}
        self.dirichlets.append(Parameter(f"row_{number}", Dirichlet(counts), **WHY))
        return {t: self.link(name) for t, name in zip(targets, names, strict=True)}

    def timed_link(self) -> Link:
        """Return a link by rate or time; those out of one state compete."""
        if self.maybe():
            return Link(rate=self.changing(("0.3", "p", "count"), aged=True))
        times = ("weibull(1.3, 4)", "weibull(0.5 + q, 3)", "gompertz(0.2, p)", "exponential(q)")
        clock = self.one(("forward", "reset"))
        return Link(time_to=self.one(times), clock=clock, health_effect=self.effect())

    def effect(self) -> str:
        """Return a one-off health effect."""
        return "0" if self.healthy else str(self.one(("0", "loss", "-0.01", "loss * time")))

    def link(self, probability: str) -> Any:
        if not self.draw(st.sampled_from([False, False, True])):
            return probability
        return Link(
            probability,
            unit_cost=self.changing(MONEY, GROWING),
            provider=self.party(),
            health_effect=self.effect(),
        )

    def state(self, name: str) -> State:
        utility = "1" if self.healthy else self.changing(UTILITIES, aged=True)
        if not self.healthy and self.draw(st.sampled_from([False, False, True])):
            return State(name)
        cost = self.changing(MONEY, GROWING, aged=True) if self.maybe() else 0
        return State(name, utility=utility, unit_cost=cost, provider=self.party())

    def service(self, name: str) -> Service:
        return Service(
            name,
            provider=self.party(),
            unit_cost=self.changing(MONEY, GROWING),
            unit=self.one(("visit", "admission")),
            consumes={"bed_days": self.one(("1", "4.5", "count", "8"))} if self.maybe() else {},
            health_effect=self.effect() if self.maybe() else 0,
        )

    def pathway(self) -> Pathway:
        self.states = [f"State {i}" for i in range(self.one((2, 3, 4, 5, 6)))]
        self.services = [f"Service {i}" for i in range(self.one((0, 2, 3, 4)))]
        self.passed = self.services[: self.one((0, 1, 2, 3, 4))]
        links = {s: self.row(self.targets(s), full=False) for s in self.some(self.states)}
        for index, service in enumerate(self.passed):
            ahead = self.some(self.passed[index + 1 :], most=2)
            links[service] = self.row([*ahead, *self.some(self.states, 1, 2)], full=True)
        return Pathway(
            states=[self.state(name) for name in self.draw(st.permutations(self.states))],
            services=[self.service(name) for name in self.draw(st.permutations(self.services))],
            links=links,
            uses=self.uses(),
            start=self.start(),
            utility_multiplier=1 if self.healthy else self.one((1, 1, "q", "exp(-0.1 * time)")),
            utility_decrement=0 if self.healthy else self.one((0, 0, "0.1 * p")),
        )

    def targets(self, state: str) -> list[str]:
        others = [name for name in self.states if name != state]
        return self.some([*others, *self.passed], least=1, most=4)

    def uses(self) -> dict[str, dict[str, str]]:
        uses = {s: self.counts(self.services) for s in self.some(self.states)}
        for index, service in enumerate(self.services):
            if self.maybe():
                uses[service] = self.counts(self.services[index + 1 :])
        return {source: counts for source, counts in uses.items() if counts}

    def counts(self, services: Sequence[str]) -> dict[str, str]:
        return {name: self.changing(COUNTS) for name in self.some(services, most=2)}

    def start(self) -> dict[str, Any]:
        entered = self.some(self.states, least=1, most=2)
        if len(entered) == 1:
            return {entered[0]: 1}
        return dict(zip(entered, self.one(((0.25, 0.75), ("p", "1 - p"))), strict=True))

    # ------------------------------------------------------------------- strategies

    def strategy(self, name: str, pathway: Pathway, *, left: bool) -> Strategy:
        """Return edits; a strategy that people may leave has no state of its own."""
        states: dict[str, Any] = {}
        for state in self.some(self.states, most=2):
            edit = {} if self.healthy else {"utility": self.changing(UTILITIES)}
            cost = {"unit_cost": self.changing(MONEY, GROWING), "provider": self.party()}
            states[state] = {**edit, **(cost if self.maybe() else {})}
        services: dict[str, Any] = {
            service: self.new_service(pathway.services[service])
            for service in self.some(self.services, most=2)
        }
        unlinked = [s for s in self.services if s not in self.passed]
        for service in self.some(unlinked, most=1):
            services[service] = None
        links = {s: self.new_row(s, pathway) for s in self.some(self.states, most=2)}
        own = not left and name != "Strategy 0" and self.maybe()  # which others fall back on
        if own:
            self.add_state(name, states, links)
        partly: dict[str, Any] = {}
        if self.since_start and not own and name != "Strategy 0" and self.maybe():
            partly = {"adherence": self.one((1, 0.8, "q")), "stopping": self.one((0, "0.2 * p"))}
        return Strategy(
            name,
            states=states,
            services=services,
            links=links,
            uses=self.new_uses(pathway, deleted=[s for s, e in services.items() if e is None]),
            start=self.start() if self.maybe() else None,
            programme={
                f"Cost {i}": Programme(self.party(), self.yearly(YEARLY_MONEY))
                for i in range(self.whole(0, 2))
            },
            consent=self.one((None, [], self.parties[:1])),
            **partly,
        )

    def new_service(self, service: Service) -> dict[str, Any]:
        """Return another cost, or stay, or provider."""
        edit: dict[str, Any] = {"unit_cost": self.changing(MONEY, GROWING)}
        if service.consumes and self.maybe():
            edit["consumes"] = {"bed_days": self.one(("2", "count"))}
        if self.draw(st.sampled_from([False, False, True])):
            edit["provider"] = self.party()
        return edit

    def new_row(self, state: str, pathway: Pathway) -> dict[str, Any]:
        row = self.row(self.targets(state), full=False)
        gone = [target for target in pathway.links.get(state, {}) if target not in row]
        return {**row, **dict.fromkeys(gone)}

    def add_state(self, strategy: str, states: dict[str, Any], links: dict[str, Any]) -> None:
        """Add a state of its own, reached from any state whose row the strategy writes anew."""
        new = f"Only in {strategy}"
        fields = self.state(new)
        states[new] = {
            "utility": fields.utility,
            "unit_cost": fields.unit_cost,
            "provider": fields.provider,
        }
        links[new] = self.row(self.some(self.states, least=1, most=2), full=False)
        for source in links:
            if source != new and all(map(self.is_plain, links[source].values())):
                half = {t: self.halved(v) for t, v in links[source].items()}
                links[source] = {**half, new: "0.5 * p"}
                return

    @staticmethod
    def is_plain(link: Any) -> bool:
        """Return whether a link has a probability of its own."""
        return link != "rest" and not (isinstance(link, Link) and (link.is_rest or link.is_timed))

    @staticmethod
    def halved(link: Any) -> Any:
        if link is None or (isinstance(link, Link) and link.is_rest):
            return link
        if isinstance(link, Link):
            return Link(0.5 * link.probability, link.unit_cost, link.provider, link.health_effect)
        return f"0.5 * ({link})"

    def new_uses(self, pathway: Pathway, deleted: Sequence[str]) -> dict[str, Any]:
        kept = [service for service in self.services if service not in deleted]
        uses: dict[str, Any] = {s: self.counts(kept) for s in self.some(self.states, most=2)}
        for source, counts in pathway.uses.items():
            if self.maybe() and source not in deleted:
                first = next(iter(counts))
                uses.setdefault(source, {}).setdefault(first, None)
        return uses

    # -------------------------------------------------------------------- the people

    def population(self) -> Population:
        people = ("40", "120.5", "count * 100")
        prevalent = {s: self.one(people) for s in self.some(self.states, most=2)}
        incident = self.yearly(("10", "30", "count * 20", "0"))
        nobody = not prevalent and incident == "0"
        return Population(
            prevalent={self.states[0]: 100} if nobody else prevalent,
            incident=incident,
            entry=self.one(("start", "even")),
            age=self.age,
            growth=self.one((0, 0, 0.1, "0.2 * p")),
            subgroups=self.groups,
        )

    def subgroups(self) -> list[Subgroup]:
        if not self.maybe():
            return []
        ages = (None, None) if self.age is None else (self.age, self.one((None, 55.0)))
        share = self.one((0.5, 0.25, "q"))
        return [
            Subgroup("Mild", share, ages[0], {"severity": self.one((0.5, 1.0))}),
            Subgroup("Severe", "rest", ages[1], {"severity": self.one((0.5, 0.2))}),
        ]

    def environment(self, name: str, strategies: Sequence[str]) -> Environment:
        offered = self.some(strategies, least=1)
        rest, *others = offered
        shares: dict[str, Any] = {}
        for other in others:
            most = 16 // len(others)
            weights = [self.whole(0, most) / 16 for _ in range(self.n_years)]
            by_draw = self.maybe()
            shares[other] = [f"{w!r} * q" if by_draw else w for w in weights]
        shares[rest] = "rest" if others or self.maybe() else 1
        return Environment(name, {k: shares[k] for k in self.draw(st.permutations(offered))})

    def capacity(self, pathway: Pathway) -> list[CapacityPool]:
        pools, free = [], dict(pathway.services)
        while free and len(pools) < 2 and self.maybe():
            party = self.one([service.provider for service in free.values()])
            mine = [name for name, service in free.items() if service.provider == party]
            members = self.some(mine, least=1)
            measured = all("bed_days" in free[name].consumes for name in members)
            pools.append(self.pool(f"Pool {len(pools)}", party, members, measured))
            for name in members:
                free.pop(name)
        return pools

    def pool(self, name: str, party: str, members: list[str], measured: bool) -> CapacityPool:
        stepped = self.one((0, 0.25, "0.5 * p"))
        return CapacityPool(
            name,
            party,
            members,
            measure="bed_days" if measured and self.maybe() else None,
            variable=self.one((0, 0.25, 0.5, "0.5 * q")),
            stepped=stepped,
            step=None if stepped == 0 and self.maybe() else self.one((2, 10.5, "count * 5")),
            lag_years=self.whole(0, 2),
            backfill=self.one((0, 0.25, "p", 1)),
            slack=self.one((0, 3, "count", 14)),
        )

    # ------------------------------------------------------------------- the contracts

    def arrangements(self, services: list[str], strategies: list[str]) -> list[Arrangement]:
        self.billable, self.offers = services, strategies
        first = Arrangement("Arrangement 0", self.contracts())
        found = [first]
        for number in range(1, self.whole(1, 3)):
            name = f"Arrangement {number}"
            if self.maybe():
                found.append(Arrangement(name, self.contracts()))
                continue
            scoped = {n for c in first.in_force.values() for n in c.scope_in()}
            kept = [n for n, c in first.in_force.items() if c.stage == 1]
            edits: dict[str, Contract | None] = {n: self.payment() for n in self.some(kept, most=2)}
            loose = [n for n in first.in_force if n not in scoped and n not in edits]
            edits |= dict.fromkeys(self.some(loose, most=1))
            found.append(Arrangement(name, edits, extends="Arrangement 0"))
        return found

    def contracts(self) -> dict[str, Contract]:
        chosen: dict[str, Contract] = {
            f"Payment {i}": self.payment() for i in range(self.whole(0, 4))
        }
        payments = list(chosen)
        if payments and self.maybe():
            chosen["Savings"] = self.gain_share(self.some(payments, least=1))
        if chosen and self.maybe():
            chosen["Pooled"] = self.pooled(self.some(list(chosen), least=1))
        if self.maybe():
            payer, payee = self.pair()
            amount = self.yearly(YEARLY_MONEY)
            chosen["Side"] = SidePayment(payer=payer, payee=payee, amount=amount)
        names = self.draw(st.permutations(list(chosen)))
        return {name: chosen[name] for name in names}

    def pair(self) -> tuple[str, str]:
        payer, payee = self.draw(st.permutations(self.parties))[:2]
        return payer, payee

    def payment(self) -> Contract:
        payer, payee = self.pair()
        between = {"payer": payer, "payee": payee}
        strategy = self.one((None, *self.offers))
        amount = self.yearly(YEARLY_MONEY)
        kinds = ["block", "grant", "subscription"]
        if self.billable:
            kinds += ["activity", "blended", "supplier_price"]
        kind = self.one(kinds)
        if kind == "block":
            return Block(**between, amount=amount, strategy=strategy)
        if kind == "subscription":
            cost = self.yearly(YEARLY_MONEY)
            fee = {"amount": amount, "strategy": strategy}
            return Subscription(**between, **fee, cost_of_supply=cost)
        if kind == "grant":
            outside = {"payer": EXTERNAL, "payee": payee} if self.maybe() else between
            return Grant(**outside, amount=amount, strategy=strategy)
        services = self.some(self.billable, least=1)
        if kind == "activity":
            return Activity(**between, services=services, price=amount)
        if kind == "supplier_price":
            extra = {"upfront": self.yearly(YEARLY_MONEY), "annual": self.yearly(YEARLY_MONEY)}
            return SupplierPrice(**between, per=services[0], price=amount, **extra)
        return Blended(
            **between,
            services=services,
            price=amount,
            variable_rate=self.yearly(("0", "0.2", "1", "q")),
            variable_rate_below=self.one((None, "0.5")),
            plan=self.yearly(YEARLY_MONEY) if self.maybe() else None,
        )

    def gain_share(self, scope: list[str]) -> GainShare:
        payer, payee = self.pair()
        history = History(trend=self.one((0, 0.02)), cv=self.one((0, 0.05)), years=2)
        return GainShare(
            payer=payer,
            payee=payee,
            scope=scope,
            benchmark=self.one(("fixed", "per_draw", history, "dearer * 10")),
            sharing_rate=self.one((0.5, 1, "q")),
            loss_sharing_rate=self.one((0, 0.5, 1)),
            minimum_rate=self.one((0, 0.01, 0.2)),
            cap=self.one((None, 0.1)),
            from_year=self.whole(1, self.n_years),
        )

    def pooled(self, scope: list[str]) -> Pool:
        members = self.some(self.parties, least=2)
        amounts = {m: self.yearly(YEARLY_MONEY) for m in members}
        contributions = self.one(("fixed", amounts))
        if self.maybe():
            weight = {m: 1 / len(members) for m in members}
            return Pool(members=weight, scope=scope, contributions=contributions)
        rule = self.one(("proportional", "equal", "host"))
        host = members[0] if rule == "host" else None
        return Pool(members=members, scope=scope, rule=rule, host=host, contributions=contributions)

    # --------------------------------------------------------------------- the whole

    def horizon(self) -> Horizon:
        cycle, years = self.one(CYCLES)
        years = self.whole(1, years)
        per_year = {"year": 1, "half-year": 2, "quarter": 4, "month": 12}[cycle]
        uneven = {"simpson-darth", *(("simpson",) if per_year == 1 else ())}
        correction = self.one(
            [c for c in get_args(Correction) if not (self.budgets and c in uneven)]
        )
        cycles = None
        if correction == "simpson":
            cycles = years * per_year // 2 * 2
            if cycles <= (years - 1) * per_year:
                cycles, correction = None, "half-cycle"
        elif per_year > 1 and self.maybe():
            cycles = years * per_year - 1
        return Horizon(
            first_year=self.one(("2026/27", "2025")),
            years=years,
            budget_years=self.whole(1, years),
            cycle=cycle,
            cycles=cycles,
            discount_costs=self.one((0.0, 0.035, {0: 0.035, 1: 0.03, 2.5: 0.025})),
            discount_health=self.one((0.035, 0.015, {0: 0.015, 0.75: 0.1})),
            correction=correction,
            discount_by=self.one(("cycle", "cycle", "year", "continuous")),
            discount_at=self.one((None, None, "start", "middle", "end")),
        )

    def parameters(self) -> list[Parameter]:
        return list(self.draw(st.permutations([*PARAMETERS, *self.dirichlets])))

    def model(self) -> Model:
        horizon = self.horizon()
        self.n_years = int(horizon.budget_years or 1)
        self.age = self.one((None, 60.0))
        self.groups = self.subgroups()
        self.parties = [f"Party {i}" for i in range(self.whole(2, 5))]
        roles = ("commissioner", "provider", "local_authority", "supplier", "patient", "other")
        parties = [Party(name, role=self.one(roles)) for name in self.parties]
        pathway = self.pathway()
        names = [f"Strategy {i}" for i in range(self.one((1, 2, 2, 3)))]
        environments = [
            self.environment(f"Environment {i}", names) for i in range(self.one((1, 2, 2, 3)))
        ]
        left = set(environments[0].shares)
        strategies = [
            self.strategy(name, pathway, left=name in left)
            if index or self.maybe()
            else Strategy(name)
            for index, name in enumerate(names)
        ]
        billable = {s: None for strategy in strategies for s in apply(strategy, pathway).services}
        return Model(
            title="Generated",
            pathway=pathway,
            strategies=strategies,
            horizon=horizon,
            parties=parties,
            population=self.population(),
            environments=environments if self.budgets else [],
            capacity=self.capacity(pathway),
            arrangements=self.arrangements(list(billable), names) if self.budgets else [],
            parameters=self.parameters(),
            correlations=CORRELATIONS if self.maybe() else (),
            tables=TABLES,
        )


@st.composite
def models(
    draw: st.DrawFn, *, healthy: bool = False, since_start: bool = True, budgets: bool = True
) -> Model:
    """Return any whole model; see ``Maker`` for the choices."""
    return Maker(draw, healthy=healthy, since_start=since_start, budgets=budgets).model()
