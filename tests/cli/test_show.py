"""A runbook can be read where no browser is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from runbook_site.cli.main import main

if TYPE_CHECKING:
    import pytest

SOURCE = [str(Path(__file__).parent.parent / "shop" / "runbook_src")]


def test_without_a_name_the_runbooks_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    """One sees what there is."""
    assert main(["show", "", *SOURCE]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == ["shop/checkout-down", "shop/notes"]


def test_a_runbook_is_shown_with_everything_needed_to_follow_it(capsys: pytest.CaptureFixture[str]) -> None:
    """Steps, commands, risks, decisions and whom to call are there."""
    assert main(["show", "checkout-down", *SOURCE]) == 0
    out = capsys.readouterr().out
    for text in (
        "Checkout is down",
        "1. See what runs",
        "      aws ecs describe-services \\\n        --cluster shop \\\n        --services checkout\n",
        "(CHANGES)",
        'If: No task runs -> step "Restart it"',
        "ESCALATE to Engineering manager",
        'expect: "status": "ok"',
        "after 30m: Engineering manager",
    ):
        assert text in out
    assert "\x1b" not in out


def test_a_command_is_shown_alone(capsys: pytest.CaptureFixture[str]) -> None:
    """The text of one command, and nothing else, so that it can be piped."""
    assert main(["show", "shop/checkout-down/force-deployment", *SOURCE]) == 0
    expected = "aws ecs update-service --cluster shop --service checkout --force-new-deployment\n"
    assert capsys.readouterr().out == expected


def test_a_name_that_fits_several_lists_them(capsys: pytest.CaptureFixture[str]) -> None:
    """The reader is told what to choose from."""
    assert main(["show", "shop", *SOURCE]) == 2
    error = capsys.readouterr().err
    assert "shop/checkout-down" in error
    assert "shop/notes" in error


def test_escape_sequences_of_a_runbook_do_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A title cannot clear the screen."""
    (tmp_path / "evil.md").write_text("# Evil \x1b[2J title\n\n```bash\necho \x1b[31mred\n```\n")
    assert main(["show", "evil", str(tmp_path)]) == 0
    assert "\x1b" not in capsys.readouterr().out
