"""The tests that pytest collects: a file a runbook, an item a command."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

import pytest

from runbook_site.sources.printable import printable

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator

    from runbook_site.catalog.entry import Entry
    from runbook_site.model.document import BrokenRunbook, RunbookDocument
    from runbook_site.model.proof_level import ProofLevel
    from runbook_site.proofs.drill import Drilled
    from runbook_site.proofs.proven import Proven
    from runbook_site.pytest_plugin.session import RunbookSession


class NotProvenError(Exception):
    """A command does not reach the level that is demanded of it."""

    def __init__(self, proven: Proven, demanded: ProofLevel, missing: str) -> None:
        """Say so, with all that was seen."""
        proof = proven.proof
        lines = [
            f"{proven.entry.id} is {proof.level.word}, and {demanded.word} is demanded",
            "",
            textwrap.indent(proven.entry.source.rstrip(), "    "),
            "",
            *(f"seen:      {sentence}" for sentence in proof.evidence),
            *(f"with:      {name} {version}" for name, version in proof.against),
            f"short of:  {proof.short_of}",
            *([f"not tried: {missing}"] if missing else []),
        ]
        super().__init__("\n".join(map(printable, "\n".join(lines).split("\n"))))


class DrillFailedError(Exception):
    """A runbook, tried as a whole, did not do what it should."""

    def __init__(self, drilled: Drilled) -> None:
        """Say why."""
        name = f"{drilled.service}/{drilled.runbook}"
        lines = [
            f"the drill of {name} {'was not tried' if drilled.untried else 'failed'}",
            "",
            *(f"{each.name}: {'; '.join(ran.why_not)}" for each, ran in drilled.executions if ran.why_not),
            *drilled.problems,
            *([drilled.untried] if drilled.untried else []),
        ]
        super().__init__("\n".join(map(printable, lines)))


class BrokenRunbookFile(pytest.File):
    """A runbook that cannot be read."""

    def __init__(self, *, broken: BrokenRunbook, **rest: Any) -> None:  # noqa: ANN401 - as pytest has them
        """Take it."""
        super().__init__(**rest)
        self._broken = broken

    def collect(self) -> Iterator[pytest.Item]:
        """Nothing can be collected: say why.

        Raises:
            CollectError: Always.
        """
        found = self._broken.findings
        said = (f"{each.span.path}:{each.span.start.line}: {each.message} [{each.rule}]" for each in found)
        raise self.CollectError("\n".join(map(printable, said)))


class RunbookFile(pytest.File):
    """The commands of a runbook."""

    def __init__(self, *, proving: RunbookSession, document: RunbookDocument, **rest: Any) -> None:  # noqa: ANN401 - likewise
        """Take it."""
        super().__init__(**rest)
        self._proving, self._document = proving, document

    def collect(self) -> Iterator[pytest.Item]:
        """One item a command, by its name in the catalog."""
        for entry in self._proving.entries(self._document):
            demanded = self._proving.demanded(entry, self._document)
            item: CommandItem = CommandItem.from_parent(
                self, name=entry.name, proving=self._proving, entry=entry, demanded=demanded
            )
            self._mark(item, entry, demanded)
            yield item
        if self._document.runbook.drill is not None:
            drill: DrillItem = DrillItem.from_parent(self, name="drill", proving=self._proving, document=self._document)
            about = {"service": self._document.service, "runbook": self._document.id}
            drill.add_marker(pytest.mark.runbook_drill(**about))
            if self._proving.has_xdist:
                drill.add_marker(pytest.mark.xdist_group("/".join(about.values())))
            drill.extra_keyword_matches |= {*about.values(), self._document.runbook.kind, "drill"}
            yield drill

    def _mark(self, item: pytest.Item, entry: Entry, demanded: ProofLevel) -> None:
        kind = self._document.runbook.kind
        tools = sorted({command.tool for command in entry.commands if command.tool})
        about = {"service": entry.service, "runbook": entry.runbook, "kind": kind}
        item.add_marker(pytest.mark.runbook(**about, risk=entry.risk, language=entry.language, level=demanded.word))
        for tool in tools:
            item.add_marker(pytest.mark.runbook_tool(name=tool))
        if self._proving.has_xdist:  # with `--dist loadgroup` one process has all of a runbook, and runs it once
            item.add_marker(pytest.mark.xdist_group(f"{entry.service}/{entry.runbook}"))
        item.extra_keyword_matches |= {*about.values(), entry.risk, entry.language, demanded.word, *tools}


class CommandItem(pytest.Item):
    """A command, which has to reach a level."""

    def __init__(self, *, proving: RunbookSession, entry: Entry, demanded: ProofLevel, **rest: Any) -> None:  # noqa: ANN401 - likewise
        """Take it."""
        super().__init__(**rest)
        self._proving, self._entry, self._demanded = proving, entry, demanded

    def runtest(self) -> None:
        """Prove it.

        Raises:
            NotProvenError: It does not reach its level.
        """
        proven, missing = self._proving.prove(self._entry)
        if proven.proof.level < self._demanded:
            raise NotProvenError(proven, self._demanded, missing)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:  # noqa: ANN401 - likewise
        """What was seen. A traceback would be of this tool, not of the command."""
        if isinstance(excinfo.value, NotProvenError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[os.PathLike[str] | str, int | None, str]:
        """Where it stands."""
        return self.path, self._entry.location.line - 1, self._entry.id


class DrillItem(pytest.Item):
    """A runbook, tried as a whole."""

    def __init__(self, *, proving: RunbookSession, document: RunbookDocument, **rest: Any) -> None:  # noqa: ANN401 - likewise
        """Take it."""
        super().__init__(**rest)
        self._proving, self._document = proving, document

    def runtest(self) -> None:
        """Run it.

        Raises:
            DrillFailedError: It failed, or could not be tried.
        """
        drilled = self._proving.drill(self._document)
        if not drilled.passed:
            raise DrillFailedError(drilled)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:  # noqa: ANN401 - likewise
        """Why it failed."""
        if isinstance(excinfo.value, DrillFailedError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[os.PathLike[str] | str, int | None, str]:
        """Where it stands."""
        place = self._document.place("drill").start.line - 1
        return self.path, place, f"{self._document.service}/{self._document.id}/drill"
