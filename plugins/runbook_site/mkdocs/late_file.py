"""A file of MkDocs whose content is worked out elsewhere meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.structure.files import File, InclusionLevel

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs.config.defaults import MkDocsConfig


class LateFile(File):
    """A generated file whose content arrives when somebody asks for it first."""

    arrival: Callable[[], str | bytes] | None = None
    """Gives the content, as long as nobody has asked for it or set another."""

    @classmethod
    def announced(
        cls,
        config: MkDocsConfig,
        path: str,
        arrival: Callable[[], str | bytes],
        inclusion: InclusionLevel,
        *,
        as_it_is: bool = False,
    ) -> LateFile:
        """A file, in memory.

        Args:
            config: The site's settings.
            path: Below the site's root, with ``/``.
            arrival: Gives the content.
            inclusion: Whether it belongs into the navigation.
            as_it_is: Whether it is no page, whatever its path ends in.
        """
        # MkDocs makes a page of what ends in `.md`, unless it comes from a file with another ending.
        source = f"{path}.txt" if as_it_is and path.endswith(".md") else path
        file = cls.generated(config, source, content="", inclusion=inclusion)
        if not isinstance(file, LateFile):
            message = f"MkDocs made a {type(file).__name__} where a {cls.__name__} was asked for"
            raise TypeError(message)
        file.arrival = arrival
        if as_it_is:
            file.dest_uri = path
        return file

    def _arrive(self) -> None:
        if self.arrival is None:
            return
        content = self.arrival()
        if isinstance(content, str):
            self.content_string = content
        else:
            self.content_bytes = content

    @property
    def content_bytes(self) -> bytes:
        """The content."""
        self._arrive()
        return super().content_bytes

    @content_bytes.setter
    def content_bytes(self, value: bytes) -> None:
        self.arrival = None
        File.content_bytes.fset(self, value)  # type: ignore[attr-defined]  # a property, whatever mypy takes it for

    @property
    def content_string(self) -> str:
        """The content, decoded."""
        self._arrive()
        return super().content_string

    @content_string.setter
    def content_string(self, value: str) -> None:
        self.arrival = None
        File.content_string.fset(self, value)  # type: ignore[attr-defined]  # as above

    def copy_file(self, dirty: bool = False) -> None:  # noqa: FBT001, FBT002 - MkDocs' signature
        """Write it where the site wants it."""
        self._arrive()
        super().copy_file(dirty)
