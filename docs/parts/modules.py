"""The modules of the package, by layer."""

from __future__ import annotations

import ast
import inspect
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "plugins" / "runbook_site"


def modules() -> Iterator[str]:
    """Every module, a line each, by layer in the order of the data flow."""
    for layer in layers():
        path = PACKAGE / layer
        if not path.is_dir():
            yield from ("", f"### {layer}", "", summary(path.with_suffix(".py")))
            continue
        yield from ("", f"### {layer}", "", summary(path / "__init__.py"), "")
        for module in sorted(path.rglob("*.py")):
            if module.name != "__init__.py":
                yield f"- `{module.relative_to(path).as_posix()}`: {summary(module)}"


def layers() -> list[str]:
    """The layers as the contract in ``pyproject.toml`` has them, from the sources on."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contract = project["tool"]["importlinter"]["contracts"][0]
    return [layer.strip() for line in reversed(contract["layers"]) for layer in line.split("|")]


def summary(module: Path) -> str:
    """The first sentence of a module's docstring."""
    docstring = ast.get_docstring(ast.parse(module.read_text(encoding="utf-8"))) or ""
    return " ".join(inspect.cleandoc(docstring).partition("\n\n")[0].split())
