"""Commands that are right."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from runbook_site.snippets.project import read_project

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.model.command import CommandLanguage

OWN = Path(__file__).parent / "samples"
RUNBOOKS = Path("runbook_src")

_LANGUAGES: dict[str, CommandLanguage] = {".sh": "shell", ".sql": "sql", ".psql": "psql"}


@dataclass(frozen=True, slots=True)
class Sample:
    """One text that is right as it stands.

    Attributes:
        name: Where it is from, unique: ``kubernetes.sh:12``.
        language: What it is written in.
        text: What would be pasted, without a newline at its end.
    """

    name: str
    language: CommandLanguage
    text: str


def read_samples() -> tuple[Sample, ...]:
    """The benchmark's own samples and the commands of the runbooks, each text once."""
    by_text = {sample.text: sample for sample in (*_of_runbooks(), *_own())}
    return tuple(sorted(by_text.values(), key=lambda each: each.name))


def _own() -> Iterator[Sample]:
    """Texts of files in which a blank line ends each."""
    for path in sorted(OWN.iterdir()):
        if path.suffix in _LANGUAGES:
            line = 1
            for text in path.read_text("utf-8").split("\n\n"):
                yield Sample(f"{path.name}:{line}", _LANGUAGES[path.suffix], text.strip("\n"))
                line += text.count("\n") + 2


def _of_runbooks() -> Iterator[Sample]:
    for runbook in read_project([RUNBOOKS]).runbooks:
        for snippet in runbook.snippets:
            if snippet.language is not None:
                place = snippet.block.span
                text = snippet.block.text.text.strip("\n")
                yield Sample(f"{place.path}:{place.start.line}", snippet.language, text)
