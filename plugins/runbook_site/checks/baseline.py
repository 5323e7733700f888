"""Findings that a team has accepted for now, named by what they are about."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from runbook_site.checks.fingerprint import content_key
from runbook_site.sources.error import RunbookSiteError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from runbook_site.sources.finding import Finding
    from runbook_site.sources.text import SourceText

FORMAT = "runbook-site baseline"
VERSION = 1
_LARGEST = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """Findings of one file that are alike.

    Attributes:
        path: The file.
        rule: The rule that found them.
        message: What it said, for people: nothing is compared with it.
        content: What they are about; see `content_key`.
        count: How many there are.
    """

    path: str
    rule: str
    message: str
    content: str
    count: int


@dataclass(frozen=True)
class Comparison:
    """Findings held against a baseline.

    Attributes:
        known: Those that it has.
        new: The others.
        gone: Its entries that no longer occur, each with how often it was missed.
        unread: Its entries for files that were not read this time, or not together with those that they go with.
    """

    known: tuple[Finding, ...]
    new: tuple[Finding, ...]
    gone: tuple[Entry, ...]
    unread: tuple[Entry, ...]


def entries_of(findings: Iterable[Finding], sources: Mapping[str, SourceText]) -> tuple[Entry, ...]:
    """The entries that stand for findings."""
    messages: dict[tuple[str, str, str], str] = {}
    counts: Counter[tuple[str, str, str]] = Counter()
    for finding in findings:
        key = (finding.span.path, finding.rule, content_key(finding, sources))
        messages.setdefault(key, finding.message)
        counts[key] += 1
    entries = (Entry(path, rule, messages[path, rule, key], key, n) for (path, rule, key), n in counts.items())
    return tuple(sorted(entries))


def compare(
    entries: Iterable[Entry],
    findings: Iterable[Finding],
    sources: Mapping[str, SourceText],
    vanished: frozenset[str] = frozenset(),
    partial: frozenset[str] = frozenset(),
) -> Comparison:
    """Hold findings against a baseline.

    An entry is for its own file. Only where that is no longer there it is for the same content elsewhere: a file that
    was renamed keeps its entries, and a copy of a mistake is a new finding.

    Args:
        entries: The baseline.
        findings: What was found now.
        sources: The files that were read, by path.
        vanished: Paths of the baseline at which there is no file any more. Of others that were not read nothing is
            known, and their entries stay.
        partial: Paths of files that were read without others of their service: not all that is wrong in them can be
            seen, and their entries stay too.
    """
    entries = tuple(sorted(entries))
    left = Counter({(entry.path, entry.content): entry.count for entry in entries})
    moved: dict[str, list[str]] = {}
    for entry in entries:
        if entry.path in vanished:
            moved.setdefault(entry.content, []).append(entry.path)
    known: list[Finding] = []
    homeless: list[Finding] = []
    for finding in findings:
        place = (finding.span.path, content_key(finding, sources))
        (known if left[place] > 0 else homeless).append(finding)
        left[place] -= left[place] > 0
    new: list[Finding] = []
    for finding in homeless:
        content = content_key(finding, sources)
        path = next((path for path in moved.get(content, ()) if left[path, content] > 0), None)
        (new if path is None else known).append(finding)
        if path is not None:
            left[path, content] -= 1
    missed = [
        Entry(entry.path, entry.rule, entry.message, entry.content, left[entry.path, entry.content])
        for entry in entries
        if left[entry.path, entry.content] > 0
    ]
    looked_at = (sources.keys() | vanished) - partial
    gone = tuple(entry for entry in missed if entry.path in looked_at)
    unread = tuple(entry for entry in missed if entry.path not in looked_at)
    return Comparison(tuple(known), tuple(new), gone, unread)


def baseline_json(entries: Iterable[Entry]) -> str:
    """A baseline as a file holds it: an entry a line, so that a review sees what goes."""
    lines = [
        json.dumps(
            {"path": e.path, "rule": e.rule, "message": e.message, "content": e.content, "count": e.count},
            ensure_ascii=False,
        )
        for e in sorted(entries)
    ]
    body = ",\n".join(f"    {line}" for line in lines)
    shown = f"[\n{body}\n  ]" if lines else "[]"
    return f'{{\n  "format": "{FORMAT}",\n  "version": {VERSION},\n  "entries": {shown}\n}}\n'


def read_baseline(path: Path) -> tuple[Entry, ...]:
    """The entries of a baseline.

    Raises:
        RunbookSiteError: There is no file, or it holds no baseline of this version.
    """
    try:
        with path.open("rb") as stream:
            document = json.loads(stream.read(_LARGEST))
    except FileNotFoundError:
        message = f"there is no baseline '{path}': make one with --write-baseline {path}"
        raise RunbookSiteError(message) from None
    except OSError as error:
        message = f"the baseline '{path}' cannot be read: {error.strerror or error}"
        raise RunbookSiteError(message) from error
    except (ValueError, RecursionError):
        raise _no_baseline(path, "it is no JSON") from None
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise _no_baseline(path, f'its "format" is not "{FORMAT}"')
    if document.get("version") != VERSION:
        found = json.dumps(document.get("version"))[:20]
        message = (
            f"the baseline '{path}' is of version {found}, and this runbook-site reads version {VERSION}: use the "
            f"version of runbook-site that wrote it, or remove it and make it anew with --write-baseline {path}"
        )
        raise RunbookSiteError(message)
    listed = document.get("entries")
    if not isinstance(listed, list):
        raise _no_baseline(path, 'its "entries" are no list')
    return tuple(_entry(path, number, each) for number, each in enumerate(listed, 1))


def _entry(path: Path, number: int, value: object) -> Entry:
    fields = value if isinstance(value, dict) else {}
    where, rule, message, content = (fields.get(name) for name in ("path", "rule", "message", "content"))
    count = fields.get("count")
    if not (isinstance(where, str) and isinstance(rule, str) and isinstance(message, str) and isinstance(content, str)):
        raise _no_baseline(path, f"entry {number} lacks a text")
    if type(count) is not int or count < 1:
        raise _no_baseline(path, f"entry {number} has no count from 1 on")
    return Entry(where, rule, message, content, count)


def _no_baseline(path: Path, why: str) -> RunbookSiteError:
    return RunbookSiteError(f"'{path}' is no baseline: {why}. Take it back from version control, or make it anew")
