"""Values of options."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.accuracy.calls import calls
from bench.accuracy.edit import put
from bench.accuracy.wrong_values import WRONG_VALUES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from bench.accuracy.sample import Sample
    from bench.accuracy.shell_reader import Word


def wrong_value(sample: Sample, chance: Random) -> str | None:
    """A value of the wrong type, or none of a choice: ``--replicas=three``."""
    places = list(_places(sample.text)) if sample.language == "shell" else []
    if not places:
        return None
    word, values = chance.choice(places)
    value = chance.choice(values)
    return put(sample.text, word.start, word.end, f"'{value}'" if " " in value else value)


def _places(text: str) -> Iterator[tuple[Word, tuple[str, ...]]]:
    for call in calls(text):
        words = (call.tool, *(word.text for word in call.path))
        for depth in range(1, len(words) + 1):
            for options, values in WRONG_VALUES.get(words[:depth], ()):
                found = call.value_of(*options)
                if found is not None and "$" not in found.text:
                    yield found, values
