r"""Characters that YAML forbids, and those that YAML 1.1 takes for line breaks.

PyYAML and libyaml read YAML 1.1, where U+0085, U+2028 and U+2029 end a line, and libyaml loses count of
columns at a U+FEFF inside a text. In YAML 1.2 they are characters like any other (section 5.4). So they
are read under the name of characters of private use that occur nowhere in the text.
"""

from __future__ import annotations

import re
from itertools import chain, islice

_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HIDDEN = "\x85\u2028\u2029\ufeff"
_ESCAPED = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8}))")


def forbidden_at(text: str) -> int | None:
    """Offset of the first character that cannot stand in YAML (YAML 1.2.2, section 5.1)."""
    match = _FORBIDDEN.search(text)
    return None if match is None else match.start()


class Disguise:
    """Exchanges the characters in question for others, one for one, and back.

    Attributes:
        text: The text in disguise.
    """

    def __init__(self, text: str) -> None:
        """Choose characters that the text neither holds nor spells as an escape.

        Raises:
            ValueError: It uses every character of private use.
        """
        used = [character for character in _HIDDEN if character in text]
        if not used:
            self.text = text
            self._back: dict[int, str] = {}
            return
        taken = {ord(character) for character in set(text)}
        taken |= {int(match[1] or match[2], 16) for match in _ESCAPED.finditer(text)}
        free = (code for code in chain(range(0xE000, 0xF900), range(0xF0000, 0xFFFFE)) if code not in taken)
        chosen = list(islice(free, len(used)))
        if len(chosen) < len(used):
            message = "the text uses every private-use character of Unicode"
            raise ValueError(message)
        self.text = text.translate({ord(character): code for character, code in zip(used, chosen, strict=True)})
        self._back = dict(zip(chosen, used, strict=True))

    def revealed(self, text: str) -> str:
        """A part of the text as it was."""
        return text.translate(self._back) if self._back else text
