"""A placeholder stands in a command of a YAML runbook.

## What it does

Reports `<pod>`, `{{pod}}`, `[pod]`, `YOUR_POD` and every other spelling of a value to fill in, in commands of YAML
runbooks, with the variable to write instead. Where a variable of that name is declared, the change can be made by
itself.

## Why it hurts

The page asks for the value of a variable, checks and quotes it, and hands over no command without it. A placeholder
is copied as it is; to a shell, `<pod>` is a file to read from.

## Example

```yaml title="runbook_src/shop/look.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
diagnosis:
  - title: Look at the logs
    commands:
      - title: Show the last lines
        run: tail -n 20 /var/log/shop/<machine>.log
        risk: read
```

## Use instead

```yaml title="runbook_src/shop/look.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
variables:
  machine:
    type: host
    description: The machine that the alert names.
diagnosis:
  - title: Look at the logs
    commands:
      - title: Show the last lines
        run: tail -n 20 "/var/log/shop/$machine.log"
        risk: read
```

## When to leave it

Where the brackets belong to the tool: allow the rule at the command, with the reason.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.checks.fixable import is_verbatim, stands_as_it_reads
from runbook_site.checks.rule import Rule
from runbook_site.checks.variable.variable_scope import declared
from runbook_site.sources.finding import Edit, Finding, Fix, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.model.variable import Variable
    from runbook_site.snippets.snippet import Chunk, Snippet, VariableUse

_NAME_GOES_ON = re.compile(r"[A-Za-z0-9_\[]")
_IN_ONE_WORD = frozenset({"integer", "host", "identifier", "duration"})
"""Types whose values need no quotes."""


def check(subject: Subject) -> Iterator[Finding]:
    """Placeholders in commands of YAML runbooks."""
    for runbook in subject.project.runbooks:
        if runbook.document.form != "yaml":
            continue
        known = declared(subject.project.library, runbook.document)
        for snippet, chunk in runbook.chunks:
            for use in chunk.variables:
                if use.syntax == "placeholder":
                    yield _finding(snippet, chunk, use, known)


def _finding(snippet: Snippet, chunk: Chunk, use: VariableUse, known: dict[str, Variable | None]) -> Finding:
    name = _declared_name(use.name, known)
    written = _as_variable(chunk, use, name or use.name)
    if name is None:
        message = f"'{use.text}' is copied as it is; declare '{use.name}' under 'variables', and write {written}"
        return Finding(RULE.name, message, use.span, alternatives=(written,))
    message = f"'{use.text}' is copied as it is; '{name}' is declared, so write {written}"
    fix = _fix(snippet, use, name, known[name])
    return Finding(RULE.name, message, use.span, alternatives=(written,), fix=fix)


def _declared_name(name: str, known: dict[str, Variable | None]) -> str | None:
    """The declared variable that a placeholder means: of the same name, in whatever case."""
    if name in known:
        return name
    same = [each for each in known if each.lower() == name]
    return same[0] if len(same) == 1 else None


def _as_variable(chunk: Chunk, use: VariableUse, name: str) -> str:
    if chunk.language == "shell":
        # A shell fills in nothing in single quotes: they end in front of it, and begin again behind it.
        return f"'\"${name}\"'" if use.outermost == "single" else f"${name}"
    quote = {"sql_literal": "'", "sql_identifier": '"'}.get(use.innermost, "")
    return f":{quote}{name}{quote}"


def _fix(snippet: Snippet, use: VariableUse, name: str, variable: Variable | None) -> Fix | None:
    """The change, where the shell is sure to fill in the value and no quotes are missing."""
    in_one_word = variable is not None and variable.type in _IN_ONE_WORD
    safe = use.outermost == "double" or (use.outermost == "bare" and in_one_word)
    block = snippet.block
    if snippet.language != "shell" or not safe or not stands_as_it_reads(block):
        return None
    if not is_verbatim(block, use.span, use.text):
        return None
    source = block.text.source
    at = source.offset(use.span.end)
    goes_on = _NAME_GOES_ON.match(source.text[at : at + 1]) is not None
    return Fix(f"use the variable '{name}'", (Edit(use.span, f"${{{name}}}" if goes_on else f"${name}"),))


RULE = Rule("placeholder-left", "variable", Level.WARNING, "0.1.0", check)
