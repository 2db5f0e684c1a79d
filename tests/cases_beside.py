"""Tables of published cases, which lie beside the repository and not in it."""

import os
from pathlib import Path

import pandas as pd
import pytest

FOLDER = Path(os.environ.get("PUBLISHED_CASES") or Path(__file__).parents[1] / "../shared/cases")


def case_table(case: str, name: str) -> pd.DataFrame:
    """Return a table of a case, or skip the test where there is none."""
    path = FOLDER / case / name
    if not path.exists():
        pytest.skip(f"the table {name} lies beside the repository, not in it")
    return pd.read_csv(path)
