"""Every variable that is declared, and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from runbook_site.checks.place import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.model.document import Library, RunbookDocument, ServiceDocument, SiteDocument
    from runbook_site.model.runbook import Message
    from runbook_site.model.variable import Variable
    from runbook_site.sources.text import Span
    from runbook_site.sources.value_path import ValuePath


@dataclass(frozen=True)
class Declaration:
    """A variable, as it is declared.

    Attributes:
        name: Its name.
        variable: What is said of it.
        document: The file in which it stands.
        path: Where in it.
    """

    name: str
    variable: Variable
    document: RunbookDocument | ServiceDocument | SiteDocument
    path: ValuePath

    def place(self, field: str) -> Span:
        """Where one of its fields stands."""
        return place_of(self.document, *self.path, field)


def declarations(library: Library) -> Iterator[Declaration]:
    """Every variable of the site, the services, the runbooks, and the messages of both."""
    for name, variable in library.site.site.variables.items():
        yield Declaration(name, variable, library.site, ("variables", name))
    for service in library.services:
        if service.service is not None:
            yield from _of(service, service.service.variables, service.service.messages)
    for document in library.runbooks:
        yield from _of(document, document.runbook.variables, document.runbook.messages)


def _of(
    document: RunbookDocument | ServiceDocument, variables: dict[str, Variable], messages: tuple[Message, ...]
) -> Iterator[Declaration]:
    for name, variable in variables.items():
        yield Declaration(name, variable, document, ("variables", name))
    for index, message in enumerate(messages):
        for name, variable in message.variables.items():
            yield Declaration(name, variable, document, ("messages", index, "variables", name))
