"""Vercel's command line: the tables that its package holds, and what it says to an option that nobody has."""

from __future__ import annotations

import json
import re
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

from harvest.versions import required_version
from runbook_site.grammars.grammar import Command, Grammar, Option, Style
from runbook_site.grammars.readers.execute import Asker

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_PROBED = (
    "alias blob cache certs crons deploy deploy-hooks dns domains env git inspect link list logs project promote pull "
    "redeploy redirects remove rollback rolling-release target tokens webhooks whoami"
)
"""Commands that are called with an option that no tool has, to see whether they refuse it; each call takes a second.

Nothing comes of such a call where it is refused, and not much without credentials where it is not. Left out are those
that change the machine without any (``upgrade``, ``init``, ``login``) and those that hand words on (``curl``).
"""

_REFUSING = frozenset({"blob", "cache", "certs", "env", "git", "redirects", "target"})
"""Groups that know no default, and refuse a subcommand that they do not know: ``index.ts`` of each in
vercel/vercel, packages/cli/src/commands."""

_INVENTED = ("--no-such-option-at-all", "--token", "invented")

_GLOBALS = {
    **dict.fromkeys(("--help", "-h", "--version", "-v", "--debug", "-d", "--no-color", "--non-interactive"), Option()),
    **dict.fromkeys(("--cwd", "--local-config", "-A", "--global-config", "-Q", "--scope", "-S"), Option("required")),
    **dict.fromkeys(("--token", "-t", "--team", "-T", "--api"), Option("required")),
}
"""Held against packages/cli/src/util/arg-common.ts of vercel/vercel, which says more than the help does."""

_TABLES = """
import fs from 'node:fs'
import path from 'node:path'
const folder = path.join(process.argv[1], 'chunks')
const found = {}
const option = o => [o.name, o.shorthand ?? '', [o.type].flat()[0] === Boolean, Array.isArray(o.type)]
const told = c => ({
  names: [c.name, ...(c.aliases ?? [])],
  options: (c.options ?? []).map(option),
  below: (c.subcommands ?? []).map(told),
})
for (const file of fs.readdirSync(folder).sort()) {
  const text = fs.readFileSync(path.join(folder, file), 'utf8')
  if (!/export\\{[^}]*Command/.test(text)) continue
  for (const [name, each] of Object.entries(await import(path.join(folder, file)))) {
    if (/Command\\d*$/.test(name) && !/Subcommand/.test(name) && each?.name && Array.isArray(each.options)) {
      found[each.name] = told(each)
    }
  }
}
const { rootHelpCommands } = await import(path.join(process.argv[1], 'root-help-commands.mjs'))
console.log(JSON.stringify({ found, root: rootHelpCommands.map(each => each.names) }))
"""


def vercel(program: str) -> Grammar:
    """Vercel's command line. A deployment is what it makes where no command is named."""
    asker = Asker(program)
    version = required_version(asker.ask("--version"))
    folder = Path(shutil.which(program) or program).resolve().parent
    tables = json.loads(Asker("node").ask("--input-type=module", "-e", _TABLES, str(folder)))
    commands: dict[str, Command] = {}
    for names in tables["root"]:
        told = next((tables["found"][each] for each in names if each in tables["found"]), None)
        command = _command(asker, (told["names"][0],), told) if told else Command(loose=True)
        commands |= dict.fromkeys([*names, *(told["names"] if told else ())], command)
    deploy = commands["deploy"]
    # What is no command is a folder to deploy: only a slip of the hand away from a command is it a mistake.
    root = Command(deploy.options, commands, needs_command=True, open=True, loose=True)
    return Grammar("vercel", version, f"the tables inside vercel {version}", Style(), root, _GLOBALS)


def _command(asker: Asker, path: tuple[str, ...], told: Mapping[str, Any]) -> Command:
    """A command as its table tells it; options are all there are where it refuses an invented one."""
    below: dict[str, Command] = {}
    with ThreadPoolExecutor(max_workers=2) as pool:
        made = list(pool.map(lambda each: _command(asker, (*path, each["names"][0]), each), told["below"]))
    for each, command in zip(told["below"], made, strict=True):
        below |= dict.fromkeys(each["names"], command)
    probed = path[0] in _PROBED.split() and not below
    answer = asker.ask(*path, *_INVENTED) if probed else ""
    # It lists what it accepts, which is more than its table has where the group above takes options for all.
    accepted = re.findall(r"(?<![\w-])--?[a-z0-9][\w-]*", answer.partition(" accepts:")[2].partition("\n\n")[0])
    options = dict.fromkeys(accepted, Option("optional")) | _options(told["options"])
    # Behind ``env run`` stands another program's command.
    return Command(
        {name: option for name, option in options.items() if name not in _GLOBALS},
        below,
        needs_command=path[0] in _REFUSING and bool(below),
        rest=path == ("env", "run"),
        loose=not accepted or "unknown or unexpected option" not in answer,
    )


def _options(listed: Sequence[tuple[str, str, bool, bool]]) -> dict[str, Option]:
    options: dict[str, Option] = {}
    for name, short, switch, repeated in listed:
        option = Option() if switch else Option("required", repeated=repeated)
        options |= {f"--{name}": option} | ({f"-{short}": option} if short else {})
    return options
