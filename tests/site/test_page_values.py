"""What a page asks its reader for."""

from __future__ import annotations

import html
import json
from typing import TYPE_CHECKING

from runbook_site.model.runbook import Message
from runbook_site.model.variable import Variable
from runbook_site.site.page_values import declaration, page_values
from runbook_site.site.shown_message import shown_message
from tests.site.conftest import context_of

if TYPE_CHECKING:
    from tests.conftest import WriteFiles

_RUNBOOK = """\
---
title: Restart
variables:
  ns: {type: identifier, description: The namespace}
  unused: {description: In a message alone}
---

```bash
kubectl -n "$ns" delete pod <my-pod>; echo "$HOME"
```
"""


def test_asks_for_what_is_declared_and_what_commands_need(write_files: WriteFiles) -> None:
    """Declared values come first; a placeholder that nobody declared has a field as well, and the environment none."""
    context = context_of(write_files({"ops/restart.md": _RUNBOOK}))
    (document,) = context.library.runbooks
    values = page_values(context.entries_of(document), document.runbook)
    assert list(values) == ["ns", "unused", "my_pod"]
    assert values["ns"].type == "identifier"
    assert values["my_pod"].type == "string"


def _read(variable: Variable) -> object:
    return json.loads(html.unescape(str(declaration(variable))) or "{}")


def test_says_what_a_field_has_to_know() -> None:
    """Whatever an author writes, the attribute holds it as data."""
    odd = "\"'<b>&{{ x }}\u202e\n\\"
    variable = Variable(type="choice", description="x", choices=("a", "b"), pattern="[ab]", default=odd)
    expected = {
        "pattern": "[ab]",
        "choices": ["a", "b"],
        "default": odd,
    }
    assert _read(variable) == expected
    assert not set("\"'<>{}\n") & set(str(declaration(variable)))
    assert not declaration(Variable(description="x", example="y"))


def test_pattern_that_takes_too_long_is_not_handed_out() -> None:
    """A browser is not made to wait by what an author wrote."""
    assert _read(Variable(description="x", pattern="(a+)+b")) == {}
    assert _read(Variable(description="x", pattern="(unclosed")) == {}


def test_marks_the_values_of_a_message() -> None:
    """Names that have a field are marked, secrets and all other text stay as they are."""
    message = Message(
        id="down",
        title="Down",
        audience="all",
        text="$since ${pod}s cost $5, $token, $nobody <b> $since_then\n",
        variables={"since": Variable(description="x"), "token": Variable(type="secret", description="x")},
    )
    shown = shown_message(message, {"pod": Variable(description="x")})
    assert shown.count("<var") == 2
    assert 'data-name="since"' in shown
    assert 'data-name="pod"' in shown
    assert shown.count('data-quoting="text"') == 2
    assert html.unescape(str(shown.striptags())) == message.text.removesuffix("\n")
