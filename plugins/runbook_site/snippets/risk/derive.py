"""The risk of a text, from its commands and statements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from runbook_site.snippets.nested import speaks_to_image
from runbook_site.snippets.risk.effect import READ, SHELL, UNKNOWN, Effect, Tool, has_option, operands, texts
from runbook_site.snippets.risk.statements import statement_effects
from runbook_site.snippets.risk.tools import TOOLS
from runbook_site.snippets.wrappers import WRAPPERS

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from runbook_site.model.command import Risk
    from runbook_site.snippets.invocation import Invocation, Redirect
    from runbook_site.snippets.snippet import Statement

_RANK: dict[Risk, int] = {"read": 0, "change": 1, "unknown": 2, "destructive": 3}
"""Of several parts the worst counts. Where one is not known, it may be anything: only ``destructive`` says more."""

_OVERWRITING = frozenset({">", ">|", "&>", ">&", "<>"})
_APPENDING = frozenset({">>", "&>>"})
_NO_FILES = frozenset({"/dev/null", "/dev/stdout", "/dev/stderr", "/dev/tty", "/dev/zero", "-"})
_SUBSTITUTIONS = frozenset({"$()", "``", "<()", ">()", "()"})
_TO_IMAGE = Effect("unknown", "gives an image words that only its entry point understands")
_LONGEST_VERB = 4
_WRAPPERS = frozenset(name.split()[0] for name in WRAPPERS)


@dataclass(frozen=True, slots=True)
class DerivedRisk:
    """What running a text does to the world, as far as the text tells.

    Attributes:
        risk: The risk of all of it.
        least: The worst of the parts that are known. Nothing that an author says makes it less.
        reasons: What that was told from, as sentences; empty for ``read``.
    """

    risk: Risk
    least: Risk
    reasons: tuple[str, ...] = ()


def derive_risk(
    invocations: Sequence[Invocation], statements: Sequence[Statement], functions: Container[str] = ()
) -> DerivedRisk:
    """The risk of running all of a text.

    It is ``destructive`` where a part is; else ``unknown`` where a part is not known; else ``change`` where
    one changes something; else ``read``. A tool that is in no table is ``unknown``, never ``read``. Of a command that
    runs another one that stands here (``sudo``, ``ssh``, ``kubectl exec``, ``psql -c``), the inner one decides what
    the outer one leaves open, unless nobody knows what the outer one does besides.

    Args:
        invocations: All commands of the text, those inside of others too, with ``parent`` as index into them.
        statements: All SQL statements of the text.
        functions: Names of the shell functions that the text defines: what they do stands in it too.
    """
    carrying = {call.parent for call in invocations if call.via and call.via[-1] not in _SUBSTITUTIONS}
    carrying |= {statement.parent for statement in statements}
    found: list[tuple[str, Effect]] = []
    for index, invocation in enumerate(invocations):
        defined = invocation.tool in functions
        name, effect = (invocation.tool, READ) if defined else _invocation_effect(invocation)
        if effect.risk != "unknown" or index not in carrying or _is_stranger(invocation):
            found.append((name, effect))
        if speaks_to_image(invocation):
            found.append((name, _TO_IMAGE))
        found += _redirect_effects(invocation.redirects)
    found += [effect for statement in statements for effect in statement_effects(statement)]
    risks: list[Risk] = [effect.risk for _, effect in found] or ["read"]
    known: list[Risk] = [risk for risk in risks if risk != "unknown"] or ["read"]
    reasons = [f"`{name}` {effect.does}" for name, effect in found if effect.risk != "read"]
    return DerivedRisk(
        max(risks, key=_RANK.__getitem__), max(known, key=_RANK.__getitem__), tuple(dict.fromkeys(reasons))
    )


def opens_session(invocation: Invocation) -> bool:
    """Whether an invocation leaves the reader at another prompt, with what it is told on its command line."""
    return _invocation_effect(invocation)[1] == SHELL


def _is_stranger(invocation: Invocation) -> bool:
    """Whether nobody knows what the program does besides running another one."""
    return bool(invocation.tool) and invocation.tool not in TOOLS and invocation.tool not in _WRAPPERS


def _invocation_effect(invocation: Invocation) -> tuple[str, Effect]:
    if not invocation.argv:
        return "", READ
    if not invocation.tool:
        return invocation.argv[0].text, Effect("unknown", "is a command that only a variable tells")
    tool = TOOLS.get(invocation.tool)
    if tool is None:
        program = texts(invocation)[0]
        does = "is a script that is not read here" if "/" in program or program.endswith(".sh") else UNKNOWN.does
        return program, Effect("unknown", does)
    name = " ".join((invocation.tool, *invocation.subcommand))
    return name, _tool_effect(tool, invocation)


def _tool_effect(tool: Tool, invocation: Invocation) -> Effect:
    arguments = texts(invocation)[1:]
    if arguments == ("--version",) or any(has_option(invocation, name) for name in tool.harmless - {"--version"}):
        return READ
    if tool.judge is not None and (judged := tool.judge(invocation)) is not None:
        return judged
    verb = " ".join(invocation.subcommand)
    for option, effect in tool.options.items():
        within, _, name = option.rpartition(" ")
        if (not within or f"{verb} ".startswith(f"{within} ")) and has_option(invocation, name):
            return effect
    for length in range(_LONGEST_VERB, 0, -1):
        for words in (invocation.subcommand, operands(invocation)):
            if len(words) >= length and (found := tool.verbs.get(" ".join(words[:length]))) is not None:
                return found
    return tool.alone if tool.alone is not None and not operands(invocation) else tool.default


def _redirect_effects(redirects: Sequence[Redirect]) -> Iterator[tuple[str, Effect]]:
    """What redirections write: a file is overwritten or grows."""
    for redirect in redirects:
        if redirect.target is None or redirect.operator not in _OVERWRITING | _APPENDING:
            continue
        target = redirect.target.value if redirect.target.value is not None else redirect.target.text
        if target in _NO_FILES or target.startswith("/dev/fd/") or (redirect.operator == ">&" and target.isdigit()):
            continue
        name = f"{redirect.operator} {target}"
        if target.startswith(("/dev/tcp/", "/dev/udp/")):
            yield name, Effect("unknown", "opens a connection")
        elif target.startswith(("/proc/sys/", "/sys/")):
            yield name, Effect("change", "changes kernel settings")
        elif target.startswith(("/dev/sd", "/dev/nvme", "/dev/vd", "/dev/xvd", "/dev/mapper")):
            yield name, Effect("destructive", "overwrites a disk")
        else:
            does = "appends to a file" if redirect.operator in _APPENDING else "overwrites a file"
            yield name, Effect("change", does)
