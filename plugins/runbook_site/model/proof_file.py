"""The record of proofs as a file."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from runbook_site.model.proof_record import Record
from runbook_site.sources import disk
from runbook_site.sources.error import RunbookSiteError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.model.proof_record import RecordedProof

VERSION = 1
NAME = "proofs.json"
_LARGEST = 64 * 1024 * 1024


def find_record(folder: Path) -> Record | None:
    """The record in a folder; ``None`` where there is none.

    Raises:
        RunbookSiteError: What is called so holds no record of this version.
    """
    path = folder / NAME
    if not disk.exists(path):
        return None
    with suppress(OSError):  # which is told below
        disk.stamp(path)
    here = Path.cwd()
    return read_record(path.relative_to(here) if path.is_relative_to(here) else path)


def record_json(record: Record) -> str:
    """A record as a file holds it: a few lines for each proof, so that a review sees which one rose or fell."""
    proofs = ",\n".join("  {\n" + ",\n".join(_lines(each)) + "\n  }" for each in record.proofs)
    shown = f"[\n{proofs}\n ]" if proofs else "[]"
    return f'{{\n "schema_version": {VERSION},\n "proofs": {shown}\n}}\n'


def _lines(proof: RecordedProof) -> Iterator[str]:
    fields = proof.model_dump(mode="json")
    fields["against"] = dict(sorted(fields["against"].items()))
    for names in (
        ("service", "runbook", "command"),
        ("fingerprint", "level", "on"),
        ("against",),
        ("evidence",),
        ("short_of",),
    ):
        yield "   " + json.dumps({name: fields[name] for name in names}, ensure_ascii=False)[1:-1]


def read_record(path: Path) -> Record:
    """The record in a file.

    Raises:
        RunbookSiteError: There is no file, or it holds no record of this version.
    """
    try:
        with path.open("rb") as stream:
            content = stream.read(_LARGEST + 1)
    except OSError as error:
        message = f"the record of proofs '{path}' cannot be read: {error.strerror or error}"
        raise RunbookSiteError(message) from error
    if len(content) > _LARGEST:
        raise _no_record(path, f"it is larger than {_LARGEST // 1024 // 1024} MiB")
    _require_version(path, content)
    try:
        record = Record.model_validate_json(content, strict=True)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        where = ".".join(map(str, first["loc"])) or "the whole"
        raise _no_record(path, f"{where}: {first['msg']}") from None
    if len(record.by_key()) < len(record.proofs):
        raise _no_record(path, "it has several proofs of one command, as after a merge by hand")
    return record


def _require_version(path: Path, content: bytes) -> None:
    try:
        document = json.loads(content)
    except (ValueError, RecursionError):
        raise _no_record(path, "it is no JSON") from None
    version = document.get("schema_version") if isinstance(document, dict) else None
    if version is None:
        raise _no_record(path, 'it has no "schema_version"')
    if type(version) is not int or version != VERSION:
        message = (
            f"the record of proofs '{path}' is of version {json.dumps(version)[:20]}, and this runbook-site reads "
            f"version {VERSION}: use the version of runbook-site that wrote it, or remove it and prove everything anew"
        )
        raise RunbookSiteError(message)


def _no_record(path: Path, why: str) -> RunbookSiteError:
    return RunbookSiteError(
        f"'{path}' is no record of proofs: {why}. Take it back from version control, or remove it and prove "
        "everything anew"
    )
