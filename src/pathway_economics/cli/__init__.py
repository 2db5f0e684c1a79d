"""The command line: run, validate or verify a model file, print the schema, write an example."""

from pathway_economics.cli.shell import main

__all__ = ["main"]
