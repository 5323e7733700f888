"""Names with a fixed date where the runbook makes them with today's."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.checks.commands import findings_of

RULE = "outdated-name"
FORMATS = ("%Y%m%d", "%F", "%Y-%m-%d", "%Y_%m_%d", "%d.%m.%Y", "%y%m%d", "%Y%m%d-%H%M%S", "%Y-%m-%dT%H%M", "%Y%m%d%H%M")
MADE = (
    'pg_dump shop > "NAME"',
    "tar czf /srv/NAME /data",
    "backup=NAME",
    "aws rds create-db-snapshot --db-snapshot-identifier=NAME",
)
USED = ("psql shop < NAME", "cp /srv/copies/NAME .", "aws rds x --db-snapshot-identifier=NAME", "gunzip 'NAME'")
DATE = ("$(date +FORMAT)", "$(date -u '+FORMAT')", '$(date +"FORMAT")', "`date +FORMAT`")


def _found(commands: list[str]) -> list[bool]:
    with TemporaryDirectory() as folder:
        return [any(each.rule == RULE for each in of) for of in findings_of(commands, {"variable"}, Path(folder))]


@settings(deadline=None, max_examples=10)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(FORMATS),
            st.datetimes(datetime(2001, 1, 1), datetime(2037, 1, 1)),  # noqa: DTZ001 - only printed
            st.sampled_from(MADE),
            st.sampled_from(USED),
            st.sampled_from(DATE),
            st.from_regex(r"[a-z]{3,8}[-_.]", fullmatch=True).filter(lambda start: "xxx" not in start),
            st.sampled_from(["", ".sql", ".sql.gz", "-eu"]),
        ),
        min_size=1,
        max_size=20,
    )
)
def test_every_day_of_every_format_is_found(rows: list[tuple[str, datetime, str, str, str, str, str]]) -> None:
    """Whatever `date` makes of a day, that day is recognised, in any command."""
    commands = []
    for form, day, made, used, date, start, end in rows:
        name = f"{start}{date.replace('FORMAT', form)}{end}"
        fixed = f"{start}{day.replace(tzinfo=UTC).strftime(form)}{end}"
        commands.append(f"{made.replace('NAME', name)}\n{used.replace('NAME', fixed)}")
    found = _found(commands)
    assert [command for command, each in zip(commands, found, strict=True) if not each] == []


SOUND = (
    "pg_dump shop > shop-$(date +%F).sql\npsql shop < orders-2024-01-01.sql",
    "pg_dump shop > shop-$(date +%F).sql\npsql shop < shop-20240101.sql",
    "pg_dump shop > shop-$(date +%F).sql\npsql shop < shop-YYYY-MM-DD.sql",
    "pg_dump shop > shop-$(date +%F).sql\npsql shop < shop-2024-01-01.sql.part",
    'pg_dump shop > shop-$(date +%F).sql\npsql shop < "shop-$day.sql"',
    "pg_dump shop > shop-$(date +%F).sql\nclean --before 2024-01-01",
    "cp shop-$(date -d yesterday +%F).log .\ngrep x shop-2024-01-01.log",
    "pg_dump shop > shop-2024-01-01.sql\nls shop-$(date +%F).sql\npsql shop < shop-2024-01-01.sql",
    "clean --before $(date +%F)\nclean --before 2024-01-01",
    "mkdir /srv/$(date +%F)\nls /srv/2024-01-01",
    "touch build-$(date +%H%M)\nls build-1200",
    "touch shop-$(date +%Q)\nls shop-2024-01-01-x-20240101/y",
)


@pytest.mark.parametrize("command", SOUND)
def test_other_names_are_left_alone(command: str) -> None:
    """Another shape, a day that is asked for, and a name that the page itself makes, are no mistake."""
    assert _found([command]) == [False]


@pytest.mark.parametrize("fixed", ["shop-eu-prod-2024-01-01.sql", "shop-eu-north-1-prod-2024-01-01.sql.gz"])
def test_unknown_parts_may_hold_what_stands_between_them(fixed: str) -> None:
    """A value that is not known ends nowhere in particular."""
    made = 'pg_dump shop > "shop-${region}-${stage}-$(date +%F).sql"'
    assert _found([f"{made}\ncp {fixed} /srv"]) == [True]


def test_many_unknown_parts_take_no_time() -> None:
    """No name drives the expressions of other names into the ground."""
    made = [f"pg_dump shop > shop${{x}}-${{y}}-${{z}}-$(date +%Y)b{each}.sql" for each in range(30)]
    used = [f"cat shop{'-' * 150}20240101c{each}" for each in range(40)]
    started = time.process_time()
    assert _found(["\n".join([*made, *used])]) == [False]
    assert time.process_time() - started < 5
