"""Fences in definition lists."""

from __future__ import annotations

import pytest

from runbook_site.sources.markdown import parse_markdown
from runbook_site.sources.text import SourceText


@pytest.mark.parametrize(
    ("text", "content", "place"),
    [
        ("Term\n: ```bash\n  uptime\n\n    df\n  ```\n\nText\n", "uptime\n\n  df\n", (3, 3)),
        ("Term\n:   ~~~bash\n    uptime\n    ~~~\n", "uptime\n", (3, 5)),
        ("Term\n:\t```bash\n\tuptime\n\t```\n", "uptime\n", (3, 2)),
        ("- Term\n  : ```bash\n    uptime\n    ```\n", "uptime\n", (3, 5)),
        ("> Term\n> : ```bash\n>   uptime\n>   ```\n", "uptime\n", (3, 5)),
    ],
)
def test_a_fence_on_the_line_of_the_sign_is_one(text: str, content: str, place: tuple[int, int]) -> None:
    """It ends where its author ends it, and what stands behind it is no code."""
    (fence,) = parse_markdown(SourceText("page.md", text).whole()).fences
    assert (fence.text.text, fence.info, fence.closed) == (content, "bash", True)
    assert (fence.text.position(0).line, fence.text.position(0).column) == place


@pytest.mark.parametrize(
    "text", ["Term\n: uptime\n", "Term\n: ``a`` and ```b```\n", ":::tip\nText\n:::\n", ":x: ```\n"]
)
def test_other_definitions_have_no_fence(text: str) -> None:
    """What begins with a colon is prose, as it is without definition lists."""
    assert parse_markdown(SourceText("page.md", text).whole()).fences == ()
