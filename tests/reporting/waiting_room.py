"""A clinic that sees ten a quarter, worked by hand on the page about queues.

20 wait when the first year starts and 12 come each quarter. With advice 6 come. At the start of
each quarter there wait, now and then:

    32 34 36 38 | 40 42 44 46    and    26 22 18 14 | 10 6 6 6
"""

import pathway_economics as pe

ADVICE = pe.Strategy("Advice", start={"Waiting": 0.5, "Home": 0.5})


def clinic(strategies=(), capacity=10, freed="queue", subgroups=(), **more):
    """Return the model, with other strategies beside usual care if they are given."""
    pathway = pe.Pathway(
        [
            pe.State("Waiting", utility=0.6),
            pe.State("Treated", utility=0.9, dead=False),
            pe.State("Home", utility=1, dead=False),
        ],
        [pe.Service("Clinic", "Trust", 100, capacity=capacity, freed=freed)],
        links={"Waiting": {"Clinic": 1}, "Clinic": {"Treated": 1}},
        start={"Waiting": 1},
    )
    offered = strategies or (ADVICE,)
    return pe.Model(
        "A clinic",
        pathway,
        [pe.Strategy("Usual"), *offered],
        pe.Horizon("2026", years=2, cycle="quarter", correction="start"),
        parties=[pe.Party("Trust", role="provider")],
        population=pe.Population(
            prevalent={"Waiting": 20}, incident=48, entry="even", subgroups=subgroups
        ),
        environments=[
            pe.Environment("Now", {"Usual": 1}),
            pe.Environment("Then", {offered[-1].name: 1}),
        ],
        **more,
    )
