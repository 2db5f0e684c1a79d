"""Studies: what must run or settle a model many times."""

from pathway_economics.studies.verification import Verification
from pathway_economics.studies.verify import verify

__all__ = ["Verification", "verify"]
