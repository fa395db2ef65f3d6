"""Commands that read files and look at projects, as often as one follows another."""

import pytest


@pytest.fixture(autouse=True)
def children(kept_workers: None) -> None:
    """Children stay from one command to the next."""
