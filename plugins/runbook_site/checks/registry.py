"""Every rule there is."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, get_args

from runbook_site.checks import rules
from runbook_site.checks.rule import Family, Rule

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator


class Registry(Mapping[str, Rule]):
    """Rules by name, in the order of their families.

    A rule is a module in the folder of its family, and has the module's name. It is loaded when it is asked for:
    whoever runs only some of them, or only wants their names, does not wait for all.
    """

    def __init__(self) -> None:
        """List them."""
        self._families: dict[str, Family] = {}
        for family in get_args(Family):
            folders = [f"{folder}/{family}" for folder in rules.__path__]
            names = sorted(module.name.replace("_", "-") for module in iter_modules(folders))
            self._families |= dict.fromkeys(names, family)

    def __getitem__(self, name: str) -> Rule:
        """A rule by its name."""
        module = import_module(f"{rules.__name__}.{self._families[name]}.{name.replace('-', '_')}")
        rule: Rule = module.RULE
        return rule

    def __iter__(self) -> Iterator[str]:
        """The names."""
        return iter(self._families)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._families)

    def __contains__(self, name: object) -> bool:
        """Whether there is a rule of a name."""
        return name in self._families

    def load(self, names: Iterable[str]) -> None:
        """Load rules ahead of their use."""
        for name in names:
            self[name]

    def family(self, name: str) -> Family | None:
        """The family of a rule; ``None`` where there is no such rule."""
        return self._families.get(name)

    def of(self, families: Container[Family]) -> dict[str, Rule]:
        """The rules of some families."""
        return {name: self[name] for name, family in self._families.items() if family in families}


RULES = Registry()
