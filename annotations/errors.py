"""What can go wrong that a person can do something about.

Every error here carries a sentence that says what happened, to which file, and what to do. Anything else
that is raised is a fault of the program and is shown as one.
"""

from pathlib import Path


class AnnotationError(Exception):
    """A problem that the person can solve.

    Args:
        what: what happened, one sentence without a full stop.
        remedy: what to do about it, one sentence without a full stop.
        path: the file it happened to, if there is one.
    """

    def __init__(self, what: str, remedy: str = "", path: Path | None = None) -> None:
        """Keep the three parts, so that a window can show them apart."""
        self.what = what
        self.remedy = remedy
        self.path = path
        super().__init__(str(self))

    def __str__(self) -> str:
        """One line: file, what happened, remedy."""
        subject = f"{self.path}: " if self.path else ""
        advice = f". {self.remedy}" if self.remedy else ""
        return f"{subject}{self.what}{advice}"


class ProjectFileError(AnnotationError):
    """The project file cannot be opened or written."""


class DamagedFileError(ProjectFileError):
    """The project file is not as Pressmark wrote it; much of it can usually be recovered into a new one."""


class FileLostError(ProjectFileError):
    """The open project file was replaced, overwritten or taken away by another program."""


class PublishRefusedError(ProjectFileError):
    """A working copy cannot take its original's place; it is kept."""


class UpgradeError(ProjectFileError):
    """A project of an older format cannot be brought to the present one; it is as it was, and can be read."""


class BackupError(AnnotationError):
    """A backup cannot be made or copied; the project itself is not concerned."""


class ProjectLockedError(ProjectFileError):
    """Another person or window has the project open for writing."""


class ImportFileError(AnnotationError):
    """A press file cannot be read."""


class CodebookError(AnnotationError):
    """A codebook file or a change to the codebook breaks a rule."""


class SpanError(AnnotationError):
    """A passage lies outside its article or is empty."""


class StepRefusedError(AnnotationError):
    """An action or its undoing cannot be carried out; nothing was changed."""


class ExportError(AnnotationError):
    """A file cannot be written; what stood there before is untouched."""


class CancelledError(Exception):
    """The person cancelled a long action; nothing of it was kept."""
