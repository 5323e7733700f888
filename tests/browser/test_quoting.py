"""Whatever a reader fills in, what is copied means that value and nothing else: asked of bash and of PostgreSQL."""

from __future__ import annotations

import os
import re
import select
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from runbook_site.catalog.slots import slots
from runbook_site.snippets.quoted import Around, RefusedError, quoted
from runbook_site.snippets.snippet import VariableContext
from tests.browser.filling import Reader
from tests.browser.quoting_cases import IN_PSQL, IN_SHELL, SHELL
from tests.browser.quoting_values import NASTY, VALUES
from tests.postgresql import running_database

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from playwright.sync_api import Browser

    from tests.browser.filling import Filled
    from tests.postgresql import Database


@pytest.fixture(scope="module")
def reader(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """All commands, in a page."""
    page = browser.new_page()
    yield Reader(page, tmp_path_factory.mktemp("runbooks"))
    page.close()


@pytest.fixture(scope="module")
def database() -> Iterator[Database]:
    """A PostgreSQL with a function that shows a text byte by byte."""
    with tempfile.TemporaryDirectory(prefix="pg-") as folder:
        Path(folder).chmod(0o755)
        with running_database(Path(folder)) as database:
            make = "CREATE FUNCTION hex(text) RETURNS text LANGUAGE sql RETURN encode(convert_to($1, 'UTF8'), 'hex')"
            _run(["psql", "-c", make], "", database.environment)
            yield database


_ENVIRONMENT = {"LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"], "HOME": "/nowhere"}


def _run(command: list[str | Path], text: str, environment: dict[str, str] | None = None) -> str:
    done = subprocess.run(
        command,
        input=text.encode(),
        capture_output=True,
        env=_ENVIRONMENT | (environment or {}),
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stderr.decode(errors="replace")) == (0, "")
    return done.stdout.decode()


def _printed(commands: Sequence[Filled], environment: dict[str, str] | None = None) -> list[str]:
    """What each of some commands prints in bash."""
    ssh = 'ssh() { shift; bash -c "$*"; }\n'
    texts = "".join(f"{command.text}\nprintf '\\0'\n" for command in commands)
    return _run(["bash", "--norc"], ssh + texts, environment).split("\0")[:-1]


def _unhexed(text: str) -> str:
    return bytes.fromhex(text.strip()).decode()


def test_the_commands_stand_in_the_quotings_that_they_are_here_for(reader: Reader) -> None:
    """No quoting goes without being tried."""
    tried = set()
    for case, entry in reader.entries.items():
        quotings = [" ".join(slot.quoting) for slot in slots(entry)]
        assert case.quoting in quotings, (case, quotings)
        tried |= set(case.quoting.split())
    # What is left tells where quoting is of no use, puts no value there, or stands in no command.
    assert set(get_args(VariableContext)) - tried == {"psql_defined", "format", "escaped", "unread", "text"}


@settings(max_examples=60)
@given(
    quoting=st.lists(st.sampled_from(get_args(VariableContext)), min_size=1, max_size=4),
    values=st.lists(VALUES, min_size=1, max_size=30),
    around=st.tuples(st.text("a ~<>&-=\n", max_size=4), st.text("a <>&=([{\n", max_size=4)),
)
def test_python_says_the_same(
    reader: Reader, quoting: list[VariableContext], values: list[str], around: tuple[str, str]
) -> None:
    """What the site copies and what the terminal prints is one thing, in places that nobody has thought of too."""
    texts = reader.quoted(values, quoting, *around)
    assert texts == [_in_python(value, quoting, Around(*around)) for value in values]


def _in_python(value: str, quoting: Sequence[VariableContext], around: Around) -> str | dict[str, str]:
    try:
        return quoted(value, quoting, around)
    except RefusedError as error:
        return {"why": str(error)}


