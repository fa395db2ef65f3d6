"""Takes manual and changes along among the resources; all else stands in pyproject.toml."""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).parent


class BuildWithManual(build_py):
    """Copies what the window shows under Help; an editable installation finds it in the source tree."""

    def run(self) -> None:
        """Build, then copy."""
        super().run()
        if self.editable_mode:
            return
        resources = Path(self.build_lib) / "resources"
        shutil.copytree(ROOT / "docs/manual", resources / "manual", dirs_exist_ok=True)
        shutil.copy(ROOT / "CHANGELOG.md", resources)


setup(cmdclass={"build_py": BuildWithManual})
