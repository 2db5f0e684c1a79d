"""One self-contained HTML file that a finance director reads in five minutes."""

from pathway_economics.reporting.document import Report, report
from pathway_economics.reporting.pictures import pictures

__all__ = ["Report", "pictures", "report"]
