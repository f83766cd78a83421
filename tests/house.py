"""The guards of the house, each from text to faults: so that each can be shown to find a planted one."""

import ast
import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "palermo"
PAGE = ROOT / "docs" / "house.md"
FILES = [path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts]
TEXTS = {path: path.read_text(encoding="utf-8") for path in FILES}
PROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
CONTRACTS = tomllib.loads(PROJECT)["tool"]["importlinter"]["contracts"]
ROOMS = {path.name for path in SOURCE.iterdir() if path.is_dir()} - {"__pycache__", "locale"}

# ── sizes ─────────────────────────────────────────────────────────────────────────────────────────


def lines(source: str) -> int:
    return len(source.splitlines())


def lengths(source: str) -> dict[str, int]:
    """How many lines each function has."""
    return {
        node.name: (node.end_lineno or node.lineno) - node.lineno + 1
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }


def too_long(source: str) -> list[str]:
    whole = [f"{lines(source)} lines"] if lines(source) > 300 else []
    return whole + [f"{name}: {length} lines" for name, length in lengths(source).items() if length > 40]


# ── the clock ─────────────────────────────────────────────────────────────────────────────────────

CLOCKS = {"now", "utcnow", "today", "localdate", "localtime", "time_ns"}


def clocks(source: str) -> list[str]:
    """Where the time is read: now() or today() of whatever bears them, however it was imported."""
    found = []
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(func=ast.Attribute(attr=name) | ast.Name(id=name)) if name in CLOCKS:
                found.append(node.lineno)
            case ast.Call(func=ast.Attribute(attr="time", value=ast.Name(id="time"))):
                found.append(node.lineno)
            case ast.ImportFrom(module="time"):
                found.append(node.lineno)
    return [f"line {number}" for number in found]


# ── writes ────────────────────────────────────────────────────────────────────────────────────────

