"""Links in runbooks: from one source file to another becomes from one page to another."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runbook_site.site.links import Linker

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_HARMLESS_SCHEMES = ("https:", "http:", "mailto:", "tel:")
_ENDINGS = ("", ".md", ".yml", ".yaml", "/index.md", "/README.md", "/service.yml")


@dataclass(frozen=True, slots=True)
class SourceLinks:
    """Says where the links of one source file lead on the site.

    Attributes:
        linker: Makes addresses as seen from the page that the text stands on.
        pages: Page of every source file, by its path; of every service's folder too.
        folder: Folder of the source file.
    """

    linker: Linker | None = None
    pages: Mapping[str, str] | None = None
    folder: str = ""

    def resolve(self, target: str) -> str | None:
        """The address for a link's target; ``None`` where there is nothing on the site that it could lead to."""
        if target.startswith(("#", "/")):
            return target
        if _SCHEME.match(target):
            return target if target.lower().startswith(_HARMLESS_SCHEMES) else None
        try:
            parts = urlsplit(target)
        except ValueError:
            return None
        if self.linker is None or self.pages is None or not parts.path:
            return None
        path = posixpath.normpath(posixpath.join(self.folder, unquote(parts.path)))
        for ending in _ENDINGS:
            if (page := self.pages.get(f"{path}{ending}")) is not None:
                return self.linker.to_page(page, parts.fragment)
        return None
