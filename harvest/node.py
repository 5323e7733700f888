"""Node: the tables of options inside it, and V8's flags, which it hands on."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from harvest.versions import required_version
from runbook_site.grammars.grammar import Command, Grammar, Option, Style
from runbook_site.grammars.readers.execute import Asker

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_STYLE = Style(short=False, anywhere=False, negation="--no-", underscores=True)

_TABLES = """
const { internalBinding } = require('internal/test/binding')
const binding = internalBinding('options')
const { options, aliases } = (binding.getCLIOptionsInfo || binding.getCLIOptions)()
const names = Object.fromEntries(Object.entries(binding.types).map(([name, number]) => [number, name]))
const types = Object.fromEntries([...options].map(([name, { type }]) => [name, names[type]]))
console.log(JSON.stringify({ types, aliases: Object.fromEntries(aliases) }))
"""

_OF_TYPE = {
    **dict.fromkeys(("kNoOp", "kBoolean"), Option("optional")),  # `--warnings=1` is taken
    **dict.fromkeys(("kInteger", "kUInteger", "kString", "kHostPort"), Option("required")),
    "kStringList": Option("required", repeated=True),
}
"""By the names that src/node_options.h has for them. What is left are flags of V8."""

_V8_FLAG = re.compile(r"^  --([a-z][a-z0-9-]*) .*\n +type: (\w+)", re.MULTILINE)


def node(program: str) -> Grammar:
    """Node, whose options end at its script: what is behind it is the script's own."""
    asker = Asker(program)
    version = required_version(asker.ask("--version"))
    tables = json.loads(asker.ask("--no-warnings", "--expose-internals", "-e", _TABLES).splitlines()[-1])
    # A flag of V8 has its value behind a sign, never in the next word.
    flags = {
        f"--{name}": Option("none" if kind in {"bool", "maybe_bool"} else "optional")
        for name, kind in _V8_FLAG.findall(asker.ask("--v8-options"))
    }
    own = {name: _OF_TYPE.get(kind) or flags.get(name, Option("optional")) for name, kind in tables["types"].items()}
    one_dash = {name[1:]: flag for name, flag in flags.items()}  # which only V8 takes
    options = {**flags, **one_dash, **own, **_aliases(tables["aliases"], own)}
    options = {name: option for name, option in options.items() if name.startswith("-") and name.strip("-")}
    root = Command(options, {"inspect": Command(options, rest=True)}, rest=True)
    origin = f"the tables inside node {version}, and its flags of V8"
    return Grammar("node", version, origin, _STYLE, root)


def _aliases(aliases: Mapping[str, Sequence[str]], own: Mapping[str, Option]) -> dict[str, Option]:
    """Other names: ``--inspect=`` is one for what has a value, ``-pe`` stands for two of which the last takes one."""
    found: dict[str, Option] = {}
    for name, meant in aliases.items():
        spelling = name.removesuffix("=")
        if " " not in name:
            found[spelling] = Option("optional") if spelling != name else own.get(meant[-1], Option("optional"))
    return found
