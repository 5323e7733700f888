"""A variable whose value may have blanks stands without quotes.

## What it does

Reports `$name` outside of quotes, among the words of a command, where the variable is declared and its type, its
`choices` or its `pattern` allow a blank in the value. Numbers, hosts, identifiers and durations have none and are not
reported.

## Why it hurts

`rm -r $folder` with the value `old files` deletes `old` and `files`.

## Example

```yaml title="runbook_src/shop/look.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
variables:
  report:
    type: path
    description: The report that the alert names.
diagnosis:
  - title: Look at the report
    commands:
      - title: Show its first lines
        run: head $report
        risk: read
```

## Use instead

```yaml title="runbook_src/shop/look.yml"
title: Restart the shop
owner: shop
reviewed: {on: 2026-11-01, by: shop on-call}
variables:
  report:
    type: path
    description: The report that the alert names.
diagnosis:
  - title: Look at the report
    commands:
      - title: Show its first lines
        run: head "$report"
        risk: read
```

## When to leave it

Where the value is meant to become several words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.checks.pattern import matches_whole
from runbook_site.checks.rule import Rule
from runbook_site.checks.variable.variable_scope import declared
from runbook_site.snippets.calls import SUBSTITUTIONS
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.model.variable import Variable
    from runbook_site.snippets.calls import Call
    from runbook_site.snippets.word import Word, WordPart

_MAY_HAVE_BLANKS = frozenset({"string", "path", "timestamp", "secret"})
_DECLARING = frozenset({"export", "declare", "typeset", "local", "readonly"})
_SAMPLES = ("a b", "A B", "1 2", "a b c", "my name", "2026-11-21 10:00", "2026-11-21 10:00:00", "a 1", "/a b", "/a/b c")
_PLAIN_USE = re.compile(r"\$\w+|\$\{\w+(?::?\?[^}]*)?\}")


def check(subject: Subject) -> Iterator[Finding]:
    """Declared variables that the shell may split."""
    for runbook in subject.project.runbooks:
        known = declared(subject.project.library, runbook.document)
        splitting = {name for name, variable in known.items() if variable is not None and _may_have_blanks(variable)}
        if not splitting:
            continue
        for call in runbook.calls:
            if call.tool != "[[" and not set(call.invocation.via) - SUBSTITUTIONS:
                for word, part in _bare_parts(call):
                    if part.value in splitting and not _is_assignment(call, word):
                        span = call.invocation.text.span(part.start, part.end)
                        instead = f'"{part.text}"'
                        message = f"a value of '{part.value}' may have blanks, and is split at them; write {instead}"
                        yield Finding(RULE.name, message, span, alternatives=(instead,))


def _bare_parts(call: Call) -> Iterator[tuple[Word, WordPart]]:
    for word in call.invocation.argv[1:]:
        for part in word.parts:
            if part.kind == "variable" and part.quoting == "bare" and _PLAIN_USE.fullmatch(part.text):
                yield word, part


def _is_assignment(call: Call, word: Word) -> bool:
    """Whether a word is ``name=$x`` behind ``export`` and the like, which splits nothing."""
    return call.tool in _DECLARING and re.match(r"[A-Za-z_]\w*\+?=", word.text) is not None


def _may_have_blanks(variable: Variable) -> bool:
    if variable.type == "choice":
        return any(" " in choice for choice in variable.choices)
    if variable.choices:
        return any(" " in choice for choice in variable.choices)
    if variable.pattern is not None:
        # Nothing is said where it is not certain: a pattern is tried with a few values.
        return any(matches_whole(variable.pattern, sample) for sample in _SAMPLES)
    return variable.type in _MAY_HAVE_BLANKS


RULE = Rule("unquoted-variable", "variable", Level.WARNING, "0.1.0", check)
