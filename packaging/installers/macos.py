"""The macOS bundle: what its Info.plist says beyond what PyInstaller fills in."""

from typing import Any

from installers.metadata import SUFFIX, Metadata


def info_plist(about: Metadata) -> dict[str, Any]:
    """Name, version and the document type: Finder opens a project with this program."""
    project = f"{about.identity.lower()}.project"
    return {
        "CFBundleDisplayName": about.name,
        "CFBundleShortVersionString": about.version,
        "CFBundleVersion": about.version,
        "NSHighResolutionCapable": True,
        "NSRequiresAquaSystemAppearance": False,
        "LSApplicationCategoryType": "public.app-category.productivity",
        "NSHumanReadableCopyright": f"© {about.developer}",
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": about.mime_comment,
                "CFBundleTypeRole": "Editor",
                "CFBundleTypeIconFile": f"{about.command}.icns",
                "LSHandlerRank": "Owner",
                "LSItemContentTypes": [project],
            }
        ],
        "UTExportedTypeDeclarations": [
            {
                "UTTypeIdentifier": project,
                "UTTypeDescription": about.mime_comment,
                "UTTypeConformsTo": ["public.data", "public.database"],
                "UTTypeTagSpecification": {
                    "public.filename-extension": [SUFFIX.removeprefix(".")],
                    "public.mime-type": [about.mime_type],
                },
            }
        ],
    }
