"""The same model, followed person by person."""

from pathway_economics.engine.individuals.plan import PeoplePlan
from pathway_economics.engine.individuals.planning import make_people_plan
from pathway_economics.engine.individuals.run import simulate_people
from pathway_economics.engine.individuals.settings import Individuals

__all__ = ["Individuals", "PeoplePlan", "make_people_plan", "simulate_people"]
