"""One engine for all tests: loading the model takes a second or two."""

import pytest

from annotations.language.engine import Engine, load_engine


@pytest.fixture(scope="session")
def engine() -> Engine:
    return load_engine()


@pytest.fixture(scope="session")
def plain_engine() -> Engine:
    return load_engine(models=[])
