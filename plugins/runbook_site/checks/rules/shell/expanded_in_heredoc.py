r"""A heredoc writes a script whose variables are expanded before it is written.

## What it does

Reports `$NAME` in a heredoc without quotes around its delimiter where the text is a script that sets the variable
itself, `$1` and `$@` in a script, and names that only the reader of the file fills in: `$MAINPID` of systemd,
`$remote_addr` and `$request_uri` of nginx.

## Why it hurts

The shell puts its own value in, which is mostly empty. The script that arises works on `/backup/.tgz`, and the file of
settings sends an empty header.

## Example

````markdown title="runbook_src/shop/backup.md"
# Back the shop up every night

```sh
cat > /usr/local/bin/backup-shop <<EOF
#!/bin/sh
DAY=\$(date +%F)
tar -czf "/srv/backup/shop-$DAY.tgz" /srv/shop
EOF
```
````

## Use instead

````markdown title="runbook_src/shop/backup.md"
# Back the shop up every night

```sh
cat > /usr/local/bin/backup-shop <<'EOF'
#!/bin/sh
DAY=$(date +%F)
tar -czf "/srv/backup/shop-$DAY.tgz" /srv/shop
EOF
```
````

## When to leave it

Where the value of this shell is meant: set the variable above the heredoc.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from runbook_site.checks.rule import Rule
from runbook_site.checks.variable.variable_scope import declared, names_set
from runbook_site.snippets.tool import words_of
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.rule import Subject
    from runbook_site.snippets.invocation import Heredoc
    from runbook_site.snippets.project import RunbookSnippets
    from runbook_site.snippets.snippet import Chunk, Snippet

_USE = re.compile(r"(?<!\\)\$(?:\{(?P<braced>[A-Za-z_]\w*|[1-9@*#])\}|(?P<name>[A-Za-z_]\w*|[1-9@*#]))")
_SETS = re.compile(
    r"^[ \t]*(?:(?:export|local|readonly|declare)[ \t]+)?(?P<set>[A-Za-z_]\w*)="
    r"|\bfor[ \t]+(?P<loop>[A-Za-z_]\w*)[ \t]+in\b",
    re.MULTILINE,
)
_IN_VALUE = re.compile(r"[^\s;\"]*|\"[^\"\n]*")
"""What stands between a name that is set and a use in its value."""
_SHEBANG = re.compile(r"\s*#!")
_FUNCTION = re.compile(r"^[ \t]*(?:function[ \t]+[\w:.-]+|[\w:.-]+[ \t]*\([ \t]*\))[ \t\n]*[{(]", re.MULTILINE)
_OTHERS = words_of(
    "MAINPID remote_addr proxy_add_x_forwarded_for request_uri http_upgrade http_host document_root "
    "fastcgi_script_name binary_remote_addr connection_upgrade"
)
"""What systemd and nginx fill in. Sources: systemd.service(5), the indexes of variables of nginx."""
_RUN = words_of("ssh bash sh zsh ksh dash")


def check(subject: Subject) -> Iterator[Finding]:
    """Variables of a script that is still to be written."""
    for runbook in subject.project.runbooks:
        known = set(declared(subject.project.library, runbook.document))
        yield from _too_early(runbook, known)


def _too_early(runbook: RunbookSnippets, known: set[str]) -> Iterator[Finding]:
    """The first such variable of each heredoc of a runbook.

    Args:
        runbook: The runbook.
        known: Names that have a value; those that its commands set are added.
    """
    for snippet, chunk in runbook.chunks:
        inside = frozenset(_names_set_inside(chunk))
        known.update(names_set(_outermost(chunk)))
        known.update(use.name for use in chunk.variables if use.assigned_here and use.name not in inside)
        for invocation in chunk.invocations:
            for redirect in invocation.redirects:
                heredoc = redirect.heredoc
                if heredoc is None or heredoc.quoted or invocation.via[:1] in {("ssh",), ("$()",)}:
                    continue
                found = _first_use(heredoc, known, has_values=_has_values(snippet), runs=invocation.tool in _RUN)
                if found is not None:
                    word = heredoc.delimiter
                    message = (
                        f"'{found[0]}' gets its value before the text is written; write <<'{word}', or \\{found[0]}"
                    )
                    yield Finding(RULE.name, message, heredoc.body.span(found.start(), found.end()))


def _outermost(chunk: Chunk) -> Chunk:
    """A chunk without the commands that others run."""
    return replace(chunk, invocations=tuple(each for each in chunk.invocations if not each.via))


def _names_set_inside(chunk: Chunk) -> Iterator[str]:
    """Names that the commands set that others run, such as those in a heredoc for `bash`."""
    for each in chunk.invocations:
        if each.via:
            yield from (assignment.name for assignment in each.assignments)


def _first_use(heredoc: Heredoc, known: set[str], *, has_values: bool, runs: bool) -> re.Match[str] | None:
    """The first variable that belongs to what is written, and is expanded before that."""
    text = heredoc.body.text
    set_at: dict[str, int] = {}
    for each in _SETS.finditer(text):
        set_at.setdefault(each["set"] or each["loop"], each.end())
    uses = [(use["name"] or use["braced"], use) for use in _USE.finditer(text)]
    placed = [(set_at[name], use.start(), name) for name, use in uses if name in set_at]
    handed_in = {name for end, at, name in placed if at < end or _IN_VALUE.fullmatch(text, end, at)}
    is_script = _SHEBANG.match(text) is not None
    for name, use in uses:
        if not name[0].isalpha() and name[0] != "_":
            if is_script and not has_values:
                return use
        elif name in known or name in handed_in:
            continue
        elif name in _OTHERS or ((is_script or runs) and set_at.get(name, len(text)) <= use.start()):
            return use
    return None


def _has_values(snippet: Snippet) -> bool:
    """Whether a block has values of its own behind ``$1``."""
    text = snippet.block.text.text
    return _SHEBANG.match(text) is not None or _FUNCTION.search(text.partition("<<")[0]) is not None


RULE = Rule("expanded-in-heredoc", "shell", Level.WARNING, "0.1.0", check)
