"""Levels are set for files or a service that do not exist.

## What it does

Reports a pattern under `check.overrides` in `site.yml` that no file below the folder of `site.yml` has the path for,
and a service there that no folder is named after.

## Why it hurts

The levels count nowhere, and the files that were meant are checked like all others. Often the pattern begins at the
top of the repository: it has to begin at the folder of `site.yml`. Or the folder was renamed, and the exception that
was made for it is no longer needed.

## Example

```yaml title="runbook_src/site.yml"
teams:
  shop: {name: Shop}
check:
  overrides:
    - paths: [runbook_src/shop/archive/]
      levels: {prompt-in-commands: off}
```

```yaml title="runbook_src/shop/archive/restart.yml"
title: Restart the shop
reviewed: {on: 2026-11-01, by: shop on-call}
procedure:
  - title: Restart the web server
```

## Use instead

```yaml title="runbook_src/site.yml"
teams:
  shop: {name: Shop}
check:
  overrides:
    - paths: [shop/archive/]
      levels: {prompt-in-commands: off}
```

```yaml title="runbook_src/shop/archive/restart.yml"
title: Restart the shop
reviewed: {on: 2026-11-01, by: shop on-call}
procedure:
  - title: Restart the web server
```

## When to leave it

While the files are on their way: with a suppression that says when they come.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.checks.files_of_site import FilesOfSite
from runbook_site.checks.nearest import hint, nearest
from runbook_site.checks.override_reach import reach_of_disk, reach_of_what_was_read
from runbook_site.checks.place import place_of
from runbook_site.checks.rule import Rule
from runbook_site.sources.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.checks.override_reach import Reach
    from runbook_site.checks.rule import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Overrides that are about nothing."""
    library = subject.project.library
    overrides = library.site.site.check.overrides
    if not overrides:
        return
    read = reach_of_what_was_read(library, FilesOfSite(library))
    if any(_missed(read, subject)):
        there = reach_of_disk(library)
        if there.whole:
            known = sorted(read.services)
            missed_by_both = set(_missed(read, subject)) & set(_missed(there, subject))
            for field, at, number, name in sorted(missed_by_both):
                is_path = field == "paths"
                message = (
                    f"no file has the path '{name}' below the folder of site.yml, where patterns begin"
                    if is_path
                    else f"there is no service '{name}'{hint(name, known)}"
                )
                span = place_of(library.site, "check", "overrides", at, field, number)
                yield Finding(RULE.name, message, span, alternatives=() if is_path else nearest(name, known))


def _missed(reach: Reach, subject: Subject) -> Iterator[tuple[str, int, int, str]]:
    """What overrides name and is not there: the field, the place of the override, the place in it, the name."""
    for at, override in enumerate(subject.project.library.site.site.check.overrides):
        for number, pattern in enumerate(override.paths):
            if not reach.has_file(pattern):
                yield "paths", at, number, pattern
        for number, service in enumerate(override.services):
            if service not in reach.services:
                yield "services", at, number, service


RULE = Rule("unused-override", "suppression", Level.WARNING, "0.1.0", check)
