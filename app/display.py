"""Whether a window can be opened, found out before Qt is started.

Qt ends the process when it finds no display or a system library is missing, and no `try` sees it.
"""

import ctypes
import os
import sys
from collections.abc import Callable
from importlib.util import find_spec

_NO_DISPLAY = "there is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set)"
_QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
_X11_LIBRARIES = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
_WAYLAND_LIBRARIES = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
"""What Qt's own libraries and plugins are linked to and do not bring along, with the Debian package of each."""


def display_problem() -> str:
    """Return why no window can be opened and what to do, one line; empty if nothing speaks against it.

    Imports nothing of Qt. Only Linux and its relatives can lack a display or the libraries.
    """
    if find_spec("PySide6") is None:
        return "Qt is not installed: pip install PySide6-Essentials"
    if not sys.platform.startswith("linux"):
        return ""
    problems = [_problem_with(platform) for platform in _platforms()]
    return "" if "" in problems else problems[0]


def _platforms() -> list[str]:
    """The platform plugins that Qt will try, in its order."""
    if asked := os.environ.get("QT_QPA_PLATFORM"):
        return [name.partition(":")[0].strip() for name in asked.split(";")]
    return ["wayland"] * bool(os.environ.get("WAYLAND_DISPLAY")) + ["xcb"]


def _problem_with(platform: str) -> str:
    if platform == "xcb":
        return _joined(_missing({**_QT_LIBRARIES, **_X11_LIBRARIES}), _display_missing("DISPLAY", _x_answers))
    if platform.startswith("wayland"):
        libraries = {**_QT_LIBRARIES, **_WAYLAND_LIBRARIES}
        return _joined(_missing(libraries), _display_missing("WAYLAND_DISPLAY", _wayland_answers))
    return _missing(_QT_LIBRARIES)


def _joined(missing: str, no_display: str) -> str:
    return f"{no_display}, and {missing}" if no_display and missing else no_display or missing


def _missing(libraries: dict[str, str]) -> str:
    """Name the packages of the libraries that the dynamic loader does not find; it is asked, as Qt will ask it."""
    packages = sorted({package for library, package in libraries.items() if not _loaded(library)})
    return f"Qt needs system libraries that are missing: apt-get install {' '.join(packages)}" if packages else ""


def _loaded(library: str) -> ctypes.CDLL | None:
    try:
        return ctypes.CDLL(library)
    except OSError:
        return None


def _display_missing(variable: str, answers: Callable[[], bool]) -> str:
    name = os.environ.get(variable, "")
    if not name:
        return _NO_DISPLAY
    return "" if answers() else f"the display {name} does not answer ({variable})"


def _x_answers() -> bool:
    """Whether the X server lets us in.

    The connection is kept: a server that serves nobody else starts anew when its only client leaves, and Qt would
    come in the middle of that.
    """
    if not (xcb := _loaded("libxcb.so.1")):
        return True  # told as a missing package
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    return bool(xcb.xcb_connection_has_error(connection) == 0)


def _wayland_answers() -> bool:
    if not (wayland := _loaded("libwayland-client.so.0")):
        return True
    wayland.wl_display_connect.restype = ctypes.c_void_p
    if not (connection := wayland.wl_display_connect(None)):
        return False
    wayland.wl_display_disconnect(ctypes.c_void_p(connection))
    return True
