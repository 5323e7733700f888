"""What is asked of a sandbox."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from runbook_site.proofs.sandbox.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked of a sandbox.

    Attributes:
        limits: What each command may take where it is not told otherwise, and what all services may.
        programs: Files and folders of the host to show at the same place, read-only.
        hosts: Addresses of the sandbox's own loopback, by name.
        paths: Where files can be put beside the usual places: absolute paths, without detours.
    """

    limits: Limits = field(default_factory=Limits)
    programs: tuple[Path, ...] = ()
    hosts: Mapping[str, str] = field(default_factory=dict)
    paths: tuple[str, ...] = ()
