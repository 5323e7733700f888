"""A runbook while it is being rehearsed."""

from __future__ import annotations

import posixpath
from itertools import islice
from typing import TYPE_CHECKING

from runbook_site.checks.shell.local_files import leaves
from runbook_site.proofs.counterparts.files import is_script
from runbook_site.proofs.rehearsal.complaints import not_allowed, not_found, not_known
from runbook_site.proofs.rehearsal.expected import Known, expected_calls, outside_programs
from runbook_site.proofs.rehearsal.files import content, is_below, is_new, normal
from runbook_site.proofs.rehearsal.judgement import Seen, judged
from runbook_site.proofs.rehearsal.reads import files_read
from runbook_site.proofs.rehearsal.rehearsal import Call, Rehearsal
from runbook_site.proofs.rehearsal.shell_names import asked_variables, functions_in
from runbook_site.proofs.rehearsal.stage import TEMPORARY, Stage
from runbook_site.proofs.rehearsal.terminal import Terminal
from runbook_site.proofs.rehearsal.values import values_for, with_placeholders_filled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from runbook_site.catalog.entry import Entry
    from runbook_site.model.service import Service
    from runbook_site.proofs.rehearsal.expected import Expected
    from runbook_site.proofs.rehearsal.log import Noted
    from runbook_site.proofs.rehearsal.terminal import Run
    from runbook_site.proofs.sandbox.limits import Limits
    from runbook_site.proofs.sandbox.session import Session
    from runbook_site.snippets.project import RunbookSnippets
    from runbook_site.snippets.snippet import Chunk

_MOST_STDIN = 4096
_MOST_FED = 20
_MOST_PATHS = 200


