"""A runbook says of itself that it is not finished.

## What it does

Reports `TODO`, `TBD`, `TBA`, `TBC` and `FIXME` in the text of a runbook, and lines and cells of tables that hold
nothing but `To be written`, `Coming soon` or the like, unless the runbook is a draft. Code, comments and what stands
between backticks are left alone. One finding stands for all places of a runbook.

## Why it hurts

It shows at the line that was needed: the contact to call, the command that mends it.

## Example

```markdown title="runbook_src/shop/look.md"
# The shop is slow

If it does not recover, call the database team: TBD.
```

## Use instead

```markdown title="runbook_src/shop/look.md"
# The shop is slow

If it does not recover, call the database team: extension 4711.
```

## When to leave it

While it is being written: set `status: draft`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.model.document import RunbookDocument

_UNFINISHED = re.compile(
    r"""(?<![\w./\#-])(?P<sign>TODO|TBD|TBA|TBC|FIXME)(?![\w/-]|\.\w)
    | (?:^|\|)[ \t>*\#_+\d.()\[\]-]{0,40}+(?P<phrase>
        to[ ]be[ ](?:added|written|done|completed|defined|determined|decided|documented|announced|confirmed|filled[ ]in)
        |(?-i:TO[ ]WRITE(?=:|[ \t]*+$)|To[ ]write:?(?=[ \t]*+$))|todo|tbd|coming[ ]soon|work[ ]in[ ]progress|wip
        )(?:(?<=TO[ ]WRITE):[^\n|]{0,200})?[ \t*_.!…:)\]]*+(?=\||$)""",
    re.VERBOSE | re.MULTILINE | re.IGNORECASE,
)
_HINTS = ("todo", "to be ", "to write", "tbd", "tba", "tbc", "fixme", "coming soon", "work in progress", "wip")
"""In what has none of these there is no gap: a quick look at the whole spares most files the slow one."""
_UNREAD = re.compile(r"<!--(?:(?!-->).){0,20000}+(?:-->)?|`[^`\n]{1,400}`", re.DOTALL)
"""What readers of a page do not see, and what is code between words."""
_COMMENT = re.compile(r"(?:^|(?<=\s))#[^\n]*")
"""Of YAML."""


def check(subject: Subject) -> Iterator[Finding]:
    """Runbooks in use with gaps that their authors marked."""
    for document in subject.project.library.runbooks:
        small = document.source.text.lower()
        if document.runbook.status != "active" or not any(hint in small for hint in _HINTS):
            continue
        found = [match for match in _UNFINISHED.finditer(_text_of(document)) if _counts(match)]
        if found:
            start, end = found[0].span(found[0].lastgroup or 0)
            also = f", and {len(found) - 1} more of the kind" if len(found) > 1 else ""
            message = (
                f"'{document.source.text[start:end]}' marks what is still to be written{also}; "
                "write it, take it out, or set 'status: draft'"
            )
            yield Finding(RULE.name, message, document.source.span(start, end))


def _counts(match: re.Match[str]) -> bool:
    """Whether a sign stands in capitals: ``todo`` is a word of its own in the middle of a sentence."""
    return match["sign"] is None or match["sign"].isupper()


def _text_of(document: RunbookDocument) -> str:
    """The file's text, equally long, with blanks for code and comments."""
    source = document.source
    parts: list[str] = []
    at = 0
    for block in sorted(document.blocks, key=lambda each: each.span):
        start, end = source.offset(block.span.start), source.offset(block.span.end)
        parts += (source.text[at:start], _blank(source.text[max(at, start) : end]))
        at = max(at, end)
    text = "".join((*parts, source.text[at:]))
    return (_UNREAD if document.form == "markdown" else _COMMENT).sub(lambda match: _blank(match[0]), text)


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)


RULE = Rule("unfinished-text", "runbook", Level.WARNING, "0.1.0", check)
