"""UTF-8 that was read as an older encoding."""

from __future__ import annotations

import pytest

from runbook_site.checks.shell.garbled import find_garbled


def garbled(text: str, encoding: str) -> str:
    """What a text looks like to a program that reads its UTF-8 as something else."""
    return "".join(bytes([byte]).decode(encoding, "ignore") or chr(byte) for byte in text.encode())


def mended(text: str) -> str:
    """A text with all that was found put right."""
    for place in reversed(find_garbled(text)):
        text = text[: place.start] + place.meant + text[place.end :]
    return text


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "mac_roman"])
@pytest.mark.parametrize(
    "text",
    [
        "Don\u2019t restart \u201cweb\u201d \u2013 ask first",
        "café, naïve, Übung, straße",
        "\u2705 done \u274c failed \u26a0\ufe0f careful",
        "\U0001f6a8 Emergency \U0001f4ca Health",
        "Start \u2192 stop, at most 5 \u00b5s, \u00b15 %",
        "\u041f\u0440\u0438\u0432\u0435\u0442",
    ],
)
def test_comes_back(text: str, encoding: str) -> None:
    """What was meant is told from what it looks like, whichever encoding it went through."""
    assert garbled(text, encoding) != text
    assert mended(garbled(text, encoding)) == text


@pytest.mark.parametrize(
    "text",
    [
        "plain",
        "terminé\u00a0» et à\u00a0« demain »",
        "Größe \u2013 Übermaß\u2026 Straße\u201c ÄÖÜ",
        "FRANÇAIS, CAFÉ\u2026, NÃO, \u201cIRMÃ\u201d, SÃO",
        "\u201aÄußerung\u2018 und \u201eÄ\u201c",
        "\u221a2 \u2248 1,41; \u03c0 \u2248 3; ±5 %; 5 µs",
        "été®, naïve\u2122, 20 °C, § 5",
        "\u2192 \u2014 \u2026 \u2022 \U0001f6a8 \u2705",
        "\u65e5\u672c\u8a9e \u041f\u0440\u0438\u0432\u0435\u0442",
    ],
)
def test_sound_text_is_left_alone(text: str) -> None:
    """Languages that use such letters, and signs behind them, are no mistake."""
    assert find_garbled(text) == ()


def test_neighbours_are_one_place() -> None:
    """A word of several wrong characters is shown as a whole."""
    (place,) = find_garbled("x Ã¤Ã¶Ã¼ y")
    assert (place.start, place.end, place.meant) == (2, 8, "äöü")
