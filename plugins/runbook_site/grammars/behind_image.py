"""Options of ``docker run`` that stand behind the image, where its program gets them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.grammars.same_command import plain_path

if TYPE_CHECKING:
    from runbook_site.grammars.reading import Reading

_COMMANDS = frozenset({("docker", "run"), ("docker", "create")})
_OWN = re.compile(
    r"--rm|--restart[= ](?:always|no|unless-stopped|on-failure.*)"
    r"|(?:-p|--publish)[= ](?:[0-9.]+:)?[0-9-]+:[0-9-]+(?:/\w+)?"
    r"|(?:-v|--volume)[= ][\w./~-]+:/.*|(?:-e|--env)[= ][A-Z_][A-Z0-9_]*=.*|--env-file[= ].*|--detach"
)
"""An option, with its value behind a space or ``=``, that hardly any other program has."""


def check_behind_image(reading: Reading) -> None:
    """Report the first such option among those right behind the image: what follows a command is the command's."""
    if reading.unsure or plain_path(reading.path) not in _COMMANDS:
        return
    behind = reading.arguments[reading.at :]
    for index, word in enumerate(behind):
        before = behind[index - 1].known if index else ""
        if not word.known.startswith("-") and not before.startswith("-"):
            return
        following = behind[index + 1].known if index + 1 < len(behind) else ""
        if word.plain and (_OWN.fullmatch(word.known) or _OWN.fullmatch(f"{word.known} {following}")):
            image = reading.operands[0].known or "the image"
            message = (
                f"'{reading.name}' takes '{word.known}' in front of the image: here the program of '{image}' gets it"
            )
            reading.report("doubtful-value", message, (word.start, word.end))
            return
