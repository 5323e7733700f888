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
    from runbook_site.model.site import CheckSettings
    from runbook_site.model.site import Levels as Setting

_OFF = "off"


def rules_in_use(check: CheckSettings, rules: Mapping[str, Rule] = RULES) -> list[str]:
    """The names of the rules that are not off everywhere. None is loaded for that.

    Args:
        check: The settings.
        rules: The rules by name.
    """
    return [name for name in rules if not _is_off_everywhere(check, name, rules)]


def _is_off_everywhere(check: CheckSettings, rule: str, rules: Mapping[str, Rule]) -> bool:
    if _set_by(check.levels, rule, rules) != _OFF:
        return False
    return all(_set_by(override.levels, rule, rules) in (None, _OFF) for override in check.overrides)


def _set_by(levels: Setting, rule: str, rules: Mapping[str, Rule]) -> str | None:
    return levels.get(rule) or levels.get(RULES.family(rule) or rules[rule].family)


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
        return _set_by(levels, rule, self._rules)
