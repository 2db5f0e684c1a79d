"""Nobody dies: chances of death go where the patients would otherwise be."""

import pytest

from pathway_economics.pathway import Pathway, Service, State
from pathway_economics.studies.bench import Inapplicable
from pathway_economics.studies.deaths import without_deaths


def links(row, start=None):
    """Return the links of a service, once nobody dies in it."""
    pathway = Pathway(
        [State("Well", utility=1), State("Ill", utility=0.5), State("Dead", dead=True)],
        [Service("Stay")],
        links={"Well": {"Stay": 0.5, "Dead": 0.1}, "Stay": row},
        start=start or {"Well": 1},
    )
    found = without_deaths(pathway).links
    assert list(found["Well"]) == ["Stay"]  # the other half and the tenth stay well
    return {target: str(link.probability) for target, link in found["Stay"].items()}


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ({"Dead": 0.2, "Well": "rest"}, {"Well": "rest"}),
        ({"Dead": "rest", "Well": 0.7, "Ill": 0.1}, {"Well": "rest", "Ill": "0.1"}),
        ({"Dead": 0.2, "Well": 0.7, "Ill": 0.1}, {"Well": "0.7 + 0.2", "Ill": "0.1"}),
        ({"Well": 0.9, "Ill": 0.1}, {"Well": "0.9", "Ill": "0.1"}),
    ],
)
def test_chances_of_death_go_to_another_way_out(row, found):
    assert links(row) == found


def test_a_service_that_only_leads_to_death_cannot_be_survived():
    with pytest.raises(Inapplicable, match="'Stay' leads to Dead alone"):
        links({"Dead": "rest"})


def test_people_who_start_dead_stay_so():
    with pytest.raises(Inapplicable, match="start in 'Dead'"):
        links({"Well": 1}, start={"Well": 0.9, "Dead": 0.1})
