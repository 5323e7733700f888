"""Results of costly work, kept between runs by the content that they were made from.

A rule that costs asks `kept_results` before it works, and gives back what it made:

    results = kept_results()
    found = results.get("shellcheck 0.11.0 table 1", text)
    if found is None:
        found = ...                                   # lists, dicts, strings, numbers
        results.put("shellcheck 0.11.0 table 1", text, found)

The first argument says who made the result: the tool, its version, and the version of what is made of its answer.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import os
import stat
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING, Any

from runbook_site import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

    Result = dict[str, Any] | list[Any]

FORMAT = 1
MOST_ENTRIES = 50_000
_LARGEST_RESULT = 4 * 1024 * 1024
_LARGEST_FILE = 64 * 1024 * 1024
_CHECK_BYTES = 8
_PRIVATE = 0o700
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


class Cache:
    """The results of one project, in one file.

    An entry can be read by who has the content that it was made from, and by nobody else: results quote the text of
    runbooks, and that may hold a secret. What is damaged counts as missing.

    Args:
        file: Where they are kept; with ``None`` nothing is.
        most: How many, at most.
    """

    def __init__(self, file: Path | None, most: int = MOST_ENTRIES) -> None:
        """Read what is there."""
        self._file = file
        self._most = most
        self._entries = _read(file) if file else {}
        self._used: dict[str, str] = {}
        self._is_new = False

    def get(self, maker: str, content: str) -> Result | None:
        """What a maker made of a content before; ``None`` where that is not known."""
        if self._file is None:
            return None
        name, key = _name_and_key(maker, content)
        sealed = self._used.get(name) or self._entries.get(name)
        result = None if sealed is None else _opened(sealed, key)
        if sealed is not None and result is not None:
            self._used[name] = sealed
        return result

    def put(self, maker: str, content: str, result: Result) -> None:
        """Keep what a maker made of a content. A result that is very large is not kept."""
        if self._file is None:
            return
        plain = json.dumps(result, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
        if len(plain) <= _LARGEST_RESULT:
            name, key = _name_and_key(maker, content)
            self._used[name] = _sealed(plain, key)
            self._is_new = True

    def save(self) -> None:
        """Write what is new, in one step. Where that is not possible the next run works again, and nothing else.

        What another process has written meanwhile is kept; of too many entries, those go that were not used for the
        longest time.
        """
        if self._file is None or not self._is_new:
            return
        merged = {name: value for name, value in _read(self._file).items() if name not in self._used} | self._used
        entries = dict(list(merged.items())[-self._most :])
        with suppress(OSError):
            keep_file(self._file, json.dumps({"format": FORMAT, "entries": entries}).encode())
            self._is_new = False


_NOTHING_KEPT = Cache(None)
_current: ContextVar[Cache] = ContextVar("kept_results", default=_NOTHING_KEPT)


def kept_results() -> Cache:
    """The cache of the run that is under way; one that keeps nothing where none was opened."""
    return _current.get()


@contextmanager
def keeping_results(file: Path | None) -> Iterator[None]:
    """Keep the results of what runs meanwhile in a file; with ``None``, keep nothing."""
    cache = Cache(file)
    token = _current.set(cache)
    try:
        yield
    finally:
        _current.reset(token)
        cache.save()


def cache_file(project: Path) -> Path | None:
    """The file for a project: in the user's cache folder, one for each folder that the tool is called from.

    It lies outside of the repository, so that it cannot be committed, and a checkout can be read-only. ``None`` where
    there is no such folder.
    """
    folder = cache_folder()
    name = hashlib.sha256(os.fsencode(project.absolute())).hexdigest()[:16]
    return folder / f"{name}.json" if folder else None


def cache_folder() -> Path | None:
    """The user's cache folder, which may not be there yet.

    ``None`` where the user has no home, or the folder is one that others can write to.

    Source: XDG Base Directory Specification 0.8.
    """
    given = os.environ.get("XDG_CACHE_HOME", "")
    try:
        base = Path(given) if Path(given).is_absolute() else Path.home() / ".cache"
    except RuntimeError:
        return None
    folder = base / "runbook-site"
    return folder if _is_ours(folder) else None


def _is_ours(folder: Path) -> bool:
    """Whether a folder is not there yet, or nobody else can put a file into it."""
    try:
        status = folder.lstat()
    except FileNotFoundError:
        return True
    except OSError:
        return False
    owned = not hasattr(os, "geteuid") or status.st_uid == os.geteuid()
    return stat.S_ISDIR(status.st_mode) and owned and not status.st_mode & _OTHERS_WRITE


def _name_and_key(maker: str, content: str) -> tuple[str, bytes]:
    """The name of an entry, and what opens it; from neither follows the other."""
    text = f"{__version__}\0{maker}\0{content}".encode("utf-8", "surrogatepass")
    digest = hashlib.sha512(text).digest()
    return digest[:32].hex(), digest[32:]


def _sealed(plain: bytes, key: bytes) -> str:
    checked = hashlib.sha256(key + plain).digest()[:_CHECK_BYTES] + plain
    return base64.b64encode(_mixed(checked, key)).decode("ascii")


def _opened(sealed: str, key: bytes) -> Result | None:
    with suppress(binascii.Error, ValueError, RecursionError):
        checked = _mixed(base64.b64decode(sealed, validate=True), key)
        plain = checked[_CHECK_BYTES:]
        if checked[:_CHECK_BYTES] == hashlib.sha256(key + plain).digest()[:_CHECK_BYTES]:
            result = json.loads(plain.decode("utf-8", "surrogatepass"))
            return result if isinstance(result, dict | list) else None
    return None


def _mixed(data: bytes, key: bytes) -> bytes:
    """The data with the key's stream laid over it; done twice, it is the data again."""
    stream = hashlib.shake_256(key).digest(len(data))
    return (int.from_bytes(data) ^ int.from_bytes(stream)).to_bytes(len(data))


def _read(file: Path) -> dict[str, str]:
    """The entries of a file; none where there is no file, or what is there is damaged or of another version."""
    with suppress(OSError, ValueError, RecursionError):
        if file.stat().st_size <= _LARGEST_FILE:
            document = json.loads(file.read_bytes())
            if isinstance(document, dict) and document.get("format") == FORMAT:
                entries = document.get("entries")
                pairs = entries.items() if isinstance(entries, dict) else ()
                return {name: value for name, value in pairs if isinstance(value, str)}
    return {}


def keep_file(file: Path, content: bytes) -> None:
    """Put a file in place, in one step; the folder around it tells git and programs that make backups to pass it over.

    Args:
        file: A file in `cache_folder`.
        content: What is in it.

    Raises:
        OSError: It cannot be written.
    """
    folder = file.parent
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(mode=_PRIVATE, exist_ok=True)
    for name, text in (
        (".gitignore", "*\n"),
        ("CACHEDIR.TAG", "Signature: 8a477f597d28d172789f06886806bc55\n# Made by runbook-site; safe to delete.\n"),
    ):
        if not (folder / name).exists():
            (folder / name).write_text(text, encoding="utf-8")
    temporary = file.with_name(f".{file.name}.{os.urandom(8).hex()}")
    try:
        with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            stream.write(content)
        temporary.replace(file)
    finally:
        temporary.unlink(missing_ok=True)
