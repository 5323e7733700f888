"""Makes the package's grammars of the AWS CLI, from the models and command tables of the one that is installed.

Called as `python -m harvest.aws` where `awscli` (version 1) can be imported: the extra `aws` installs it. Nothing is
sent anywhere and no command is run: the tables are built as for a command line, and read.

Version 2 cannot be installed as a package; what only it has is written down in `aws_2.py`. What is written:
`runbook_site/grammars/pack/aws-*.json.xz`; their form is told in `runbook_site/grammars/aws_pack.py`.
"""

from __future__ import annotations

import argparse
import json
import lzma
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from harvest.aws_2 import GLOBALS_2, ORIGIN_2, changes_2
from harvest.aws_lines import Foreign, Lines, reference
from runbook_site.grammars.encoding import dump
from runbook_site.grammars.grammar import Command, Grammar, Option, Style

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PACK = Path(__file__).parent.parent / "plugins/runbook_site/grammars/pack"
SERVICES = "aws-services.json.xz"


BLOCK = 190_000
"""Characters of a block. Larger ones are smaller on disk, and take longer to read: this is 3 to 4 ms."""

FILTERS = [{"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME, "lc": 4, "lp": 0, "pb": 0}]
"""For text; smaller by a hundredth than without."""

MODELLED = {"CLIArgument", "ListArgument", "BooleanArgument"}
"""Arguments whose values are read by the model alone; others have a reading of their own."""

PLAIN_LISTS = {
    ("firehose", "put-record-batch", "records"),
    ("workspaces", "reboot-workspaces", "reboot-workspace-requests"),
    ("workspaces", "rebuild-workspaces", "rebuild-workspace-requests"),
    ("workspaces", "terminate-workspaces", "terminate-workspace-requests"),
    ("elb", "remove-tags", "tags"),
    ("elb", "describe-instance-health", "instances"),
    ("elb", "deregister-instances-from-load-balancer", "instances"),
    ("elb", "register-instances-with-load-balancer", "instances"),
}
"""Lists of structures with one member, whose words are the values of that member."""

INPUTS = ("cli-input-json", "generate-cli-skeleton")
PAGES = ("starting-token", "page-size", "max-items")


def main() -> None:
    """Read the tables, and write the pack."""
    version = import_module("awscli").__version__
    driver = import_module("awscli.clidriver").create_clidriver()
    tables = driver._get_command_table()  # noqa: SLF001 - there is no public way to the table
    services: dict[str, Lines] = {}
    others: dict[str, list[str]] = {}
    shapes: dict[str, list[str]] = {}
    for name, command in sorted(tables.items()):
        lines = Lines()
        collect(name, "", command, lines)
        if hasattr(command, "service_model"):
            lines.prune()
            services[name] = lines
        else:
            others[name] = lines.operations
            shapes[name] = lines.shapes
    arguments = driver._get_argument_table()  # noqa: SLF001 - likewise
    options = globals_of(arguments)
    blocks = write_services(services)
    operations = {
        name: {each.partition("\t")[0]: each for each in lines.operations} for name, lines in services.items()
    }
    origin = f"read from the models and command tables of awscli {version}"
    root = Command(needs_command=True)
    style = Style(short=False, abbreviations=True)
    write(
        Grammar("aws", version, origin, style, root, options),
        blocks,
        {"inputs": ["json"], "changes": others, "shapes": shapes},
    )
    gone, changes = changes_2(operations, others)
    kept = {name: place for name, place in blocks.items() if name not in gone}
    live = {name: option for name, option in options.items() if name != "--v2-debug"} | GLOBALS_2
    origin = f"{ORIGIN_2} {version}"
    write(
        Grammar("aws", "2", origin, style, root, live),
        kept,
        {"inputs": ["json", "yaml"], "changes": changes, "shapes": shapes},
    )


def collect(service: str, path: str, command: Foreign, lines: Lines) -> None:
    """Write down a command and all that are below it."""
    basic = hasattr(command, "subcommand_table")
    below = _below(command)
    if path or basic:
        needs = bool(below) and service != "configure"
        lines.operations.append(_line(service, path, command, lines, needs=needs))
    for name, each in sorted(below.items()):
        if name != "help":
            collect(service, f"{path} {name}".strip(), each, lines)


def _below(command: Foreign) -> Mapping[str, Foreign]:
    if hasattr(command, "subcommand_table"):
        # A name may stand in several places (``deploy``), and gets what is meant for one of them.
        own = command.SUBCOMMANDS or command.NAME in {"wait", "s3"}
        return command.subcommand_table if own else {}
    return command._get_command_table() if hasattr(command, "service_model") else {}  # noqa: SLF001 - there is no public way


def _line(service: str, path: str, command: Foreign, lines: Lines, *, needs: bool) -> str:
    """The line of an operation, or of another command."""
    table = command.arg_table
    parser = argparse.ArgumentParser(add_help=False, conflict_handler="resolve")
    for each in table.values():
        each.add_to_parser(parser)
    basic = hasattr(command, "subcommand_table")
    flags = "c" if needs else ""
    hidden: set[str] = set()
    if INPUTS[0] in table:
        flags += "i"
        hidden.update(INPUTS)
    if all(type(table.get(each)).__name__ == "PageArgument" for each in PAGES):
        flags += "p"
        hidden.update(PAGES)
    written = []
    for action in parser._actions:  # noqa: SLF001 - argparse has no other way to ask for its options
        name = action.option_strings[0].removeprefix("--") if action.option_strings else ""
        if name in hidden:
            continue
        if not name:
            written += (
                [f"<{action.dest}"] * action.nargs
                if isinstance(action.nargs, int)
                else [f"<{action.dest}{action.nargs or ''}"]
            )
            continue
        argument = table[name]
        twin = f"no-{name}" in table and action.nargs == 0
        if twin:
            hidden.add(f"no-{name}")
        known = type(argument).__name__ in MODELLED or (basic and type(argument).__name__ == "CustomArgument")
        shape = _shape(action, argument, lines, known=known and (service, path, name) not in PLAIN_LISTS)
        written.append(f"{name}{_marks(action, argument, twin=twin)}{shape}")
    written += _groups(table, command)
    return f"{path}\t{flags}\t{' '.join(written)}"


def _marks(action: argparse.Action, argument: Foreign, *, twin: bool) -> str:
    required = action.required or (action.nargs == 0 and twin and argument.required)
    nargs = {0: "~" if twin else "^", "*": "*", "+": "+", "?": "?", None: "", 1: ""}.get(action.nargs, "+")
    return ("!" if required else "") + nargs


def _groups(table: Mapping[str, Foreign], command: Foreign) -> Iterator[str]:
    """Required members of an operation's input that several arguments can give, none of them required by itself."""
    model = getattr(command, "_operation_model", None)
    if model is None or model.input_shape is None:
        return
    for member in model.input_shape.required_members:
        if model.input_shape.members[member].metadata.get("idempotencyToken", False):
            continue
        giving = [name for name, each in table.items() if getattr(each, "_serialized_name", "") == member]
        plain = [name for name in giving if type(table[name]).__name__ in {"CLIArgument", "ListArgument"}]
        if len(plain) > 1 and plain == giving and not any(table[name].required for name in giving):
            yield f"&{','.join(giving)}"


def _shape(action: argparse.Action, argument: Foreign, lines: Lines, *, known: bool) -> str:
    """``:`` and the shape or the choices of an argument; empty where it takes any text."""
    if action.nargs == 0:
        return ""
    if action.choices:
        return ":|" + "|".join(map(str, action.choices))
    if type(argument).__name__ == "PageArgument":
        return ":i" if action.type is int else ""
    model = getattr(argument, "argument_model", None)
    if not known or model is None:
        return ""
    written = reference(model, lines)
    return "" if written == "s" else f":{written}"


def globals_of(table: Mapping[str, Foreign]) -> dict[str, Option]:
    """The options that every command takes."""
    options: dict[str, Option] = {}
    for name, argument in table.items():
        flag = argument._action in {"store_true", "store_false", "version"}  # noqa: SLF001 - there is no public way
        number = name.endswith("-timeout")
        value = Option("required", tuple(argument.choices), "integer" if number else "")
        options[f"--{name}"] = Option() if flag else value
    return options


def write_services(services: Mapping[str, Lines]) -> dict[str, list[int]]:
    """Write the file of services; says where each lies."""
    groups: list[list[str]] = [[]]
    size = 0
    for name in services:
        length = len(services[name].text(name))
        if size and size + length > BLOCK:
            groups.append([])
            size = 0
        groups[-1].append(name)
        size += length
    blocks: dict[str, list[int]] = {}
    data = b""
    for names in groups:
        text = "".join(services[name].text(name) for name in names)
        packed = lzma.compress(text.encode(), check=lzma.CHECK_CRC32, filters=FILTERS)
        blocks.update({name: [len(data), len(packed)] for name in names})
        data += packed
    (PACK / SERVICES).write_bytes(data)
    return blocks


def write(grammar: Grammar, blocks: Mapping[str, list[int]], own: Mapping[str, object]) -> None:
    """Write the head of a version."""
    head = json.loads(lzma.decompress(dump(grammar)))
    head["services"] = {"file": SERVICES, "blocks": blocks, **own}
    text = json.dumps(head, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    data = lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME)
    (PACK / f"aws-{grammar.version}.json.xz").write_bytes(data)
    sys.stdout.write(f"aws {grammar.version}: {len(data)} bytes, services {(PACK / SERVICES).stat().st_size} bytes\n")


if __name__ == "__main__":
    main()
