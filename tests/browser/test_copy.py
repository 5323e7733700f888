"""Copying a command, in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from runbook_site.sources.text import SourceText
from runbook_site.sources.yaml_tree import parse_yaml
from tests.browser.conftest import PHONE, PROJECT
from tests.browser.fields import MOVE, copy_button, field, said, source

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page, Route

_FORCE = 'aws ecs update-service \\\n  --cluster "shop-1" \\\n  --service shop \\\n  --force-new-deployment'
_REMEMBER = "document.addEventListener('rbs:copied', ({ detail }) => { (globalThis.copied ??= []).push(detail); })"


def _clipboard(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def _hostile_command() -> str:
    source = SourceText("hostile.yml", (PROJECT / "shop" / "hostile.yml").read_text(encoding="utf-8"))
    scalar = parse_yaml(source.whole()).scalar(("procedure", 0, "commands", 0, "run"))
    assert scalar is not None
    return scalar.text


def test_copies_the_exact_command(page: Page, address: str) -> None:
    """What is pasted is the command, letter by letter with its values, and no line end that would run it."""
    page.add_init_script(_REMEMBER)
    page.goto(f"{address}runbooks/shop/restart/")
    field(page, "cluster").fill("shop-1")
    page.get_by_role("button", name="Copy: Replace every task").click()
    said(page, "Copied: Replace every task.")
    assert _clipboard(page) == _FORCE
    wanted = {"title": "Replace every task", "text": _FORCE, "risk": "change", "command": "force"}
    assert page.evaluate("globalThis.copied") == [wanted]
    assert page.locator("#command-force .rbs-source").evaluate("e => e.textContent") == _FORCE


def test_copies_what_cannot_be_seen(page: Page, address: str) -> None:
    """Markup, control characters and characters without width are copied as the author wrote them."""
    page.goto(f"{address}runbooks/shop/hostile/")
    page.locator("#command-odd .rbs-copy").click()
    said(page, "Copied")
    assert _clipboard(page) == _hostile_command()


@pytest.mark.parametrize(
    "value",
    [
        "O'Neill",
        '"double"',
        "$(reboot) `id` ${x} !!",
        "back\\slash \\n",
        "Zoë \N{PARTY POPPER}",
        "a\u202eb\u200fc",
        "x" * 4_000,
        "<b>&amp;</b>",
        "%s; rm -rf / #",
    ],
)
def test_copies_what_is_shown(page: Page, address: str, value: str) -> None:
    """Whatever is filled in, the text of the command and the clipboard are the same."""
    page.goto(f"{address}{MOVE}")
    field(page, "customer").fill(value)
    for command in ("find", "echo", "note"):
        page.locator(f"#command-{command} .rbs-slot[data-name=customer][data-state=filled]").first.wait_for()
        copy_button(page, command).click()
        page.locator(f"#command-{command} .rbs-copy[data-state=copied]").wait_for()
        shown = page.locator(f"#command-{command} pre").evaluate(
            "e => [...e.children].map(c => c.textContent).join('\\n')"
        )
        assert _clipboard(page) == shown
        assert "$customer" not in shown


def test_refuses_while_a_value_is_open(page: Page, address: str) -> None:
    """Nothing unfinished is copied: the page says what is open, leads to its field, and back to the command."""
    page.add_init_script(_REMEMBER)
    page.goto(f"{address}{MOVE}")
    page.evaluate("navigator.clipboard.writeText('before')")
    expect(copy_button(page, "describe")).to_have_attribute(
        "aria-label", "Copy: Describe one pod. Still open: namespace, pod"
    )
    copy_button(page, "describe").click()
    said(page, "Not copied: Describe one pod. Still open: namespace, pod.")
    assert _clipboard(page) == "before"
    assert page.evaluate("globalThis.copied") is None
    expect(field(page, "namespace")).to_be_focused()
    page.keyboard.type("prod")
    page.keyboard.press("Enter")
    expect(field(page, "pod")).to_be_focused()
    expect(page.get_by_role("button", name="Back to: Describe one pod")).to_be_visible()
    page.keyboard.type("shop-1")
    page.keyboard.press("Enter")
    expect(copy_button(page, "describe")).to_be_focused()
    expect(page.locator(".rbs-back")).to_have_count(0)
    page.keyboard.press("Enter")
    said(page, "Copied: Describe one pod.")
    assert _clipboard(page) == 'kubectl --namespace "prod" describe pod "shop-1"'


def test_refuses_a_wrong_value(page: Page, address: str) -> None:
    """A value that is not of its type is as good as none."""
    page.goto(f"{address}{MOVE}")
    field(page, "namespace").fill("two words")
    copy_button(page, "list-pods").click()
    said(page, "Not copied: List the pods. Still open: namespace.")
    page.get_by_role("button", name="Back to: List the pods").click()
    expect(copy_button(page, "list-pods")).to_be_focused()


def test_secrets_stay_names(page: Page, address: str) -> None:
    """A secret keeps no command from being copied, and is not in it."""
    page.goto(f"{address}{MOVE}")
    copy_button(page, "ask-api").click()
    said(page, "Copied: Ask the shop's own API.")
    assert 'Bearer $token" "https://shop.example.com/eu-west-1"' in _clipboard(page)


def test_asks_before_it_copies_what_destroys(page: Page, address: str) -> None:
    """A destructive command says what it does, and is copied only after a second press; Escape and Cancel stop it."""
    page.goto(f"{address}runbooks/shop/restart/")
    page.evaluate("navigator.clipboard.writeText('before')")
    button = copy_button(page, "flush")
    question = page.get_by_role("group", name="Before you copy: Empty the cache")
    button.click()
    expect(question).to_contain_text("This destroys: Every session ends.")
    expect(question).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "true")
    button.click()
    expect(question).to_be_focused()  # It has been asked once more.
    assert _clipboard(page) == "before"
    page.keyboard.press("Escape")
    expect(question).to_have_count(0)
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    question.get_by_role("button", name="Cancel").click()
    expect(question).to_have_count(0)
    said(page, "Not copied: Empty the cache.")
    assert _clipboard(page) == "before"
    button.click()
    question.get_by_role("button", name="Copy it").click()
    said(page, "Copied: Empty the cache.")
    assert _clipboard(page) == "redis-cli FLUSHALL"
    expect(button).to_be_focused()


def test_values_of_a_link_are_named_before_they_destroy(page: Page, address: str) -> None:
    """What came with a link and was not checked is listed in the question, and not once somebody said it is right."""
    page.goto(f"{address}{MOVE}#namespace=prod")
    expect(field(page, "namespace")).to_have_value("prod")
    copy_button(page, "list-pods").click()
    said(page, "Copied: List the pods. From the link, to be checked: namespace = prod.")
    copy_button(page, "delete").click()
    question = page.get_by_role("group", name="Before you copy: Delete the pods")
    expect(question).to_contain_text("namespace = prod")
    page.get_by_role("button", name="It is right: namespace").click()
    expect(question).to_have_count(0)
    copy_button(page, "delete").click()
    expect(question).not_to_contain_text("namespace = prod")
    question.get_by_role("button", name="Copy it").click()
    said(page, "Copied: Delete the pods.")
    assert _clipboard(page) == 'kubectl --namespace "prod" delete pods --all'


def test_question_goes_when_a_value_changes(page: Page, address: str) -> None:
    """What was asked about is what is copied."""
    page.goto(f"{address}{MOVE}")
    field(page, "namespace").fill("prod")
    copy_button(page, "delete").click()
    page.locator(".rbs-confirm").wait_for()
    field(page, "namespace").fill("production")
    expect(page.locator(".rbs-confirm")).to_have_count(0)


def test_copies_a_whole_step(page: Page, address: str) -> None:
    """Commands that belong together are copied in order by one button, which refuses like the others."""
    page.add_init_script(_REMEMBER)
    page.goto(f"{address}{MOVE}")
    together = page.get_by_role("button", name="Copy all 2 commands of this step")
    expect(together).to_have_count(2)
    together.first.click()
    said(page, "Still open: namespace, pod.")
    field(page, "namespace").fill("prod")
    field(page, "pod").fill("shop-1")
    together.first.click()
    said(page, "Copied: all 2 commands of this step.")
    text = 'kubectl --namespace "prod" get pods\nkubectl --namespace "prod" describe pod "shop-1"'
    assert _clipboard(page) == text
    (copied,) = page.evaluate("globalThis.copied")
    assert copied["text"] == text
    assert copied["risk"] == "read"
    assert copied["command"] == "list-pods describe"


def test_step_with_a_destructive_command_is_not_copied_whole(page: Page, address: str) -> None:
    """What destroys is asked about on its own."""
    page.goto(f"{address}{MOVE}")
    page.locator(".rbs-copy-step").first.wait_for()
    step = page.locator(".rbs-step", has=page.locator("#command-delete"))
    expect(step.locator(".rbs-copy-step")).to_have_count(0)


def test_copies_after_instant_navigation(page: Page, address: str, *, instant: bool) -> None:
    """The handler outlives a change of page, also without a page load."""
    page.goto(f"{address}runbooks/shop/")
    page.evaluate("globalThis.stillHere = true")
    page.get_by_role("region", name="Incidents").get_by_role("link", name="Restart the shop").click()
    page.get_by_role("button", name="Copy: See whether").or_(
        page.get_by_role("button", name="Copy: Ask for the health")
    ).first.click()
    said(page, "Copied: Ask for the health")
    assert "https://shop.example.com/health" in _clipboard(page)
    copy_button(page, "force").click()
    expect(field(page, "cluster")).to_be_focused()
    assert page.evaluate("globalThis.stillHere === true") is instant


def test_copies_without_https(page: Page, address: str) -> None:
    """A page of an intranet without HTTPS has no clipboard to write to; the older way copies the same text."""
    page.add_init_script("delete Navigator.prototype.clipboard")
    page.goto(f"{address}runbooks/shop/restart/")
    field(page, "cluster").fill("shop-1")
    page.get_by_role("button", name="Copy: Replace every task").click()
    said(page, "Copied")
    other = page.context.new_page()
    other.goto(address)
    assert _clipboard(other) == _FORCE


@pytest.mark.parametrize("step", [False, True])
def test_selects_where_copying_is_refused(page: Page, address: str, *, step: bool) -> None:
    """Where nothing can be copied the text is selected as it would have been copied, and the reader is told so."""
    page.add_init_script("delete Navigator.prototype.clipboard; Document.prototype.execCommand = () => false")
    page.add_init_script(_REMEMBER)
    page.goto(f"{address}runbooks/shop/restart/" if not step else f"{address}{MOVE}")
    if step:
        field(page, "namespace").fill("prod")
        field(page, "pod").fill("shop-1")
        expect(source(page, "describe")).to_contain_text("shop-1")
        page.locator(".rbs-copy-step").first.click()
    else:
        field(page, "cluster").fill("shop-1")
        expect(source(page, "force")).to_contain_text("shop-1")
        page.get_by_role("button", name="Copy: Replace every task").click()
    said(page, "does not allow")
    selected = page.evaluate("getSelection().toString()")
    assert (_FORCE in selected) if not step else ('describe pod "shop-1"' in selected)
    if not step:
        assert selected == _FORCE
    assert page.evaluate("globalThis.copied") is None


def test_has_onecopy_button(page: Page, address: str) -> None:
    """Material's own copy button is not added to a command that has one."""

    def add(route: Route) -> None:
        response = route.fetch()
        route.fulfill(
            response=response, body=response.text().replace("</h1>", "</h1><pre><code>Theirs</code></pre>", 1)
        )

    page.route("**/runbooks/shop/restart/", add)
    page.goto(f"{address}runbooks/shop/restart/")
    theirs = page.locator(":is(.md-code__nav, .md-clipboard)")
    page.locator("h1 + pre").locator(theirs).first.wait_for(state="attached")
    expect(page.locator(".rbs-command").locator(theirs)).to_have_count(0)


