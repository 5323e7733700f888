"""Tools that list their words in a form of their own: zip, GnuPG, ip."""

from __future__ import annotations

import re

from harvest.versions import required_version
from runbook_site.grammars.grammar import Command, Grammar, Option, Style
from runbook_site.grammars.readers.execute import Asker
from runbook_site.grammars.readers.option_lines import options_of, read_options

_ZIP_ROW = re.compile(r"^ (?P<short>[\w?@]{0,2}) +(?P<long>[A-Za-z][\w-]+)? +(?P<value>req|list)? {2,}(?P<no>neg)?")
_ZIP_VALUES = {"req": Option("required"), "list": Option("required", kind="list", repeated=True)}


def zip_(program: str) -> Grammar:
    """Zip, whose short options have two letters too."""
    asker = Asker(program)
    version = required_version(asker.ask("-v"))
    options: dict[str, Option] = {}
    for line in asker.ask("-so").splitlines()[3:]:
        if (row := _ZIP_ROW.match(line)) is None:
            continue
        short = f"-{row['short']}" if row["short"] else ""
        names = [name for name in (short, f"--{row['long']}" if row["long"] else "") if name]
        options |= dict.fromkeys(names, _ZIP_VALUES.get(row["value"], Option()))
        options |= {f"{name}-": Option() for name in names if row["no"]}
    # In `-rFS` each letter is looked at alone.
    pairs = {f"-{name[2]}" for name in options if re.fullmatch(r"-\w\w", name)}
    options = {**dict.fromkeys(sorted(pairs), Option()), **options}
    return Grammar("zip", version, f"asked zip {version} itself", Style(abbreviations=True), Command(options))


def gpg(program: str) -> Grammar:
    """GnuPG, whose help describes a part of the options that it lists."""
    asker = Asker(program)
    version = required_version(asker.ask("--version"))
    listed = re.findall(r"^--[a-z][\w-]*$", asker.ask("--dump-options"), re.MULTILINE)
    described = options_of(read_options(asker.ask("--help")))
    # Whether one that is only listed takes a value, nobody says: the word behind it may be its own.
    options = {**dict.fromkeys(listed, Option("optional")), **described}
    style = Style(abbreviations=True)
    return Grammar("gpg", version, f"asked gpg {version} itself", style, Command(options))


def ip(program: str) -> Grammar:
    """Ip of iproute2: its objects in every abbreviation that it takes. What stands behind one is not looked at."""
    asker = Asker(program)
    text = asker.ask("help")
    listed, _, shown = text.partition("OPTIONS :=")
    names = [*re.findall(r"[a-z0-9]+", listed.partition("OBJECT := {")[2]), *_UNLISTED]
    objects: dict[str, Command] = {}
    for name in names:
        command = Command(rest=True)
        beginnings = [name[:length] for length in range(1, len(name) + 1)]
        objects |= {each: command for each in beginnings if each not in objects and _is_object(asker, each)}
    options: dict[str, Option] = {}
    for short, more, behind in re.findall(r"(?<![\w-])(-[A-Za-z0-9]+)(?:\[([a-z-]+)\])?( [a-z{\[])?", shown):
        option = Option("required") if behind else Option("optional")
        options |= {short + more[:length]: option for length in range(len(more) + 1)}
    root = Command(options, objects, needs_command=True)
    version = required_version(asker.ask("-V").replace("iproute2-", ""))
    style = Style(long="-", short=False, anywhere=False)
    return Grammar("ip", version, f"asked ip {version} itself", style, root)


_UNLISTED = ("stats", "tcp_metrics")
"""Objects that ip(8) has, and the help has not."""


def _is_object(asker: Asker, word: str) -> bool:
    return "is unknown, try" not in asker.ask(word, "help")
