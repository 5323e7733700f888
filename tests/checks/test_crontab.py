"""Lines of crontabs are read as cron reads them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from runbook_site.checks.registry import RULES
from runbook_site.checks.runner import run_checks
from runbook_site.checks.shell.crontab import cron_fault, cron_pitfall
from runbook_site.snippets.project import read_project
from tests.checks.commands import findings_of

if TYPE_CHECKING:
    from pathlib import Path

CRON = ("broken-cron-line", "cron-pitfall")

REFUSED = {
    "*/5 25 * * * /usr/bin/x": "25",
    "*/5 * * * root /usr/bin/x": "root",
    "*/5 * * * /usr/bin/x": "/usr/bin/x",
    "60 * * * * x": "60",
    "* * 0 * * x": "0",
    "* * 32 * * x": "32",
    "* * * 0 * x": "0",
    "* * * 13 * x": "13",
    "* * * * 8 x": "8",
    "* * * January * x": "January",
    "0 0 * * sunday x": "sunday",
    "*/0 * * * * x": "*/0",
    "1,,2 * * * * x": "1,,2",
    "30 4 ? * * x": "?",
    "30 4 L * * x": "L",
    "1 - 5 * * * x": "-",
    "* * * *": "* * * *",
    "* * * * * * x": "*",
    "0 0 1 1 * */2 x": "*/2",
    "@every_hour x": "@every_hour",
    "@DAILY x": "@DAILY",
}
"""Lines that Vixie's crontab refuses, with what the message names."""

TAKEN = (
    *(
        "*/5 * * * * x",
        "0 23 * * * x",
        "59 0 31 12 7 x",
        "0 0 * jan sun x",
        "0 0 * Jan-Mar MON-Fri x",
        "*/100 * * * * x",
    ),
    *("0 0 * jan,feb mon,tue x", "0-59/2 8-18 * * 1-5 x", "1,2,5-9/2 * * * * x", "05 08 * * * x", "  * * *\t* *  x"),
    *(
        "@reboot x",
        "@daily x",
        "@midnight x",
        "SHELL=/bin/bash",
        "MAILTO = ops",
        "# 0 25 * * * x",
        "",
        "10-5 * * * * x",
    ),
    *("0~30 * * * * x", "* * * * fri-mon x", "0 0 ** * * x", "30 4 * * 1#2 x", "* * 31 2 * x"),
)
"""Lines that it takes."""

UNKNOWN = ("$MINUTE 25 * * * x", "<minute> <hour> * * * x", "*/5 $TIMES x", "*/5 {{ hour }} * * * x", "... * * * * x")


@pytest.mark.parametrize(("line", "named"), REFUSED.items())
def test_lines_that_cron_refuses(line: str, named: str) -> None:
    """What crontab would not install is found, at the value that is wrong."""
    fault = cron_fault(line)
    assert fault is not None
    assert line[fault.start : fault.end] == named


@pytest.mark.parametrize("line", [*TAKEN, *UNKNOWN])
def test_lines_that_cron_takes(line: str) -> None:
    """What it installs, and what nobody knows before it is filled in, is left alone."""
    assert cron_fault(line) is None


@pytest.mark.parametrize(
    "line", ["0 0 12 * * ? x", "0 0 0 * * MON-FRI", "0 */30 9-17 * * *", "H 4 * * 1", "0 3 * * *", "0 0 L * ?", "0 18"]
)
def test_fields_of_other_crons(line: str) -> None:
    """Where only a label says that a line is for cron, it may be for Quartz, Spring or Jenkins."""
    assert cron_fault(line, other_crons=True) is None


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("0 3 * * * pg_dump app > app-$(date +%F).sql", "%"),
        ("0 3 * * * pg_dump app > app-`date +%F`.sql", "%"),
        ('@daily tar czf "/b/$(date +%F).tgz" /srv', "%"),
        ("0 3 * * * curl -w '%{http_code}' http://x", "%"),
        ("0 3 * * * date +%s > /run/beat", "%"),
        ("0 3 * * * root /usr/bin/x", "root"),
    ],
)
def test_lines_that_do_something_else(line: str, named: str) -> None:
    """A command that cron cuts in two, and a user where none belongs, are found."""
    fault = cron_pitfall(line, has_user=False)
    assert fault is not None
    assert line[fault.start : fault.end] == named


