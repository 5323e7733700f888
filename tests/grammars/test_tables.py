"""Tools that list their words in a form of their own, played by scripts that print such lists."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from harvest.node import node
from harvest.pm2 import pm2
from harvest.tables import gpg, ip, zip_
from runbook_site.grammars.grammar import Option

if TYPE_CHECKING:
    from pathlib import Path


def program(folder: Path, name: str, **answers: str) -> str:
    """A script that prints a text for its first word, as it is called here: `_v` stands for ``-v``."""
    path = folder / name
    cases = "\n".join(f"{words.replace('_', '-')}) cat <<'END'\n{text}\nEND\n;;" for words, text in answers.items())
    path.write_text(f'#!/bin/sh\ncase "$1" in\n{cases}\nesac\n')
    path.chmod(0o755)
    return str(path)


ZIP = """available options:
 sh  long               val  neg description
 --  ----               ---  --- -----------
 0   store                       store
 FS  filesync                    add/delete entries to make archive match OS
 i   include            list     include only files matching patterns
 la  log-append              neg append to existing log file
 s   split-size         req      do splits, set split size (-s=0 no splits)
     version                     (if no other args) show version information
 @   names-stdin                 get file names from stdin, one per line"""


def test_zip(tmp_path: Path) -> None:
    """Each row has both spellings, what it takes, and whether a dash behind it turns it off."""
    grammar = zip_(program(tmp_path, "zip", _v="This is Zip 3.1 (July 5th 2028)", _so=ZIP))
    options = grammar.root.options
    assert grammar.version == "3.1"
    assert options["-s"] == options["--split-size"] == Option("required")
    assert options["-i"] == Option("required", kind="list", repeated=True)
    assert {"-0", "--store", "-FS", "--filesync", "-la", "-la-", "--log-append-", "--version", "-@"} <= options.keys()
    assert {"-S", "-a"} <= options.keys(), "letters of pairs that are written together"
    assert "-0-" not in options


def test_gpg(tmp_path: Path) -> None:
    """What is listed and not described may take a value; what is described takes what is said."""
    described = (
        "Options:\n -a, --armor                 create ASCII armored output\n -o, --output FILE   write output to FILE"
    )
    listed = "--armor\n--output\n--batch\n--homedir"
    answers = {"__version": "gpg (GnuPG) 2.4.9", "__help": described, "__dump_options": listed}
    grammar = gpg(program(tmp_path, "gpg", **answers))
    assert grammar.version == "2.4.9"
    assert grammar.root.options["--homedir"] == grammar.root.options["--batch"] == Option("optional")
    assert grammar.root.options["-o"] == Option("required")
    assert grammar.root.options["-a"] == Option()


IP = """Usage: ip [ OPTIONS ] OBJECT { COMMAND | help }
where  OBJECT := { link | route | rule }
       OPTIONS := { -V[ersion] | -j[son] | -n[etns] name |
                    -f[amily] { inet | inet6 } | -4 |
                    -l[oops] { maximum-addr-flush-attempts } }"""


def test_ip(tmp_path: Path) -> None:
    """Objects and options in all beginnings that it takes; of two that begin alike, the first has the short one."""
    known = dict.fromkeys(
        ("l", "li", "lin", "link", "r", "ro", "rou", "rout", "route", "ru", "rul", "rule"), "Usage: ip …"
    )
    grammar = ip(program(tmp_path, "ip", help=IP, _V="ip utility, iproute2-6.9.0, libbpf 1.1.2", **known))
    root = grammar.root
    assert grammar.version == "6.9.0"
    assert root.commands["r"] is root.commands["rou"] is root.commands["route"]
    assert root.commands["ru"] is root.commands["rule"]
    assert root.options["-n"] == root.options["-netn"] == root.options["-family"] == Option("required")
    assert root.options["-json"] == root.options["-4"] == Option("optional")
    assert "-addr" not in root.options


TABLES = (
    '{"types": {"--print": "kBoolean", "--eval": "kString", "--require": "kStringList", "--stack-size": "kV8Option", '
    '"--inspect": "kBoolean", "--inspect-port": "kHostPort", "[ssl]": "kNoOp"}, '
    '"aliases": {"-p": ["--print"], "-pe": ["--print", "--eval"], "--print <arg>": ["-pe"], "-r": ["--require"], '
    '"--inspect=": ["--inspect-port", "--inspect"]}}'
)
FLAGS = """Options:
  --expose-gc (expose gc extension)
        type: bool  default: --no-expose-gc
  --stack-size (default size of stack region v8 is allowed to use (in kBytes))
        type: int  default: --stack-size=984"""


def test_node(tmp_path: Path) -> None:
    """Its own options take what their type says, those of V8 a value behind a sign."""
    answers = {"__version": "v30.1.2", "__no_warnings": TABLES, "__v8_options": FLAGS}
    grammar = node(program(tmp_path, "node", **answers))
    options = grammar.root.options
    assert grammar.version == "30.1.2"
    assert options["-pe"] == options["--eval"] == options["--inspect-port"] == Option("required")
    assert options["-r"] == Option("required", repeated=True)
    assert options["-p"] == options["--inspect"] == options["--stack-size"] == Option("optional")
    assert options["-expose-gc"] == options["--expose-gc"] == Option()
    assert not {"-eval", "--print <arg>", "--inspect=", "[ssl]"} & options.keys()
    assert grammar.root.commands["inspect"].rest


CLI = """
const commander = require('commander')
commander.options.push({ short: '-n', long: '--name', required: -6, flags: '-n --name <name>' })
commander.commands.push({
  _name: 'delete', _alias: 'del', _args: [{ required: true }, { required: false }],
  options: [{ long: '--lines', optional: -8, flags: '--lines [n...]' }],
})
commander.commands.push({ _name: '*', _args: [], options: [] })
"""


def test_pm2(tmp_path: Path) -> None:
    """Commands with their other names, what they need and take; the catch-all is none."""
    if shutil.which("node") is None:
        pytest.skip(reason="node, which reads the tables, is not installed")
    files = {
        "package.json": '{"version": "9.1.0"}',
        "lib/binaries/CLI.js": CLI,
        "node_modules/commander/index.js": "module.exports = { options: [], commands: [] }",
        "bin/pm2": "#!/bin/sh\n",
    }
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    (tmp_path / "bin/pm2").chmod(0o755)
    grammar = pm2(str(tmp_path / "bin/pm2"))
    assert grammar.version == "9.1.0"
    assert set(grammar.root.commands) == {"delete", "del"}
    command = grammar.root.commands["del"]
    assert command.operands == (1, None)
    assert command.options == {"--lines": Option("optional", repeated=True)}
    assert grammar.globals["-n"] == grammar.globals["--name"] == Option("required")
