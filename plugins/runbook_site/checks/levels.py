"""How much the findings of a rule weigh, by the settings of ``site.yml``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.files_of_site import FilesOfSite
from runbook_site.checks.registry import RULES
from runbook_site.sources.finding import Level

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runbook_site.checks.rule import Rule
    from runbook_site.model.document import Library
    from runbook_site.model.site import Levels as Setting

_OFF = "off"


class Levels:
    """The levels of rules, everywhere and in single files.

    The last override that is about a file and names the rule, or its family, decides; then ``check.levels``; then the
    rule itself. In one list of levels the name of a rule comes before that of its family.

    Args:
        library: What the settings are about.
        rules: The rules by name. None is loaded before it is known that it is not off.
    """

    def __init__(self, library: Library, rules: Mapping[str, Rule] = RULES) -> None:
        """Take the settings."""
        self._rules = rules
        self._files = FilesOfSite(library)
        self._everywhere = library.site.site.check.levels
        self._overrides = library.site.site.check.overrides
        self._of_files: dict[str, tuple[Setting, ...]] = {}

    def is_off_everywhere(self, rule: str) -> bool:
        """Whether a rule needs not run at all."""
        if self._set_by(self._everywhere, rule) != _OFF:
            return False
        return all(self._set_by(override.levels, rule) in (None, _OFF) for override in self._overrides)

    def level(self, rule: str, path: str) -> Level | None:
        """The level of a rule's findings in a file; ``None`` where it is off."""
        for levels in self._settings(path):
            if (level := self._set_by(levels, rule)) is not None:
                return None if level == _OFF else Level(level)
        return self._rules[rule].level

    def _settings(self, path: str) -> tuple[Setting, ...]:
        """The lists of levels that count in a file, the one that decides first."""
        if path not in self._of_files:
            about = (override.levels for override in reversed(self._overrides) if self._files.covers(override, path))
            self._of_files[path] = (*about, self._everywhere)
        return self._of_files[path]

    def _set_by(self, levels: Setting, rule: str) -> str | None:
        return levels.get(rule) or levels.get(self._family(rule))

    def _family(self, rule: str) -> str:
        return RULES.family(rule) or self._rules[rule].family
