"""What is shown to everybody holds no credential, and is the same in all else."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest

from runbook_site.catalog.csv import catalog_csv
from runbook_site.catalog.json import catalog_json
from runbook_site.checks.secret.published import MASK, read_published
from runbook_site.site.context import SiteContext
from runbook_site.site.render import render_site
from runbook_site.snippets.project import read_project

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import WriteFiles

# Put together here, so that no scanner of this repository takes them for real ones.
TOKEN = "ghp_" + "Zq8LmT2vXr9KwYb4NdPs6HcJf3GtAe7RuQo1"
ADDRESS = "Qm4v" + "T81xLp"
OPTION = "Zk88" + "sd7fKJs8df"
KEY_LINE = "MIIEvQIBADANBgkqhkiG9w0" + "BAQEFAASCBKcwggSjAgEAAoIBAQC7"
FILES = {
    "runbook_src/shop/service.yml": (
        "name: Shop\nsummary: Sells things.\nowner: shop\n"
        f'links: [{{title: Console, url: "https://ops:{ADDRESS}@db.shop.internal/x"}}]\n'
    ),
    "runbook_src/shop/plain.md": (
        "# Plain\n\n"
        f"The token is `{TOKEN}`; the database's is {ADDRESS}.\n\n"
        "```bash\n"
        "# Ask the database\n"
        f"curl -H 'Authorization: token {TOKEN}' https://api.shop.internal/\n"
        f"echo done | mail -s {TOKEN} shop\n"
        "```\n\n"
        "```text\n"
        f"-----BEGIN RSA PRIVATE KEY-----\n{KEY_LINE}\n{KEY_LINE[::-1]}\n-----END RSA PRIVATE KEY-----\n"
        "```\n"
    ),
    "runbook_src/shop/flush.yml": (
        "title: Flush\n"
        "procedure:\n"
        "  - title: Flush it\n"
        "    commands:\n"
        "      - title: Flush\n"
        f'        run: redis-cli -a "{OPTION}" dbsize\n'
        "        risk: read\n"
    ),
    "runbook_src/shop/broken.yml": f"title: Broken\nprocedur: [{TOKEN}]\n",
}
SECRETS = (TOKEN, ADDRESS, OPTION, KEY_LINE, KEY_LINE[::-1])


@pytest.fixture
def folder(write_files: WriteFiles) -> Path:
    """A folder whose runbooks hold credentials of every kind."""
    return write_files(FILES)


def test_no_page_and_no_asset_holds_a_credential(folder: Path) -> None:
    """Whoever reads the site, its search or its catalog learns no password."""
    published = read_published([folder / "runbook_src"], folder)
    context = SiteContext(published.project, date(2026, 11, 21))
    output = render_site(context, with_root=True)
    files = {page.file: page.text() for page in output.pages}
    files |= {asset.path: asset.content().decode("utf-8", "replace") for asset in output.assets}
    files |= {"json": catalog_json(context.catalog), "csv": catalog_csv(context.catalog)}
    assert [(path, secret) for path, text in files.items() for secret in SECRETS if secret in text] == []
    assert sum(MASK * len(TOKEN) in text for text in files.values()) >= 3
    assert published.hidden == {
        "runbook_src/shop/broken.yml": 1,
        "runbook_src/shop/flush.yml": 1,
        "runbook_src/shop/plain.md": 4,
        "runbook_src/shop/service.yml": 1,
    }
    assert not any(secret in warning for warning in published.warnings for secret in SECRETS)


def test_everything_else_stays_at_its_place(folder: Path) -> None:
    """A mask is as long as what it hides: commands are the same ones, at the same lines and columns."""
    plain = read_project([folder / "runbook_src"], folder)
    shown = read_published([folder / "runbook_src"], folder).project

    def places(project: object) -> list[object]:
        assert isinstance(project, type(plain))
        return [
            (chunk.text.span(0, len(chunk.text.text)), chunk.language, len(chunk.text.text))
            for runbook in project.runbooks
            for _, chunk in runbook.chunks
        ]

    assert places(plain) == places(shown)
    assert len(places(plain)) == 2
    assert plain.library.skipped == shown.library.skipped


def test_runbooks_without_credentials_are_read_once(write_files: WriteFiles, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has nothing to hide waits for nothing."""
    folder = write_files({"runbook_src/shop/plain.md": "# Plain\n\n```sh\nuptime\n```\n"})
    times: list[object] = []

    def counting(*given: object) -> object:
        times.append(given)
        return read_project(*given)  # type: ignore[arg-type]

    monkeypatch.setattr("runbook_site.checks.secret.published.read_project", counting)
    assert read_published([folder], folder).warnings == ()
    assert len(times) == 1


@pytest.mark.parametrize("command", [["catalog"], ["show", "shop/plain"], ["show", "shop/flush/flush"]])
def test_commands_say_that_something_is_masked(folder: Path, command: list[str]) -> None:
    """Nobody is left to wonder about the dots, and the output itself stays data."""
    done = subprocess.run(
        [sys.executable, "-m", "runbook_site.cli.main", *command],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0
    assert "runbook_src/shop/plain.md: 4 credentials masked" in done.stderr
    assert MASK in done.stdout
    assert not any(secret in done.stdout + done.stderr for secret in SECRETS)
