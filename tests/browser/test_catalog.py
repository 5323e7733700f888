"""The catalog page, in a real browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.commands import count, open_with

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page


@pytest.fixture
def catalog(page: Page, address: str) -> Page:
    """The catalog's page, loaded."""
    page.goto(f"{address}runbooks/catalog/")
    page.locator(".rbs-results > li").first.wait_for()
    return page


def test_filters_by_all_words(catalog: Page) -> None:
    """Every word has to be found, in title, text, tool or runbook."""
    catalog.get_by_label("All of these words").fill("--force ECS replace")
    count(catalog, "1 of ")
    expect(catalog.locator(".rbs-results .rbs-title")).to_have_text("Replace every task")


def test_filters_by_choice_and_keeps_it_in_the_address(catalog: Page) -> None:
    """A filter can be sent to somebody as an address."""
    catalog.get_by_label("Risk").select_option("destructive")
    catalog.get_by_label("Tool", exact=True).select_option("redis-cli")
    count(catalog, "1 of ")
    catalog.wait_for_url(re.compile("risk=destructive"))
    catalog.wait_for_url(re.compile("tool=redis-cli"))
    other = catalog.context.new_page()
    other.goto(catalog.url)
    count(other, "1 of ")
    expect(other.locator(".rbs-results .rbs-title")).to_have_text(["Empty the cache"])
    expect(other.get_by_label("Risk")).to_have_value("destructive")


def test_choices_say_how_much_they_give(catalog: Page) -> None:
    """The number at a choice is what would be found with it."""
    catalog.get_by_label("Tool", exact=True).select_option("redis-cli")
    count(catalog, "1 of ")
    catalog.get_by_label("Risk").locator("option", has_text="destructive (1)").wait_for(state="attached")
    expect(catalog.get_by_label("Risk").locator("option")).to_have_text(["Any", "destructive (1)"])
    expect(catalog.get_by_label("Subcommand").locator("option")).to_have_text(["Any", "redis-cli FLUSHALL (1)"])
    tools = catalog.get_by_label("Tool", exact=True).locator("option")
    expect(tools.filter(has_text=re.compile(r"^docker \(1\)$"))).to_have_count(1)


def test_whoever_goes_to_a_choice_finds_its_numbers(catalog: Page) -> None:
    """The numbers are made when nobody types, and at the latest when they are wanted."""
    catalog.get_by_label("All of these words").fill("flushall")
    tool = catalog.get_by_label("Tool", exact=True)
    tool.focus()
    expect(tool.locator("option")).to_have_text(["Any", "redis-cli (1)"])


def test_a_choice_from_an_address_goes_when_it_is_left(page: Page, address: str) -> None:
    """A value that no command has is offered as long as it is chosen."""
    page.goto(f"{address}runbooks/catalog/?risk=strange")
    count(page, "No command matches")
    risk = page.get_by_label("Risk")
    expect(risk).to_have_value("strange")
    risk.select_option("")
    count(page, " commands")
    risk.locator("option", has_text="strange").wait_for(state="detached")
    texts = risk.locator("option").all_text_contents()
    assert [text.rpartition(" ")[0] for text in texts[1:]] == ["changes", "destructive", "reads only"]


def test_choices_keep_their_order(catalog: Page) -> None:
    """What was left out, or chosen by an address, is put back at its place."""
    tool = catalog.get_by_label("Tool", exact=True)
    tool.focus()
    before = tool.locator("option").all_text_contents()
    assert len(before) > 3
    catalog.get_by_label("All of these words").fill("flushall")
    tool.focus()
    catalog.evaluate("history.pushState(null, '', '?tool=docker'); dispatchEvent(new PopStateEvent('popstate'))")
    count(catalog, "1 of ")
    tool.evaluate("field => field.dispatchEvent(new FocusEvent('focusin', { bubbles: true }))")
    expect(tool).to_have_value("docker")
    shown = "[...document.querySelectorAll('#rbs-choice-tool option')].map(({ textContent }) => textContent)"
    catalog.wait_for_function(f"before => JSON.stringify({shown}) === JSON.stringify(before)", arg=before)


