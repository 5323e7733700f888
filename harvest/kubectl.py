"""Kubectl, and oc, which is built upon it: their help, their completion, and what they take without telling."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

from harvest.versions import required_version
from runbook_site.grammars.grammar import Command, Grammar, Option, Style
from runbook_site.grammars.readers.command_lines import read_aliases
from runbook_site.grammars.readers.execute import Asker
from runbook_site.grammars.readers.option_lines import options_of, read_options
from runbook_site.grammars.readers.tree import HelpTree, read_tree

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def kubectl(program: str) -> Grammar:
    """Kubectl."""
    return _asked("kubectl", program, _KUBECTL_FORMER)


def oc(program: str) -> Grammar:
    """OpenShift's client."""
    return _asked("oc", program, _OC_UNLISTED)


def _asked(tool: str, program: str, unlisted: Mapping[str, Sequence[tuple[str, str]]]) -> Grammar:
    """One of the two, whose global options have a page of their own."""
    asker = Asker(program)
    version = required_version(asker.ask("version", "--client"))
    shared = options_of(read_options(asker.ask("options")))
    root = _with_completed(asker, read_tree(asker, HelpTree()), ())
    for path, told in unlisted.items():
        root = _with_former(asker, root, path.split(), dict(told))
    root = _with_left_out_values(Asker(program), root, ())
    return Grammar(tool, version, f"asked {tool} {version} itself", Style(), root, shared)


_RECORD = (("--record", ""),)
_KUBECTL_FORMER = {
    **dict.fromkeys(("annotate", "apply", "edit", "label", "patch", "replace", "scale", "create"), _RECORD),
    **dict.fromkeys(("set image", "set env", "set resources", "set selector"), _RECORD),
    "autoscale": (*_RECORD, ("--cpu-percent", "")),
    "drain": (("--delete-local-data", "since 1.31; use --delete-emptydir-data"),),
    "expose": (*_RECORD, ("--generator", "since 1.24")),
    "get": (
        ("--export", "since 1.19; use -o yaml and take the status out"),
        ("--show-all", "since before 1.17; all are shown"),
        ("--include-uninitialized", "since before 1.17"),
    ),
    "run": (
        ("--generator", "since 1.21; a pod is what it makes"),
        ("--replicas", "since 1.21; use 'kubectl create deployment --replicas'"),
        ("--limits", "since 1.24; use --overrides"),
        ("--requests", "since 1.24; use --overrides"),
        ("--serviceaccount", "since 1.24; use --overrides"),
        ("--hostport", "since 1.24; use --overrides"),
        ("--schedule", "since 1.21; use 'kubectl create cronjob'"),
        *((option, "") for option in ("-f", "--filename", "-k", "--kustomize", "-R", "--recursive")),
        *((option, "") for option in ("--cascade", "--force", "--grace-period", "--timeout", "--wait")),
    ),
    "top node": (("--heapster-namespace", "since 1.21"),),
    "top pod": (("--heapster-namespace", "since 1.21"),),
    "version": (("--short", "since 1.28; what it prints is short"),),
}
"""Options that help no longer lists: whether a version takes them still is asked of it, beside ``--help``.

Since when they are gone was read from the source, kubernetes/kubectl: the first tag of those v0.17.0 to v0.36.0 (which
are kubectl 1.17 to 1.36) that does not define them. Those with no such words are taken still, and hidden.
"""

_OC_UNLISTED = {
    **{path: [(option, "") for option, _ in told] for path, told in _KUBECTL_FORMER.items()},
    **{
        path: [(option, "") for option in options.split()]
        for path, options in (
            ("adm catalog mirror", "--filter-by-os --icsp-scope --max-icsp-size"),
            ("adm drain", "--delete-local-data"),
            ("adm inspect", "--rotated-pod-logs"),
            ("adm migrate storage", "--confirm --output"),
            ("adm must-gather", "--keep"),
            ("adm release extract", "--icsp-file"),
            ("adm release info", "--icsp-file"),
            ("adm upgrade recommend", "--mock-clusterversion"),
            ("adm upgrade status", "--mock-clusterversion"),
            ("adm policy scc-subject-review", "-u"),
            ("create imagestreamtag", "-A"),
            ("debug", "--no-headers --sort-by --show-all"),
            ("image extract", "--icsp-file"),
            ("new-app", "--docker-image --no-headers"),
            ("new-build", "--docker-image --build-env --build-env-file --no-headers"),
            ("observe", "--strict-templates --argument -a --no-headers"),
            ("policy scc-subject-review", "-u"),
            ("registry login", "--service-account -z"),
        )
    },
}
"""The same of oc. Its own are those that the source, openshift/oc, marks as hidden or deprecated in 4.9.0 or 4.21.0,
and ``-u``, which the help of 4.9.0 leaves out.
"""


def _with_completed(asker: Asker, command: Command, path: tuple[str, ...]) -> Command:
    """The command with subcommands that its help lists with a single blank behind their name, which is not read."""
    if not command.commands:
        return command
    seen: dict[int, Command] = {}
    for name, each in command.commands.items():
        if id(each) not in seen:
            seen[id(each)] = _with_completed(asker, each, (*path, name))
    commands = {name: seen[id(each)] for name, each in command.commands.items()}
    for line in asker.ask("__complete", *path, "").splitlines():
        name, tab, _ = line.partition("\t")
        if tab and name not in commands and f"\n  {name} " in asker.ask(*path, "--help"):
            text = asker.ask(*path, name, "--help")
            new = Command({"--help": Option(), "-h": Option(), **options_of(read_options(text))})
            commands |= dict.fromkeys([name, *read_aliases(text, (*path, name))], new)
    return replace(command, commands=commands)


def _with_left_out_values(asker: Asker, command: Command, path: tuple[str, ...]) -> Command:
    """The command with options whose value may be left out, which no help tells: ``--dry-run`` is ``--dry-run=client``.

    Each is put behind ``--help``, and nothing behind it: kubectl complains where it misses a value.
    """
    needing = [name for name, option in command.options.items() if option.value == "required" and name[:2] == "--"]
    with ThreadPoolExecutor(max_workers=2) as pool:
        answers = list(pool.map(lambda name: asker.ask(*path, "--help", name), needing))
    kept = {name for name, answer in zip(needing, answers, strict=True) if "flag needs an argument" in answer}
    options = {
        name: replace(option, value="optional") if name in needing and name not in kept else option
        for name, option in command.options.items()
    }
    seen: dict[int, Command] = {}
    for name, each in command.commands.items():
        if id(each) not in seen:
            seen[id(each)] = _with_left_out_values(asker, each, (*path, name))
    commands = {name: seen[id(each)] for name, each in command.commands.items()}
    return replace(command, options=options, commands=commands)


def _with_former(asker: Asker, command: Command, path: Sequence[str], told: Mapping[str, str]) -> Command:
    def asked(below: Command, rest: Sequence[str]) -> Command:
        if rest and rest[0] not in below.commands:
            return below
        if rest:
            old = below.commands[rest[0]]
            new = asked(old, rest[1:])
            return replace(below, commands={n: new if each is old else each for n, each in below.commands.items()})
        options = dict(below.options)
        for option, gone in told.items():
            answer = asker.ask(*path, "--help", f"{option}=true")
            taken = "unknown flag" not in answer and "unknown shorthand flag" not in answer
            if option not in options and (taken or gone):
                options[option] = Option("optional") if taken else Option("optional", gone=gone)
        return replace(below, options=options)

    return asked(command, path)
