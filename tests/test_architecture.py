"""The rules of ARCHITECTURE.md, read from the syntax trees of the code.

Each rule is a function that returns what breaks it, so that the last tests can plant a breach and see it found.
"""

import ast
import re
import statistics
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DOMAIN = sorted((ROOT / "annotations").rglob("*.py"))
WINDOW = sorted((ROOT / "app").rglob("*.py"))
OUTSIDE_THE_STORE = [path for path in DOMAIN + WINDOW if "annotations/store" not in path.as_posix()]
VIEWS = [path for path in WINDOW if path.parent.name in {"models", "panels", "reader", "dialogs", "widgets", "picker"}]
HEAVY = {
    "spacy",
    "xlsxwriter",
    "reportlab",
    "trafilatura",
    "uharfbuzz",
    "docx",
    "pypdfium2",
    "lxml",
    "numpy",
    "charset_normalizer",
    "sentencex",
    "bidi",
    "py3langid",
}
SQL = re.compile(
    r"\b(SELECT\s.+\sFROM|INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM"
    r"|(CREATE|DROP|ALTER)\s+(TEMP\s+)?(VIRTUAL\s+)?(TABLE|INDEX|TRIGGER|VIEW)|PRAGMA)\b",
    re.DOTALL,
)
MOST_LINES = 500
MOST_LINES_OF_A_FUNCTION = 60
Rule = Callable[[Path], list[str]]


def relative(path: Path) -> str:
    """Path below the project, for messages and parameters."""
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name


@lru_cache(maxsize=2)
def tree(path: Path) -> ast.Module:
    """The module's syntax tree, kept while one rule after the other reads it."""
    return ast.parse(path.read_text(encoding="utf-8"), relative(path))


def imported(node: ast.AST) -> Iterator[str]:
    """Full names of the modules an import statement names; relative ones begin with their dots."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        yield from (f"{'.' * node.level}{node.module or ''}.{alias.name}" for alias in node.names)


def all_imports(path: Path) -> set[str]:
    """Names of every module imported anywhere in the file."""
    return {name for node in ast.walk(tree(path)) for name in imported(node)}


def for_types_only(node: ast.AST) -> bool:
    """Whether a statement is `if TYPE_CHECKING:`, which nothing runs."""
    return isinstance(node, ast.If) and ast.unparse(node.test) in {"TYPE_CHECKING", "typing.TYPE_CHECKING"}


def start_imports(path: Path) -> set[str]:
    """Names of the modules imported when the file itself is imported: those outside functions."""
    names: set[str] = set()
    waiting: list[ast.AST] = [tree(path)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) or for_types_only(node):
            continue
        names.update(imported(node))
        waiting.extend(ast.iter_child_nodes(node))
    return names


def roots(names: set[str]) -> set[str]:
    """The packages that modules belong to."""
    return {name.split(".")[0] for name in names}


def texts(path: Path) -> Iterator[str]:
    """String constants that are not docstrings."""
    module = tree(path)
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(module)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value


def own_module(name: str, root: Path) -> Path | None:
    """The file of one of our modules, given its name or the name of something in it."""
    for candidate in (name, name.rpartition(".")[0]):
        base = root / candidate.replace(".", "/")
        for path in (base.with_suffix(".py"), base / "__init__.py"):
            if candidate and path.is_file():
                return path
    return None


def loaded_by(start: Path, root: Path = ROOT) -> set[Path]:
    """Our files that are imported when `start` is, the packages around them included."""
    seen: set[Path] = set()
    waiting = [start]
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        waiting.extend(found for name in start_imports(path) if (found := own_module(name, root)))
        waiting.extend(package for above in path.parents if (package := above / "__init__.py").is_file())
    return seen


# -- the rules


def screen_in_the_domain(path: Path) -> list[str]:
    """The domain imports no Qt and no window; the command line imports the window, where it opens it."""
    forbidden = {"PySide6", "shiboken6"} | (set() if relative(path) == "annotations/cli.py" else {"app"})
    return sorted((roots(all_imports(path)) & forbidden) | (roots(start_imports(path)) & {"app"}))


def sql_outside_the_store(path: Path) -> list[str]:
    """No statements, and neither of the two libraries."""
    return [text for text in texts(path) if SQL.search(text)] + sorted(
        roots(all_imports(path)) & {"sqlite3", "sqlite_utils"}
    )


def models_that_look_up(path: Path) -> list[str]:
    """Models import nothing of what shows them."""
    above = ("app.panels", "app.reader", "app.dialogs", "app.window")
    return [name for name in all_imports(path) if name.startswith(above)]


def writing_past_the_session(path: Path) -> list[str]:
    """Views open no step of their own and know no gateway of the store."""
    calls = [node.func for node in ast.walk(tree(path)) if isinstance(node, ast.Call)]
    steps = [c for c in calls if isinstance(c, ast.Attribute) and c.attr in {"step", "submit"}]
    return [f"line {call.lineno}: {call.attr}" for call in steps] + [
        name
        for name in all_imports(path)
        if name.startswith("annotations.store.") and name != "annotations.store.changes.Changes"
    ]


def heavy_at_start(path: Path, root: Path = ROOT) -> list[str]:
    """What is imported with `path` imports no large library outside its functions."""
    return sorted(
        f"{relative(file)} imports {name}"
        for file in loaded_by(path, root)
        for name in start_imports(file)
        if name.split(".")[0] in HEAVY
    )


def unusual_imports(path: Path) -> list[str]:
    """The future import of annotations shadows our package's name; relative imports hide from these rules."""
    return [name for name in all_imports(path) if name == "__future__.annotations" or name.startswith(".")]


