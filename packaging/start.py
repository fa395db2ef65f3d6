"""Where the frozen program begins: the same command line as everywhere."""

from annotations.cli import main

if __name__ == "__main__":
    main()
