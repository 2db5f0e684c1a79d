"""Every complaint about a model, each with its path, all at once."""

import warnings

import pytest

from pathway_economics.contracts import Activity, Arrangement, Block, GainShare, Grant, Pool
from pathway_economics.errors import InvalidModel, PathwayEconomicsWarning, UnknownName
from pathway_economics.horizon import Horizon
from pathway_economics.model import Model, with_parameters
from pathway_economics.parameters import Beta, Correlation, Dirichlet, Formula, Parameter, Table
from pathway_economics.parties import Party
from pathway_economics.pathway import (
    CapacityPool,
    Link,
    Pathway,
    Programme,
    Service,
    State,
    Strategy,
)
from pathway_economics.population import Environment, Population, Subgroup

WHY = {"unit": "ratio", "assumption": "for a test"}
STATES = (State("Well", utility=0.9), State("Dead"))
VISIT = Service("Visit", "GP", 48)
LINKS = {"Well": {"Visit": 0.3, "Dead": "p"}, "Visit": {"Well": "rest"}}
SHARES = {"Usual": "rest", "New": [0.2, 0.5]}
BLOCK = Block(payer="ICB", payee="GP", amount=100)


def pathway(states=STATES, services=(VISIT,), links=LINKS, uses=None, start=None):
    return Pathway(states, services, links, uses, {"Well": 1} if start is None else start)


def model(**changed):
    """Return a sound model in which something is changed."""
    parts = {
        "title": "Sound",
        "pathway": pathway(),
        "strategies": [Strategy("Usual"), Strategy("New")],
        "horizon": Horizon("2026", years=2),
        "parties": [Party("ICB", "commissioner"), Party("GP", "provider")],
        "parameters": [Parameter("p", Beta(mean=0.1, se=0.01), **WHY)],
        "population": Population(incident=10),
        "environments": [Environment("Now", {"Usual": 1}), Environment("Then", SHARES)],
        "arrangements": [Arrangement("Paid", {"Block": BLOCK})],
    }
    return Model(**{**parts, **changed})


def new(**edits):
    return {"strategies": [Strategy("Usual"), Strategy("New", **edits)]}


def linked(source, **targets):
    return {"pathway": pathway(links={**LINKS, source: targets})}


def shared(**shares):
    return {"environments": [Environment("Now", shares)]}


def paid(**contracts):
    return {"arrangements": [Arrangement("Paid", {"Block": BLOCK, **contracts})]}


def pooled(**terms):
    given = {"name": "Rooms", "party": "GP", "services": ["Visit"], **terms}
    return {"capacity": [CapacityPool(**given)]}


def parameters(*added, **others):
    known = Parameter("p", Beta(mean=0.1, se=0.01), **WHY)
    return {"parameters": [known, *added], **others}


STATE = ("pathway", "states", "Well")
LINK = ("pathway", "links", "Well")
NEW = ("strategies", "New")

