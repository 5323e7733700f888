"""What leads to runbooks and commands: alerts, tools, redirects, and the data of the scripts."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from runbook_site.catalog.slots import slots
from runbook_site.site.catalog_data import catalog_data
from runbook_site.site.find_data import find_data
from runbook_site.site.render import render_site
from runbook_site.site.tools import entry_tools
from runbook_site.site.values_data import values_data
from tests.site.conftest import HERE, context_of

if TYPE_CHECKING:
    from runbook_site.site.page import SiteOutput
    from tests.conftest import WriteFiles

_ALERTS = "[{name: ShopDown}, {name: Lonely}, {name: \"<b> %2e \u202e 'x'\"}]"
_SERVICE = f"name: Shop\nsummary: Sells.\nowner: shop\nalerts: {_ALERTS}\n"
_RUNBOOK = "title: {}\nkind: incident\nalerts: [ShopDown]\nprocedure: [{{title: Look}}]\n"


def _data(script: str) -> Any:  # noqa: ANN401 - whatever the script holds
    assert script.isascii()
    assert "<" not in script
    text = script.partition(" = JSON.parse('")[2].removesuffix("');\n")
    return json.loads(re.sub(r"\\(.)", r"\1", text))


def _assets(output: SiteOutput) -> dict[str, str]:
    return {
        asset.path: asset.content().decode() for asset in output.assets if asset.path.endswith((".html", ".txt", ".md"))
    }


def test_the_data_of_the_catalog_holds_every_command() -> None:
    """What the script puts together again is what the catalog says, letter by letter."""
    context = context_of(HERE / "project")
    data = _data(catalog_data(context))
    columns = data["columns"]
    found: list[tuple[object, ...]] = []
    numbered = 0
    for service, title, address, count in data["runbooks"]:
        for _ in range(count):
            row = len(found)
            number = columns["text"][row]
            text, *calls = data["texts"][numbered if number == 0 else number - 1]
            numbered += number == 0
            pieces = (
                [text] if isinstance(text, str) else [p if isinstance(p, str) else data["slots"][p][0] for p in text]
            )
            name = columns["name"][row] or re.sub(r"[^a-z0-9]+", "-", columns["title"][row].lower()).strip("-")
            found.append(
                (
                    data["services"][service][0],
                    title,
                    f"{address}#command-{name}",
                    columns["title"][row],
                    "".join(pieces),
                    data["risks"][columns["risk"][row]],
                    data["languages"][columns["language"][row]],
                    [data["calls"][call][0] for call in calls],
                )
            )
    entries = context.catalog.entries
    assert [each[:7] for each in found] == [
        (
            e.service,
            e.runbook_title,
            e.url,
            e.title,
            e.source.replace("\0", "\N{REPLACEMENT CHARACTER}"),
            e.risk,
            e.language,
        )
        for e in entries
    ]
    assert [each[7] for each in found] == [[tool for tool, _ in entry_tools(entry)] for entry in entries]


def test_the_data_of_the_catalog_marks_values_to_fill_in(write_files: WriteFiles) -> None:
    """Each place has the attributes that the command's page gives it: copying refuses open values in both alike."""
    folder = write_files({"shop/a.md": '# A\n\n```sh\nkubectl -n "$ns" get pod <pod>\n```\n'})
    data = _data(catalog_data(context_of(folder)))
    text, *_ = data["texts"][0]
    slots = {data["slots"][piece][1]["data-name"]: data["slots"][piece][0] for piece in text if isinstance(piece, int)}
    assert slots == {"ns": "$ns", "pod": "<pod>"}


def test_the_data_of_values_has_all_that_rows_ask_for() -> None:
    """Each value that is open in a command is declared for its runbook, as on the page of that."""
    context = context_of(HERE / "project")
    data = _data(values_data(context))
    asked = 0
    for document, numbers in zip(context.library.runbooks, data["runbooks"], strict=True):
        declared = {data["values"][number][0]: data["values"][number][1:] for number in numbers}
        for entry in context.entries_of(document):
            names = {slot.name for slot in slots(entry)}
            assert names <= declared.keys()
            asked += len(names)
        if document.id == "move":
            assert declared["color"] == ["choice", "Which half.", "", {"choices": ["blue", "green"]}]
            assert declared["region"][3] == {"default": "eu-west-1"}
            assert declared["pod"][2:] == ["shop-7d9c5", {"pattern": "shop-[a-z0-9-]+"}]
    assert asked > 5


def test_the_same_text_stands_in_the_data_once(write_files: WriteFiles) -> None:
    """Commands that stand in many runbooks cost a number each."""
    command = "# A\n\n```sh\n# Look\nkubectl get pods --all-namespaces\n```\n"
    folder = write_files({f"shop/a{number}.md": command for number in range(5)})
    data = _data(catalog_data(context_of(folder)))
    assert len(data["texts"]) == 1
    assert data["columns"]["text"] == [0, 1, 1, 1, 1]


