"""Values that git refuses: gitrevisions(7), and the section on refspecs of git-push(1)."""

from __future__ import annotations

from runbook_site.grammars.forms.refusal import Refusal

_OF_STASH = frozenset(str.split("apply branch clear create drop list pop push save show store"))


def refspec(value: str) -> Refusal | None:
    """``git push``, ``git fetch``: ``source:target``, with ``+`` in front where it may be forced."""
    takes = "'source:target', as in 'main:main'"
    if ".." in value:
        return Refusal("branches and not a range of commits", value)
    if value.count(":") > 1 or value == "+":
        return Refusal(takes, value)
    return None


def pushed(value: str) -> Refusal | None:
    """``git push``: the target may be left out with its colon alone."""
    if len(value) > 1 and value.endswith(":"):
        return Refusal("'source:target', or ':target' to delete", value, (value[:-1], f":{value[:-1]}"))
    return refspec(value)


def stash(value: str) -> Refusal | None:
    """``git stash pop``: a stash, and not the name of another subcommand."""
    return Refusal("one subcommand, and behind it a stash such as 'stash@{0}'", value) if value in _OF_STASH else None