def test_bash_gets_every_nasty_value(reader: Reader) -> None:
    """Each was the end of some quoting."""
    commands = reader.fill(SHELL, NASTY)
    assert len(commands) > 2_000
    assert _printed(commands) == [command.expected for command in commands]


@settings(max_examples=8)
@given(values=st.lists(VALUES, min_size=1, max_size=20))
def test_bash_gets_any_value(reader: Reader, values: list[str]) -> None:
    """Whatever the value, and whatever the text around it."""
    commands = reader.fill(SHELL, values)
    assert _printed(commands) == [command.expected for command in commands]


def test_bash_and_postgresql_get_every_nasty_value(reader: Reader, database: Database) -> None:
    """Through the shell, through psql, and into the database. psql takes its time to start: each takes a third."""
    commands = [
        command for index, case in enumerate(IN_SHELL) for command in reader.fill([case], NASTY[index % 3 :: 3])
    ]
    assert len(commands) > 200
    printed = _printed(commands, database.environment)
    assert [_unhexed(text) for text in printed] == [command.expected for command in commands]


def _is_name(command: Filled) -> bool:
    """Whether it is about a column that there is not, or a number that is written in another way."""
    return command.case.quoting == "sql_raw" and not re.fullmatch(r"0|-?[1-9]\d{0,9}", command.value, re.ASCII)


@settings(max_examples=40)
@given(values=st.lists(VALUES, min_size=1, max_size=40))
@example(values=NASTY)
def test_postgresql_gets_any_value(reader: Reader, database: Database, values: list[str]) -> None:
    """What is pasted into psql means the value."""
    commands = [command for command in reader.fill(IN_PSQL, values) if not _is_name(command)]
    text = "".join(f"{command.text}\n" for command in commands)
    printed = _run(["psql", "-At", "-v", "ON_ERROR_STOP=1"], text, database.environment).splitlines()
    assert [_unhexed(line) for line in printed] == [command.expected for command in commands]


def _typed_into_bash(text: str, folder: Path) -> str:
    """What commands print that are pasted into an interactive bash, in a terminal without bracketed paste."""
    controller, terminal = os.openpty()
    printed = folder / "printed"
    start = f"bind 'set enable-bracketed-paste off'; history -s EVIL; exec >{printed}\n"
    with subprocess.Popen(
        ["bash", "--norc", "--noprofile", "-o", "histexpand", "-i"],
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        env=_ENVIRONMENT | {"TERM": "dumb", "PS1": "", "PS2": "", "HISTFILE": "/dev/null"},
        cwd=folder,
        start_new_session=True,
    ) as bash:
        os.close(terminal)
        waiting = f"{start}{text}exit\n".encode()
        end = time.monotonic() + 120
        while bash.poll() is None:
            assert time.monotonic() < end, f"bash waits for more: {waiting[:200]!r} were not typed yet"
            readable, writable, _ = select.select([controller], [controller] if waiting else [], [], 0.1)
            if readable:
                try:
                    os.read(controller, 65536)
                except OSError:  # the other end is closed
                    break
            if writable:
                waiting = waiting[os.write(controller, waiting[:512]) :]
    os.close(controller)
    return printed.read_bytes().decode()


def test_a_terminal_takes_every_nasty_value_for_what_it_is(reader: Reader, tmp_path: Path) -> None:
    """Without bracketed paste a line break would run what stands before it, and `!` would bring back a command."""
    assert _typed_into_bash("printf '%s\\0' \"a!!b\"\n", tmp_path) == "aEVILb\0"
    # A shell at a terminal sets COLUMNS.
    cases = list({case.quoting: case for case in SHELL if "COLUMNS" not in case.text}.values())
    commands = reader.fill(cases, [value for value in NASTY if len(value) < 500])
    text = "".join(f"{command.text}\nprintf '\\0'\n" for command in commands)
    printed = _typed_into_bash(f'ssh() {{ shift; bash -c "$*"; }}\n{text}', tmp_path).split("\0")[:-1]
    assert printed == [command.expected for command in commands]
