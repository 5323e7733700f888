"""PM2: the tables of commander inside its package. Asked for its help, it would start its daemon."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from runbook_site.grammars.grammar import Command, Grammar, Option, Style
from runbook_site.grammars.readers.execute import Asker

if TYPE_CHECKING:
    from collections.abc import Sequence

_TABLES = """
const folder = process.argv[1]
process.argv = ['node', 'pm2', 'ping']
require(folder + '/lib/binaries/CLI.js')
const commander = require(require.resolve('commander', { paths: [folder] }))
const taken = o => o.required ? 'required' : o.optional ? 'optional' : 'none'
const options = c => c.options.map(o => [[o.short, o.long].filter(Boolean), taken(o), /[.]{3}/.test(o.flags)])
const commands = commander.commands.filter(c => c._name !== '*').map(c => ({
  names: [c._name, c._alias].filter(Boolean), options: options(c), least: c._args.filter(a => a.required).length,
}))
const { version } = require(folder + '/package.json')
require('fs').writeSync(1, '\\n' + JSON.stringify({ version, options: options(commander), commands }))
process.exit(0)
"""
"""It ends before the daemon would be looked for, which is done once the program has been read."""

_HELP = {"-h": Option(), "--help": Option()}


def pm2(program: str) -> Grammar:
    """PM2, whose own options may stand behind any of its commands."""
    folder = Path(shutil.which(program) or program).resolve().parents[1]
    tables = json.loads(Asker("node").ask("-e", _TABLES, str(folder)).splitlines()[-1])
    commands: dict[str, Command] = {}
    for told in tables["commands"]:
        command = Command(_options(told["options"]), operands=(told["least"], None) if told["least"] else None)
        commands |= {name: command for name in told["names"] if name not in commands}
    shared = _HELP | _options(tables["options"])
    version = str(tables["version"])
    root = Command({}, commands, needs_command=True)
    return Grammar("pm2", version, f"the tables inside pm2 {version}", Style(), root, shared)


def _options(told: Sequence[Sequence[Any]]) -> dict[str, Option]:
    return {name: Option(value, repeated=more) for names, value, more in told for name in names}
