"""A quote, a blank or a dash of a word processor stands in SQL.

## What it does

Reports curly quotes, no-break spaces, characters that nobody sees and dashes in an SQL statement, outside of its texts
and comments. In texts it reports characters that nobody sees.

## Why it hurts

To a database they are letters. A text in curly quotes is the name of a column that does not exist, and two words with
a no-break space between them are one name. A comment behind a long dash is no comment.

## Example

````markdown title="runbook_src/shop/database.md"
# The database is slow

```psql
SELECT pid FROM pg_stat_activity WHERE state = \u2018idle\u2019;
```
````

## Use instead

````markdown title="runbook_src/shop/database.md"
# The database is slow

```psql
SELECT pid FROM pg_stat_activity WHERE state = 'idle';
```
````

## When to leave it

Where a table or column really has such a letter in its name: put the name in double quotes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.shell.paste import SINGLE_QUOTES, code_point
from runbook_site.checks.sql.pasted import Pasted, pasted_in
from runbook_site.checks.sql.statements import PlacedStatement, placed_statements
from runbook_site.checks.sql.syntax import is_sketch
from runbook_site.sources.finding import Edit, Finding, Fix, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Characters that SQL takes for letters."""
    for place in subject.once(placed_statements):
        if is_sketch(place):
            continue
        for pasted in pasted_in(place):
            # What the shell does not have in quotes is the shell's to read, and rules of its family speak of it; of
            # what nobody sees they speak everywhere.
            if pasted.around != "bare" and not (pasted.around and pasted.sign == "unseen"):
                yield _finding(place, pasted)


def _finding(place: PlacedStatement, pasted: Pasted) -> Finding:
    text = place.statement.text
    written = text.text[pasted.start : pasted.end]
    shown = f"{written[0]} ({code_point(written[0])})"
    straight = "'" if written[0] in SINGLE_QUOTES else "' around a text, \" around a name"
    message = {
        "pair": (quote := f"the quote {shown} is a letter to SQL; write {straight}"),
        "quote": quote,
        "blank": f"a no-break space ({code_point(written[0])}) is a letter to SQL; write a space",
        "unseen": f"a character that nobody sees ({code_point(written[0])}) is a letter to SQL; remove it",
        "dash": f"the dash {shown} is a letter to SQL; write -- in front of a comment, - for minus",
    }[pasted.sign]
    return Finding(RULE.name, message, text.span(pasted.start, pasted.end), fix=_fix(place, pasted))


def _fix(place: PlacedStatement, pasted: Pasted) -> Fix | None:
    text = place.statement.text
    span = text.span(pasted.start, pasted.end)
    if pasted.sign == "blank":
        return Fix("write a space", (Edit(span, " " * (pasted.end - pasted.start)),))
    if pasted.sign == "unseen":
        return Fix("remove it", (Edit(span, ""),))
    # Straight quotes would end the shell's, or those of YAML.
    in_quotes = pasted.around not in {"", "heredoc"} or place.path.endswith((".yml", ".yaml"))
    if pasted.sign != "pair" or in_quotes or text.text[pasted.start] not in SINGLE_QUOTES:
        return None
    ends = (text.span(pasted.start, pasted.start + 1), text.span(pasted.end - 1, pasted.end))
    return Fix("write '", tuple(Edit(each, "'") for each in ends))


RULE = Rule("pasted-character", "sql", Level.ERROR, "0.1.0", check)
