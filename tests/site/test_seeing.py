"""Numbers that are drawn: reviews, and what the checks cover."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.site.context import SiteContext
from runbook_site.site.coverage import coverage
from runbook_site.site.freshness import due_by_month, reviews_of
from runbook_site.site.ladder import ladder_of
from runbook_site.site.render import render_site
from runbook_site.snippets.fingerprint import fingerprint
from runbook_site.snippets.project import read_project
from tests.site.conftest import TODAY

if TYPE_CHECKING:
    from tests.conftest import WriteFiles

_REVIEWED = "title: {0}\nreviewed: {{on: {1}, by: shop}}\nreview_every: {2}\n"


def _context(write_files: WriteFiles, files: dict[str, str]) -> SiteContext:
    folder = write_files({f"runbook_src/shop/{name}": text for name, text in files.items()})
    return SiteContext(read_project([folder / "runbook_src"], folder), TODAY)


def test_reviews_are_counted_by_state_and_month(write_files: WriteFiles) -> None:
    """A review that ends today still holds; months without one are shown between the others."""
    context = _context(
        write_files,
        {
            "never.yml": "title: Never\nprocedure: [{title: S}]\n",
            "overdue.yml": _REVIEWED.format("Overdue", "2026-11-10", "10d"),
            "today.yml": _REVIEWED.format("Today", "2026-11-11", "10d"),
            "january.yml": _REVIEWED.format("January", "2026-11-01", "90d"),
            "later.yml": _REVIEWED.format("Later", "2026-11-01", "3650d"),
        },
    )
    reviews = reviews_of(context, context.library.runbooks)
    assert reviews.counts == (("overdue", 1), ("never", 1), ("fresh", 3))
    assert [document.id for document in reviews.fresh] == ["today", "january", "later"]
    due = due_by_month(context, reviews)
    assert [(f"{month:%b}" if month else "later", count) for month, count in due if count] == [
        ("Nov", 1),
        ("Jan", 1),
        ("later", 1),
    ]
    assert len(due) == 13


def test_coverage_says_what_is_looked_at(write_files: WriteFiles) -> None:
    """A command counts as covered where every program in it has a grammar, and once at most."""
    commands = [
        "kubectl get pods | grep web",
        "cd /srv && export A=1",
        "./deploy.sh --now",
        "kubectl get pods | frobnicate",
        "echo 'open",
    ]
    steps = "".join(f"  - title: S{at}\n    commands: [{{run: {run!r}}}]\n" for at, run in enumerate(commands))
    context = _context(write_files, {"a.yml": f"title: A\nprocedure:\n{steps}"})
    (service,) = context.library.services
    assert coverage(context, service) == (("unread", 1), ("unknown", 2), ("grammar", 2))


def test_sql_of_another_database_is_not_covered(write_files: WriteFiles) -> None:
    """Only PostgreSQL's grammar is the database's own."""
    service = "name: S\nsummary: S.\nowner: s\nsql: {dialect: mysql}\n"
    runbook = "title: A\nprocedure:\n  - title: S\n    commands: [{sql: SELECT 1}]\n"
    context = _context(write_files, {"service.yml": service, "a.yml": runbook})
    assert dict(coverage(context, context.library.services[0]))["unknown"] == 1


def test_bars_have_their_numbers_beside_them(pages: dict[str, str]) -> None:
    """Whoever does not see the bars reads a table; the bars of a row are as long as its numbers."""
    page = pages["runbooks/freshness"]
    rows = re.findall(r'<tr><th scope="row">[^<]*<svg[^>]*aria-hidden="true">(.*?)</svg></th>(.*?)</tr>', page)
    assert rows
    for bars, cells in rows:
        numbers = [int(number) for number in re.findall(r">(\d+)</td>", cells)]
        widths = [float(wide) for wide in re.findall(r' width="([\d.]+)"', bars)]
        assert len(widths) == sum(number > 0 for number in numbers)
        assert sum(widths) <= 100.1


def test_site_without_runbooks_has_its_pages(write_files: WriteFiles) -> None:
    """Nothing is divided by nothing."""
    folder = write_files({"runbook_src/shop/service.yml": "name: Shop\nsummary: S.\nowner: s\n"})
    context = SiteContext(read_project([folder / "runbook_src"], folder), TODAY)
    pages = {page.path: page.text() for page in render_site(context, with_root=True).pages}
    assert "<svg" not in pages["runbooks/freshness"] + pages["runbooks/shop/index"]
    assert "No service has recurring work yet" in pages["runbooks/calendar"]


def test_escalation_is_a_list_with_its_waits(pages: dict[str, str]) -> None:
    """The wait until the next call is as long on the page as in minutes, and said in words."""
    page = pages["runbooks/shop/index"]
    assert '<li style="--rbs-wait: 30"><span class="rbs-after">at once</span>' in page
    assert '<li><span class="rbs-after">after 30 minutes</span>' in page


_RUNS = "[{run: uptime}, {run: df -h}, {run: free -m}, {run: ls}]"
_COMMANDS = f"title: A\nprocedure:\n  - title: S\n    commands: {_RUNS}\n"


def _proof(command: str, level: str, on: str, short_of: str = "") -> str:
    digest = fingerprint(command, "shell")
    return (
        f'{{"service": "shop", "runbook": "a", "command": "c", "fingerprint": "{digest}", "level": "{level}", '
        f'"on": "{on}", "against": {{"bash": "5.2"}}, "evidence": [], "short_of": "{short_of}"}}'
    )


def _record(*proofs: str) -> str:
    return f'{{"schema_version": 1, "proofs": [{", ".join(proofs)}]}}'


def test_commands_are_counted_by_how_far_they_are_proven(write_files: WriteFiles) -> None:
    """Those that the record does not know count as unproven; a proof holds on its last day."""
    record = _record(
        _proof("uptime", "executed", "2026-10-22"),
        _proof("df -h", "rehearsed", "2026-10-21", "no counterpart"),
        _proof("free -m", "rehearsed", "2026-11-20", "no counterpart"),
    )
    folder = write_files(
        {
            "runbook_src/site.yml": "check: {prove_every: 30d}\n",
            "runbook_src/proofs.json": record,
            "runbook_src/shop/a.yml": _COMMANDS,
        }
    )
    context = SiteContext(read_project([folder / "runbook_src"], folder), TODAY)
    ladder = ladder_of(context.catalog.entries, TODAY)
    assert {level: count for level, count in ladder.counts if count} == {"executed": 1, "rehearsed": 2, "unproven": 1}
    assert [entry.source for entry in ladder.old] == ["df -h"]
    assert [(level, why, len(of)) for level, why, of in ladder.reasons] == [
        ("rehearsed", "no counterpart", 2),
        ("unproven", "nothing proves it as it stands", 1),
    ]
    pages = {page.path: page.render() for page in render_site(context, with_root=False).pages}
    assert "of 4 commands, 1 are executed, 2 rehearsed, 1 unproven." in pages["runbooks/proofs"]
    runbook = pages["runbooks/shop/a"]
    assert runbook.count("Proven: ") == 3
    assert runbook.count("overdue since") == 1
    proof = '<b>rehearsed</b> <time datetime="2026-10-21" data-until="2026-11-20">on 2026-10-21</time>'
    assert proof in runbook


def test_without_a_record_the_page_says_how_to_make_one(write_files: WriteFiles) -> None:
    """And no command claims anything."""
    folder = write_files({"runbook_src/site.yml": "title: T\n", "runbook_src/shop/a.yml": _COMMANDS})
    context = SiteContext(read_project([folder / "runbook_src"], folder), TODAY)
    pages = {page.path: page.render() for page in render_site(context, with_root=False).pages}
    assert "runbook-site prove --record proofs.json" in pages["runbooks/proofs"]
    assert "Proven:" not in pages["runbooks/shop/a"]


def test_a_record_without_commands_draws_nothing(write_files: WriteFiles) -> None:
    """All runbooks may be gone, and the record still there."""
    folder = write_files({"runbook_src/site.yml": "title: T\n", "runbook_src/proofs.json": _record()})
    context = SiteContext(read_project([folder / "runbook_src"], folder), TODAY)
    pages = {page.path: page.render() for page in render_site(context, with_root=False).pages}
    assert "<svg" not in pages["runbooks/proofs"]
