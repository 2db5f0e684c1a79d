from pathway_economics.reporting.findings import judge
from pathway_economics.reporting.perimeters import perimeter_rows

# Public purse -22,860; the supplier gains 29,000; two QALY at 20,000 are 40,000.


def amounts(silo, threshold):
    rows = perimeter_rows([judge(silo, silo, threshold=threshold)], threshold)
    return {row["what"]: row["cells"][0]["amount"] for row in rows}


def test_each_perimeter_holds_the_one_before(silo):
    assert amounts(silo, 20_000) == {
        "Public purse: cash": "−GBP 22,900",
        "Plus supplier: cash": "+GBP 6,140",
        "Every party: cash": "+GBP 6,140",
        "Society: cash of every party, and health valued": "+GBP 46,100",
    }


def test_without_a_threshold_health_stands_beside_cash(silo):
    assert amounts(silo, None)["Society: health"] == "2.0 QALY"
