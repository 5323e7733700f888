"""Patterns of paths, as in ``.gitignore``.

Source: git's documentation, gitignore, "Pattern format"; without its ``[a-z]``, ``!`` and backslash: a name with
brackets means itself.
"""

from __future__ import annotations

from fnmatch import fnmatchcase


def covers(pattern: str, path: str) -> bool:
    """Whether a pattern means a file, or a folder that the file lies in.

    Args:
        pattern: Names with ``*`` and ``?`` in them, parted by ``/``; ``**`` stands for any number of folders. A
            pattern of one name is looked for in every folder, and one that ends in ``/`` means folders.
        path: The file, from the folder that patterns begin in.
    """
    names = [name for name in pattern.split("/") if name not in ("", ".")]
    if names and names[-1] == "**":
        # A folder is all that is in it, so this is what a single name in it does.
        names[-1] = "*"
    if len(names) == 1 and "/" not in pattern.removesuffix("/"):
        names.insert(0, "**")
    parts = path.split("/")
    reached = {0}
    for name in names:
        if name == "**":
            reached = set(range(min(reached, default=len(parts)), len(parts)))
        else:
            literal = name.replace("[", "[[]")
            reached = {at + 1 for at in reached if at < len(parts) and fnmatchcase(parts[at], literal)}
    last = len(parts) - pattern.endswith("/")
    return any(0 < at <= last for at in reached)
