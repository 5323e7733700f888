"""The catalog of PostgreSQL that the package carries."""

from __future__ import annotations

import json
import lzma

import pytest

from runbook_site.checks.postgresql.catalog import catalog, read_catalog


def test_versions_without_a_gap() -> None:
    """A version between two that are covered is covered."""
    numbers = [int(version) for version in catalog().versions]
    assert numbers == list(range(numbers[0], numbers[-1] + 1))


def test_bits_of_versions() -> None:
    """A minor version is its major one; one that is not covered stands for all."""
    assert catalog().bits("16.4") == catalog().bits("16") == 1 << catalog().versions.index("16")
    assert catalog().bits("8.4") == catalog().bits("") == catalog().every
    assert catalog().holds("16.4")
    assert not catalog().holds("9.6")


@pytest.mark.parametrize(
    ("versions", "words"),
    [(("12",), "up to 12"), (("13", "14"), "13 to 14"), (("18",), "from 18 on"), (("12", "14"), "up to 12 and 14")],
)
def test_versions_in_words(versions: tuple[str, ...], words: str) -> None:
    """A message says when a name came and went."""
    assert catalog().shown(sum(catalog().bits(version) for version in versions)) == words


@pytest.mark.parametrize(
    "data", [b"", b"no archive", lzma.compress(b"[]"), lzma.compress(json.dumps({"form": 99}).encode())]
)
def test_damaged_catalog(data: bytes) -> None:
    """A file that is no catalog is said to be none, with what to do."""
    with pytest.raises(ValueError, match="install the package again"):
        read_catalog(data)
