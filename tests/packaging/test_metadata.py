"""One description of the program, and it is that of the program."""

import plistlib
import re
from pathlib import Path

from annotations import __version__
from annotations.store.format.schema import APPLICATION_ID
from installers.macos import info_plist
from installers.metadata import SUFFIX, metadata
from installers.windows import inno_script

ROOT = Path(__file__).parents[2]
ABOUT = metadata()


def test_what_is_read_from_the_sources_is_what_the_program_says_of_itself():
    assert __version__ == ABOUT.version
    assert ABOUT.application_id == APPLICATION_ID


def test_the_window_names_the_desktop_file_that_is_installed():
    source = (ROOT / "app/application.py").read_text(encoding="utf-8")
    assert f'setDesktopFileName("{ABOUT.command}")' in source


def test_texts_fit_where_software_centres_show_them():
    assert len(ABOUT.summary) <= 80
    assert not ABOUT.summary.endswith(".")
    assert ABOUT.identity == ABOUT.identity.lower()


def test_windows_ties_the_suffix_to_the_program_for_this_person_and_unties_it_again():
    script = inno_script(ABOUT, frozen="frozen", icon="icon.ico")
    registry = script.partition("[Registry]\n")[2].partition("\n[Run]")[0].strip().splitlines()
    assert f'Subkey: "Software\\Classes\\{SUFFIX}"; ValueType: string; ValueName: ""' in registry[0]
    assert all(line.startswith("Root: HKA; ") and "; Flags: uninsdelete" in line for line in registry)
    assert registry[-1].count('ValueData: """{app}\\pressmark-window.exe"" open ""%1"""') == 1
    assert re.search(r"^AppId=\{\{[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}\}$", script, re.MULTILINE)
    assert "PrivilegesRequired=lowest\n" in script
    assert f"AppVersion={__version__}\n" in script
    assert not [line for line in script.splitlines() if line.count('"') % 2], "every quotation mark has its fellow"


def test_macos_exports_one_type_for_the_suffix_and_opens_it():
    plist = plistlib.loads(plistlib.dumps(info_plist(ABOUT)))
    [exported], [document] = plist["UTExportedTypeDeclarations"], plist["CFBundleDocumentTypes"]
    assert document["LSItemContentTypes"] == [exported["UTTypeIdentifier"]]
    assert exported["UTTypeTagSpecification"]["public.filename-extension"] == [SUFFIX[1:]]
    assert plist["CFBundleShortVersionString"] == __version__
