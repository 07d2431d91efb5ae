"""The floors of the house: who may import whom, what stays pure, how long things may grow."""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import grader

ROOT = Path(grader.__file__).parent
FLOORS = (
    {"message"},
    {"errors"},
    {"records"},
    {"text"},
    {"ports"},
    {"core"},
    {"judges", "engines", "stores", "readers", "writers", "prices"},
    {"desk"},
    {"planning"},
    {"pipeline"},
    {"wiring"},
    {"runs", "api"},
    {"cli", "testing"},
)
PURE = {"message", "errors", "records", "text", "ports", "core"}
# What touches a file, the clock, chance, the environment, a socket or a loop.
IMPURE = {
    "aiohttp", "asyncio", "concurrent", "datetime", "glob", "http", "httpx", "importlib", "io",
    "logging", "multiprocessing", "openai", "os", "pathlib", "random", "secrets", "select",
    "shutil", "signal", "socket", "sqlite3", "ssl", "subprocess", "sys", "tempfile", "threading",
    "time", "urllib", "uuid",
}  # fmt: skip
CALLS = {"open", "print", "input", "__import__", "exec", "eval"}
SAYS_NOTHING = {"utils", "util", "helpers", "helper", "common", "misc", "types", "models"}


@dataclass(frozen=True)
class Module:
    """A module by its dotted name, and its source."""

    name: str
    source: str
    is_package: bool = False

    @property
    def tree(self) -> ast.Module:
        return ast.parse(self.source)

    @property
    def is_joint(self) -> bool:
        """`__init__` and `__main__` files join what stands beside them, on whatever floor."""
        return self.is_package or self.name.endswith(".__main__")


def read_modules(root: Path) -> list[Module]:
    found = []
    for path in sorted(root.rglob("*.py")):
        parts = path.relative_to(root.parent).with_suffix("").parts
        is_package = parts[-1] == "__init__"
        name = ".".join(parts[:-1] if is_package else parts)
        found.append(Module(name, path.read_text(encoding="utf-8"), is_package=is_package))
    return found


def room(name: str) -> tuple[int, str]:
    """The floor of a module and its room there: in core every file or package is its own."""
    first, *rest = [*name.split(".")[1:], ""]
    floor = next((n for n, rooms in enumerate(FLOORS) if first in rooms), None)
    assert floor is not None, f"{name} stands on no floor; add it to FLOORS"
    return floor, f"core.{rest[0]}" if first == "core" else first


def imports(module: Module, nodes: Iterable[ast.AST], known: set[str]) -> Iterator[str]:
    """The modules of this package that import statements among *nodes* name."""
    parts = module.name.split(".")
    package = parts if module.is_package else parts[:-1]
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names if each.name.split(".")[0] == "grader")
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            full = ".".join([*base, *(node.module or "").split(".")]).rstrip(".")
            if full.split(".")[0] == "grader":
                # `from .. import wiring` names a module, `from ..records import Item` does not.
                names = [f"{full}.{each.name}" for each in node.names]
                yield from (name if name in known else full for name in names)


def at_load(body: Iterable[ast.AST]) -> Iterator[ast.AST]:
    """Statements that run when the module is loaded: not those of functions or for types only."""
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            yield from at_load(node.orelse)
            continue
        yield node
        yield from at_load(ast.iter_child_nodes(node))


def wrong_imports(modules: list[Module]) -> list[str]:
    """Imports that go up, or to another room of the same floor."""
    known = {module.name for module in modules}
    wrong = []
    for module in modules:
        if module.is_joint or room(module.name)[1] == "testing":
            continue
        floor, here = room(module.name)
        for target in imports(module, ast.walk(module.tree), known):
            if target == "grader":
                wrong.append(f"{module.name} imports the facade")
                continue
            other, there = room(target)
            if other > floor or (other == floor and there != here):
                wrong.append(f"{module.name} imports {target}")
    return wrong


def load_cycle(modules: list[Module]) -> list[str]:
    """The first ring of modules that need each other to load; empty where there is none."""
    known = {module.name for module in modules}
    needs = {each.name: set(imports(each, at_load(each.tree.body), known)) for each in modules}
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def impure_imports(modules: list[Module]) -> list[str]:
    """Imports and calls by which a module of a pure floor reaches outside."""
    wrong = []
    for module in modules:
        if module.name == "grader" or module.name.split(".")[1] not in PURE:
            continue
        for node in ast.walk(module.tree):
            names: list[str] = []
            if isinstance(node, ast.Import):
                names = [each.name for each in node.names]
            elif isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module or ""]
            elif isinstance(node, ast.Call) and ast.unparse(node.func) in CALLS:
                wrong.append(f"{module.name} calls {ast.unparse(node.func)}")
            reached = {name.split(".")[0] for name in names} & IMPURE
            wrong += [f"{module.name} imports {name}" for name in sorted(reached)]
    return wrong