WRONG = [
    # ------------------------------------------------------------------ the pathway
    (linked("Well", Ded=0.1), (*LINK, "Ded"), "Did you mean 'Dead'?"),
    (linked("Wel", Dead=0.1), ("pathway", "links", "Wel"), "Did you mean 'Well'?"),
    (linked("Well", Dead="pp"), (*LINK, "Dead"), "No parameter is named 'pp'. Did you mean 'p'?"),
    (linked("Well", Dead=1.2), (*LINK, "Dead"), "The probability is 1.2"),
    (linked("Well", Dead=-0.2), (*LINK, "Dead"), "The probability is -0.2"),
    (linked("Well", Well=0.2), (*LINK, "Well"), "leads to where it starts"),
    (linked("Well", Dead=0.7, Visit=0.6), LINK, "sum to 1.3, above 1"),
    (linked("Well", Dead="rest", Visit="rest"), LINK, "2 links take the 'rest'"),
    (linked("Visit", Well=0.4), ("pathway", "links", "Visit"), "they must sum to 1"),
    (linked("Visit"), ("pathway", "services", "Visit"), "go nowhere"),
    (linked("Well", Dead="1 - rest"), (*LINK, "Dead"), "'rest' stands alone"),
    (linked("Well", Dead="age / 100"), (*LINK, "Dead"), "the population has no age"),
    (linked("Well", Dead="table(1)"), (*LINK, "Dead"), "No function or table is named 'table'"),
    (linked("Well", Dead="exp(p, p)"), (*LINK, "Dead"), "exp takes 1 argument, not 2"),
    (
        {"pathway": pathway(links={**LINKS, "Well": {"Dead": Link(0.1, 5, "Nobody")}})},
        (*LINK, "Dead", "provider"),
        "No party is named 'Nobody'",
    ),
    (
        {"pathway": pathway(links={**LINKS, "Visit": {"Scan": 1}, "Scan": {"Visit": 1}},
                            services=(VISIT, Service("Scan")))},
        ("pathway", "links"),
        "Links among services form a loop",
    ),
    (
        {"pathway": pathway(uses={"Visit": {"Scan": 1}, "Scan": {"Visit": 1}},
                            services=(VISIT, Service("Scan")))},
        ("pathway", "uses"),
        "Uses among services form a loop",
    ),
    ({"pathway": pathway(uses={"Wel": {"Visit": 1}})}, ("pathway", "uses", "Wel"), "'Well'?"),
    (
        {"pathway": pathway(uses={"Well": {"Visitt": 1}})},
        ("pathway", "uses", "Well", "Visitt"),
        "Did you mean 'Visit'?",
    ),
    (
        {"pathway": pathway(uses={"Well": {"Visit": -1}})},
        ("pathway", "uses", "Well", "Visit"),
        "it must be zero or more",
    ),
    ({"pathway": pathway(start={"Wel": 1})}, ("pathway", "start", "Wel"), "No state is named"),
    ({"pathway": pathway(start={"Well": 0.9})}, ("pathway", "start"), "sum to 0.9"),
    ({"pathway": pathway(start={"Well": 1.5, "Dead": -0.5})}, ("pathway", "start"), "[0, 1]"),
    (
        {"pathway": pathway(start={"Well": "year"})},
        ("pathway", "start", "Well"),
        "'year' has no meaning here",
    ),
    (
        {"pathway": pathway(states=(*STATES, State("Visit")))},
        ("pathway", "services", "Visit"),
        "both a state and a service",
    ),
    (
        {"pathway": pathway(states=(State("Well", unit_cost=5), State("Dead")))},
        STATE,
        "a unit_cost but no provider",
    ),
    (
        {"pathway": pathway(states=(State("Well", "u"), State("Dead")))},
        (*STATE, "utility"),
        "No parameter is named 'u'",
    ),
    (
        {"pathway": pathway(services=(Service("Visit", "GPP", 1),))},
        ("pathway", "services", "Visit", "provider"),
        "Did you mean 'GP'?",
    ),
    (
        {"pathway": pathway(services=(Service("Visit", "GP", 1, consumes={"h": "time"}),))},
        ("pathway", "services", "Visit", "consumes", "h"),
        "'time' has no meaning here; year may be used",
    ),
    (
        {"pathway": pathway(states=(State("Well", utility=72), State("Dead")))},
        (*STATE, "utility"),
        "above 1, which is full health; write 0.72?",
    ),
    (
        {"pathway": pathway(states=(State("Well", utility=-1.5), State("Dead")))},
        (*STATE, "utility"),
        "must lie in [-1, 1]",
    ),
    (
        {"pathway": pathway(states=(State("Well", unit_cost=-5, provider="GP"), State("Dead")))},
        (*STATE, "unit_cost"),
        "a cost is zero or more",
    ),
    (
        {"pathway": pathway(services=(Service("Visit", "GP", -48),))},
        ("pathway", "services", "Visit", "unit_cost"),
        "The unit_cost is -48, but a cost is zero or more; a saving shows as less activity",
    ),
    (
        {"pathway": pathway(links={**LINKS, "Well": {"Dead": Link(0.1, -5, "GP")}})},
        (*LINK, "Dead", "unit_cost"),
        "a cost is zero or more",
    ),
    # ---------------------------------------------------------------- the parties
    (
        {"parties": [Party("ICB", "commissioner", decision_years=3), Party("GP", "provider")]},
        ("parties", "ICB", "decision_years"),
        "decision_years=3, but the budget window has budget_years=2; lengthen budget_years",
    ),
    # --------------------------------------------------------------- the strategies
    ({"strategies": []}, ("strategies",), "There is no strategy"),
    (new(states={"Wel": None}), (*NEW, "states", "Wel"), "There is no 'Wel' to delete"),
    (new(states={"Well": {"utilty": 1}}), (*NEW, "states", "Well", "utilty"), "'utility'?"),
    (new(links={"Well": {"Ded": None}}), (*NEW, "links", "Well", "Ded"), "nothing from 'Well'"),
    (new(links={"Well": {"Dead": 0.9}}), (*NEW, "links", "Well"), "sum to 1.2, above 1"),
    (new(states={"Dead": None}), (*NEW, "states", "Dead"), "has no state 'Dead'"),
    (new(consent=["IBC"]), (*NEW, "consent"), "Did you mean 'ICB'?"),
    (
        new(programme={"Set-up": Programme("Council", 5)}),
        (*NEW, "programme", "Set-up", "party"),
        "No party is named 'Council'",
    ),
    (
        new(programme={"Set-up": Programme("ICB", [1, 2, 3])}),
        (*NEW, "programme", "Set-up", "amount"),
        "3 values are given, but the budget window has 2 years",
    ),
    # -------------------------------------------------------------------- the people
    (
        {"population": Population(prevalent={"Wel": 5})},
        ("population", "prevalent", "Wel"),
        "No state is named 'Wel'",
    ),
    (
        {"population": Population(prevalent={"Well": -5})},
        ("population", "prevalent", "Well"),
        "zero or more",
    ),
    ({"population": Population(incident=-1)}, ("population", "incident"), "zero or more"),
    ({"population": Population(incident=[1])}, ("population", "incident"), "1 values are given"),
    ({"population": Population(incident=1, age=200)}, ("population", "age"), "age=200"),
    ({"population": Population()}, ("environments",), "no people"),
    (shared(Usul=1), ("environments", "Now", "Usul"), "Did you mean 'Usual'?"),
    (shared(Usual=0.5, New=0.4), ("environments", "Now"), "sum to 0.9"),
    (shared(Usual=0.5, New=[0.5, 0.6]), ("environments", "Now"), "shares of year 2 sum to 1.1"),
    (shared(Usual="rest", New=1.2), ("environments", "Now", "New"), "The share is 1.2"),
    (shared(Usual="rest", New=[0.1]), ("environments", "Now", "New"), "1 values are given"),
    (shared(Usual="rest", New="cycle"), ("environments", "Now", "New"), "no meaning here"),
    # ------------------------------------------------------------------ the capacity
    (pooled(party="Council"), ("capacity", "Rooms", "party"), "No party is named 'Council'"),
    (pooled(party="ICB"), ("capacity", "Rooms", "services"), "is provided by 'GP', not by 'ICB'"),
    (pooled(services=["Visitt"]), ("capacity", "Rooms", "services"), "Did you mean 'Visit'?"),
    (pooled(measure="hours"), ("capacity", "Rooms", "services"), "consumes no 'hours'"),
    (pooled(variable="v"), ("capacity", "Rooms", "variable"), "No parameter is named 'v'"),
    (
        {"capacity": [CapacityPool(name, "GP", ["Visit"]) for name in ("Rooms", "Staff")]},
        ("capacity", "Staff", "services"),
        "already draws on 'Rooms'",
    ),
    # -------------------------------------------------------------- the arrangements
    (
        paid(Care=Block(payer="IBC", payee="GP", amount=1)),
        ("arrangements", "Paid", "Care"),
        "Did you mean 'ICB'?",
    ),
    (
        paid(Care=Block(payer="ICB", payee="GP", amount=[1, 2, 3])),
        ("arrangements", "Paid", "Care", "amount"),
        "3 values are given",
    ),
    (
        paid(Care=Block(payer="ICB", payee="GP", amount=1, strategy="Old")),
        ("arrangements", "Paid", "Care"),
        "No strategy is named 'Old'",
    ),
    (
        paid(Care=Activity(payer="ICB", payee="GP", services=["Visitt"], price=1)),
        ("arrangements", "Paid", "Care"),
        "Did you mean 'Visit'?",
    ),
    (
        paid(Care=Activity(payer="ICB", payee="GP", services=["Visit"], price="q")),
        ("arrangements", "Paid", "Care", "price"),
        "No parameter is named 'q'",
    ),
    (
        paid(Share=GainShare(payer="ICB", payee="GP", scope=["Blok"], sharing_rate=0.5)),
        ("arrangements", "Paid", "Share", "scope"),
        "Did you mean 'Block'?",
    ),
    (
        paid(Fund=Pool(members=["ICB", "GP"], scope=["Fund"])),
        ("arrangements", "Paid", "Fund", "scope"),
        "not settled before",
    ),
    (
        {"arrangements": [Arrangement("New", {}, extends="Pad")]},
        ("arrangements", "New", "extends"),
        "No arrangement is named 'Pad'",
    ),
    # ---------------------------------------------------------------- the parameters
    (
        parameters(Parameter("f", Formula("2 * g"), **WHY)),
        ("parameters", "f"),
        "No parameter is named 'g'",
    ),
    (
        parameters(Parameter("f", Formula("g"), **WHY), Parameter("g", Formula("f"), **WHY)),
        ("parameters", "f"),
        "Formulas go in a circle",
    ),
    (
        parameters(Parameter("d", Dirichlet({"p": 9, "s": 1}), **WHY)),
        ("parameters", "d"),
        "'p' is declared by parameter 'p' and again",
    ),
    (
        parameters(correlations=[Correlation(("p", "q"), 0.3)]),
        None,
        "'q'",
    ),
]  # fmt: skip


