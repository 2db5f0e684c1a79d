from pathway_economics.reporting.pictures import newest_strategy, pictures


def test_figures_of_a_report(model, silo, block):
    names = [picture.name for picture in pictures(model, [silo, block])]
    assert names == [
        "who_pays",
        "arrangements",
        "cumulative_cash_1",
        "cumulative_cash_2",
        "transfers_1",
        "transfers_2",
        "pathway",
        "activity",
    ]


def test_no_settlement_leaves_what_happens_to_people(model, run):
    names = [picture.name for picture in pictures(model, [], outcomes=run)]
    assert names == ["pathway", "activity"]


def test_nothing_that_was_run_leaves_the_pathway(model):
    assert [picture.name for picture in pictures(model, [])] == ["pathway"]


def test_the_newest_strategy_is_drawn(run):
    assert newest_strategy(run, None) == "Remote monitoring"
    assert newest_strategy(run, "Current") is None
