"""What must run or settle a model many times."""

from pathway_economics.studies.false_reward import false_reward
from pathway_economics.studies.incentives import incentives
from pathway_economics.studies.mandate import Mandate
from pathway_economics.studies.medtech_mandate import medtech_mandate
from pathway_economics.studies.verification import Verification
from pathway_economics.studies.verify import verify

__all__ = [
    "Mandate",
    "Verification",
    "false_reward",
    "incentives",
    "medtech_mandate",
    "verify",
]


def __dir__() -> list[str]:
    return sorted(__all__)
