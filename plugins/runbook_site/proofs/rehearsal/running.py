"""A runbook while it is being rehearsed."""

from __future__ import annotations

import gzip
import posixpath
import re
import stat
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from runbook_site.checks.shell.local_files import leaves
from runbook_site.proofs.rehearsal.complaints import not_allowed, not_found, not_known
from runbook_site.proofs.rehearsal.expected import Known, expected_calls, outside_programs
from runbook_site.proofs.rehearsal.judgement import Seen, judged
from runbook_site.proofs.rehearsal.log import UnreadableLogError, read_log
from runbook_site.proofs.rehearsal.reads import files_read
from runbook_site.proofs.rehearsal.rehearsal import Call, Rehearsal
from runbook_site.proofs.rehearsal.stage import TEMPORARY, Stage
from runbook_site.proofs.rehearsal.values import values_for, with_placeholders_filled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from runbook_site.catalog.entry import Entry
    from runbook_site.model.service import Service
    from runbook_site.proofs.rehearsal.expected import Expected
    from runbook_site.proofs.rehearsal.log import Noted
    from runbook_site.proofs.sandbox.limits import Limits
    from runbook_site.proofs.sandbox.outcome import File, Outcome
    from runbook_site.proofs.sandbox.session import Session
    from runbook_site.snippets.project import RunbookSnippets
    from runbook_site.snippets.snippet import Chunk

_MOST_LOG = 2 << 20
_MOST_STDIN = 4096
_MOST_FED = 20
_MOST_PATHS = 200
_DEFAULTS = re.compile(r":?[-=+]")
_ELSEWHERE = frozenset({"single", "ansi_c", "raw_heredoc"})
"""What this shell does not expand: another one may, where other variables are set."""
_FUNCTION = re.compile(r"(?<![\w$.-])([A-Za-z_][\w-]*+)[ \t]*+\(\)")


@dataclass(frozen=True, slots=True)
class _Run:
    """One run of a command."""

    outcome: Outcome
    calls: tuple[Noted, ...]
    missing: tuple[str, ...]
    problem: str