def test_the_data_of_the_switcher() -> None:
    """Runbooks, alerts and options, with addresses below the root."""
    data = _data(find_data(context_of(HERE / "project")))
    assert ["ShopDown", "runbooks/alerts/shopdown/", "runbooks/shop/restart/"] in [each[:3] for each in data["alerts"]]
    assert ["--force-new-deployment", "aws", 1] in data["options"]
    assert ["old/restart/", "runbooks/shop/restart/"] in data["aliases"]
    assert "runbooks/shop/restart/" in [url for _, url, *_ in data["runbooks"]]


def test_addresses_follow_the_engine() -> None:
    """Where pages are files, the data says so too."""
    context = context_of(HERE / "project", directory_urls=False)
    assert _data(find_data(context))["catalog"] == "runbooks/catalog.html"
    assert _data(catalog_data(context))["runbooks"][0][2].endswith(".html")


@pytest.mark.parametrize(
    ("runbooks", "target"),
    [(0, "../../runbooks/alerts/shopdown/"), (1, "../../runbooks/shop/r0/"), (2, "../../runbooks/alerts/shopdown/")],
)
def test_the_address_of_an_alert(write_files: WriteFiles, runbooks: int, target: str) -> None:
    """It leads to the one runbook, else to the page that names them, in lower case and as the rule spells it."""
    files = {f"shop/r{number}.yml": _RUNBOOK.format(f"R{number}") for number in range(runbooks)}
    folder = write_files({"shop/service.yml": _SERVICE, **files})
    assets = _assets(render_site(context_of(folder), with_root=True))
    for spelling in ("shopdown", "ShopDown"):
        assert f'href="{target}"' in assets[f"alerts/{spelling}/index.html"]
        assert "location.hash" in assets[f"alerts/{spelling}/index.html"]
    assert not [path for path in assets if "<" in path or "%" in path or "\u202e" in path]


def test_names_that_differ_in_signs_alone_lead_to_the_right_alert(write_files: WriteFiles) -> None:
    """Where a file system knows no case, no spelling of one alert answers for another."""
    alerts = "[{name: Foo_Bar}, {name: FOO-bar}]"
    folder = write_files({"shop/service.yml": f"name: Shop\nsummary: Sells.\nowner: shop\nalerts: {alerts}\n"})
    assets = _assets(render_site(context_of(folder), with_root=True))
    answers: dict[str, set[str]] = {}
    for path, text in assets.items():
        answers.setdefault(path.lower(), set()).add(text)
    assert all(len(texts) == 1 for texts in answers.values())


def test_an_alert_without_runbook_says_what_to_do(pages: dict[str, str]) -> None:
    """Nobody is left alone with a name: whom to call, and how to mend it."""
    text = pages["runbooks/alerts/shopqueuefull"]
    assert "No runbook says what to do" in text
    assert "Engineering manager" in text
    assert "queue &gt; 100" in text


def test_the_page_of_an_alert(pages: dict[str, str]) -> None:
    """The runbook first, then its first commands, then what the rule says."""
    text = pages["runbooks/alerts/shopdown"]
    assert text.index("Open this runbook") < text.index("pg_stat_activity") < text.index("probe_success == 0")


def test_a_first_command_with_open_values_leads_to_their_fields(write_files: WriteFiles) -> None:
    """The page of an alert has no fields of its own: what cannot be copied there says where it can."""
    step = "procedure: [{title: Look, commands: [{id: look, title: Look, run: 'kubectl get pod \"$pod\"'}]}]\n"
    folder = write_files({"shop/a.yml": f"title: A\nalerts: [ShopDown]\n{step}"})
    pages = {page.path: page for page in render_site(context_of(folder), with_root=True).pages}
    text = pages["runbooks/alerts/shopdown"].text()
    assert 'To fill in: pod. <a data-hand-on href="../../shop/a/#command-look">' in text


def test_every_tool_has_a_page_with_its_commands(output: SiteOutput, pages: dict[str, str]) -> None:
    """Without scripts, every command can be found by its tool, read and selected."""
    context = context_of(HERE / "project")
    for tool, page in context.tool_pages.items():
        for entries in context.tools[tool].values():
            for entry in entries:
                assert f"#command-{entry.name}" in pages[page], tool
    assert "--force-new-deployment" in pages["runbooks/tools/aws"].replace("&#45;", "-")
    assert not [page.path for page in output.pages if page.path.startswith("runbooks/tools/") and page.listed]


def test_two_thousand_alerts_are_a_list(write_files: WriteFiles) -> None:
    """The list stays one line of HTML an alert, and the home shows a few."""
    alerts = ", ".join(f"{{name: Alert{number}}}" for number in range(2000))
    folder = write_files({"shop/service.yml": f"name: Shop\nsummary: Sells.\nowner: shop\nalerts: [{alerts}]\n"})
    pages = {page.path: page for page in render_site(context_of(folder), with_root=True).pages}
    assert pages["runbooks/alerts"].text().count("<li id=") == 2000
    assert "All 2000 alerts" in pages["index"].text()
    assert pages["index"].text().count('href="runbooks/alerts/alert') == 12