def too_long(path: Path) -> list[str]:
    """Files and functions that nobody can hold in their head."""
    lines = path.read_text(encoding="utf-8").count("\n")
    functions = [node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    return [f"{lines} lines"] * (lines > MOST_LINES) + [
        f"line {node.lineno}: {node.name}"
        for node in functions
        if (node.end_lineno or node.lineno) - node.lineno >= MOST_LINES_OF_A_FUNCTION
    ]


def enclosing(module: ast.Module) -> dict[int, ast.AST]:
    """The innermost function, or the module, around each node, by the node's identity."""
    around: dict[int, ast.AST] = {}
    waiting: list[tuple[ast.AST, ast.AST]] = [(module, module)]
    while waiting:
        node, scope = waiting.pop()
        around[id(node)] = scope
        inner = node if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) else scope
        waiting.extend((child, inner) for child in ast.iter_child_nodes(node))
    return around


def is_plain(node: ast.AST | None, module: ast.Module) -> bool:
    """Whether an expression is a constant, or goes through `plain_tip`; also by way of a function of the module."""
    if node is None or isinstance(node, ast.Constant):
        return True
    if isinstance(node, ast.IfExp):
        return is_plain(node.body, module) and is_plain(node.orelse, module)
    if isinstance(node, ast.Call):
        return ast.unparse(node.func) == "plain_tip"
    if isinstance(node, ast.Name):
        named = [f for f in ast.walk(module) if isinstance(f, ast.FunctionDef) and f.name == node.id]
        return bool(named) and all(returns_plain(f, module) for f in named)
    return False


def returns_plain(around: ast.AST, module: ast.Module) -> bool:
    """Whether everything returned within a node is plain."""
    return all(is_plain(node.value, module) for node in ast.walk(around) if isinstance(node, ast.Return))


def tips_in_calls(module: ast.Module) -> Iterator[tuple[int, ast.AST]]:
    """Line and text of each tool tip that is handed to Qt."""
    for node in ast.walk(module):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        name, given = node.func.attr, node.args
        if name == "setToolTip" and given:
            yield node.lineno, given[-1]
        elif name == "showText" and len(given) > 1:
            yield node.lineno, given[1]
        elif name in {"setData", "setHeaderData"} and any("ToolTipRole" in ast.unparse(one) for one in given):
            yield from ((node.lineno, one) for one in given if "Role" not in ast.unparse(one) and one is given[-1])
            yield from ((node.lineno, given[1]) for one in given[:1] if "ToolTipRole" in ast.unparse(one))


def tips_of_models(module: ast.Module) -> Iterator[tuple[int, ast.AST | None]]:
    """Line and text of each tool tip that a model answers with: in a `match`, an `if` or a dictionary by role."""
    for node in ast.walk(module):
        if isinstance(node, ast.match_case) and "ToolTipRole" in ast.unparse(node.pattern):
            body: list[ast.stmt] = node.body
        elif isinstance(node, ast.If) and "ToolTipRole" in ast.unparse(node.test):
            body = node.body
        else:
            if isinstance(node, ast.Dict):
                keys = [ast.unparse(key) if key else "" for key in node.keys]
                yield from ((v.lineno, v) for k, v in zip(keys, node.values, strict=True) if k.endswith("ToolTipRole"))
            continue
        for statement in body:
            yield from ((n.lineno, n.value) for n in ast.walk(statement) if isinstance(n, ast.Return))