def test_a_sound_model_is_accepted():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        model()


@pytest.mark.parametrize(("changed", "path", "fragment"), WRONG)
def test_a_complaint_says_where_and_what_would_be_right(changed, path, fragment):
    with pytest.raises(InvalidModel) as caught:
        model(**changed)
    found = [c for c in caught.value.complaints if fragment in c.message]
    assert found, caught.value
    assert path is None or path in [complaint.path for complaint in found], found


def test_all_complaints_come_at_once():
    with pytest.raises(InvalidModel) as caught:
        model(
            **linked("Well", Ded=0.1),
            **shared(Usul=1),
            **pooled(party="Council"),
            **paid(Care=Block(payer="IBC", payee="GP", amount=1)),
        )
    sections = {complaint.path[0] for complaint in caught.value.complaints}
    assert sections >= {"pathway", "environments", "capacity", "arrangements"}


def said(**changed):
    with pytest.raises(InvalidModel) as caught:
        model(**changed)
    return [complaint.path for complaint in caught.value.complaints]


def test_an_edit_that_cannot_be_made_hides_no_other_complaint():
    wrong = new(
        states={"Well": {"utilty": 1, "unit_cost": -1}},
        links={"Visit": {"Well": 0.4}, "Well": {"Ded": None}},
        consent=["IBC"],
    )["strategies"]
    other = Strategy("Other", uses={"Well": {"Visit": -1}})
    assert sorted(said(strategies=[*wrong, other])) == [
        (*NEW, "consent"),
        (*NEW, "links", "Visit"),
        (*NEW, "links", "Well", "Ded"),
        (*NEW, "states", "Well", "unit_cost"),
        (*NEW, "states", "Well", "utilty"),
        ("strategies", "Other", "uses", "Well", "Visit"),
    ]


