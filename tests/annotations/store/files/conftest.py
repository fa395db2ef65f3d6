"""Shared by the tests of files: how long is waited for the child that looks at one."""

import pytest

from annotations.store.files import vetting


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is wrong with a file is known when it is open, however busy the machine; a test of that puts it back."""
    monkeypatch.setattr(vetting, "PATIENCE", 60.0)
