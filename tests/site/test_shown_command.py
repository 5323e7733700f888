"""The text of a command on a page."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING

from runbook_site.site.shown_command import shown_source
from tests.site.conftest import context_of

if TYPE_CHECKING:
    from tests.conftest import WriteFiles


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""

    def handle_data(self, data: str) -> None:
        self.text += data


_SOURCE = """\
# Restart

```bash
# Restart one
kubectl -n "$ns" delete pod ${pod:-"$other"} <my-pod>
```
"""


def test_marks_values_and_keeps_the_text(write_files: WriteFiles) -> None:
    """Every value to fill in is marked by name, and the text is what it was."""
    folder = write_files({"ops/restart.md": _SOURCE})
    (entry,) = context_of(folder).catalog.entries
    shown = shown_source(entry)
    reader = _Text()
    reader.feed(str(shown))
    assert reader.text == entry.source
    assert '<var data-name="ns">' in shown
    assert '<var data-name="my_pod">&#60;my-pod&#62;</var>' in shown
