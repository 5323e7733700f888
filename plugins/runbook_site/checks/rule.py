"""What a rule is."""

from __future__ import annotations

import inspect
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date
    from types import ModuleType, TracebackType

    from runbook_site.model.document import Suppression
    from runbook_site.snippets.project import Project
    from runbook_site.sources.finding import Finding, Level

Result = TypeVar("Result")

Family = Literal["source", "runbook", "shell", "cli", "sql", "variable", "safety", "secret", "suppression"]


STRUCTURE: frozenset[Family] = frozenset({"source", "runbook", "suppression"})
"""The families that look at runbooks and not at what their commands do; they need no other program."""


@dataclass(frozen=True, slots=True)
class _Failure:
    """Why something could not be computed."""

    error: Exception
    traceback: TracebackType | None


@dataclass(frozen=True)
class Subject:
    """What a rule looks at.

    Attributes:
        project: Everything that was read, taken apart.
        today: The day that review dates are held against.
        known_rules: Names of all rules.
        unused: Suppressions under which nothing was found; known once the other rules have spoken,
            empty before.
        found: What the other rules have found and nothing kept quiet; empty before.
    """

    project: Project
    today: date
    known_rules: frozenset[str]
    unused: tuple[Suppression, ...] = ()
    found: tuple[Finding, ...] = ()
    _known: dict[Callable[[Project], object], object] = field(default_factory=dict, repr=False, compare=False)

    def once(self, function: Callable[[Project], Result]) -> Result:
        """What a function makes of the project: the first rule that asks computes it, all others share it.

        Raises:
            Exception: The function does not come to an end; every rule that asks is told so.
        """
        if function not in self._known:
            try:
                self._known[function] = function(self.project)
            except Exception as error:
                self._known[function] = _Failure(error, error.__traceback__)
                raise
        known = self._known[function]
        if isinstance(known, _Failure):
            # Else the traceback of each rule that asks would be added to that of the one before.
            raise known.error.with_traceback(known.traceback)
        return cast("Result", known)


@dataclass(frozen=True)
class Rule:
    """One thing that is looked for.

    Attributes:
        name: Kebab-case, says what is wrong, never used again for something else.
        family: The group that it belongs to.
        level: How much it weighs, unless the settings say otherwise.
        since: The version that brought it.
        check: Yields what it finds. The findings' ``rule`` is this rule's name, their level is unset.
    """

    name: str
    family: Family
    level: Level
    since: str
    check: Callable[[Subject], Iterable[Finding]]

    @property
    def module(self) -> ModuleType:
        """The module that defines it; its docstring is the rule's page."""
        module = inspect.getmodule(self.check)
        if module is None:  # pragma: no cover - a function always comes from a module
            message = f"rule {self.name} has no module"
            raise TypeError(message)
        return module

    @property
    def page(self) -> str:
        """Its documentation, in Markdown."""
        return inspect.cleandoc(self.module.__doc__ or "")

    @property
    def summary(self) -> str:
        """The first line of its documentation."""
        return self.page.partition("\n")[0]