def test_a_row_from_which_nothing_could_be_deleted_is_not_summed():
    links = {"Well": {"Ded": None, "Visit": 0.95, "Dead": 0.1}}
    assert said(**new(links=links)) == [(*NEW, "links", "Well", "Ded")]


def test_a_link_to_what_only_another_strategy_adds_is_told():
    one = Strategy("One", services={"Scan": {"provider": "GP"}}, uses={"Well": {"Scan": 1}})
    two = Strategy("Two", uses={"Well": {"Scan": 1}})
    names = {"strategies": [Strategy("Usual"), one, two], **shared(Usual=1)}
    assert said(**names) == [("strategies", "Two", "uses", "Well", "Scan")]


def test_an_unknown_base_hides_no_scope_and_brings_no_other_complaint():
    share = GainShare(payer="ICB", payee="GP", scope=["Block", "Blok"], sharing_rate=0.5)
    arrangements = [
        Arrangement("Paid", {"Block": BLOCK}),
        Arrangement("Share", {"Share": share}, extends="Pad"),
        Arrangement("More", {"Block": None}, extends="Share"),
    ]
    assert said(arrangements=arrangements) == [
        ("arrangements", "Share", "extends"),
        ("arrangements", "Share", "Share", "scope"),
    ]


def test_a_contract_is_complained_of_where_it_is_written():
    share = GainShare(payer="ICB", payee="GP", scope=["Blok"], sharing_rate=0.5)
    arrangements = [
        Arrangement("Paid", {"Block": BLOCK, "Share": share}),
        Arrangement("More", {}, extends="Paid"),
    ]
    assert said(arrangements=arrangements) == [("arrangements", "Paid", "Share", "scope")]


