"""Files that the tool wrote itself, and that somebody or something may have damaged since."""

from __future__ import annotations

import lzma
import tempfile
from contextlib import suppress
from pathlib import Path

from runbook_site.checks.baseline import baseline_json, compare, read_baseline
from runbook_site.checks.cache import Cache
from runbook_site.grammars.encoding import GrammarError, dump, load
from runbook_site.sources.error import RunbookSiteError


def baseline(data: bytes) -> None:
    """A baseline: an error that names it, or entries that are written as they were read."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "baseline.json")
        file.write_bytes(data)
        with suppress(RunbookSiteError):
            entries = read_baseline(file)
            compare(entries, (), {}, frozenset(entry.path for entry in entries))
            file.write_text(baseline_json(entries), encoding="utf-8", errors="surrogatepass")


def cache(data: bytes) -> None:
    """A cache: what is damaged counts as missing, and the file is written anew."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "runbook-site", "project.json")
        file.parent.mkdir()
        file.write_bytes(data)
        kept = Cache(file)
        assert kept.get("shellcheck 1", "echo $x\n") is None
        kept.put("shellcheck 1", "echo $x\n", [])
        kept.save()
        assert Cache(file).get("shellcheck 1", "echo $x\n") == []


def grammar_file(data: bytes) -> None:
    """A grammar, compressed or not: an error that says so, or one that survives its file."""
    for written in (data, lzma.compress(data, preset=0)):
        with suppress(GrammarError):
            dump(load(written))
