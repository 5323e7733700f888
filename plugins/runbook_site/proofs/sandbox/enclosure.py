"""What is around a supervisor: the process that was started for it, and what is to be removed afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Mapping

Kind = Literal["bubblewrap", "landlock"]


@dataclass(frozen=True)
class Enclosure:
    """A sandbox that has been started.

    Attributes:
        kind: What confines it.
        process: The process outside, with pipes to the supervisor as standard input and output.
        errors: The file that it complains in.
        places: Where files can be written: the path that a command is told, and where that is for the supervisor.
            The home comes first.
        settings: What the supervisor is told first.
        environment: What every command finds in its environment.
        folders: Those of `places` that were made for the paths that were asked for.
    """

    kind: Kind
    process: subprocess.Popen[bytes]
    errors: IO[bytes]
    places: Mapping[str, str]
    settings: Mapping[str, object]
    environment: Mapping[str, str]
    folders: tuple[str, ...] = ()
