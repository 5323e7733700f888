"""The words of ``ip``, which come in pairs of a name and a value.

Source: ``ipaddress.c``, ``iproute.c``, ``iplink.c``, ``ipneigh.c`` and ``ipnetns.c`` of iproute2 6.1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.grammars.forms.network import prefix
from runbook_site.grammars.refused import report_refusal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from runbook_site.grammars.argument import Argument
    from runbook_site.grammars.reading import Reading

_OBJECTS = ("address", "route", "rule", "neighbour", "link")
"""In the order in which a beginning is looked for among them."""

_WAYS = str.split(
    "via dev oif nexthop nhid encap blackhole unreachable prohibit throw local broadcast multicast nat anycast"
)
_NEEDS = {
    **dict.fromkeys(((("address", verb)) for verb in ("add", "replace", "change", "del", "delete")), ("dev",)),
    **dict.fromkeys(((("neighbour", verb)) for verb in ("add", "replace", "change")), ("dev", "proxy")),
    **dict.fromkeys(((("route", verb)) for verb in ("add", "replace", "append", "prepend")), tuple(_WAYS)),
    ("link", "add"): ("type", "help"),
}
"""By object and verb, words of which one has to be there."""

_LEAST = {
    **{("route", verb): 1 for verb in ("add", "replace", "change", "del", "delete", "get", "flush")},
    **{("address", verb): 1 for verb in ("add", "replace", "change", "del", "delete", "flush")},
    **{("neighbour", verb): 1 for verb in ("add", "replace", "change", "del", "delete", "flush")},
    **{("link", verb): 1 for verb in ("add", "del", "delete")},
    ("link", "set"): 2,
}
"""How many words stand behind the verb at least."""

_VALUED = frozenset(str.split("dev via table mtu type from to src metric scope master lladdr proto iif oif brd peer"))
_OF_OTHER_TOOLS = {"gw": "'via'", "gateway": "'via'", "netmask": "a length behind the address, as in '10.0.0.0/8'"}


def check_ip(reading: Reading) -> None:
    """Report words of ``ip`` that it refuses, or cannot go on from."""
    if reading.grammar.tool != "ip" or len(reading.path) < 2 or reading.unsure:  # noqa: PLR2004 - an object
        return
    words = (*reading.operands, *reading.arguments[reading.at :])
    place = next((each for each in _OBJECTS if each.startswith(reading.path[1])), "")
    if not place or not words or any(each.many or not each.whole for each in words):
        return
    verb, behind = words[0].known, words[1:]
    name = f"{reading.name} {verb}"
    span = reading.span[0], words[0].end
    if any(each.known == "help" for each in behind):
        return
    if len(behind) < _LEAST.get((place, verb), 0):
        some = _LEAST[place, verb]
        message = f"'{name}' takes at least {some} {'word' if some == 1 else 'words'} behind it"
        reading.report("operand-count", message, span)
        return
    if behind and behind[-1].known in _VALUED and (len(behind) == 1 or behind[-2].known not in _VALUED):
        last = behind[-1]
        message = f"'{name}' takes a value behind '{last.known}', and none is given"
        reading.report("missing-option-value", message, (last.start, last.end))
    elif not _foreign(reading, place, behind, name):
        _needed(reading, (place, verb), behind, (name, span))


def _needed(
    reading: Reading, key: tuple[str, str], behind: Sequence[Argument], named: tuple[str, tuple[int, int]]
) -> None:
    needs = _NEEDS.get(key, ())
    if needs and not any(each.known in needs for each in behind):
        shown = "' or '".join(needs[:2])
        reading.report("missing-option", f"'{named[0]}' needs '{shown}' with a value behind it", named[1], needs[:2])


def _foreign(reading: Reading, place: str, behind: Sequence[Argument], name: str) -> bool:
    """Report a word of ``route`` or ``ifconfig``, or an address that is none."""
    for before, word in zip((None, *behind), behind, strict=False):
        if before is not None and before.known in {"dev", "name", "table"}:
            continue
        if place in {"route", "address"} and (instead := _OF_OTHER_TOOLS.get(word.known)):
            message = f"'{name}' has no word '{word.known}'; write {instead}"
            reading.report("unknown-option", message, (word.start, word.end))
            return True
        if (refusal := prefix(word.known)) is not None:
            report_refusal(reading, "", refusal, (word.start, word.end))
            return True
    return False