def tips_that_may_be_rich(path: Path) -> list[str]:
    """Qt renders markup in tool tips, pictures and all; what is no constant goes through `app.plain`."""
    if path.name == "plain.py":
        return []
    module = tree(path)
    tips = [*tips_in_calls(module), *tips_of_models(module)]
    return [f"line {line}: {ast.unparse(tip)}" for line, tip in tips if tip and not is_plain(tip, module)]


def is_formatted(box: ast.Call, scope: str) -> bool:
    """Whether a message box says nothing but constants, or is told in the same function how to show the rest."""
    constant = len(box.args) > 2 and isinstance(box.args[2], ast.Constant) and bool(box.args[2].value)
    return ".setTextFormat(" in scope or (constant and not re.search(r"\.set(Informative)?Text\(", scope))


def words_that_may_be_rich(path: Path) -> list[str]:
    """Labels and message boxes guess too: they show constants, come from `app.plain`, or are told the format."""
    if path.name == "plain.py":
        return []
    module = tree(path)
    around, formatted = enclosing(module), ast.unparse(module)
    found = []
    for node in ast.walk(module):
        if not isinstance(node, ast.Call):
            continue
        what, scope = ast.unparse(node.func), around[id(node)]
        if what == "QLabel" and not (node.args and isinstance(node.args[0], ast.Constant)):
            # An empty label that is filled later, in a class that says how.
            named = [
                ast.unparse(a.targets[0]) for a in ast.walk(scope) if isinstance(a, ast.Assign) and a.value is node
            ]
            if not any(f"{name}.setTextFormat(" in formatted for name in named):
                found.append(f"line {node.lineno}: {ast.unparse(node)}")
        elif what == "QMessageBox" and not is_formatted(node, ast.unparse(scope)):
            found.append(f"line {node.lineno}: {ast.unparse(node)}")
        elif re.fullmatch(r"QMessageBox\.(question|information|warning|critical|about)", what):
            found += [f"line {node.lineno}: {what}"] * any(not isinstance(a, ast.Constant) for a in node.args[1:3])
    return found


# -- kept by the code


RULES: list[tuple[Rule, set[Path]]] = [
    (screen_in_the_domain, set(DOMAIN)),
    (sql_outside_the_store, set(OUTSIDE_THE_STORE)),
    (models_that_look_up, {path for path in VIEWS if path.parent.name == "models"}),
    (writing_past_the_session, set(VIEWS)),
    (unusual_imports, {*DOMAIN, *WINDOW}),
    (tips_that_may_be_rich, set(WINDOW)),
    (words_that_may_be_rich, set(WINDOW)),
    (too_long, {*DOMAIN, *WINDOW}),
]
"""Each rule and the files it is about."""


@pytest.mark.parametrize("path", DOMAIN + WINDOW, ids=relative)
def test_the_rules_are_kept(path: Path) -> None:
    broken = {rule.__name__: rule(path) for rule, paths in RULES if path in paths}
    assert not {name: found for name, found in broken.items() if found}


def test_every_rule_is_about_some_files() -> None:
    assert all(paths for _, paths in RULES)


@pytest.mark.parametrize("start", ["annotations/cli.py", "annotations/worker.py", "app/application.py"])
def test_starting_loads_nothing_heavy(start: str) -> None:
    assert not heavy_at_start(ROOT / start)


def test_most_files_are_short() -> None:
    lengths = [path.read_text(encoding="utf-8").count("\n") for path in DOMAIN + WINDOW]
    assert statistics.median(length for length in lengths if length > 3) < 150


def test_resources_hold_no_logic() -> None:
    scripts = [path for path in (ROOT / "resources").rglob("*.py") if path.read_text(encoding="utf-8").strip()]
    assert not scripts


def test_tests_are_no_packages() -> None:
    assert not list((ROOT / "tests").rglob("__init__.py"))


# -- and able to fail


