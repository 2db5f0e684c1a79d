import numpy as np
import pytest

from builders import outcomes
from pathway_economics.contracts import Activity, Arrangement, settle
from pathway_economics.reporting import report
from pathway_economics.reporting.environments import other_environments, shown_in_full
from pathway_economics.reporting.findings import judge


@pytest.fixture
def silo():
    fewer = np.array([0.0, 10.0, 20.0])[:, np.newaxis, np.newaxis]
    run = outcomes(
        {"Admission": 100 - fewer},
        released={"Admission": 0.25},
        environments=("Current", "Pilot", "Large scale"),
        shares=np.array([[1, 0], [0.5, 0.5], [0, 1]])[:, :, np.newaxis],
        n_years=1,
        n_draws=8,
    )
    terms = {"payer": "ICB", "payee": "Acute trust", "services": ("Admission",)}
    return settle(run, Arrangement("Silo", {"Admissions": Activity(**terms, price=4_100)}))


def test_verdicts_and_payoffs_of_another_environment(silo):
    (pilot,) = other_environments({"Pilot": [judge(silo, silo, "Pilot")]})
    trust = next(row for row in pilot["verdicts"] if row["party"] == "Acute trust")
    (cell,) = trust["cells"]  # 10 x (4,328 / 4 - 4,100)
    assert (cell["verdict"], cell["amount"]) == ("harmed without consent", "−GBP 30,200")
    assert [cell["amount"] for cell in pilot["purse"]] == ["+GBP 10,800"]


def test_one_environment_is_shown_in_full_and_the_others_in_brief(model, silo):
    page = report(model, [silo])
    assert "Shown in full: Large scale." in page.html
    assert 'id="others"' in page.html
    assert "Large scale under “Silo”" in page.answer[0]
    page = report(model, [silo], environment="Pilot")
    assert "Shown in full: Pilot." in page.html
    assert "Pilot under “Silo”" in page.answer[0]


def test_nothing_is_said_where_there_is_no_other():
    assert shown_in_full("Proposed", []) == ""
