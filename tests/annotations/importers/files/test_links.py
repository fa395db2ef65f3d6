"""Files that hold a web address give it, and nothing else does."""

import plistlib
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotations.importers.files.links import SUFFIXES, address_of

URL = "https://courier.example/news/ferry?id=3"
BOMB = b"""<?xml version="1.0"?><!DOCTYPE plist [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>
<plist version="1.0"><dict><key>URL</key><string>&b;</string></dict></plist>"""


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("ferry.url", f"[InternetShortcut]\r\nURL={URL}\r\nIconIndex=0\r\n".encode()),
        (
            "ferry.URL",
            f"[{{000214A0}}]\r\nProp3=19,11\r\n[InternetShortcut]\r\nIDList=\r\nURL={URL}\r\n".encode("utf-16"),
        ),
        ("ferry.webloc", plistlib.dumps({"URL": URL})),
        ("ferry.webloc", plistlib.dumps({"URL": URL}, fmt=plistlib.FMT_BINARY)),
        ("ferry.desktop", f"[Desktop Entry]\nType=Link\nName[de]=Fähre 50 %\nURL={URL}\n".encode()),
    ],
)
def test_every_kind_of_link_file_gives_its_address(tmp_path, name, data) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with patch("socket.socket", side_effect=AssertionError("nothing is fetched")):
        assert address_of(path) == URL


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("ferry.txt", f"[InternetShortcut]\nURL={URL}\n".encode()),
        ("ferry.url", b"[InternetShortcut]\nURL=file:///etc/hostname\n"),
        ("ferry.url", b"[InternetShortcut]\nURL=javascript:alert(1)\n"),
        ("ferry.desktop", b"[Desktop Entry]\nType=Application\nExec=rm\n"),
        ("ferry.webloc", BOMB),
        ("ferry.webloc", plistlib.dumps([URL])),
        ("ferry.webloc", plistlib.dumps({"URL": 7})),
        ("ferry.url", f"[InternetShortcut]\nURL={URL}\n".encode() + b";" * 70_000),
        ("ferry.url", b""),
    ],
)
def test_what_is_no_link_to_a_page_gives_none(tmp_path, name, data) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert address_of(path) == ""


def test_what_cannot_be_read_gives_none(tmp_path) -> None:
    (tmp_path / "folder.url").mkdir()
    assert address_of(tmp_path / "folder.url") == ""
    assert address_of(tmp_path / "gone.url") == ""


@given(st.binary(max_size=400), st.sampled_from(SUFFIXES), st.sampled_from([b"", b"bplist00", b"<plist>", b"[a]\n"]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_read_without_a_fault(tmp_path, data, suffix, start) -> None:
    path = tmp_path / f"link{suffix}"
    path.write_bytes(start + data)
    assert isinstance(address_of(path), str)
