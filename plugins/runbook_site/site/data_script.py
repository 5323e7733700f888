"""Data as scripts that set a global."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from runbook_site.site.links import page_address

if TYPE_CHECKING:
    from runbook_site.site.context import SiteContext


class Table:
    """Values that repeat, each once, numbered in the order in which they come."""

    def __init__(self) -> None:
        """Begin with none."""
        self.rows: list[object] = []
        self._numbers: dict[str, int] = {}

    def add(self, value: object) -> int:
        """The number of a value, which is added where it is new."""
        key = value if isinstance(value, str) else json.dumps(value)
        number = self._numbers.setdefault(key, len(self.rows))
        if number == len(self.rows):
            self.rows.append(value)
        return number

    def add_new(self, value: object) -> int:
        """``0`` for a value that is new, which is added; for another, its number plus one."""
        before = len(self.rows)
        number = self.add(value)
        return 0 if number == before else number + 1


def data_script(name: str, data: object) -> str:
    """A script that puts data into a global.

    It stays ASCII, whatever a server says of its encoding, and has no ``<``: it can end no script element. The data is
    JSON in a string, which browsers read four times as fast as the same as a literal.
    """
    text = json.dumps(data, ensure_ascii=True, separators=(",", ":")).replace("<", "\\u003c")
    quoted = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"globalThis.{name} = JSON.parse('{quoted}');\n"


def site_address(context: SiteContext, url: str) -> str:
    """An address below the site's root as the engine writes it: ``runbooks/shop/restart/#step-a``."""
    address, hash_, anchor = url.partition("#")
    return f"{page_address(address.rstrip('/'), directory_urls=context.directory_urls)}{hash_}{anchor}"
