"""A window, and the pages of the manual as it shows them."""

from functools import partial

import pytest

from app.help import keys_page, shipped
from app.help.pages import load
from app.session import Session
from app.settings import Settings
from app.theme import Theme
from app.window import Window


@pytest.fixture
def window(qtbot):
    made = Window(Session(), Settings(), Theme.light())
    qtbot.addWidget(made)
    yield made
    made.close()
    made.session.shut_down()


@pytest.fixture
def pages(window):
    return {page.name: page for page in load(shipped.manual(), partial(keys_page.filled, commands=window.commands))}
