"""Grammars as files."""

from __future__ import annotations

import json
import lzma

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runbook_site.grammars.encoding import FORMAT, GrammarError, dump, load
from runbook_site.grammars.grammar import Command, Grammar, Option, Style

NAMES = st.from_regex(r"\A[a-z][a-z0-9-]{0,6}\Z")
OPTIONS = st.dictionaries(
    NAMES.map(lambda name: f"--{name}"),
    st.builds(
        Option,
        st.sampled_from(["none", "required", "optional"]),
        st.lists(st.text(max_size=4), max_size=3).map(tuple),
        st.sampled_from(["", "integer", "boolean", "duration", "list"]),
        st.booleans(),
        st.text(max_size=6),
    ),
    max_size=4,
)
COMMANDS = st.recursive(
    st.builds(Command, OPTIONS, st.just({}), st.sampled_from([None, (0, 0), (1, None)]), rest=st.booleans()),
    lambda below: st.builds(
        Command, OPTIONS, st.dictionaries(NAMES, below, max_size=3), open=st.booleans(), needs_command=st.booleans()
    ),
    max_leaves=6,
)


@settings(max_examples=40, deadline=None)
@given(COMMANDS, OPTIONS)
def test_what_is_written_is_read(root: Command, shared: dict[str, Option]) -> None:
    """A grammar survives its file, and gives the same bytes each time."""
    grammar = Grammar("shopctl", "2.1", "made up", Style(long="-", bundle=True), root, shared)
    data = dump(grammar)
    assert load(data) == grammar
    assert dump(load(data)) == data


def test_aliases_share_one_command() -> None:
    """An alias costs a name and not a copy."""
    command = Command({"-f": Option()})
    root = load(dump(Grammar("shopctl", "1", "", Style(), Command({}, {"logs": command, "log": command})))).root
    assert root.commands["logs"] is root.commands["log"]


def compressed(document: object) -> bytes:
    """A file with any content."""
    return lzma.compress(json.dumps(document).encode())


VALID = {"format": FORMAT, "tool": "a", "version": "1", "origin": "", "style": {}, "root": {}}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no xz",
        dump(Grammar("a", "1", "", Style(), Command()))[:-8],
        lzma.compress(b"\xff\xfe"),
        compressed([]),
        compressed({}),
        compressed(VALID | {"style": {"colour": 1}}),
        compressed(VALID | {"root": {"o": {"-a": "q"}}}),
        compressed(VALID | {"root": {"o": {"-a": []}}}),
        compressed(VALID | {"root": {"c": []}}),
        compressed(VALID | {"tool": 3}),
        lzma.compress(b"[" * 100_000, preset=0),
        lzma.compress(b" " * 60_000_000, preset=0),
    ],
)
def test_damage_is_told(data: bytes) -> None:
    """A damaged file is an error with a reason, and nothing else."""
    with pytest.raises(GrammarError, match="damaged"):
        load(data)


def test_another_format_is_told() -> None:
    """A file of a later version is not read as if it were of this one."""
    with pytest.raises(GrammarError, match=f"format 99, and this version of runbook-site reads format {FORMAT}"):
        load(compressed(VALID | {"format": 99}))


def test_endless_subcommands_are_damage() -> None:
    """Depth is bounded."""
    root: dict[str, object] = {}
    for _ in range(40):
        root = {"c": {"a": root}}
    with pytest.raises(GrammarError, match="too deep"):
        load(compressed(VALID | {"root": root}))