def long_functions(modules: list[Module], most: int) -> list[str]:
    return [
        f"{module.name}.{node.name}: {length} lines"
        for module in modules
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or 0) - node.lineno + 1) > most
    ]


@pytest.fixture(scope="module")
def modules() -> list[Module]:
    found = read_modules(ROOT)
    assert len(found) > 50, "the package was not found where it is imported from"
    return found


def test_modules_import_only_from_lower_floors(modules):
    """No import goes up, none goes sideways, and one inside a function counts too."""
    assert wrong_imports(modules) == []


def test_modules_load_without_a_ring_of_imports(modules):
    assert load_cycle(modules) == []


def test_lower_floors_touch_no_file_clock_or_socket(modules):
    assert impure_imports(modules) == []


def test_every_file_stays_within_300_lines(modules):
    long = {each.name: len(each.source.splitlines()) for each in modules}
    assert {name: lines for name, lines in long.items() if lines > 300} == {}


def test_every_function_stays_within_40_lines(modules):
    assert long_functions(modules, 40) == []


def test_no_file_has_a_name_that_says_nothing(modules):
    assert [each.name for each in modules if each.name.split(".")[-1] in SAYS_NOTHING] == []


def test_labels_hold_no_code():
    assert list((ROOT / "labels").rglob("*.py*")) == []


def test_public_names_are_few_sorted_and_explained():
    """A reader of `help(grader)` finds a sentence at every name the library promises."""
    assert list(grader.__all__) == sorted(grader.__all__)
    assert len(grader.__all__) <= 20
    bare = [name for name in grader.__all__ if not own_docstring(getattr(grader, name))]
    assert bare == []


def own_docstring(thing: object) -> str:
    """What somebody wrote: a dataclass without a docstring would be given its signature."""
    said = (getattr(thing, "__doc__", None) or "").strip()
    name = getattr(thing, "__name__", "")
    return "" if said.startswith(f"{name}(") else said


BAD_IMPORTS = {
    "up": ("core.gate", "from ..pipeline import plan"),
    "up to an edge": ("core.plan", "from ..stores.memory import MemoryStore"),
    "up inside a function": ("ports", "def late():\n    from .wiring import make_judge"),
    "up for types only": ("text.fold", "if TYPE_CHECKING:\n    from ..ports import Judge"),
    "up as a whole module": ("records.run", "import grader.wiring"),
    "up by the parent": ("errors", "from . import wiring"),
    "sideways between stages": ("core.gate", "from .render.prompt import render_prompt"),
    "sideways between edges": ("readers.cell", "from ..writers.page import page"),
    "sideways at the top": ("api", "from .runs.folder import Folder"),
    "by the facade": ("stores.memory", "from grader import Answer"),
}


@pytest.mark.parametrize("bad", BAD_IMPORTS)
def test_floors_refuse_an_import_that_goes(bad):
    name, source = BAD_IMPORTS[bad]
    house = [Module(f"grader.{name}", source), Module("grader.wiring", "")]
    assert len(wrong_imports(house)) == 1


def test_floors_allow_imports_down_within_a_room_and_by_joints():
    house = [
        Module("grader.core.render.message", "from .template import Templates"),
        Module("grader.core.gate", "from ..text import fold\nimport re"),
        Module("grader.core", "from ..wiring import late", is_package=True),
        Module("grader.__main__", "from .cli.app import run"),
        Module("grader.testing.api", "from ..cli.app import run\nfrom .. import Answer"),
    ]
    assert wrong_imports(house) == []


def test_floors_refuse_a_module_on_no_floor():
    with pytest.raises(AssertionError, match="stands on no floor"):
        wrong_imports([Module("grader.attic", "from .errors import GraderError")])


def test_ring_is_found_at_load_but_not_inside_functions():
    one = Module("grader.text.one", "from .two import b")
    two = Module("grader.text.two", "class B:\n    from .one import a")
    late = Module("grader.text.two", "def b():\n    from .one import a")
    assert set(load_cycle([one, two])) == {"grader.text.one", "grader.text.two"}
    assert load_cycle([one, late]) == []


@pytest.mark.parametrize(
    "source",
    ["import os.path", "def f():\n    from time import time", "def f(p):\n    return open(p)"],
)
def test_purity_refuses_what_reaches_outside(source):
    assert len(impure_imports([Module("grader.core.plan", source)])) == 1
    assert impure_imports([Module("grader.readers.source", source)]) == []


def test_length_of_functions_counts_every_line():
    body = "async def long():\n" + "    x = 1\n" * 40
    assert long_functions([Module("grader.core.plan", body)], 40) == [
        "grader.core.plan.long: 41 lines"
    ]