class Running:
    """A runbook in its sandbox, with what its commands left behind so far."""

    def __init__(  # noqa: PLR0913, PLR0917 - all that `rehearse` is given
        self,
        runbook: RunbookSnippets,
        pairs: Sequence[tuple[Entry, Chunk]],
        session: Session,
        service: Service | None,
        given: Mapping[str, str],
        files: Mapping[str, str],
        limits: Limits,
    ) -> None:
        """Set up.

        Raises:
            SandboxError: The sandbox is spent.
        """
        self.entries = tuple(entry for entry, _ in pairs)
        self._chunks = tuple(chunk for _, chunk in pairs)
        self._session = session
        self._values = values_for(self.entries, service, given)
        self._paths = frozenset(map(normal, self._values.paths))
        self._filled = tuple(with_placeholders_filled(entry, self._values) for entry in self.entries)
        self.texts = tuple(each.text for each in self._filled)
        calls = [call for chunk in self._chunks for call in chunk.invocations]
        assigned = {each.name for call in calls for each in call.assignments}
        set_by_text = assigned | {v.name for chunk in self._chunks for v in chunk.variables if v.assigned_here}
        asked = sorted(name for name in {*self._values.exported, *assigned} if name.isidentifier() and name.isascii())
        self._stage = Stage(session, {name for each in self._chunks for name in outside_programs(each)}, asked)
        self._scripts = {posixpath.normpath(each.path) for each in service.scripts} if service else set()
        self._scripts |= {normal(path) for path, text in files.items() if is_script(text)}
        self._known = Known(
            self._values.exported, self._values.placeholders, frozenset(set_by_text), frozenset(self._scripts)
        )
        self._terminal = Terminal(self._stage, self._values.exported, limits)
        self._functions: set[str] = set()
        self._in_functions: tuple[Expected, ...] = ()
        self._brought = ""
        self._put_in_place(runbook, files)
        self._files = self._stage.left().files

    def rehearsed(self, number: int) -> Rehearsal:
        """Run a command, and say what became of it.

        Raises:
            SandboxError: The sandbox is spent, or what lies in it is more than can be looked at.
        """
        entry, chunk, filled = self.entries[number], self._chunks[number], self._filled[number]
        if filled.refused:
            sentences = (
                f"the value of '{name}' cannot stand where it is: {why}" for name, why in filled.refused.items()
            )
            return Rehearsal(entry.id, why_not=tuple(sentences))
        functions = functions_in(filled.text)
        self._functions.update(functions)
        expected = expected_calls(chunk, self._known, frozenset(self._functions))
        before = self._files
        run, missing, supplied = self._run_with_files(number, _answer(entry, expected))
        intact = self._stage.is_intact(run.left)
        self._files = run.left.files if intact else self._stage.left().files
        self._terminal.keep(number + 1, run.left)
        seen = Seen(
            status=run.outcome.status,
            why=run.outcome.why,
            argv=tuple(each.argv for each in run.calls),
            problem=run.problem if intact else "it changed the recorders themselves",
            missing=missing,
            strangers=tuple(dict.fromkeys(not_known(run.outcome.errors))),
            refused=tuple(
                dict.fromkeys((*not_allowed(run.outcome.errors), *(n.refused for n in run.calls if n.refused)))
            ),
            unset=run.unset,
            brought=self._brought,
        )
        why_not, skipped = judged(seen, expected, self._in_functions, entry)
        self._in_functions += expected if functions else ()
        self._note_what_brings(chunk, run.calls)
        return Rehearsal(
            entry=entry.id,
            status=run.outcome.status,
            calls=tuple(self._calls(run.calls)),
            skipped=skipped,
            written=self._shown(path for path, each in self._files.items() if is_new(path, each, before)),
            supplied=supplied,
            missing=self._shown(missing),
            unset=run.unset,
            why_not=tuple(map(self._values.hide, why_not)),
        )

    def _run_with_files(self, number: int, answer: Mapping[str, str]) -> tuple[Run, tuple[str, ...], tuple[str, ...]]:
        """Run a command, once more where files are missing that the reader names. Says which are, and were, missing."""
        run, missing = self._run(number, answer)
        paths = self._suppliable(self.entries[number], missing)
        if not paths:
            return run, missing, ()
        made = list(islice(run.left.files.keys() - self._files.keys(), _MOST_PATHS))
        if made:  # by the first run; a second one may not be allowed to write over them
            self._session.run(["rm", "-rf", "--", *(each.encode("utf-8", "replace").decode() for each in made)])
        for path in paths:
            if "." in posixpath.basename(path):
                self._session.write(path, content(path))
            else:
                self._session.write(f"{path}/given", b"")
        return *self._run(number, answer), paths

    def _run(self, number: int, answer: Mapping[str, str]) -> tuple[Run, tuple[str, ...]]:
        """Run a command once. Says which files nobody had made."""
        asked = asked_variables(self._chunks[number]) - self._values.exported.keys()
        run = self._terminal.run(number + 1, self.texts[number], variables=answer, asked=asked)
        missing = [path for path in not_found(run.outcome.errors) if not path.startswith(self._stage.folder)]
        missing += [path for each in run.calls for path in files_read(each.argv) if path not in each.there]
        return run, tuple(dict.fromkeys(filter(None, map(normal, missing))))

    def _suppliable(self, entry: Entry, missing: Iterable[str]) -> tuple[str, ...]:
        """Missing files that the reader names by a variable: that there is one is what the variable says."""
        used = {variable.name for variable in entry.variables}
        named = {normal(value) for name, value in self._values.exported.items() if name in used} & self._paths
        return tuple(each for each in missing if each in named and (is_below(each) or each.startswith(f"{TEMPORARY}/")))

    def _put_in_place(self, runbook: RunbookSnippets, files: Mapping[str, str]) -> None:
        """The files that are declared, those that the steps show, and the scripts of the service."""
        for path, text in files.items():
            if self._session.holds(path):
                self._session.write(path, text.encode())
        for _, _, step in runbook.document.runbook.steps():
            for each in step.files:
                if each.path and is_below(each.path):
                    self._session.write(each.path, each.text.encode())
        for path in filter(self._session.holds, self._scripts):
            self._session.write(path, self._stage.script(), 0o755)

    def _calls(self, noted: Iterable[Noted]) -> Iterator[Call]:
        fed = 0
        for each in noted:
            stdin = None
            if each.stdin.isdecimal() and fed < _MOST_FED:
                fed += 1
                path = f"{self._stage.place}/in.{each.stdin[:10]}"
                content = self._session.read(path, 2 * _MOST_STDIN) or b""
                stdin = self._values.hide(content[:_MOST_STDIN].decode("utf-8", "replace"))
            program, *words = map(self._values.hide, each.argv)
            yield Call(program, tuple(words), each.folder, stdin, each.known)

    def _shown(self, paths: Iterable[str]) -> tuple[str, ...]:
        """Paths as others may see them: some of them, valid as text, and without secrets."""
        some = islice(paths, _MOST_PATHS)
        return tuple(self._values.hide(each.encode("utf-8", "replace").decode()) for each in some)

    def _note_what_brings(self, chunk: Chunk, calls: Iterable[Noted]) -> None:
        """From a command on that brings files nobody lists, nobody knows which are there."""
        if self._brought:
            return
        for invocation in chunk.invocations:
            if invocation.tool not in {"cd", "pushd", "popd", "tar"} and leaves(invocation, chunk.invocations):
                self._brought = " ".join((invocation.tool, *invocation.subcommand[:1]))
        for each in calls:
            if posixpath.normpath(each.argv[0]) in self._scripts:
                self._brought = self._brought or each.argv[0]


def _answer(entry: Entry, expected: Sequence[Expected]) -> dict[str, str]:
    """What the one outside program of a command answers. Of several, nobody says which of them prints what."""
    if len(expected) != 1:
        return {}
    answer = {}
    if entry.sample_output and expected[0].last and "\0" not in entry.sample_output:
        answer["REHEARSAL_ANSWER"] = entry.sample_output.rstrip("\n")
    if entry.expect is not None and entry.expect.exit is not None:
        answer["REHEARSAL_EXIT"] = str(entry.expect.exit)
    return answer
