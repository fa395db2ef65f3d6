"""Which version of our own rules read a text, told from the rules themselves."""

import hashlib
import pkgutil
from collections.abc import Iterator
from functools import cache
from importlib.abc import InspectLoader
from importlib.util import find_spec
from types import CodeType

import annotations.language

_DIGITS = 12


@cache
def rules_version() -> str:
    """Differs whenever a module of `annotations.language` itself may find something else in a text.

    It is made of what the modules were compiled to, which a frozen program has as well, and not of paths and lines.
    Another version of Python compiles otherwise: a text is read once more then, which does no harm. No module is run.
    """
    state = hashlib.sha256()
    inside = pkgutil.iter_modules(annotations.language.__path__, "annotations.language.")
    for name in sorted(module.name for module in inside if not module.ispkg):
        spec = find_spec(name)
        code = spec.loader.get_code(name) if spec and isinstance(spec.loader, InspectLoader) else None
        if code:
            state.update("\n".join((name, *_parts(code))).encode("utf-8", "surrogatepass"))
    return state.hexdigest()[:_DIGITS]


def _parts(code: CodeType) -> Iterator[str]:
    """What a module does, without where it stands."""
    yield code.co_code.hex()
    yield repr((code.co_names, code.co_varnames, code.co_freevars))
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _parts(constant)
        elif isinstance(constant, frozenset):  # of changing order
            yield repr(sorted(map(repr, constant)))
        else:
            yield repr(constant)
