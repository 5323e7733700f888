"""What a supervisor loads before the first command: each sandbox waits for that."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from runbook_site.proofs.sandbox import inside
from runbook_site.proofs.sandbox.host import python

_FOLDER = Path(inside.__file__).parent


def _modules(start: str, *options: str) -> set[str]:
    """The modules that are loaded after some lines of Python."""
    program = sys.executable if not options else python()
    argv = [program, *options, "-c", f"{start}\nimport sys; print(*sys.modules)"]
    return set(subprocess.run(argv, check=True, capture_output=True, text=True).stdout.split())


def test_loads_little() -> None:
    """What is slow to load is not."""
    start = f"import sys; sys.path.insert(0, {str(_FOLDER.parent)!r}); import inside.supervisor"
    loaded = _modules(start, "-I", "-S")
    assert "inside.room" in loaded
    assert not loaded & {"base64", "dataclasses", "enum", "json", "pathlib", "re", "shutil", "signal", "typing"}


def test_is_compiled_outside() -> None:
    """Each of its modules is loaded by whoever starts it, so that Python keeps what it compiles."""
    loaded = _modules("import runbook_site.proofs.sandbox.supervision")
    own = {f"{inside.__name__}.{path.stem}" for path in _FOLDER.glob("*.py") if path.stem != "__init__"}
    assert len(own) > 10
    assert own <= loaded
