from dataclasses import replace

import pathway_economics as pe
from pathway_economics.reporting import pictures_of_people as module
from pathway_economics.reporting.pictures_of_people import moves, pictures_of_people
from reporting.waiting_room import clinic

TRACED = pe.Keep(traces=True)
UNSURE = pe.Parameter("p", pe.distributions.Beta(mean=0.2, se=0.05), "per year", assumption="test")


def walk(*, links, years=3, **more):
    states = [pe.State("Well", utility=1), pe.State("Ill", utility=0.5, dead=False)]
    pathway = pe.Pathway([*states, pe.State("Dead")], links=links, start={"Well": 1})
    parts = {"horizon": pe.Horizon("2026", years=years), "parameters": [UNSURE]}
    return pe.Model("Walk", pathway, [pe.Strategy("Usual"), pe.Strategy("New")], **parts, **more)


def names(model, n_draws=2, strategy=None, **how):
    ran = pe.run(model, n_draws=n_draws, **how)
    return [picture.name for picture in pictures_of_people(ran, strategy)]


def test_activity_with_budgets_and_queues_with_a_capacity():
    assert names(clinic()) == ["activity"]  # no traces
    assert names(clinic(), keep=TRACED) == ["activity", "queue", "occupancy"]  # nobody dies
    assert names(clinic(capacity=None), keep=TRACED) == ["activity"]  # over after a cycle


def test_survival_where_people_die():
    assert names(walk(links={"Well": {"Dead": 0.1}}), keep=TRACED) == ["occupancy", "survival"]
    assert names(walk(links={"Well": {"Ill": 0.1}}), keep=TRACED) == ["occupancy"]


def test_a_tree_is_over_after_its_first_cycle():
    for probability, moved in ((1, False), (0.5, True)):
        model = walk(links={"Well": {"Dead": probability}})
        assert moves(pe.run(model, n_draws=1, keep=TRACED).traces) is moved


def test_convergence_where_results_vary_over_enough_draws():
    sure, unsure = walk(links={"Well": {"Dead": 0.1}}), walk(links={"Well": {"Dead": "p"}})
    assert names(unsure, n_draws=40, strategy="Usual") == ["convergence"]
    assert names(sure, n_draws=40, strategy="Usual") == []
    assert names(unsure, n_draws=5, strategy="Usual") == []
    assert names(unsure, n_draws=40) == []  # New differs from Usual by nothing


def test_the_interval_of_spread_draws_is_said_to_be_wide():
    model = walk(links={"Well": {"Dead": "p"}})
    for sampler, said in ((pe.samplers.MonteCarlo(), False), (pe.samplers.LatinHypercube(), True)):
        ran = pe.run(model, n_draws=40, sampler=sampler)
        (picture,) = pictures_of_people(ran, "Usual")
        assert ("independent draws" in picture.caption) is said


def test_captions_say_of_how_many_draws():
    def caption(draws):
        ran = pe.run(clinic(), n_draws=4, keep=pe.Keep(traces=True, draws=draws))
        return next(p.caption for p in pictures_of_people(ran) if p.name == "queue")

    assert caption(3).endswith("; the first 3 draws.")
    assert caption(500).endswith("; 4 draws.")


def test_the_costliest_services_where_there_are_many(monkeypatch):
    monkeypatch.setattr(module, "PANELS", 1)
    model = clinic()
    other = pe.Service("Advice line", "Trust", 1)
    pathway = replace(
        model.pathway,
        services=[other, *model.pathway.services.values()],
        uses={"Waiting": {"Advice line": 1}},
    )
    (picture,) = pictures_of_people(pe.run(replace(model, pathway=pathway), n_draws=1))
    assert picture.figure.axes[0].get_title(loc="left").startswith("Clinic")
    assert "The 1 services of the most cost, of 2" in picture.caption