def test_what_is_wrong_in_the_pathway_is_not_said_again_for_every_strategy():
    with pytest.raises(InvalidModel) as caught:
        model(**linked("Well", Dead=1.2))
    assert len(caught.value.complaints) == len({c.message for c in caught.value.complaints})


@pytest.mark.parametrize(
    ("changed", "fragment"),
    [
        ({"arrangements": [Arrangement("Unpaid")]}, "nobody pays 'GP'"),
        ({"pathway": pathway(states=(*STATES, State("Lost")))}, "Nobody reaches 'Lost'"),
        ({"pathway": pathway(services=(VISIT, Service("Spare")))}, "Nobody reaches 'Spare'"),
    ],
)
def test_what_deserves_a_look_is_a_warning(changed, fragment):
    with pytest.warns(PathwayEconomicsWarning, match=fragment):
        model(**changed)


def test_a_missing_payment_is_told_once_where_it_starts():
    help_ = Grant(payee="GP", amount=5)
    arrangements = [
        Arrangement("Paid", {"Block": BLOCK}),
        Arrangement("Unpaid", {"Block": None}, extends="Paid"),
        Arrangement("Still", {"Gift": Block(payer="GP", payee="ICB", amount=0)}, extends="Unpaid"),
        Arrangement("Again", {"Help": help_}, extends="Unpaid"),
        Arrangement("Unpaid too", {}, extends="Unpaid"),
    ]
    with pytest.warns(PathwayEconomicsWarning) as seen:
        found = model(arrangements=arrangements)
    assert found.notices == tuple(str(warning.message) for warning in seen)
    assert [notice.split(":")[0] for notice in found.notices] == ["Arrangement 'Unpaid'"]


def test_a_model_without_anything_to_look_at_has_no_notices():
    assert model().notices == ()


def test_a_scenario_says_nothing_again():
    with pytest.warns(PathwayEconomicsWarning):
        found = model(arrangements=[Arrangement("Unpaid")])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert with_parameters(found, found.parameters.values()).notices == found.notices


def test_a_name_that_a_model_does_not_have():
    with pytest.raises(UnknownName, match="No arrangement is named 'Pad'. Did you mean 'Paid'?"):
        model().arrangements["Pad"]


def test_an_outside_funder_may_pay():
    model(**paid(Help=Grant(payee="GP", amount=5)))


def test_expressions_may_look_up_tables():
    table = Table("risk", {"age": (0, 90)}, (0.1, 0.5), assumption="for a test")
    looked = linked("Well", Dead="risk(age)")
    model(**looked, tables=[table], population=Population(incident=1, age=40))
    with pytest.raises(InvalidModel, match="risk takes 1 argument, not 2"):
        model(**linked("Well", Dead="risk(p, p)"), tables=[table])


