"""Running independent parts of a job, here, on processes of our own or on any executor."""

from pathway_economics.workers.in_order import WorkerEnded, in_order

__all__ = ["WorkerEnded", "in_order"]