BREACHES: list[tuple[Rule, str]] = [
    (screen_in_the_domain, "from PySide6.QtCore import Qt"),
    (screen_in_the_domain, "def f():\n    import app.window"),
    (sql_outside_the_store, "import sqlite3"),
    (sql_outside_the_store, "def f():\n    from sqlite_utils import Database"),
    (sql_outside_the_store, 'QUERY = """SELECT id,\n  name\nFROM claims"""'),
    (sql_outside_the_store, 'def f(name):\n    return f"DELETE FROM {name}"'),
    (models_that_look_up, "from app.reader.view import ReaderView"),
    (writing_past_the_session, 'def f(project):\n    project.step("Add claim", len)'),
    (writing_past_the_session, "from annotations.store.claims import Claims"),
    (heavy_at_start, "try:\n    import numpy\nexcept ImportError:\n    pass"),
    (heavy_at_start, "class Page:\n    from reportlab.pdfgen.canvas import Canvas"),
    (unusual_imports, "from __future__ import annotations"),
    (unusual_imports, "from .claims import Claim"),
    (tips_that_may_be_rich, "def f(item, claim):\n    item.setToolTip(claim.quote)"),
    (tips_that_may_be_rich, "def f(item, name):\n    item.setToolTip(f'Open {name}')"),
    (tips_that_may_be_rich, "def f(card, place):\n    QToolTip.showText(place, in_words(card) if card else '')"),
    (tips_that_may_be_rich, "def f(item, name):\n    item.setData(Qt.ItemDataRole.ToolTipRole, name)"),
    (
        tips_that_may_be_rich,
        "def data(role):\n    match role:\n        case Role.ToolTipRole:\n            return name",
    ),
    (tips_that_may_be_rich, "def data(role):\n    if role == Role.ToolTipRole:\n        return self.name"),
    (tips_that_may_be_rich, "def tip(row):\n    return row.name\nLOOKS = {Role.ToolTipRole: tip}"),
    (words_that_may_be_rich, "def f(name):\n    return QLabel(name)"),
    (words_that_may_be_rich, "def f(self):\n    self.note = QLabel()"),
    (words_that_may_be_rich, "def f(path):\n    box = QMessageBox()\n    box.setText(path.name)"),
    (words_that_may_be_rich, "def f(name):\n    QMessageBox.question(None, 'Stop?', f'Stop {name}?')"),
    (too_long, "\n" * (MOST_LINES + 1)),
    (too_long, "def f():\n" + "    pass\n" * MOST_LINES_OF_A_FUNCTION),
]


@pytest.mark.parametrize(("rule", "breach"), BREACHES)
def test_a_breach_is_found(tmp_path: Path, rule: Rule, breach: str) -> None:
    path = tmp_path / "planted.py"
    path.write_text(breach, encoding="utf-8")
    tree.cache_clear()  # the folder may have the name of one that went, and long parameters are cut to the same name
    assert rule(path)


@pytest.mark.parametrize("rule", dict.fromkeys(rule for rule, _ in BREACHES))
def test_what_is_allowed_is_not_a_breach(tmp_path: Path, rule: Rule) -> None:
    path = tmp_path / "planted.py"
    path.write_text(
        '"""Select a passage from the article."""\nfrom typing import TYPE_CHECKING\n'
        "from annotations.store.changes import Changes\n"
        "if TYPE_CHECKING:\n    import numpy\ndef f(session):\n    import lxml\n    session.run('Update claim', len)\n"
        "def g(item, name):\n    item.setToolTip(plain_tip(name) if name else '')\n    item.setToolTip('Close')\n"
        "def tip(row):\n    return plain_tip(row.name)\nLOOKS = {Role.ToolTipRole: tip}\n"
        "def h():\n    label = QLabel()\n    label.setTextFormat(RICH)\n    return QLabel('Colour by')\n",
        encoding="utf-8",
    )
    assert not rule(path)


def test_what_is_heavy_is_found_through_other_modules(tmp_path: Path) -> None:
    for name, source in {
        "own/__init__.py": "",
        "own/start.py": "from own.parts.one import thing",
        "own/parts/__init__.py": "import spacy",
        "own/parts/one.py": "thing = 1",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_text(source, encoding="utf-8")
    assert heavy_at_start(tmp_path / "own/start.py", tmp_path) == ["__init__.py imports spacy"]
