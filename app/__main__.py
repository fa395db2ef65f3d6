"""`python -m app [PROJECT]`: the window without the command line's other commands."""

import sys

from annotations.cli import pressmark

if __name__ == "__main__":
    pressmark(["open", *sys.argv[1:]], prog_name="pressmark")