@pytest.mark.parametrize("path", ["runbooks/shop/restart/", MOVE])
@pytest.mark.parametrize("width", [1280, PHONE["width"]])
def test_button_is_large_and_beside_the_text(page: Page, address: str, width: int, path: str) -> None:
    """A thumb hits the button, and it covers no part of the command."""
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(f"{address}{path}")
    page.locator(".rbs-copy[data-open]").first.wait_for()
    for code in page.locator(".rbs-code").all():
        button = code.locator(".rbs-copy").bounding_box()
        text = code.locator("pre").bounding_box()
        assert button is not None
        assert text is not None
        assert button["height"] >= 44
        assert button["width"] >= 44
        beside = button["x"] >= text["x"] + text["width"] or button["y"] >= text["y"] + text["height"]
        assert beside


@pytest.mark.usefixtures("address")
def test_works_from_a_file(page: Page, site: Path) -> None:
    """A copy of the site on a disk has working buttons and fields, and takes values from its address."""
    page.goto((site / "runbooks" / "shop" / "move" / "index.html").as_uri() + "#namespace=prod")
    expect(field(page, "namespace")).to_have_value("prod")
    page.get_by_role("button", name="Copy: List the pods").click()
    said(page, "Copied: List the pods")
    assert page.evaluate("location.hash") == ""
