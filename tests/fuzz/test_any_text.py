"""No text stops the tool: everything that it reads, it comes to an end with, and in time.

The examples are the same in every run, so that a change fails for what it did and not by chance. `make fuzz` is what
looks for others. A file that once did harm is kept below `saved`, in a folder named like the entry that it came by.
"""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runbook_site.checks.registry import RULES
from tests.fuzz.entries import ENTRIES
from tests.fuzz.folders import PLACES, read_folder
from tests.fuzz.fragments import FRAGMENTS
from tests.fuzz.strategies import long_texts, texts

SAVED = Path(__file__).parent / "saved"
SECONDS = 10.0
"""Of the processor, for one text. Each takes less than a second; a machine can be slow, but not so slow."""

_SLOW = frozenset(PLACES)


def within_bounds(entry: str, data: bytes) -> None:
    """Let an entry read, and look at the clock."""
    started = time.process_time()
    ENTRIES[entry](data)
    assert time.process_time() - started < SECONDS


@pytest.mark.parametrize("entry", sorted(ENTRIES.keys() - _SLOW))
def test_whatever_is_read_comes_to_an_end(entry: str) -> None:
    """A reader or a splitter has an answer to every text, and each place that it names is in it."""

    @settings(max_examples=40, derandomize=True, database=None)
    @given(texts(entry))
    def each(data: bytes) -> None:
        within_bounds(entry, data)

    each()


@pytest.mark.parametrize("entry", sorted(ENTRIES.keys() - _SLOW))
def test_a_long_text_takes_no_longer_than_its_length(entry: str) -> None:
    """Nothing is read again for each character that follows."""

    @settings(max_examples=3, derandomize=True, database=None)
    @given(long_texts(entry))
    def each(data: bytes) -> None:
        within_bounds(entry, data)

    each()


@pytest.mark.parametrize("entry", sorted(_SLOW))
def test_whatever_stands_in_a_file_a_folder_is_checked_and_shown(entry: str) -> None:
    """Rules, reports, catalog and pages have an answer to every file that somebody puts among the runbooks."""

    @settings(max_examples=20, derandomize=True, database=None)
    @given(texts(entry))
    def each(data: bytes) -> None:
        within_bounds(entry, data)

    each()


@settings(max_examples=6, derandomize=True, database=None)
@given(st.sampled_from(("runbook-md", "runbook-yml")).flatmap(lambda place: st.tuples(st.just(place), texts(place))))
def test_programs_that_are_asked_do_not_stop_the_tool(file: tuple[str, bytes]) -> None:
    """What ShellCheck and bash say of a damaged text is understood, and its places are in the text."""
    place, data = file
    read_folder(place, data, RULES)


@pytest.mark.parametrize("file", sorted(SAVED.glob("*/*")), ids=lambda file: f"{file.parent.name}-{file.name}")
def test_what_once_did_harm_does_none(file: Path) -> None:
    """A defect that was mended stays mended."""
    within_bounds(file.parent.name, file.read_bytes())


def test_every_entry_has_its_pieces() -> None:
    """An entry that is added is put together from something, and every saved file belongs to one."""
    assert FRAGMENTS.keys() == ENTRIES.keys()
    assert {folder.name for folder in SAVED.glob("*")} <= ENTRIES.keys()
