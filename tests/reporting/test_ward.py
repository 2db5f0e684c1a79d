from dataclasses import replace

from pathway_economics.reporting.ward import releases, wards


def with_step(run, step):
    changed = [
        replace(each, measure="bed_days", step=step) if each.pool else each for each in run.releases
    ]
    return replace(run, releases=tuple(changed))


def test_freed_against_a_whole_ward(run):
    (ward,) = wards(with_step(run, 80.0), "Proposed")  # 20 freed of 80: a quarter of a ward
    assert ward["years"][0]["ratio"] == "0.25"
    assert ward["years"][0]["chance"] == "0 %"
    assert "0.25 of one, so on average no whole step can close" in ward["sentence"]
    assert "bed days" in ward["sentence"]


def test_a_whole_step_can_close(run):
    (ward,) = wards(with_step(run, 10.0), "Proposed")
    assert "can close once the lag has passed" in ward["sentence"]


def test_no_step_no_ward(run):
    assert wards(run, "Proposed") == []


def test_releases_partition_the_paper_saving(run):
    row = next(row for row in releases(run, "Proposed") if row["party"] == "Acute trust")
    assert (row["reduction"], row["cash_releasing"], row["non_cash_releasing"]) == (
        "+86,560",
        "+21,640",
        "+64,920",
    )
