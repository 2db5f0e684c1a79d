"""One command line from its words to its exit code.

Exit codes: 0 done; 1 the model is wrong, every complaint or failed check printed; 2 the
command line is wrong, or a path in it cannot be used; 130 interrupted.
"""

import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import click

from pathway_economics.cli.commands import commands
from pathway_economics.errors import PathwayEconomicsError, PathwayEconomicsWarning


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    try:
        with _warnings_in_a_line():
            done = commands.main(
                args=None if arguments is None else list(arguments),
                prog_name="pathway-economics",
                standalone_mode=False,
            )
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        click.echo("interrupted", err=True)
        return 130
    except PathwayEconomicsError as error:
        click.echo(str(error), err=True)
        return 1
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        click.echo(f"Error: {place}{error.strerror or error}", err=True)
        return 2
    return done if isinstance(done, int) else 0


@contextmanager
def _warnings_in_a_line() -> Iterator[None]:
    """Show warnings about the model as one line each."""
    with warnings.catch_warnings():
        warnings.simplefilter("always", PathwayEconomicsWarning)
        shown = warnings.showwarning

        def show(message: Warning | str, category: type[Warning], *rest: Any) -> None:
            if issubclass(category, PathwayEconomicsWarning):
                click.echo(f"warning: {message}", err=True)
            else:
                shown(message, category, *rest)

        warnings.showwarning = show  # type: ignore[assignment]
        yield