def test_commands_are_chosen_by_how_far_they_are_proven(page: Page, address: str) -> None:
    """Where a record says so; else there is nothing to choose, and no field."""
    commands = [{"title": f"T{n}", "source": "a", "proof": n % 2} for n in range(5)]
    open_with(page, address, commands)
    page.get_by_label("Proven").select_option("rehearsed")
    count(page, "2 of 5")
    open_with(page, address, [{"title": "T", "source": "a"}])
    count(page, "1 command")
    expect(page.get_by_label("Proven")).to_have_count(1)
    expect(page.get_by_label("Proven")).to_be_hidden()


def test_says_when_nothing_is_found(catalog: Page) -> None:
    """An empty list is explained, and can be left by one press."""
    catalog.get_by_label("All of these words").fill("no such words")
    count(catalog, "No command matches")
    catalog.get_by_role("button", name="Clear all filters").click()
    catalog.locator(".rbs-results > li").nth(8).wait_for()


def test_leads_to_the_command(catalog: Page, address: str) -> None:
    """A result leads to its place in its runbook."""
    catalog.get_by_label("All of these words").fill("flushall")
    count(catalog, "1 of ")
    catalog.locator(".rbs-results .rbs-title").click()
    catalog.locator("#command-flush").wait_for()
    expect(catalog).to_have_url(f"{address}runbooks/shop/restart/#command-flush")


def test_copies_from_a_result(catalog: Page) -> None:
    """A result copies exactly its command."""
    catalog.get_by_label("All of these words").fill("pg_stat_activity")
    count(catalog, "1 of ")
    catalog.locator(".rbs-results .rbs-copy").click()
    catalog.locator(".rbs-live", has_text="Copied: List the queries").wait_for()
    sql = "SELECT pid, wait_event_type, query\nFROM pg_stat_activity\nWHERE wait_event_type = 'Lock';"
    assert catalog.evaluate("navigator.clipboard.readText()") == sql


def test_starts_after_instant_navigation(page: Page, address: str, *, instant: bool) -> None:
    """The catalog fills itself when it is reached by a link, also without a page load, and when reached again."""
    page.goto(f"{address}runbooks/shop/restart/")
    page.evaluate("globalThis.stillHere = true")
    for _ in range(2):
        page.locator(".md-nav--primary").get_by_role("link", name="Commands", exact=True).first.evaluate(
            "a => a.click()"
        )
        page.locator(".rbs-results > li").first.wait_for()
        page.go_back()
        page.locator("#command-force").wait_for()
    assert page.evaluate("globalThis.stillHere === true") is instant


@pytest.mark.usefixtures("address")
def test_works_from_a_file(page: Page, site: Path) -> None:
    """A copy of the site on a disk has a working catalog."""
    page.goto((site / "runbooks" / "catalog" / "index.html").as_uri() + "?text=flushall")
    count(page, "1 of ")


def _titles(page: Page) -> list[str]:
    return page.locator(".rbs-results .rbs-title").all_text_contents()


def test_whole_words_and_titles_come_first(page: Page, address: str) -> None:
    """What is called so stands above what only holds the letters."""
    sources = {"Stops": "a", "Other": "docker ps", "Option": "x --force", "Longer": "x --force-new", "The ps": "b"}
    open_with(page, address, [{"title": title, "source": source} for title, source in sources.items()])
    field = page.get_by_label("All of these words")
    for typed, titles in {
        "ps": ["The ps", "Other", "Stops"],
        "--force": ["Option", "Longer"],
        "--force-new": ["Longer"],
        "stops": ["Stops"],
    }.items():
        field.fill(typed)
        count(page, f"{len(titles)} of 5")
        assert _titles(page) == titles


