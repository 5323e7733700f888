"""What the plugin costs: a build with it, beside plain MkDocs on the same pages already written as Markdown."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from bench.measure import BIN, run, take_turns

if TYPE_CHECKING:
    from pathlib import Path

    from bench.measure import Pair

_COMMON = """\
site_name: Benchmark
docs_dir: {docs}
theme:
  name: material
  font: false
  features: [navigation.prune, navigation.indexes]
markdown_extensions: [admonition, attr_list, tables, toc]
"""
_NOT_IN_NAV = "not_in_nav: /runbooks/rules/*\n"
"""As with the plugin: the same navigation on every page."""


def measure_build(source: Path, work: Path, runs: int) -> Pair:
    """Build the site of a folder of runbooks in both ways.

    Args:
        source: The runbooks.
        work: An empty folder to work in.
        runs: How many builds of each kind are counted.
    """
    empty = work / "docs"
    empty.mkdir(parents=True)
    pages = work / "pages"
    run([BIN / "runbook-site", "build", source, "--out", pages])
    ours = work / "ours.yml"
    ours.write_text(
        _COMMON.format(docs=empty) + f"plugins:\n  - search\n  - runbook-site:\n      source: {source.resolve()}\n"
    )
    theirs = work / "theirs.yml"
    theirs.write_text(_COMMON.format(docs=pages) + _NOT_IN_NAV + "plugins: [search]\n")
    site = work / "site"

    def build(config: Path) -> list[str | Path]:
        return [BIN / "mkdocs", "build", "--quiet", "--config-file", config, "--site-dir", site]

    return take_turns(build(ours), build(theirs), runs, lambda: shutil.rmtree(site, ignore_errors=True))
