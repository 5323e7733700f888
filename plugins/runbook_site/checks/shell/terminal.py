"""Whether what a command prints is seen on the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.snippets.calls import SUBSTITUTIONS
from runbook_site.snippets.tool import words_of

if TYPE_CHECKING:
    from runbook_site.snippets.calls import Call

_FORMATTERS = words_of(
    "base64 jq yq cut head tail tr less more cat awk sed sort uniq grep egrep column tee fold fmt nl python3 python "
    "json_pp xxd bat xargs echo"
)
"""Programs that print what they are given, in another form."""

_QUIET = ("-q", "-c", "--quiet", "--count")


def is_seen(call: Call) -> bool:
    """Whether the output of a command reaches the terminal, as it is or through programs that only change its form."""
    if any(each in SUBSTITUTIONS for each in call.invocation.via):
        return False
    pipeline = call.pipeline()
    behind = pipeline[call.invocation.position + 1 :]
    if any(_goes_elsewhere(each) for each in (call, *behind)):
        return False
    if any(each.tool not in _FORMATTERS for each in behind):
        return False
    if any(each.tool in {"grep", "egrep"} and any(option in each.words for option in _QUIET) for each in behind):
        return False
    if any(each.tool == "jq" and any("keys" in word or "length" in word for word in each.words) for each in behind):
        return False
    return _around_is_seen(call)


def _around_is_seen(call: Call) -> bool:
    """The same of the command that it stands inside of: ``ssh host env | grep x`` pipes the outer one."""
    parent = call.invocation.parent
    if parent is None:
        return True
    return is_seen(type(call)(call.runbook, call.snippet, call.chunk, parent))


def _goes_elsewhere(call: Call) -> bool:
    return any(
        redirect.operator in {">", ">>", ">|", "&>", "&>>"} and redirect.descriptor in {None, 1}
        for redirect in call.invocation.redirects
    )
