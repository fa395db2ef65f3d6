"""What dpkg knows of the system that packages are built on."""

import subprocess
from pathlib import Path


def owner(place: Path) -> str:
    """The package that a file belongs to.

    Raises:
        LookupError: it belongs to none.
    """
    for path in (place, Path("/", *place.parts[2:])):  # /usr/lib/x is listed as /lib/x where the two are one
        told = subprocess.run(["dpkg-query", "-S", str(path)], check=False, capture_output=True, text=True)
        if told.returncode == 0:
            return told.stdout.partition(": ")[0].split(",")[0].partition(":")[0]
    raise LookupError(f"{place} belongs to no package of this system")


def version(package: str) -> str:
    """The installed version of a package."""
    command = ["dpkg-query", "-W", "-f=${Version}\n", package]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()[0]


def architecture() -> str:
    """What packages for this system are called by, "amd64" say."""
    told = subprocess.run(["dpkg", "--print-architecture"], check=True, capture_output=True, text=True)
    return told.stdout.strip()


def libraries() -> dict[str, Path]:
    """Where the dynamic loader finds each library of the system, by its file name."""
    told = subprocess.run(["/sbin/ldconfig", "-p"], check=True, capture_output=True, text=True).stdout
    found: dict[str, Path] = {}
    for line in told.splitlines():
        name, arrow, place = line.strip().partition(" => ")
        if arrow:
            found.setdefault(name.split()[0], Path(place).resolve())
    return found
