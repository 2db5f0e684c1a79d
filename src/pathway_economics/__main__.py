"""Run the command line as ``python -m pathway_economics``."""

import sys

from pathway_economics.cli import main

if __name__ == "__main__":
    sys.exit(main())
