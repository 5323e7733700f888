"""Values that were not filled in, or filled in with what nobody should see."""

from __future__ import annotations

import re
import string
from typing import TYPE_CHECKING

from bench.accuracy.calls import calls
from bench.accuracy.edit import put
from bench.accuracy.shell_reader import read_shell

if TYPE_CHECKING:
    from random import Random

    from bench.accuracy.sample import Sample

_PLACEHOLDERS = ("<{0}>", "<your-{0}>", "<{1}>", "{{{{{0}}}}}", "YOUR_{1}", "[{0}]", "REPLACE_ME", "<{0} here>")
_VARIABLE = re.compile(r"\$(?:\{(\w+)\}|(\w+))")
_SECRET = re.compile(r"(?:PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|ACCESS_KEY)\Z")
_CREDENTIAL = string.ascii_letters + string.digits
_PREFIXES = {"GITHUB_TOKEN": ("ghp_", 36), "GH_TOKEN": ("ghp_", 36), "NPM_TOKEN": ("npm_", 36)}
_LENGTH = 28


def placeholder_left(sample: Sample, chance: Random) -> str | None:
    """The value of an option is a placeholder, as copied from another page."""
    if sample.language != "shell":
        return None
    places = [
        (option.text.strip("-"), value)
        for call in calls(sample.text)
        for option in call.options()
        if (spelling := (call.command.options.get(option.text))) is not None
        and spelling.value == "required"
        and option.text.startswith("--")
        and (value := call.value_of(option.text)) is not None
        and value.text.isascii()
        and re.fullmatch(r"[\w./:-]+", value.text)
    ]
    if not places:
        return None
    name, value = chance.choice(places)
    shape = chance.choice(_PLACEHOLDERS)
    return put(sample.text, value.start, value.end, shape.format(name, name.upper().replace("-", "_")))


def dollar_lost(sample: Sample, chance: Random) -> str | None:
    """A variable that is used once has lost its ``$``, so that nothing uses it any longer."""
    if sample.language != "shell":
        return None
    names = [found[1] or found[2] for found in _variables(sample.text)]
    places = [
        found
        for found in _variables(sample.text)
        if (name := found[1] or found[2]) in declarable(sample.text) and names.count(name) == 1
    ]
    if not places:
        return None
    found = chance.choice(places)
    return put(sample.text, found.start(), found.start() + 1, "")


def declarable(text: str) -> tuple[str, ...]:
    """Variables that a text uses and does not set: those that a runbook has to declare."""
    names = dict.fromkeys(found[1] or found[2] for found in _variables(text))
    return tuple(
        name
        for name in names
        if not name[0].isdigit() and not re.search(rf"(?<![\w$]){name}=|\bfor {name}\b|\bread (?:-\w+ )*{name}\b", text)
    )


def secret_pasted(sample: Sample, chance: Random) -> str | None:
    """Where a variable held a credential, the credential itself stands."""
    if sample.language != "shell":
        return None
    places = [found for found in _variables(sample.text) if _SECRET.search((found[1] or found[2]).upper())]
    if not places:
        return None
    found = chance.choice(places)
    prefix, length = _PREFIXES.get(found[1] or found[2], ("", _LENGTH))
    credential = prefix + "".join(chance.choices(_CREDENTIAL, k=length))
    return put(sample.text, found.start(), found.end(), credential)


def _variables(text: str) -> list[re.Match[str]]:
    """Variables that the shell puts values for: none in strings that are quoted so that it does not."""
    spans = read_shell(text).quoted
    literal = [
        (start, end)
        for start, end in spans
        if text[start] == "'" and not any(a < start and end < b and text[a] == '"' for a, b in spans)
    ]
    return [found for found in _VARIABLE.finditer(text) if not any(a < found.start() < b for a, b in literal)]
