"""Where the values of a command come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.catalog.build import build_catalog
from runbook_site.snippets.project import read_project

if TYPE_CHECKING:
    from pathlib import Path

_PAGE = """\
# Drain a node

Choose it:

```bash
export NODE="$(kubectl get nodes -o name | head -n 1)"
echo "$(INSIDE=1; date)"
```

Drain it:

```bash
kubectl drain "$NODE" --timeout "$LIMIT" "$INSIDE" <NODE>
```
"""


def test_what_a_command_above_sets_is_not_asked_for(tmp_path: Path) -> None:
    """Who follows a runbook has what its earlier commands set; nobody has what a subshell set, or a placeholder."""
    (tmp_path / "drain.md").write_text(_PAGE, encoding="utf-8")
    *_, entry = build_catalog(read_project([tmp_path])).entries
    assert {variable.name: variable.origin for variable in entry.variables} == {
        "NODE": "assigned",
        "LIMIT": "undeclared",
        "INSIDE": "undeclared",
        "node": "undeclared",
    }
