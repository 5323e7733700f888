"""What a run of ``prove`` tells."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from runbook_site.cli.arguments import today_of
from runbook_site.model.proof_level import ProofLevel
from runbook_site.proofs.ladder import by_service, reasons, shown_reasons, table
from runbook_site.sources.counted import counted
from runbook_site.sources.printable import printable

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from runbook_site.checks.runner import Report
    from runbook_site.proofs.means import Means
    from runbook_site.proofs.proven import Proven
    from runbook_site.proofs.renewal import Renewal

_MOST_REASONS = 20
_MOST_UNTOLD = 5
_SCHEMA_VERSION = 1


@dataclass(frozen=True, slots=True)
class ProofReport:
    """What a run of ``prove`` tells.

    Attributes:
        run: What was proven.
        means: With what.
        checked: What the rules found, and what they could not look at.
        below: Commands that do not reach the level demanded.
        renewal: What became of the record; ``None`` where nothing was recorded.
        prove_every: For how long a proof holds.
    """

    run: Sequence[Proven]
    means: Means
    checked: Report
    below: Sequence[Proven]
    renewal: Renewal | None
    prove_every: str

    def text(self, options: argparse.Namespace) -> str:
        """The report for people."""
        lines = [*table(by_service(self.run)), ""]
        if why := list(shown_reasons(self.run, _MOST_REASONS)):
            lines += ["What keeps commands from the next level:", *why, ""]
        if self.below:
            risks = f" of risk {' or '.join(options.risk)}" if options.risk else ""
            lines += [f"{counted(len(self.below), 'command')}{risks} below {options.fail_under}:"]
            lines += [*map(_line, self.below), ""]
        lines += self.notes(options)
        return printable("\n".join(lines).rstrip("\n")) + "\n"

    def explanation(self, options: argparse.Namespace) -> str:
        """All that was seen of the commands, for people."""
        lines = [line for each in self.run for line in (*_explained(each), "")]
        return printable("\n".join((*lines, *self.notes(options)))).rstrip("\n") + "\n"

    def notes(self, options: argparse.Namespace) -> Iterator[str]:
        """What was not done and why, and what became of the record, in lines."""
        if self.means.missing:
            yield self.means.missing
        yield from self._untold()
        for crash in self.checked.crashes:
            yield f"the rule {crash.rule} could not do its work: runbook-site check says why"
        for file in self.checked.failed_files:
            yield f"{file.path} was not looked at: {file.reason}"
        if self.renewal is not None:
            yield f"{options.record}: {_became(self.renewal, options, self.prove_every)}"

    def _untold(self) -> Iterator[str]:
        """Of how much SQL no database told, and why."""
        reasons = Counter(each.unprepared for each in self.run if each.unprepared).most_common()
        for why, number in reasons[:_MOST_UNTOLD]:
            yield f"PostgreSQL does not tell of the SQL of {counted(number, 'command')}: {why}"
        if rest := sum(number for _, number in reasons[_MOST_UNTOLD:]):
            yield f"Nor of that of {counted(rest, 'command')}, for other reasons; --format json has them all"

    def json(self, options: argparse.Namespace) -> str:
        """The report for programs."""
        document = {
            "schema_version": _SCHEMA_VERSION,
            "tried": self.means.tried.word,
            "services": {
                service: {level.word: counts.get(level, 0) for level in ProofLevel}
                for service, counts in by_service(self.run).items()
            },
            "reasons": [{"level": level.word, "why": why, "commands": n} for n, level, why in reasons(self.run)],
            "below": [each.entry.id for each in self.below],
            "notes": list(self.notes(options)),
            "commands": [_fields(each) for each in self.run],
        }
        return json.dumps(document, indent=1) + "\n"


def _explained(proven: Proven) -> Iterator[str]:
    entry, proof = proven.entry, proven.proof
    yield f"{entry.id}: {proof.level.word}"
    yield f"  {entry.title}"
    yield f"  {entry.location.path}:{entry.location.line}:{entry.location.column}"
    yield from ("", *(f"  {line}" for line in entry.source.splitlines()), "")
    yield from (f"  seen      {each}" for each in proof.evidence)
    yield from (f"  against   {name} {version}" for name, version in proof.against)
    if proof.short_of:
        yield f"  short of  {proof.short_of}"


def _line(proven: Proven) -> str:
    place = f"{proven.entry.location.path}:{proven.entry.location.line}"
    return f"  {place}  {proven.entry.id}  {proven.proof.level.word}: {proven.proof.short_of}"


def _became(renewal: Renewal, options: argparse.Namespace, prove_every: str) -> str:
    """How many proofs a record has, and which of them are not of this run."""
    parts = [counted(len(renewal.record.proofs), "proof")]
    if renewal.fallen:
        names = ", ".join(f"{each.service}/{each.runbook}/{each.command}" for each in renewal.fallen[:3])
        parts.append(f"{len(renewal.fallen):,} lower than before ({names}{', …' if len(renewal.fallen) > 3 else ''})")  # noqa: PLR2004
    if renewal.dropped:
        parts.append(f"{len(renewal.dropped):,} dropped with their texts")
    if renewal.kept:
        old = sum(each.is_old(today_of(options), prove_every) for each in renewal.kept)
        parts.append(
            f"{len(renewal.kept):,} kept from earlier runs" + (f" ({old:,} older than {prove_every})" if old else "")
        )
    return ", ".join(parts)


def _fields(proven: Proven) -> dict[str, object]:
    entry, proof = proven.entry, proven.proof
    return {
        "id": entry.id,
        "service": entry.service,
        "runbook": entry.runbook,
        "fingerprint": entry.fingerprint,
        "risk": entry.risk,
        "path": entry.location.path,
        "line": entry.location.line,
        "level": proof.level.word,
        "against": dict(proof.against),
        "evidence": proof.evidence,
        "short_of": proof.short_of,
    }
