"""People who move when it happens."""


def follow_events(walk, entering, rates):
    raise NotImplementedError
