"""``make bench-accuracy``: prints how many mistakes are found, by kind, and how often sound commands draw a finding.

``--misses KIND`` prints each mutant of a kind that was missed, ``--sound`` what was found on sound commands.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from bench.accuracy.checked import findings_of, text_of
from bench.accuracy.damage import damage
from bench.accuracy.mutators import MEANINGS
from bench.accuracy.sample import read_samples
from bench.accuracy.score import drew, score, tally
from runbook_site.sources.finding import Level

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bench.accuracy.mutant import Form
    from bench.accuracy.sample import Sample
    from bench.accuracy.score import Scored, Tally
    from runbook_site.sources.finding import Finding

_FORMS: tuple[Form, ...] = ("markdown", "yaml")
_FOUND = 0.97
_WRONG = 200


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.accuracy", description=__doc__)
    parser.add_argument(
        "--misses", action="append", default=[], choices=MEANINGS, metavar="KIND", help=f"one of {', '.join(MEANINGS)}"
    )
    parser.add_argument("--sound", action="store_true", help="print every finding on sound commands")
    parser.add_argument("--seed", type=int, default=1, help="decides which damage is done")
    parser.add_argument("--most", type=int, default=500, help="mutants of a kind")
    arguments = parser.parse_args()

    started = time.monotonic()
    samples = read_samples()
    sound = _sound(samples)
    mutants = tuple(damage(samples, arguments.seed, arguments.most))
    found = findings_of([text_of(each.sample.language, each.text, each.form, each.sample.text) for each in mutants])
    scored = [
        score(mutant, sound[mutant.form][mutant.sample.name], findings)
        for mutant, findings in zip(mutants, found, strict=True)
    ]
    _print_kinds(scored)
    _print_sound(samples, sound["markdown"], every=arguments.sound)
    for kind in arguments.misses:
        _print_misses(scored, kind)
    print(f"\n{time.monotonic() - started:.0f} s, seed {arguments.seed}")


def _sound(samples: Sequence[Sample]) -> Mapping[Form, Mapping[str, Sequence[Finding]]]:
    """What is found in samples as they are, in each kind of runbook."""
    return {
        form: dict(
            zip(
                (each.name for each in samples),
                findings_of([text_of(each.language, each.text, form, each.text) for each in samples]),
                strict=True,
            )
        )
        for form in _FORMS
    }


def _print_kinds(scored: Sequence[Scored]) -> None:
    by_kind: dict[str, list[Scored]] = defaultdict(list)
    for each in scored:
        by_kind[each.mutant.kind].append(each)
    print(f"{'kind':<17}{'mutants':>8}{'error':>7}{'warning':>9}{'info':>6}{'missed':>8}{'found':>8}  mostly by")
    for kind, meaning in MEANINGS.items():
        rules = Counter(
            rule for each in by_kind[kind] for rule in each.rules[:1] if each.outcome in {"error", "warning"}
        )
        mostly = ", ".join(rule for rule, _ in rules.most_common(2))
        print(f"{kind:<17}{_row(tally(by_kind[kind]))}  {mostly}  ({meaning})")
    print(f"{'all':<17}{_row(tally(scored))}  aim: {_FOUND:.0%}")
    shares = [tally(each).share for each in by_kind.values()]
    print(f"each kind counted alike: {sum(shares) / len(shares):.1%}")


def _row(counted: Tally) -> str:
    return (
        f"{counted.mutants:>8}{counted.error:>7}{counted.warning:>9}{counted.info:>6}{counted.missed:>8}"
        f"{counted.share:>8.1%}"
    )


def _print_sound(samples: Sequence[Sample], findings: Mapping[str, Sequence[Finding]], *, every: bool) -> None:
    errors, warnings = drew(findings, Level.ERROR), drew(findings, Level.WARNING)
    print(
        f"\n{len(samples)} sound commands: {len(errors)} with an error (aim: at most {len(samples) // _WRONG}), "
        f"{len(warnings)} with a warning"
    )
    for sample in samples if every else ():
        for finding in findings[sample.name]:
            if finding.level is not Level.INFO:
                print(f"\n{sample.name}\n{_indented(sample.text)}\n  {finding.level} {finding.rule}: {finding.message}")


def _print_misses(scored: Sequence[Scored], kind: str) -> None:
    for each in scored:
        if each.mutant.kind == kind and each.outcome in {"info", "missed"}:
            print(f"\n{each.mutant.sample.name}: {each.outcome} {' '.join(each.rules)}\n{_indented(each.mutant.text)}")


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.splitlines())


if __name__ == "__main__":
    main()
