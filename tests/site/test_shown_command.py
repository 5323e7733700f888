"""The text of a command on a page."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest

from runbook_site.catalog.slots import Slot
from runbook_site.model.variable import Variable
from runbook_site.site.shown_command import defaults, shown_source, shown_text
from tests.site.conftest import context_of

if TYPE_CHECKING:
    from runbook_site.snippets.snippet import VariableContext
    from tests.conftest import WriteFiles


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.slots: list[dict[str, str | None]] = []
        self.written: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "var":
            self.slots.append(dict(attrs))
            self.written.append("")
            self._inside = True

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "var"

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._inside:
            self.written[-1] += data


_SOURCE = """\
# Restart

```bash
# Restart one
kubectl -n "$ns" delete pod ${pod:-"$other"} <my-pod>
```

```bash
# Count them
n=1; psql -c "SELECT '$app', $n" > "${file%$end}"
```
"""


def test_marks_values_and_keeps_the_text(write_files: WriteFiles) -> None:
    """Every value to fill in is marked by name and quoting, and the text is what it was."""
    folder = write_files({"ops/restart.md": _SOURCE})
    entry, _ = context_of(folder).catalog.entries
    shown = shown_source(entry)
    reader = _Text()
    reader.feed(str(shown))
    assert reader.text == entry.source
    assert [slot["data-name"] for slot in reader.slots] == ["ns", "pod", "my_pod"]
    assert reader.slots[0] == {"class": "rbs-slot", "data-name": "ns", "data-quoting": "double"}
    assert reader.written == ["$ns", '${pod:-"$other"}', "<my-pod>"]
    assert ">&#60;my-pod&#62;</var>" in shown


def test_what_the_text_sets_is_no_place_and_what_is_made_of_a_value_stays(write_files: WriteFiles) -> None:
    """A second value inside of `${file%…}` is a place of its own; the text around it is not replaced."""
    folder = write_files({"ops/restart.md": _SOURCE})
    _, entry = context_of(folder).catalog.entries
    reader = _Text()
    reader.feed(str(shown_source(entry)))
    assert reader.text == entry.source
    assert [slot["data-quoting"] for slot in reader.slots] == ["double sql_literal", "assigned", "double expansion"]
    assert reader.written == ["$app", "${file%", "$end"]


@pytest.mark.parametrize(
    ("declared", "value"),
    [
        ({"type": "identifier", "default": "eu-west-1"}, "eu-west-1"),
        ({"type": "string", "default": "it's $HOME"}, "it's $HOME"),
        ({"type": "integer", "default": "3"}, "3"),
        ({"type": "integer", "default": "three"}, None),
        ({"type": "choice", "choices": ["a", "b"], "default": "b"}, "b"),
        ({"type": "choice", "choices": ["a", "b"], "default": "c"}, None),
        ({"type": "identifier", "pattern": "[a-z]+", "default": "a1"}, None),
        ({"type": "string", "pattern": "(a+)+b", "default": "a" * 40}, None),
        ({"type": "string", "default": "a\u202eb"}, None),
        ({"type": "url", "default": "https://shop.example"}, None),
        ({"type": "string"}, None),
    ],
)
def test_a_default_that_is_right_beyond_doubt_is_written_at_once(declared: dict[str, Any], value: str | None) -> None:
    """Any other waits for the script that checks values."""
    variable = Variable(description="d", **declared)
    assert defaults({"x": variable, "y": None}) == ({} if value is None else {"x": value})


def test_a_default_is_quoted_for_its_place() -> None:
    """Each place has what means the default there; one that cannot hold it has nothing."""
    text = "a $x \"$x\" '$x' `$x` $x"
    quotings: list[tuple[VariableContext, ...]] = [("bare",), ("double",), ("single",), ("backticks",), ("assigned",)]
    at = [index for index in range(len(text)) if text.startswith("$x", index)]
    places = [Slot("x", quoting, start, start + 2) for quoting, start in zip(quotings, at, strict=True)]
    html = shown_text(text, places, {"x": "it's $HOME"})
    assert [unescape(each) for each in re.findall(r'data-filled="([^"]*)"', html)] == [
        "'it'\\''s $HOME'",
        "it's \\$HOME",
        "it'\\''s $HOME",
    ]
