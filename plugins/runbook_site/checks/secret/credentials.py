"""Every credential that is written down in a project, and how to keep it out of what is shown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from runbook_site.checks.secret.credential import Credential
from runbook_site.checks.secret.credential_arguments import slots
from runbook_site.checks.secret.credential_text import credentials_in, is_strong, without_overlaps
from runbook_site.checks.secret.dummy_value import is_dummy, is_plain_name, is_stand_in
from runbook_site.snippets.calls import HOLE

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from runbook_site.checks.secret.credential_arguments import Slot
    from runbook_site.snippets.calls import Call
    from runbook_site.snippets.project import Project, RunbookSnippets
    from runbook_site.sources.text import SourceText

MOST = 2000
"""Credentials that are looked for in a text: the time that takes grows with both."""
_DISTINCT = 8


@dataclass(frozen=True)
class FileCredentials:
    """The credentials of one file, in order of place."""

    source: SourceText
    credentials: tuple[Credential, ...]


def credentials_of(project: Project, paths: Container[str] | None = None) -> tuple[FileCredentials, ...]:
    """The credentials of every file that was read, those without commands among them.

    Args:
        project: What was read.
        paths: The files to look at; all where none are named.
    """
    runbooks = {runbook.document.source.path: runbook for runbook in project.runbooks}
    sources = {source.path: source for source in project.library.sources}
    sources |= {path: runbook.document.source for path, runbook in runbooks.items()}
    wanted = [path for path in sorted(sources) if paths is None or path in paths]
    found = [_credentials(sources[path], runbooks.get(path)) for path in wanted]
    return tuple(FileCredentials(sources[path], each) for path, each in zip(wanted, found, strict=True) if each)


def _credentials(source: SourceText, runbook: RunbookSnippets | None) -> tuple[Credential, ...]:
    in_words = list(_in_commands(runbook)) if runbook is not None else []
    of_text = list(credentials_in(source.text))
    in_text = [each for each in of_text if each.certain]
    rest = [each for each in of_text if not each.certain]
    return without_overlaps([*in_text, *in_words, *rest])


@dataclass(frozen=True)
class Redactor:
    """Takes credentials out of texts.

    Attributes:
        pattern: Finds any of them; ``None`` where there is none.
        mask: What stands for each of their characters, so that columns stay what they are.
    """

    pattern: re.Pattern[str] | None
    mask: str = "*"

    def text(self, text: str) -> str:
        """The text with every credential replaced."""
        return self.pattern.sub(lambda found: self.mask * len(found[0]), text) if self.pattern is not None else text


def secret_texts(file: FileCredentials) -> set[str]:
    """The credentials of a file in every form in which a text made from it may hold them."""
    values: set[str] = set()
    for each in file.credentials:
        written = file.source.text[each.start : each.end]
        values |= {each.value, written} if "\n" not in each.value else set(key_lines(each.value))
    return values


def key_lines(key: str) -> Iterator[str]:
    """The lines of a private key, which stand behind different indents in different texts."""
    yield from (line.strip() for line in key.splitlines() if len(line.strip()) >= _DISTINCT)


def redactor_for(values: Iterable[str], mask: str = "*") -> Redactor:
    """Takes some values out of texts."""
    longest_first = sorted({value for value in values if value}, key=lambda value: (-len(value), value))
    if not longest_first:
        return Redactor(None, mask)
    return Redactor(re.compile("|".join(map(_found_in_text, longest_first))), mask)


def _found_in_text(value: str) -> str:
    """A short value is one only as a whole word: ``1234`` is not taken out of ``12345``."""
    escaped = re.escape(value)
    return escaped if len(value) >= _DISTINCT else rf"(?<!\w){escaped}(?!\w)"


def _in_commands(runbook: RunbookSnippets) -> Iterator[Credential]:
    for call in runbook.calls:
        for slot in slots(call):
            if HOLE in slot.value or is_stand_in(slot.value, slot.user):
                continue
            yield _credential(call, slot)


def _credential(call: Call, slot: Slot) -> Credential:
    """The credential in a slot, at its place in the file; all of its word where escapes hide where it begins."""
    text = call.invocation.text
    at = slot.word.text.rfind(slot.value)
    start, end = (
        (slot.word.start, slot.word.end) if at < 0 else (slot.word.start + at, slot.word.start + at + len(slot.value))
    )
    likely = is_strong(slot.value) or not is_plain_name(slot.value)
    certain = likely and not is_dummy(slot.value, slot.user)
    in_file = text.file_offset(start), text.file_offset(max(end - 1, start)) + 1
    return Credential(*in_file, f"{slot.kind} ({call.tool} {slot.option})", slot.value, certain)
