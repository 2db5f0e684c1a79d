"""What must run or settle many times."""

from pathway_economics.studies.false_reward import false_reward

__all__ = ["false_reward"]


def __dir__() -> list[str]:
    return sorted(__all__)
