"""Commands filled in as a page does it, in a real browser."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import runbook_site.site
from runbook_site.catalog.slots import filled, slots
from runbook_site.site.shown_command import shown_source
from tests.browser.quoting_cases import IN_PSQL, IN_SHELL, SHELL
from tests.site.conftest import context_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import Page

    from runbook_site.catalog.entry import Entry
    from tests.browser.quoting_cases import Case

_SCRIPTS = Path(runbook_site.site.__file__).parent / "assets" / "scripts"
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class Filled:
    """A command with a value in it, as the browser filled it in."""

    case: Case
    value: str
    text: str

    @property
    def expected(self) -> str:
        """What it has to print."""
        return self.case.form.replace("%s", self.value)


def _units(value: str) -> list[int]:
    """A text for the browser: halves of characters would not come through as they are."""
    return list(memoryview(value.encode("utf-16-le", "surrogatepass")).cast("H"))


class Reader:
    """Fills commands in as a page does, in a real browser."""

    def __init__(self, page: Page, folder: Path) -> None:
        """Read the commands of all cases from a runbook."""
        for script in ("dom.js", "quoting.js"):
            page.add_script_tag(content=_SCRIPTS.joinpath(script).read_text())
        self._page = page
        self.entries: dict[Case, Entry] = {}
        blocks = [(case, "bash") for case in (*SHELL, *IN_SHELL)] + [(case, "psql") for case in IN_PSQL]
        text = "\n".join(
            f"# {index}\n\n```{language}\n{case.text}\n```\n" for index, (case, language) in enumerate(blocks)
        )
        (folder / "ops").mkdir()
        (folder / "ops" / "all.md").write_text(f"# All\n\n{text}")
        entries = context_of(folder).catalog.entries
        for (case, _), entry in zip(blocks, entries, strict=True):
            assert entry.source == case.text
            self.entries[case] = entry

    def fill(self, cases: Sequence[Case], values: Sequence[str]) -> list[Filled]:
        """Every case with every value that can stand there.

        Python has to say the same of each, and only those may be refused that cannot stand there.
        """
        sources = [str(shown_source(self.entries[case])) for case in cases]
        made = self._page.evaluate(_FILL, [sources, [_units(value) for value in values]])
        found = []
        for case, row in zip(cases, made, strict=True):
            entry = self.entries[case]
            names = [variable.name for variable in entry.variables]
            for value, (text, still_open, refused) in zip(values, row, strict=True):
                ours = filled(entry.source, slots(entry), dict.fromkeys(names, value))
                theirs = {each["name"]: each["why"] for each in refused}
                assert (text, tuple(still_open), theirs) == (ours.text, ours.open, ours.refused)
                writable = "\0" not in value and not _SURROGATE.search(value) and case.accepts(value)
                assert bool(refused) != writable, (case, value, refused)
                if not refused:
                    found.append(Filled(case, value, text))
        return found

    def quoted(
        self, values: Sequence[str], quoting: Sequence[str], before: str, after: str
    ) -> list[str | dict[str, str]]:
        """What `rbs.quoted` makes of some values: texts, or reasons."""
        arguments = [[_units(value) for value in values], quoting, {"before": before, "after": after}]
        found: list[str | dict[str, str]] = self._page.evaluate(_QUOTE, arguments)
        return found


_QUOTE = """([values, quoting, around]) =>
  values.map((units) => runbookSite.quoted(String.fromCharCode(...units), quoting, around))
    .map((made) => made.text ?? made)"""
_FILL = """([sources, values]) => {
  const texts = values.map((units) => String.fromCharCode(...units));
  return sources.map((html) => {
    const source = document.createElement("code");
    source.innerHTML = html;
    const names = [...source.querySelectorAll(".rbs-slot")].map(({ dataset }) => dataset.name);
    return texts.map((value) => {
      const { text, open, refused } = runbookSite.filled(source, new Map(names.map((name) => [name, value])));
      return [text, open, refused];
    });
  });
}"""
