"""The Windows installer as a script for Inno Setup 6: for this person only, without asking for an administrator."""

from collections.abc import Iterator

from installers.metadata import SUFFIX, Metadata


def inno_script(about: Metadata, *, frozen: str, icon: str) -> str:
    """The script; `frozen` and `icon` are the folder and the icon file, relative to where the script lies."""
    window = f"{about.command}-window.exe"
    registry = "\n".join(_registry(about, window))
    return rf'''; Written by packaging/build.py from packaging/installers/metadata.py; do not edit.
[Setup]
AppId={{{{{about.windows_guid}}}
AppName={about.name}
AppVersion={about.version}
AppPublisher={about.developer}
AppComments={about.summary}
DefaultDirName={{autopf}}\{about.name}
DefaultGroupName={about.name}
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
ChangesAssociations=yes
ChangesEnvironment=no
CloseApplications=yes
Compression=lzma2
SolidCompression=yes
SetupIconFile={icon}
UninstallDisplayIcon={{app}}\{window}
OutputBaseFilename={about.command}-{about.version}-setup
WizardStyle=modern

[Tasks]
Name: "desktopicon"; Description: "{{cm:CreateDesktopIcon}}"; Flags: unchecked

[InstallDelete]
; What an older version had and this one has not must not be found by Python.
Type: filesandordirs; Name: "{{app}}\_internal"

[Files]
Source: "{frozen}\*"; DestDir: "{{app}}"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{{group}}\{about.name}"; Filename: "{{app}}\{window}"
Name: "{{autodesktop}}\{about.name}"; Filename: "{{app}}\{window}"; Tasks: desktopicon

[Registry]
{registry}

[Run]
Filename: "{{app}}\{window}"; Description: "{{cm:LaunchProgram,{about.name}}}"; Flags: nowait postinstall skipifsilent
'''


def _registry(about: Metadata, window: str) -> Iterator[str]:
    """Lines that tie the suffix to a type of files, and that type to the program; gone when it is uninstalled."""
    project = f"{about.name}.Project"
    own_value, own_key = "uninsdeletevalue uninsdeletekeyifempty", "uninsdeletekey"
    for key, name, data, flags in (
        (SUFFIX, "", project, own_value),
        (SUFFIX, "Content Type", about.mime_type, own_value),
        (rf"{SUFFIX}\OpenWithProgids", project, "", own_value),
        (project, "", about.mime_comment, own_key),
        (rf"{project}\DefaultIcon", "", rf"{{app}}\{window},0", own_key),
        (rf"{project}\shell\open\command", "", rf'""{{app}}\{window}"" open ""%1""', own_key),
    ):
        value = f'ValueName: "{name}"; ValueData: "{data}"'
        yield rf'Root: HKA; Subkey: "Software\Classes\{key}"; ValueType: string; {value}; Flags: {flags}'
