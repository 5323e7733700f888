"""The grammars that are there: those that come with the tool, and those that a team has added."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from runbook_site.grammars.aws_pack import read as read_aws
from runbook_site.grammars.encoding import GrammarError, load
from runbook_site.sources.disk import entries, is_folder, stamp

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runbook_site.grammars.grammar import Grammar

SHIPPED = Path(__file__).parent / "pack"
"""Where those lie that come with the tool."""

_NAME = re.compile(r"(?P<tool>.+?)-(?P<version>[0-9][0-9A-Za-z.+_]*)\.json\.xz")

ALIASES = {
    "pip3": "pip",
    "vc": "vercel",
    "k": "kubectl",
    **dict.fromkeys(("egrep", "fgrep"), "grep"),
    "gunzip": "gzip",
    **dict.fromkeys(("gawk", "mawk", "nawk"), "awk"),
    **dict.fromkeys(("ash", "dash"), "sh"),
    "netcat": "nc",
    "nodejs": "node",
    "ping6": "ping",
    "python": "python3",
    "gpg2": "gpg",
}
"""Programs that accept what another one accepts."""


@dataclass(frozen=True)
class Packed:
    """A grammar that is there, not yet read."""

    tool: str
    version: str
    path: Path

    def read(self) -> Grammar:
        """Read it, once.

        Raises:
            GrammarError: The file cannot be read, is damaged, or has another format.
        """
        return self._grammar

    @cached_property
    def _grammar(self) -> Grammar:
        try:
            size, changed = stamp(self.path)
        except OSError as error:
            message = f"the grammar {self.path} cannot be read: {error.strerror}"
            raise GrammarError(message) from error
        return _read(self.path, Path.cwd(), changed, size)


@dataclass(frozen=True)
class Pack:
    """Grammars in folders; of the same tool and version, that of the last folder counts."""

    folders: tuple[Path, ...] = (SHIPPED,)

    @cached_property
    def by_tool(self) -> Mapping[str, tuple[Packed, ...]]:
        """What is there of each tool, oldest version first."""
        found: dict[str, dict[str, Packed]] = defaultdict(dict)
        for folder in self.folders:
            for entry in entries(folder) if is_folder(folder) else ():
                if (name := _NAME.fullmatch(entry.name)) is not None:
                    found[name["tool"]][name["version"]] = Packed(name["tool"], name["version"], folder / entry.name)
        return {
            tool: tuple(sorted(packed.values(), key=lambda each: version_key(each.version)))
            for tool, packed in sorted(found.items())
        }

    def versions(self, tool: str) -> tuple[Packed, ...]:
        """What is there of a tool, oldest version first; empty where nothing is."""
        return self.by_tool.get(tool) or self.by_tool.get(ALIASES.get(tool, ""), ())


def version_key(version: str) -> tuple[int, ...]:
    """The numbers of a version, for comparing: ``v1.29.3-eks`` is (1, 29, 3)."""
    return tuple(int(number[:9]) for number in re.findall(r"[0-9]+", version.partition("-")[0])[:6])


def near_versions(packed: tuple[Packed, ...], version: str) -> tuple[Packed, ...]:
    """The grammars that stand for a version: its own where it is there, else the one before and the one behind it.

    Args:
        packed: Of one tool, oldest version first, at least one.
        version: The version that is named; ``1`` and ``1.29`` stand for any that begins so.
    """
    wanted = version_key(version)
    exact = [each for each in packed if version_key(each.version)[: len(wanted)] == wanted]
    same = [each for each in packed if len(wanted) > 1 and version_key(each.version)[:2] == wanted[:2]]
    if exact or same:
        return ((exact or same)[-1],)
    older = [each for each in packed if version_key(each.version) < wanted]
    newer = [each for each in packed if version_key(each.version) > wanted]
    return (*older[-1:], *newer[:1])


@lru_cache(maxsize=64)
def _read(path: Path, _folder: Path, _changed: int, _size: int) -> Grammar:
    try:
        return read_aws(path) if path.name.startswith("aws-") else load(path.read_bytes())
    except (OSError, GrammarError) as error:
        message = f"the grammar {path} cannot be used: {error}; install runbook-site again, or remove the file"
        raise GrammarError(message) from error
