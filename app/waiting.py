"""Waiting for work without which the window cannot go on."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import TypeVar, cast

from PySide6.QtWidgets import QWidget

from app.dialogs.waiting import WaitingDialog
from app.jobs import Job, OnProgress

T = TypeVar("T")

_AT_ONCE = 0.15
"""Seconds of work that are over before a dialog could be read."""


def wait_for(label: str, work: Callable[[OnProgress], T], parent: QWidget) -> T:
    """Do something on a thread of its own and wait for it, showing how far it is if it takes long.

    Returns:
        What `work` returned; what it raised is raised here, `CancelledError` if the person cancelled it.
    """
    with ThreadPoolExecutor(1, thread_name_prefix="waiting") as executor:
        job = Job(label, parent=parent)
        job.start(lambda told: executor.submit(work, told))
        future = cast("Future[T]", job.future)
        wait([future], _AT_ONCE)
        if not future.done():
            dialog = WaitingDialog(job, parent)
            dialog.exec()
            dialog.deleteLater()
        return future.result()
