"""What the switcher finds beside commands, and where addresses of alerts lead that no file answers."""

from __future__ import annotations

import re
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from runbook_site.site.context import page_of, service_page
from runbook_site.site.data_script import data_script, site_address
from runbook_site.site.redirects import alert_target, alias_file
from runbook_site.site.templating import index_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.site.context import SiteContext

_OPTION = re.compile(r"--?[A-Za-z][\w-]+")
"""An option with a name; single letters mean too much to be looked for."""


def find_data(context: SiteContext) -> str:
    """The script that gives the switcher its data; lists alone, so that no name can be one of JavaScript's own."""
    address = partial(site_address, context)
    data = {
        "catalog": address(index_page("catalog")),
        "list": address(index_page("alerts")),
        "services": [
            [service.id, context.service_name(service.id), address(service_page(service.id))]
            for service in context.library.services
        ],
        "runbooks": [
            [
                document.runbook.title,
                address(page_of(document)),
                context.service_name(document.service),
                document.runbook.severity or document.runbook.kind,
                " ".join((document.id, *document.runbook.alerts, *document.runbook.tags)),
            ]
            for document in context.library.runbooks
        ],
        "alerts": [
            [
                alert.name,
                site_address(context, alert.url),
                address(alert_target(alert)),
                ", ".join(map(context.service_name, alert.services)),
                alert.url.split("/")[-2],
            ]
            for alert in context.alert_index.alerts
        ],
        "options": [[option, tool, count] for (option, tool), count in Counter(_options(context)).items()],
        "aliases": [
            [alias_file(alias).removesuffix("index.html"), address(page_of(document))]
            for document in context.library.runbooks
            for alias in document.runbook.aliases
        ],
    }
    return data_script("runbookFind", data)


def _options(context: SiteContext) -> Iterator[tuple[str, str]]:
    """Every option that a command is given, with the tool; once for each entry."""
    for entry in context.catalog.entries:
        found = (
            (match[0], command.tool)
            for command in entry.commands
            for word in command.argv[1:]
            if command.tool and (match := _OPTION.fullmatch(word.partition("=")[0]))
        )
        yield from dict.fromkeys(found)
