"""Write requirements.lock: every dependency pinned with hashes, for all platforms, without addresses.

Run it from the project's folder with the development tools installed: `python packaging/lock.py`. Pins stay as they
are where they still fit pyproject.toml; `--upgrade` takes the newest of everything. `--check` writes nothing and
fails if the file does not fit. Install with `pip install --no-deps --require-hashes -r requirements.lock`, then
`pip install --no-deps .`; the tests' own tools are not in it.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
LOCK = ROOT / "requirements.lock"
UNUSED = (
    *("dawg-python", "docopt", "intervaltree", "ipymarkup", "pymorphy2", "pymorphy2-dicts-ru", "sortedcontainers"),
    "yargy",
)
"""What natasha's code asks for, of which only the weights are used."""
COMMAND = (
    *("uv", "pip", "compile", "pyproject.toml", "--quiet", "--universal", "--python-version", "3.11"),
    *("--extra", "suggest", "--extra", "russian"),  # the frozen program has them, so their pins are needed too
    *(part for name in UNUSED for part in ("--no-emit-package", name)),
    *("--generate-hashes", "--no-emit-index-url", "--no-emit-find-links", "--no-annotate", "--no-header"),
)
HEADER = "# Dependencies of Pressmark for reproducible builds. Written by packaging/lock.py; do not edit.\n"


def resolved(folder: Path, options: list[str]) -> str:
    """The text of the lock file as it should be, keeping the pins of the present one."""
    fresh = folder / LOCK.name
    if LOCK.exists():
        shutil.copy(LOCK, fresh)
    command = [sys.executable, "-m", *COMMAND, *options, "--output-file", str(fresh)]
    if code := subprocess.run(command, cwd=ROOT, check=False).returncode:
        sys.exit(code)
    return HEADER + fresh.read_text(encoding="utf-8")


def main() -> int:
    """Resolve, and write or compare; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--upgrade", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        text = resolved(Path(folder), ["--upgrade"] if asked.upgrade else [])
    if not asked.check:
        LOCK.write_text(text, encoding="utf-8")
    elif LOCK.read_text(encoding="utf-8") != text:
        sys.stderr.write("requirements.lock does not fit pyproject.toml: run python packaging/lock.py\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
