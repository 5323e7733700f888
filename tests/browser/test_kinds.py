"""Values that fit a type, as the page and the checks see them."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from runbook_site.checks.variable.fitting_value import why_not
from runbook_site.model.variable import Variable, VariableType
from tests.browser.fields import field, open_page

if TYPE_CHECKING:
    from playwright.sync_api import Page

VALUES = (
    *(
        "",
        "0",
        "-1",
        "+5",
        "1.5",
        "٣",
        "three",
        "1e3",
        "00012345",
        "a b",
        " a",
        "-rf",
        "./-rf",
        "/etc/shop",
        "é",
        "東京",
    ),
    *("shop.internal", "shop.internal:8080", "shop.internal:8080/health", "[::1]:5432", "web 1", "https://shop", "a/b"),
    *(
        "https://shop.internal/a b",
        "mailto:shop@example.com",
        "postgres://u@h/db",
        "jdbc:postgresql://h/db",
        "HTTP://X",
    ),
    *(
        "15m",
        "1h30m",
        "1.5h",
        "90",
        "90S",
        "500ms",
        "m",
        "1 h",
        "a while",
        "public.orders",
        "arn:aws:x",
        "a=b",
        "$x",
        "a;b",
    ),
    *("2026-11-01", "2026-11-01 14:05", "2026-11-01T14:05:33.5Z", "2026-11-01 14:05 UTC", "14:05", "14:05:06 +01:00"),
    *(
        "2026-13-01",
        "2026-21-01",
        "1700000000",
        "17000",
        "yesterday",
        "a\nb",
        "a\tb",
        "a\u0000b",
        "a\u2028b",
        "a\u0085",
        "x" * 4097,
    ),
)


def test_page_and_checks_agree(page: Page, address: str) -> None:
    """What the page takes is what a check lets pass as an example, whatever the type."""
    open_page(page, address)
    kinds = [{"type": kind} for kind in get_args(VariableType)] + [{"type": "choice", "choices": ["a b", "15m"]}]
    field(page, "since").fill("14:05")  # what checks values comes with the first one
    page.wait_for_function("() => typeof globalThis.runbookSite?.problem === 'function'")
    taken = page.evaluate(
        "([kinds, values]) => kinds.map((kind) => values.map((value) => !runbookSite.problem(kind, value)))",
        [kinds, list(VALUES)],
    )
    let_pass = [
        [not why_not(Variable.model_validate({"description": "A value.", **kind}), value) for value in VALUES]
        for kind in kinds
    ]
    differing = [
        (kind, value)
        for kind, row, own in zip(kinds, taken, let_pass, strict=True)
        for value, one, other in zip(VALUES, row, own, strict=True)
        if one is not other
    ]
    assert differing == []
    assert any(map(any, taken))
    assert not all(map(all, taken))
