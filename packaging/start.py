"""Where the frozen program begins: the same command line as everywhere."""

import os
from collections.abc import MutableMapping

_OURS, _BEFORE = "LD_LIBRARY_PATH", "LD_LIBRARY_PATH_ORIG"


def give_back(environment: MutableMapping[str, str]) -> None:
    """Let the programs that show a brief or a folder find their own libraries, and not those that came with this one.

    PyInstaller's start code sets the variable for this process, which has read it by now, and keeps what it was before.
    """
    before = environment.pop(_BEFORE, None)
    if before is None:
        environment.pop(_OURS, None)
    else:
        environment[_OURS] = before


if __name__ == "__main__":
    give_back(os.environ)
    from annotations.cli import main

    main()