# No other thing has these; those of the second line are also verbs of dictionaries, files and sets.
ALWAYS = {"create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "save_if_unchanged"}
SOMETIMES = {"save", "delete", "update"}
MANAGERS = {"objects", "_base_manager", "_default_manager"}
QUERYSETS = {
    "filter",
    "exclude",
    "select_related",
    "select_for_update",
    "prefetch_related",
    "order_by",
    "using",
}


def writes(source: str, allowed_class: str | None = None) -> list[str]:
    """Calls that write rows through a manager, a queryset or a row; not dict.update or hash.update.

    Within `allowed_class`, such as a manager of users, they may stand.
    """
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and node.name == allowed_class:
            node.body = [ast.Pass()]
    rows = named_rows(tree)
    return [
        f"line {call.lineno}: .{call.func.attr}()"
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and is_write(call, call.func, rows)
    ]


def is_write(call: ast.Call, function: ast.Attribute, rows: set[str]) -> bool:
    verb = function.attr
    if verb in ALWAYS or (verb[:1] == "a" and verb[1:] in ALWAYS | SOMETIMES):
        return True
    if verb not in SOMETIMES:
        return False
    if reaches_rows(function.value, rows):
        return True
    if verb == "update":  # other.rows.update(x=1), but not a dictionary's
        return not call.args and bool(call.keywords) and isinstance(function.value, ast.Attribute | ast.Call)
    return not call.args  # a document saves to a file that it is given; a row saves itself


def reaches_rows(node: ast.expr, rows: set[str]) -> bool:
    """Whether the way to what is called passes a manager, a queryset, or a name that holds one."""
    for each in ast.walk(node):
        if isinstance(each, ast.Attribute) and each.attr in MANAGERS | QUERYSETS:
            return True
        if isinstance(each, ast.Name) and (each.id in rows or each.id in {"manager", "queryset", "qs"}):
            return True
    return False


def named_rows(tree: ast.AST) -> set[str]:
    """Names that a manager or a queryset was given to."""
    return {
        target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and reaches_rows(node.value, set())
        for target in node.targets
        if isinstance(target, ast.Name)
    }


# What writes through kit.
KIT_WRITERS = {"load_shipped", "record_change", "changed", "put_rows", "put_rows_told"}


def unentered(sources: Iterable[str]) -> list[str]:
    """Services of one room that somebody does (`by`), that write, and of which nothing enters the journal.

    Whatever they call counts too, by its name, where it stands in the services of the same room.
    """
    functions = {
        node.name: node
        for source in sources
        for node in ast.parse(source).body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    called = {name: calls(node) for name, node in functions.items()}
    writers = {name for name, node in functions.items() if writes(ast.unparse(node))}
    found = []
    for name, node in functions.items():
        by_somebody = "by" in {argument.arg for argument in (*node.args.args, *node.args.kwonlyargs)}
        reached = reach(name, called)
        if by_somebody and reached & (writers | KIT_WRITERS) and "enter" not in reached:
            found.append(name)
    return found


def calls(node: ast.AST) -> set[str]:
    """The names of what is called within."""
    return {
        function.id if isinstance(function, ast.Name) else function.attr
        for call in ast.walk(node)
        if isinstance(call, ast.Call) and isinstance(function := call.func, ast.Name | ast.Attribute)
    }


def reach(name: str, called: dict[str, set[str]]) -> set[str]:
    """It, all that it calls, and what that calls."""
    reached, ahead = {name}, [name]
    while ahead:
        new = called.get(ahead.pop(), set()) - reached
        reached |= new
        ahead += new
    return reached


def hidden_words(source: str) -> list[int]:
    """Lines where words are marked for translation inside an f-string: nothing collects them from there."""
    return [
        call.lineno
        for string in ast.walk(ast.parse(source))
        if isinstance(string, ast.JoinedStr)
        for call in ast.walk(string)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)
        if call.func.id == "_" or "gettext" in call.func.id
    ]


# ── the page of the house ─────────────────────────────────────────────────────────────────────────


def block(page: str, heading: str) -> str:
    """The first fenced block below a heading."""
    return page.split(f"\n## {heading}\n")[1].split("```")[1]


def tree(text: str) -> dict[str, str]:
    """Paths of a tree: two spaces a floor; names of one floor beside each other; then what they are."""
    above: list[str] = []
    words: dict[str, str] = {}
    for line in text.splitlines():
        floor = (len(line) - len(line.lstrip())) // 2
        if not line.strip() or floor > 3:
            continue  # a line that goes on
        names, _, told = line.strip().partition("  ")
        for name in names.split():
            words["".join(above[:floor]) + name] = told.strip()
        above = [*above[:floor], names.split()[-1]]
    return words


def floors(text: str) -> list[dict[str, bool]]:
    """The names of each floor, and whether each stands in brackets."""
    lines = [line for line in text.splitlines() if line.strip()]
    return [
        {name: bool(bracket) for bracket, name in sorted(re.findall(r"(\(?)(\w+)", line))} for line in lines
    ]


def drawers(page: str) -> set[str]:
    """What a room may hold."""
    paragraph = page.split("A room's drawers, and no other file:")[1].split("\n\n")[0]
    return {word.strip("/").split("/")[0] for word in re.findall(r"`([\w/<>]+)`", paragraph)}


def settings_read(source: str) -> dict[str, str | None]:
    """Each setting that is read from the environment, with its default where that is written out."""
    found: dict[str, str | None] = {}
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="env"), attr=kind),
                args=[ast.Constant(value=str(name)), *rest],
            ):
                match rest:
                    case [ast.Constant(value=str(default))]:
                        found[name] = default
                    case _:
                        found[name] = "no" if kind == "flag" else None
    return found


def settings_told(page: str) -> dict[str, str]:
    return dict(re.findall(r"^\| `(\w+)` \| (.+?) \|", page, re.MULTILINE))


def faults_of(read: dict[str, str | None], told: dict[str, str]) -> Iterator[str]:
    yield from (f"{name} is not on the page" for name in read.keys() - told.keys())
    yield from (f"{name} is not read" for name in told.keys() - read.keys())
    for name, default in read.items():
        if default and name in told and f"`{default}`" not in told[name]:
            yield f"{name} is {default} where nothing is given"
