"""Runbooks as they may be shown to everybody: without the credentials that their files hold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from runbook_site.checks.secret.credential_text import is_strong
from runbook_site.checks.secret.credentials import MOST, Redactor, credentials_of, key_lines, redactor_for, secret_texts
from runbook_site.snippets.project import read_project
from runbook_site.sources.counted import counted
from runbook_site.sources.text import SourceText

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from runbook_site.checks.secret.credentials import FileCredentials
    from runbook_site.snippets.project import Project

MASK = "•"
"""Stands for each character of a credential: no shell, SQL or YAML means anything by it, so nothing else changes."""
_SHOWN = re.compile(r"\S")


@dataclass(frozen=True)
class Published:
    """What may go on a site, into a catalog and to a terminal.

    Attributes:
        project: What was read, with every credential masked, at the places where everything stands in the files.
        hidden: How many credentials were masked, by the path of their file.
    """

    project: Project
    hidden: dict[str, int]

    @property
    def warnings(self) -> tuple[str, ...]:
        """What to tell whoever publishes it, file by file."""
        return tuple(
            f"{path}: {counted(number, 'credential')} masked; whoever can read the file can use what it says: "
            "replace it, and name a variable instead; `runbook-site check` says where it stands"
            for path, number in sorted(self.hidden.items())
        )


def read_published(paths: Sequence[Path], called_from: Path | None = None) -> Published:
    """Read runbooks from files and folders, take their blocks apart, and mask the credentials in them.

    Args:
        paths: Files and folders, relative to ``called_from`` or absolute.
        called_from: The folder that files are named from; the working directory where it is left out.

    Raises:
        RunbookSiteError: A path does not exist, or is a file that cannot be a runbook.
    """
    project = read_project(paths, called_from)
    found = credentials_of(project)
    if not found:
        return Published(project, {})
    everywhere = _redactor(found)
    masked = {source.path: everywhere.text(source.text) for source in project.library.sources}
    for file in found:
        masked[file.source.path] = _masked(file, everywhere)
    instead = {path: SourceText(path, text) for path, text in masked.items()}
    shown = read_project(paths, called_from, instead)
    return Published(shown, {file.source.path: len(file.credentials) for file in found})


def _redactor(files: Sequence[FileCredentials]) -> Redactor:
    """Masks the credentials of any file wherever they stand again; not those that may be mere words elsewhere."""
    values = {value for file in files for value in secret_texts(file) if is_strong(value)}
    return redactor_for(values, MASK) if len(values) <= MOST else Redactor(_SHOWN, MASK)


def _masked(file: FileCredentials, everywhere: Redactor) -> str:
    text = file.source.text
    for each in file.credentials:
        text = text[: each.start] + _SHOWN.sub(MASK, text[each.start : each.end]) + text[each.end :]
    keys = {line for each in file.credentials if "\n" in each.value for line in key_lines(each.value)}
    return everywhere.text(redactor_for(keys, MASK).text(text))
