"""``make bench``: prints ratios; fails on none of them.

``make bench CORPUS=path`` measures the check over another folder of Markdown than the generated one.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from bench.build_ratio import measure_build
from bench.catalog_speed import measure_catalog
from bench.check_ratio import measure_check, measure_warm
from bench.corpus import write_corpus
from bench.measure import BIN, run
from bench.neighbours import neighbours
from bench.page_weight import measure_weight
from bench.proof_speed import measure_proofs
from bench.sandbox import measure_sandbox
from runbook_site.checks.rule import STRUCTURE
from runbook_site.proofs.sandbox.offer import offers

SOURCE = Path("runbook_src")
PAGES = 270
RUNS = 5
COMMANDS = 10_000


def main() -> None:
    """Measure, and print."""
    with tempfile.TemporaryDirectory(prefix="runbook-site-bench-") as folder:
        work = Path(folder)
        os.environ["XDG_CACHE_HOME"] = str(work / "cache")
        corpus = Path(os.environ.get("CORPUS") or work / "corpus")
        if not corpus.exists():
            write_corpus(SOURCE, corpus, PAGES)

        print("start-up")
        start = [run([BIN / "runbook-site", "--help"]).seconds for _ in range(RUNS)]
        print(f"  runbook-site --help, median of {RUNS:<18} {sorted(start)[RUNS // 2]:6.2f} s\n")

        for what, families, aim in (
            ("reading, splitting and structure", STRUCTURE, "1.0"),
            ("all families", None, "1.5"),
        ):
            pair, fences = measure_check(corpus, work / f"check-{aim}", RUNS, families)
            print(
                f"check of {corpus}, {what}, beside one ShellCheck process over its {fences} shell fences; aim: {aim}"
            )
            print(pair.describe("runbook-site check", "shellcheck"), "\n")

        print(f"check of {corpus} again, beside one that knows of no former run; aim: 0.2")
        print(
            measure_warm(corpus, work / "warm", RUNS).describe("runbook-site check, again", "…, for the first time"),
            "\n",
        )

        print(f"others over {corpus}, one run each; they let ShellCheck read the fences that have a language")
        for name, cost in neighbours(corpus, work / "neighbours"):
            print(f"  {name:<44} {cost if isinstance(cost, str) else f'{cost.seconds:6.2f} s'}")
        print()

        for source in (SOURCE, corpus):
            print(f"site of {source}, beside plain MkDocs on the pages already written; aim: at most 1.2")
            pair = measure_build(source, work / f"build-{source.name}", RUNS)
            print(pair.describe("mkdocs build with runbook-site", "mkdocs build of written Markdown"), "\n")

        catalog = measure_catalog(SOURCE, work / "catalog", COMMANDS, RUNS)
        if isinstance(catalog, str):
            print(f"catalog of {COMMANDS} commands: not measured, {catalog}")
        else:
            print(f"catalog of {catalog.commands} commands, varied from {SOURCE}, in Chromium\n{catalog.describe()}\n")

        weight = measure_weight(SOURCE, work / "weight")
        what = "page of a runbook with all that its first visit loads, compressed"
        print(f"{what}: not measured, {weight}" if isinstance(weight, str) else f"{what}\n{weight.describe()}")

        print("\nsandboxes, medians")
        for offer in offers():
            cost = measure_sandbox(offer.kind, 5 * RUNS).describe() if offer.usable else f"  not offered: {offer.why}"
            print(f" {offer.kind}\n{cost}")

        proofs = measure_proofs(SOURCE, work / "proofs", RUNS)
        print(
            f"proofs: not measured, {proofs}" if isinstance(proofs, str) else f"proofs of {SOURCE}\n{proofs.describe()}"
        )


if __name__ == "__main__":
    main()
