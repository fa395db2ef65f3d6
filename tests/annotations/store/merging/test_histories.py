"""Random histories of three copies: whatever they did and in whichever order they are merged, the same comes out.

Planted faults show that these would be seen.
"""

import shutil
from collections.abc import Callable

import pytest

from annotations.store.connections.writing import Writer
from annotations.store.merging import entries, gateway, source
from annotations.store.merging.presence import Presence
from annotations.store.merging.states import NEVER, State, joined
from tests.annotations.store.merging.histories import base, history


@pytest.fixture
def run(folder, monkeypatch) -> Callable[[int], int]:
    """Runs the history of a seed, and returns how many rows stand at its end.

    Copies that are open are read where they are, and no backups are made.
    """
    monkeypatch.setattr(gateway, "back_up", lambda *_, **__: None)
    monkeypatch.setattr(source, "needs_copy", lambda *_: False)
    template = folder / "template.pressmark"
    base(template)

    def one(seed: int) -> int:
        place = folder / str(seed)
        place.mkdir()
        try:
            return history(template, place, seed)
        except BaseException as error:
            error.add_note(f"history {seed}")
            raise
        finally:
            shutil.rmtree(place)

    return one


@pytest.mark.timeout(600)
@pytest.mark.parametrize("first", range(0, 300, 30))
def test_copies_come_to_the_same_in_whichever_order_they_are_merged(run, first: int) -> None:
    assert all(run(seed) for seed in range(first, first + 30))


@pytest.mark.long
@pytest.mark.timeout(50_000)
def test_copies_come_to_the_same_after_ten_thousand_histories(run) -> None:
    assert all(run(seed) for seed in range(10_000))


def ignoring_tombstones(one: State, other: State) -> State:
    found = joined(one, other)
    return State(found.stamp, found.values, NEVER)


def seen(run: Callable[[int], int], most: int) -> bool:
    for seed in range(most):
        try:
            run(seed)
        except AssertionError:
            return True
    return False


@pytest.mark.timeout(600)
@pytest.mark.parametrize("fault", ["a tombstone is ignored", "the clock is not advanced", "a child is orphaned"])
def test_a_planted_fault_is_seen(run, fault: str, monkeypatch) -> None:
    match fault:
        case "a tombstone is ignored":
            monkeypatch.setattr(entries, "joined", ignoring_tombstones)
        case "the clock is not advanced":
            monkeypatch.setattr(Writer, "outrun", lambda *_: None)
        case _:
            monkeypatch.setattr(Presence, "support", lambda self, name: self._entries.by_name[name].both.stamp)
            monkeypatch.setattr(Presence, "_has_unseen", lambda *_: False)
    assert seen(run, 60)