@pytest.mark.parametrize(
    "line",
    [
        "0 3 * * * pg_dump app > app-$(date +\\%F).sql",
        "0 3 * * * tar czf '/b/x.tgz' \"it's\" $(hostname) /srv",
        '0 22 * * 1-5 mail -s "It\'s 10pm" joe%Joe,%%Where are your kids?%',
        "0 3 * * * rootsh -c x",
        "0 3 * * * root -b -q fit.C",
        "# 0 3 * * * date +%F",
        "DATE=%F",
    ],
)
def test_lines_that_do_what_they_say(line: str) -> None:
    """An escaped sign, the input of a command and plain words are left alone."""
    assert cron_pitfall(line, has_user=False) is None


def test_user_in_tables_of_the_system() -> None:
    """A file of /etc/cron.d names a user, and a path is none."""
    assert cron_pitfall("0 3 * * * /usr/bin/x", has_user=True) is not None
    assert cron_pitfall("0 3 * * * root /usr/bin/x", has_user=True) is None
    assert cron_pitfall("@daily /usr/bin/x", has_user=True) is not None


@pytest.mark.parametrize(
    "command",
    [
        "echo '@@' | crontab -",
        "echo '@@' | sudo crontab -u shop -",
        "(crontab -l; echo '@@') | crontab -",
        "( crontab -l 2>/dev/null | grep -v x; echo '@@' ) | crontab -",
        "(crontab -l && echo '@@') | sort -u | crontab -",
        "crontab -l | { cat; echo '@@'; } | crontab -",
        "(echo '@@'; crontab -l) | crontab -",
        "crontab <<< '@@'",
        "crontab - <<'EOF'\nSHELL=/bin/bash\n@@\nEOF",
        "cat <<EOF | crontab -\n@@\nEOF",
        "sudo crontab -u shop - <<EOF\n@@\nEOF",
        "ssh web1 \"echo '@@' | crontab -\"",
        "printf '%s\\n' '@@' | crontab -",
        "printf '@@\\n' | crontab -",
        "echo '@@' >> /var/spool/cron/crontabs/shop",
        "echo '@@' | sudo tee -a /var/spool/cron/shop",
        "echo '@@' | sudo tee /etc/cron.d/shop",
        "sudo tee /etc/cron.d/shop > /dev/null <<'EOF'\n@@\nEOF",
        "cat > /etc/cron.d/shop <<'EOF'\n@@\nEOF",
        "echo '@@' >> /etc/crontab",
    ],
)
def test_places_of_lines(command: str, tmp_path: Path) -> None:
    """Wherever a line for cron is written, it is looked at once, and a sound one is left alone."""
    user = " root" if "/etc/" in command else ""
    commands = [command.replace("@@", line) for line in (f"0 25 * * *{user} /usr/bin/x", f"0 5 * * *{user} /usr/bin/x")]
    found = findings_of(commands, ["shell"], tmp_path)
    assert [[each.rule for each in of if each.rule in CRON] for of in found] == [["broken-cron-line"], []]


@pytest.mark.parametrize(
    "command",
    [
        "echo '0 25 * * * x'",
        "echo '0 25 * * * x' > notes.txt",
        "crontab -l | grep '0 25 * * * x'",
        "echo '0 25 * * * x'; crontab -l | sort | crontab -",
        "echo '0 25 * * * x'\ncrontab -l | crontab -",
        "crontab shop.cron <<< '0 25 * * * x'",
        "echo '0 25 * * * x' | sed 's/25/5/' > x; crontab x",
        "crontab - <<EOF\n0 3 * * * x-$(date +%F)\nEOF",
        'echo "0 3 * * * x-$(date +%F)" | crontab -',
        "cat > /etc/cron.daily/shop <<'EOF'\n0 25 * * * x\nEOF",
    ],
)
def test_lines_for_something_else(command: str, tmp_path: Path) -> None:
    """What does not come to cron, or is filled in by the shell before, is left alone."""
    ((*found,),) = findings_of([command], ["shell"], tmp_path)
    assert [each for each in found if each.rule in CRON] == []


def test_labelled_blocks(tmp_path: Path) -> None:
    """A block with the label of a crontab is read line by line."""
    text = "# A\n\n```cron\n# every night\n0 1 * * * x\n0 25 * * * x\n```\n\n```text\n0 25 * * * x\n```\n"
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    report = run_checks(read_project([tmp_path]), date(2026, 11, 21), RULES.of(["shell"]))
    found = [each for each in report.findings if each.rule in CRON]
    assert [(each.span.start.line, each.span.start.column) for each in found] == [(6, 3)]
