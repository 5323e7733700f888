"""A folder of plain Markdown runbooks, made from structured ones, where no other is at hand."""

from __future__ import annotations

from pathlib import Path

from runbook_site.model.library import read_library


def write_corpus(source: Path, folder: Path, pages: int) -> None:
    """Write as many Markdown pages as asked for, from the runbooks of a folder, over and over.

    Args:
        source: Structured runbooks.
        folder: Where to write.
        pages: How many.
    """
    runbooks = [document.runbook for document in read_library([source], Path.cwd()).runbooks]
    folder.mkdir(parents=True)
    for number in range(pages):
        runbook = runbooks[number % len(runbooks)]
        lines = [f"# {runbook.title}", "", runbook.summary or ""]
        for phase, _, step in runbook.steps():
            lines += ["", f"## {phase.replace('_', ' ').capitalize()}: {step.title}", "", step.text or ""]
            for command in step.commands:
                text = command.run or command.sql or command.psql or ""
                info = "sql" if command.run is None else "bash"
                lines += ["", f"{command.title}:", "", f"```{info}", text.rstrip("\n"), "```"]
        (folder / f"page-{number}.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
