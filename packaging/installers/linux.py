"""What a freedesktop system is told: menu entry, type of project files, and the entry of software centres."""

import xml.etree.ElementTree as ET
from datetime import date

from installers.metadata import APPLICATION_ID_OFFSET, SQLITE_HEADER, SUFFIX, Metadata

_MIME = "http://www.freedesktop.org/standards/shared-mime-info"
_SURE = "60"
"""Above SQLite's own 50, so that a project is a project first and a database second."""


def desktop_entry(about: Metadata) -> str:
    """The menu entry; a project that is double-clicked is opened by it."""
    return "\n".join(
        (
            "[Desktop Entry]",
            "Type=Application",
            "Version=1.0",
            f"Name={about.name}",
            "GenericName=Media analysis",
            f"Comment={about.summary}",
            f"Exec={about.command} open %f",
            f"TryExec={about.command}",
            f"Icon={about.command}",
            "Terminal=false",
            f"Categories={';'.join(about.categories)};",
            f"Keywords={';'.join(about.keywords)};",
            f"MimeType={about.mime_type};",
            f"StartupWMClass={about.command}",
            "",
        )
    )


def mime_package(about: Metadata) -> str:
    """The type of project files for shared-mime-info: known by content, whatever the file is called."""
    info = ET.Element("mime-info", xmlns=_MIME)
    kind = ET.SubElement(info, "mime-type", type=about.mime_type)
    ET.SubElement(kind, "comment").text = about.mime_comment
    ET.SubElement(kind, "sub-class-of", type="application/vnd.sqlite3")
    ET.SubElement(kind, "icon", name=about.command)
    ET.SubElement(kind, "generic-icon", name="x-office-document")
    magic = ET.SubElement(kind, "magic", priority=_SURE)
    header = ET.SubElement(magic, "match", type="string", value=SQLITE_HEADER, offset="0")
    number = f"0x{about.application_id:08x}"
    ET.SubElement(header, "match", type="big32", value=number, offset=str(APPLICATION_ID_OFFSET))
    ET.SubElement(kind, "glob", pattern=f"*{SUFFIX}", weight=_SURE)
    return _document(info)


def metainfo(about: Metadata, built: date) -> str:
    """The AppStream entry; `built` stands as the day of this version."""
    component = ET.Element("component", type="desktop-application")
    for name, text in (
        ("id", about.identity),
        ("metadata_license", "CC0-1.0"),
        ("project_license", about.licence),
        ("name", about.name),
        ("summary", about.summary),
    ):
        ET.SubElement(component, name).text = text
    developer = ET.SubElement(component, "developer", id=about.identity.rpartition(".")[0].lower())
    ET.SubElement(developer, "name").text = about.developer
    described = ET.SubElement(component, "description")
    for paragraph in about.paragraphs:
        ET.SubElement(described, "p").text = paragraph
    features = ET.SubElement(described, "ul")
    for feature in about.features:
        ET.SubElement(features, "li").text = feature
    ET.SubElement(component, "launchable", type="desktop-id").text = f"{about.command}.desktop"
    ET.SubElement(component, "icon", type="stock").text = about.command
    for group, name, values in (("categories", "category", about.categories), ("keywords", "keyword", about.keywords)):
        parent = ET.SubElement(component, group)
        for value in values:
            ET.SubElement(parent, name).text = value
    provided = ET.SubElement(component, "provides")
    ET.SubElement(provided, "binary").text = about.command
    ET.SubElement(provided, "mediatype").text = about.mime_type
    ET.SubElement(component, "content_rating", type="oars-1.1")
    releases = ET.SubElement(component, "releases")
    ET.SubElement(releases, "release", version=about.version, date=built.isoformat())
    return _document(component)


def _document(root: ET.Element) -> str:
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'
