"""Files that outside programs make: a recorder makes them instead, so that a later command finds them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_MADE: Mapping[str, str] = {
    "pg_dump|pg_dumpall": "-f --file",
    "pg_restore": "-f --file",
    "pg_basebackup": "-D --pgdata",
    "psql": "-o --output -L --log-file",
    "mysqldump|mariadb-dump": "-r --result-file",
    "mongodump": "-o --out --archive",
    "redis-cli": "--rdb",
    "curl": "-o --output -D --dump-header -c --cookie-jar",
    "wget": "-O --output-document",
    "openssl": "-out -keyout",
    "ssh-keygen": "-f",
    "gpg|gpg2|age|sops": "-o --output",
    "docker|podman|nerdctl": "-o --output",
    "terraform|tofu": "-out",
    "heroku": "-o --output",
    "gh": "-O --output",
    "go|gcc|cc": "-o",
    "sqlite3": "-output",
}
"""Options whose value is a file that is written, by tool."""


def made_arms() -> str:
    """The table as arms of a shell's ``case``."""
    return "\n".join(f"{tools}) options=' {options} ' ;;" for tools, options in _MADE.items())
