"""Filling in the values of a runbook, in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.fields import MOVE, copy_button, field, open_page, said, source, state

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route


def test_has_a_field_for_every_value(page: Page, address: str) -> None:
    """Each value has a labelled field with its description, and an example that is no value; a secret has none."""
    open_page(page, address)
    for name in ("namespace", "pod", "replicas", "color", "region", "customer", "backup", "since"):
        expect(field(page, name), name).to_have_count(1)
    labelled = page.get_by_label("$pod", exact=True)
    expect(labelled).to_have_value("")
    expect(labelled).to_have_attribute("placeholder", "for example shop-7d9c5")
    described = labelled.evaluate(
        "e => e.getAttribute('aria-describedby').split(' ').map(i => document.getElementById(i).innerText).join(' ')"
    )
    assert "The pod to ask." in described
    assert "Still open." in described
    assert page.get_by_label("$color").evaluate("e => [...e.options].map(o => o.value)") == ["", "blue", "green"]
    expect(field(page, "token")).to_have_count(0)
    expect(page.locator(".rbs-variables > div", has_text="$token")).to_contain_text("stays $token")
    link = page.locator(".rbs-variables a", has_text="output").get_attribute("href")
    assert link is not None
    assert link.endswith("#command-list-pods")


def test_default_is_marked(page: Page, address: str) -> None:
    """A default stands in its field, is said to be one, and comes back when the field is emptied."""
    open_page(page, address)
    expect(field(page, "region")).to_have_value("eu-west-1")
    expect(state(page, "region")).to_have_text("Default.")
    field(page, "region").fill("us-east-1")
    expect(state(page, "region")).to_have_text("Filled in.")
    field(page, "region").fill("")
    expect(field(page, "region")).to_have_value("")
    expect(state(page, "region")).to_have_text("Default.")
    expect(field(page, "region")).to_have_value("eu-west-1")


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [
        ("replicas", "three", "no whole number"),
        ("namespace", "a b", "no identifier"),
        ("namespace", "$(reboot)", "no identifier"),
        ("namespace", "--all", "no identifier"),
        ("pod", "Shop-1", "does not have the form shop-[a-z0-9-]+, as shop-7d9c5 has"),
        ("backup", "-rf", "begins with a dash"),
        ("since", "yesterday", "no date or time"),
        ("customer", "x" * 10_000, "longer than 4096 characters"),
        ("customer", "a\0b", "cannot be typed, U+0000"),
        ("customer", "a\x1b[2J", "cannot be typed, U+001B"),
    ],
)
def test_refuses_what_is_not_of_its_type(page: Page, address: str, name: str, value: str, problem: str) -> None:
    """A wrong value is told in words beside its field, and goes into no command."""
    open_page(page, address)
    field(page, name).evaluate(
        "(e, value) => { e.value = value; e.dispatchEvent(new Event('input', { bubbles: true })); }", value
    )
    expect(state(page, name)).to_contain_text(problem)
    expect(field(page, name)).to_have_attribute("aria-invalid", "true")
    assert page.evaluate(f"runbookSite.values.of('shop').has('{name}')") is False


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(
            ("since", each)
            for each in (
                "2026-11-21",
                "2026-11-21T10:30:00Z",
                "2026-11-21 14:05 UTC",
                "2025-01-15 10:00:00-08",
                "14:05 UTC",
            )
        ),
        *(
            ("namespace", each)
            for each in ("a", "clocked-manual-20240101-120000", "app/shop/1", "arn:aws:ecs:eu-west-1:1:task/a")
        ),
        *(("backup", each) for each in ("./a b.sql", "/x", "orders.sql")),
        ("customer", "Zoë \N{PARTY POPPER} \"q\" 'q' $(x) `y` \\ %s <b>"),
        ("replicas", "-3"),
    ],
)
def test_takes_what_is_of_its_type(page: Page, address: str, name: str, value: str) -> None:
    """Values as people write them are taken as they are."""
    open_page(page, address)
    field(page, name).fill(value)
    expect(state(page, name)).to_have_text("Filled in.")
    assert page.evaluate(f"runbookSite.values.of('shop').get('{name}')") == {"value": value, "from": "typed"}


def test_tells_what_cannot_be_seen(page: Page, address: str) -> None:
    """A value that turns the writing direction is taken, and what is in it is named; in the command too."""
    open_page(page, address)
    field(page, "customer").fill("a\u202eb")
    expect(state(page, "customer")).to_have_text("Filled in. It has characters that cannot be seen: U+202E.")
    field(page, "customer").fill(" a")
    expect(state(page, "customer")).to_contain_text("blanks at its ends")


def test_several_lines_are_not_joined(page: Page, address: str) -> None:
    """What was copied with several lines is refused; a line end around one line is none of it."""
    open_page(page, address)
    page.evaluate("navigator.clipboard.writeText('one\\ntwo')")
    field(page, "customer").focus()
    page.keyboard.press("Control+v")
    expect(field(page, "customer")).not_to_have_value("")
    expect(state(page, "customer")).to_contain_text("several lines")
    field(page, "customer").fill("")
    page.evaluate("navigator.clipboard.writeText('one\\n')")
    field(page, "customer").focus()
    page.keyboard.press("Control+v")
    expect(field(page, "customer")).to_have_value("one")
    expect(state(page, "customer")).to_have_text("Filled in.")
    expect(field(page, "customer")).to_have_value("one")


def test_commands_follow_the_fields(page: Page, address: str) -> None:
    """Every command and every message that needs a value shows it as it is typed, quoted, and marked as filled in."""
    open_page(page, address)
    slot = page.locator("#command-find .rbs-slot")
    expect(slot).to_have_attribute("data-state", "open")
    field(page, "customer").press_sequentially("O'N")
    expect(source(page, "find")).to_contain_text("name = 'O''N'")
    expect(slot).to_have_attribute("data-state", "filled")
    expect(source(page, "note")).to_contain_text("Moved for O'N in eu-west-1.")
    expect(page.locator("#message-moved .rbs-source")).to_have_text("O'N's order is moved since $since.")
    field(page, "customer").fill("")
    expect(source(page, "find")).to_contain_text("name = '$customer'")
    expect(slot).to_have_attribute("data-state", "open")


def test_value_that_a_place_cannot_take(page: Page, address: str) -> None:
    """Where a value cannot be written the command says why and is not copied; the other commands have it."""
    open_page(page, address)
    field(page, "color").select_option("blue")
    field(page, "replicas").fill("+3")
    reason = "replicas cannot be written here: only a number or a name can stand here."
    page.locator("#command-last-orders .rbs-refused", has_text=reason).wait_for()
    expect(page.locator("#command-last-orders .rbs-slot")).to_have_attribute("data-state", "refused")
    expect(source(page, "last-orders")).to_contain_text("LIMIT :replicas")
    expect(source(page, "scale")).to_contain_text('--replicas "+3"')
    copy_button(page, "last-orders").click()
    said(page, f"Not copied: Read the last orders. {reason}")
    expect(field(page, "replicas")).to_be_focused()
    field(page, "replicas").fill("3")
    expect(source(page, "last-orders")).to_contain_text("LIMIT 3;")
    expect(page.locator(".rbs-refused")).to_have_count(0)


@pytest.mark.parametrize("width", [1280, PHONE["width"]])
def test_bar_leads_to_what_is_open(page: Page, address: str, width: int) -> None:
    """From everywhere a line tells how many values are open, and leads to the first; it covers nothing for good."""
    page.set_viewport_size({"width": width, "height": 844})
    open_page(page, address)
    bar = page.locator(".rbs-value-bar")
    expect(bar).to_have_text("7 of 8 values still open")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    box = bar.bounding_box()
    assert box is not None
    assert box["height"] >= 44
    last = page.locator("article :is(.rbs-command, .rbs-message)").last.bounding_box()
    place = page.locator(".rbs-foot").bounding_box()
    assert last is not None
    assert place is not None
    assert last["y"] + last["height"] <= place["y"]
    bar.click()
    expect(field(page, "namespace")).to_be_focused()
    field(page, "namespace").fill("prod")
    expect(bar).to_have_text("6 of 8 values still open")


def test_fits_a_phone(page: Page, address: str) -> None:
    """Fields are as wide as a thumb needs, and nothing is wider than the screen."""
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    open_page(page, address, "customer=" + "x" * 200)
    expect(source(page, "echo")).to_contain_text("x" * 200)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    for control in page.locator(".rbs-variables :is(input, select, button)").all():
        box = control.bounding_box()
        if box is not None:
            assert box["height"] >= 44
            assert box["x"] + box["width"] <= PHONE["width"]


def test_many_commands(page: Page, address: str) -> None:
    """300 commands on a page follow a key, and none is left behind."""

    def multiply(route: Route) -> None:
        response = route.fetch()
        before, mark, after = response.text().partition('<div class="rbs-command no-copy" id="command-echo"')
        command, end, rest = after.partition("</div> </div>")
        once = mark + command + end
        assert len(once) < 3_000
        assert "rbs-slot" in once
        route.fulfill(response=response, body=before + once * 300 + rest)

    page.route(f"**/{MOVE}", multiply)
    open_page(page, address)
    expect(page.locator("#command-echo")).to_have_count(300)
    longest = page.evaluate(
        """async () => {
          const field = document.querySelector("[id^=value-][id$=-customer]");
          let longest = 0;
          for (const text of ["O", "O'", "O'N", "O'Ne"]) {
            const begin = performance.now();
            field.value = text;
            field.dispatchEvent(new Event("input", { bubbles: true }));
            await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
            longest = Math.max(longest, performance.now() - begin);
          }
          return longest;
        }"""
    )
    expect(page.locator("#command-echo .rbs-slot[data-state=filled]")).to_have_count(300)
    assert longest < 500, "a key took longer than a reader waits, on a machine that has much else to do"


def test_without_javascript(browser: Browser, address: str) -> None:
    """Without scripts the list is read as ever: names, descriptions, examples; and there is no dead button."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}{MOVE}")
    page.locator(".rbs-values > summary").click()
    text = page.locator(".rbs-variables").first.inner_text()
    for words in ("$pod", "The pod to ask.", "shop-7d9c5", "One of blue, green.", "eu-west-1"):
        assert words in text
    assert page.locator("article button").evaluate_all("all => all.length") == page.locator(".rbs-copy").count()
    assert not any(button.is_visible() for button in page.locator("article button").all())
    expect(page.locator("#command-describe .rbs-source")).to_contain_text('describe pod "$pod"')
    context.close()


def test_undeclared_values_have_fields(page: Page, address: str) -> None:
    """Placeholders of plain Markdown are filled in like declared values."""
    open_page(page, address, path="runbooks/wiki/plain/")
    field(page, "pod_name").fill("shop-1")
    page.locator(".rbs-source", has_text="kubectl get pod shop-1").wait_for()