@pytest.mark.parametrize(
    ("changed", "path", "told"),
    [
        ({"adherence": 1.2}, "adherence", "it must lie in"),
        ({"adherence": "where(year > 2026, 1, 0.5)"}, "adherence", "'year' has no meaning here"),
        ({"stopping": -0.1}, "stopping", "it must lie in"),
        ({"stopping": 0.1, "fallback": "Usul"}, "fallback", "Did you mean 'Usual'"),
        ({"stopping": 0.1, "fallback": "New"}, "fallback", "its own fallback"),
    ],
)
def test_adherence_and_stopping_are_checked(changed, path, told):
    with pytest.raises(InvalidModel) as refused:
        model(strategies=[Strategy("Usual"), Strategy("New", **changed)])
    complaints = [c for c in refused.value.complaints if c.path[-1] == path]
    assert any(told in complaint.message for complaint in complaints)


def test_the_first_strategy_names_its_fallback():
    with pytest.raises(InvalidModel, match="nothing to fall back on"):
        model(strategies=[Strategy("Usual", stopping=0.1), Strategy("New")])


def test_a_fallback_has_the_states_in_which_people_stop():
    new = Strategy("New", states={"Ill": {"utility": 0.5}}, stopping=0.1)
    with pytest.raises(InvalidModel, match="has no state 'Ill', in which people may be"):
        model(strategies=[Strategy("Usual"), new], environments=[])


@pytest.mark.parametrize(
    ("groups", "told"),
    [
        ([Subgroup("A", 0.5), Subgroup("B", 0.4)], "sum to 0.9"),
        ([Subgroup("A", "rest"), Subgroup("B", "rest")], "2 subgroups take the 'rest'"),
        ([Subgroup("A", 0.5, covariates={"male": 1}), Subgroup("B", 0.5)], "male is missing"),
        ([Subgroup("A", 1, covariates={"p": 1})], "'p' is a parameter too"),
        ([Subgroup("A", 1, covariates={"year": 1})], "reserved"),
        ([Subgroup("A", 1, age=200)], "age=200"),
    ],
)
def test_subgroups_are_checked(groups, told):
    with pytest.raises(InvalidModel, match=told):
        model(population=Population(incident=1, subgroups=groups))


@pytest.mark.parametrize(
    ("changed", "path"),
    [
        ({"services": [Service("Visit", "GP", "48 * time_in_state")]}, "unit_cost"),
        (
            {"services": [Service("Visit", "GP", 48, health_effect="time_in_state")]},
            "health_effect",
        ),
        ({"links": {**LINKS, "Visit": {"Dead": "0.1 * time_in_state", "Well": "rest"}}}, "Dead"),
        ({"uses": {"Visit": {"Visit": "time_in_state"}}}, "Visit"),
    ],
)
def test_nobody_dwells_in_a_service(changed, path):
    """Patients pass through it at once, so that no time in a state can be meant."""
    with pytest.raises(InvalidModel) as refused:
        model(pathway=pathway(**changed))
    told = [c for c in refused.value.complaints if "pass through services at once" in c.message]
    assert told
    assert told[0].path[-1] == path


def test_stopping_does_not_depend_on_time_in_a_state():
    with pytest.raises(InvalidModel, match="'time_in_state' has no meaning here"):
        model(strategies=[Strategy("Usual"), Strategy("New", stopping="0.1 * time_in_state")])


def test_a_strategy_may_not_drop_the_measure_of_a_pool():
    """The base visit takes an hour; the strategy's says nothing of hours."""
    seen = Service("Visit", "GP", 48, consumes={"hours": 1})
    other = Strategy("New", services={"Visit": {"consumes": {"rooms": 1}}})
    rooms = CapacityPool("Rooms", "GP", ["Visit"], measure="hours")
    with pytest.raises(InvalidModel, match="'Visit' consumes no 'hours'"):
        model(
            pathway=pathway(services=(seen,)),
            strategies=[Strategy("Usual"), other],
            capacity=[rooms],
        )
