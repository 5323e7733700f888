"""Paths whose loss is the loss of a machine.

Source: Filesystem Hierarchy Standard 3.0, chapter 3.
"""

from __future__ import annotations

import re

from runbook_site.snippets.tool import words_of

_NAMES = words_of("bin boot dev etc home lib lib32 lib64 libx32 media mnt opt proc root run sbin srv sys usr var")
_SYSTEM = re.compile(rf"/(?:{'|'.join(sorted(_NAMES))})")
_DEEPER = frozenset({"/usr/bin", "/usr/lib", "/usr/sbin", "/usr/local", "/var/lib", "/usr/lib64", "/etc/ssh"})
_FILLED_BY_USERS = frozenset({"/home", "/media", "/mnt", "/opt", "/srv"})
_HOME = re.compile(r"~[\w-]*|\$HOME|\$\{HOME\}")
_ALL_OF = re.compile(r"/+(?:\*|\.|\.\*|\{,\.\}\*)?$")


def is_root(path: str) -> bool:
    """Whether a path, as written, is the root folder or everything in it: ``/``, ``/*``, ``//``."""
    return path.startswith("/") and _folder(path) == ""


def is_system_folder(path: str) -> bool:
    """Whether a path is a folder that the system lives in, or everything in it: ``/etc``, ``/var/*``.

    ``/srv/*`` is none: what is in it is not the system's.
    """
    folder = _folder(path)
    if folder in _FILLED_BY_USERS and "*" in path:
        return False
    return folder in _DEEPER or bool(_SYSTEM.fullmatch(folder))


def is_home(path: str) -> bool:
    """Whether a path, as written, is a whole home folder or everything in it: ``~``, ``$HOME/*``."""
    return bool(_HOME.fullmatch(_folder(path)))


def _folder(path: str) -> str:
    return _ALL_OF.sub("", path)