class Running:
    """A runbook in its sandbox, with what its commands left behind so far."""

    def __init__(  # noqa: PLR0913, PLR0917 - all that `rehearse` is given
        self,
        runbook: RunbookSnippets,
        pairs: Sequence[tuple[Entry, Chunk]],
        session: Session,
        service: Service | None,
        given: Mapping[str, str],
        limits: Limits,
    ) -> None:
        """Set up.

        Raises:
            SandboxError: The sandbox is spent.
        """
        self.entries = tuple(entry for entry, _ in pairs)
        self._chunks = tuple(chunk for _, chunk in pairs)
        self._session, self._limits = session, limits
        self._values = values_for(self.entries, service, given)
        self._filled = tuple(with_placeholders_filled(entry, self._values) for entry in self.entries)
        self.texts = tuple(each.text for each in self._filled)
        calls = [call for chunk in self._chunks for call in chunk.invocations]
        assigned = {each.name for call in calls for each in call.assignments}
        set_by_text = assigned | {v.name for chunk in self._chunks for v in chunk.variables if v.assigned_here}
        asked = sorted(name for name in {*self._values.exported, *assigned} if name.isidentifier() and name.isascii())
        self._stage = Stage(session, {name for each in self._chunks for name in outside_programs(each)}, asked)
        self._scripts = {posixpath.normpath(each.path) for each in service.scripts} if service else set()
        self._known = Known(
            self._values.exported, self._values.placeholders, frozenset(set_by_text), frozenset(self._scripts)
        )
        self._functions: set[str] = set()
        self._in_functions: tuple[Expected, ...] = ()
        self._brought = ""
        self._state = 0
        self._put_in_place(runbook)
        self._files = self._listing()

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
        functions = _FUNCTION.findall(filled.text)
        self._functions.update(functions)
        expected = expected_calls(chunk, self._known, frozenset(self._functions))
        before, asked = self._files, _asked(chunk) - self._values.exported.keys()
        variables = {
            **self._environment(number),
            **_answer(entry, expected),
            "REHEARSAL_ASKED": " ".join(sorted(asked)),
        }
        run = self._run(number, variables)
        supplied = self._supplied(entry, run.missing)
        if supplied:
            run = self._run(number, variables)
        said = (self._session.read(f"{self._stage.folder}/unset") or b"") if asked else b""
        unset = tuple(sorted(asked & set(said.decode("utf-8", "replace").split())))
        after = self._listing_all()
        intact = self._stage.is_intact(after)
        self._files = self._listing() if not intact else self._visible(after)
        if any(path == f"/state.{number + 1}" for path in map(self._stage.own, (each.path for each in after)) if path):
            self._state = number + 1
        seen = Seen(
            status=run.outcome.status,
            why=run.outcome.why,
            argv=tuple(each.argv for each in run.calls),
            problem=run.problem or ("" if intact else "it changed the recorders themselves"),
            missing=run.missing,
            strangers=tuple(dict.fromkeys(not_known(run.outcome.errors))),
            refused=tuple(
                dict.fromkeys((*not_allowed(run.outcome.errors), *(n.refused for n in run.calls if n.refused)))
            ),
            unset=unset,
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
            written=self._shown(path for path, each in self._files.items() if _is_new(path, each, before)),
            supplied=supplied,
            missing=self._shown(run.missing),
            unset=unset,
            why_not=tuple(map(self._values.hide, why_not)),
        )

    def _run(self, number: int, variables: Mapping[str, str]) -> _Run:
        folder = self._stage.folder
        text = f". '{folder}/begin'\n{self.texts[number]}"
        outcome = self._session.run(["bash", "-c", text], env=variables, limits=self._limits)
        problem = ""
        calls: tuple[Noted, ...] = ()
        try:
            calls = read_log(self._session.read(f"{folder}/log", _MOST_LOG) or b"", self._stage.mark)
        except UnreadableLogError as error:
            problem = f"what the recorders noted cannot be relied on: {error}"
        missing = [path for path in not_found(outcome.errors) if not path.startswith(folder)]
        missing += [path for each in calls for path in files_read(each.argv) if path not in each.there]
        return _Run(outcome, calls, tuple(dict.fromkeys(filter(None, map(_normal, missing)))), problem)

    def _environment(self, number: int) -> dict[str, str]:
        own = self._session.environment
        exported = {name: value for name, value in self._values.exported.items() if name not in own}
        numbers = {"REHEARSAL_FROM": str(self._state), "REHEARSAL_TO": str(number + 1)}
        return exported | self._stage.environment | numbers

    def _supplied(self, entry: Entry, missing: Iterable[str]) -> tuple[str, ...]:
        """Put files in place that the reader names by a variable: that there is one is what the variable says."""
        used = {variable.name for variable in entry.variables}
        paths = {_normal(value): value for name, value in self._values.exported.items() if name in used}
        supplied = [path for path in missing if path in paths and paths[path] in self._values.paths]
        supplied = [path for path in supplied if _is_below(path) or path.startswith(f"{TEMPORARY}/")]
        for path in supplied:
            if "." in posixpath.basename(path):
                self._session.write(path, _content(path))
            else:
                self._session.write(f"{path}/given", b"")
        return tuple(supplied)

    def _put_in_place(self, runbook: RunbookSnippets) -> None:
        """The scripts of the service, and the files that the steps show."""
        for _, _, step in runbook.document.runbook.steps():
            for each in step.files:
                if each.path and _is_below(each.path):
                    self._session.write(each.path, each.text.encode())
        for path in filter(_is_below, self._scripts):
            self._session.write(path, self._stage.script(), 0o755)

    def _listing_all(self) -> tuple[File, ...]:
        return self._session.listing(TEMPORARY)

    def _listing(self) -> dict[str, File]:
        return self._visible(self._listing_all())

    def _visible(self, temporary: Iterable[File]) -> dict[str, File]:
        """What a command can have made, by path."""
        files = {each.path: each for each in self._session.listing()}
        return files | {f"{TEMPORARY}/{e.path}": e for e in temporary if self._stage.own(e.path) is None}

    def _calls(self, noted: Iterable[Noted]) -> Iterator[Call]:
        fed = 0
        for each in noted:
            stdin = None
            if each.stdin.isdecimal() and fed < _MOST_FED:
                fed += 1
                path = f"{self._stage.folder}/in.{each.stdin[:10]}"
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


def _asked(chunk: Chunk) -> set[str]:
    """Names of variables that have to be set where a command runs."""
    return {
        use.name
        for use in chunk.variables
        if use.syntax == "shell"
        and not use.assigned_here
        and use.outermost not in _ELSEWHERE
        and not (use.text.startswith("${") and _DEFAULTS.match(use.text, 2 + len(use.name)))
    }


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


def _content(path: str) -> bytes:
    content = b"{}\n" if path.endswith(".json") else b"put in place for a rehearsal\n"
    return gzip.compress(content, mtime=0) if path.endswith((".gz", ".tgz")) else content


def _normal(path: str) -> str:
    return posixpath.normpath(path) if path else ""


def _is_below(path: str) -> bool:
    """Whether a path leads to something below the home, from the home."""
    normal = posixpath.normpath(path)
    return not normal.startswith(("/", "~", "..")) and normal != "." and "\0" not in path


def _is_new(path: str, file: File, before: Mapping[str, File]) -> bool:
    old = before.get(path)
    return old is None or (not stat.S_ISDIR(file.mode) and (old.size, old.changed) != (file.size, file.changed))