def test_finds_the_same_letter_by_letter(page: Page, address: str) -> None:
    """What was found for the beginning of a text is searched for the rest, and shown again when one goes back."""
    words = ("deploy", "drain", "delete", "node", "no", "deploy node", "de no", "d", "nod")
    open_with(page, address, [{"title": f"{a} {b}", "source": f"{b}-{a}"} for a in words for b in words])
    field = page.get_by_label("All of these words")

    def found() -> tuple[str, list[str]]:
        return page.locator(".rbs-count").inner_text(), _titles(page)[:12]

    whole = {}
    for typed in ("d", "de", "de ", "de n", "de no", "x", "de nod"):
        field.fill("")
        field.fill(typed)
        whole[typed] = found()
    field.fill("")
    for key, typed in zip("de no", ("d", "de", "de ", "de n", "de no"), strict=True):
        field.press(key)
        assert found() == whole[typed]
    field.press("d")
    assert found() == whole["de nod"]
    for typed in ("de no", "de n", "de ", "de", "d"):
        field.press("Backspace")
        assert found() == whole[typed]
    field.press("ControlOrMeta+A")
    field.press("x")
    assert found() == whole["x"]


def test_works_by_keyboard(catalog: Page, address: str) -> None:
    """From the field to a result, on to others and back, to the clipboard and to the runbook."""
    catalog.get_by_label("All of these words").fill("shop")
    count(catalog, " of ")
    catalog.keyboard.press("ArrowDown")
    focused = ".rbs-results > li:nth-child({}) .rbs-title:focus"
    catalog.locator(focused.format(1)).wait_for()
    catalog.keyboard.press("j")
    catalog.locator(focused.format(2)).wait_for()
    catalog.keyboard.press("ArrowDown")
    catalog.keyboard.press("k")
    catalog.locator(focused.format(2)).wait_for()
    catalog.keyboard.press("k")
    catalog.keyboard.press("ArrowUp")
    expect(catalog.get_by_label("All of these words")).to_be_focused()
    catalog.get_by_label("All of these words").fill("flushall")
    count(catalog, "1 of ")
    catalog.keyboard.press("ArrowDown")
    catalog.keyboard.press("Enter")
    catalog.wait_for_url(f"{address}runbooks/shop/restart/#command-flush")


def test_a_key_copies_the_result(catalog: Page) -> None:
    """`c` copies what has the focus."""
    catalog.get_by_label("All of these words").fill("docker ps")
    count(catalog, "1 of ")
    catalog.keyboard.press("ArrowDown")
    catalog.keyboard.press("c")
    catalog.locator(".rbs-live", has_text="Copied: List what runs").wait_for()
    assert catalog.evaluate("navigator.clipboard.readText()") == "docker ps --all"


def test_open_values_stop_the_copy(catalog: Page, address: str) -> None:
    """A command with values to fill in is not handed over, and the row leads to where they are filled in."""
    catalog.evaluate("navigator.clipboard.writeText('before')")
    catalog.get_by_label("All of these words").fill("--force-new-deployment")
    count(catalog, "1 of ")
    row = catalog.locator(".rbs-results > li")
    expect(row.locator("var[data-name=cluster]")).to_have_text("$cluster")
    row.locator(".rbs-copy").click()
    catalog.locator(".rbs-live", has_text="Still open: cluster").wait_for()
    assert catalog.evaluate("navigator.clipboard.readText()") == "before"
    row.locator(".rbs-title").click()
    catalog.wait_for_url(f"{address}runbooks/shop/restart/#command-force")


def test_says_when_its_data_is_missing(browser: Browser, address: str) -> None:
    """Whoever needs a command is told where else it stands; a second try may work."""
    context = browser.new_context()
    page = context.new_page()
    page.route("**/catalog-data.js", lambda route: route.abort())
    page.goto(f"{address}runbooks/catalog/")
    message = page.get_by_role("alert").filter(has_text="could not be loaded")
    message.wait_for()
    message.get_by_role("link", name="by tool").wait_for()
    page.unroute("**/catalog-data.js")
    page.get_by_role("button", name="Try again").click()
    page.locator(".rbs-results > li").first.wait_for()
    context.close()


def test_fits_on_a_phone(browser: Browser, address: str) -> None:
    """Nothing runs out of a narrow screen, and what is touched is large enough."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{address}runbooks/catalog/")
    page.locator(".rbs-results > li").first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    small = page.evaluate(
        "[...document.querySelectorAll('.rbs-catalog :is(input, select, button)')]"
        ".filter((each) => each.checkVisibility() && each.getBoundingClientRect().height < 44)"
        ".map((each) => each.outerHTML)"
    )
    assert small == []
    context.close()
