"""Lists of everything that are handed, as they are, to another command.

Sources: the reference pages of kubectl, docker, helm, the AWS CLI, gcloud, zfs, rabbitmqctl and Kafka.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from runbook_site.snippets.tool import words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from runbook_site.snippets.calls import Call

_ENGINES = words_of("docker podman nerdctl")
CLUSTER_WIDE = words_of(
    "ns namespace namespaces project projects no node nodes pv persistentvolume persistentvolumes crd crds "
    "customresourcedefinition customresourcedefinitions sc storageclass storageclasses"
)
"""Kinds of Kubernetes that belong to no namespace, and what hangs on each of them goes with it."""
_EVERYWHERE = ("-A", "--all-namespaces")
_AWS_SHAPE = words_of("--query --output --region --profile --no-cli-pager --no-paginate --color --page-size")
_PLACES = ("-regions", "-zones", "-accounts")
"""What is listed to do something in each place, and not with it."""
_GCLOUD_SHAPE = words_of("--format --project --uri --quiet -q --account")
_KUBERNETES_VALUES = words_of("-o --output --sort-by --context --kubeconfig -L --label-columns --template")
_ONE_OF_THEM = re.compile(r"\?\(|\[-?\d|\[\?")
"""What chooses in JSONPath and JMESPath."""
_ZFS_VALUES = words_of("-o -t -s -S")

_WHOLE_AWK = re.compile(r"\s*+(?:NR\s*+(?:>|!=)\s*+1\s*+)?\{[^{}/~=<>!]*+\}\s*+")
_WHOLE_JQ = re.compile(r"[\w\s.,\[\]|\"/+()\\-]*+")
_CHOOSING_JQ = re.compile(r"\b(?:select|test|first|last|limit|unique_by|min_by|max_by|index|contains|del)\b|\[-?\d")
_WHOLE_SED = re.compile(r"1d|s(?P<mark>[^\w\s])(?:(?!(?P=mark)).){0,80}+(?P=mark)(?:(?!(?P=mark)).){0,80}+(?P=mark)g?")
_NAMED_BEFORE = re.compile(r"\b(?P<name>[A-Za-z_]\w*)(?:=|\s+in\s+)[\"']?(?:\$\(|`)\s*\Z")
_READ_BEHIND = re.compile(r"\|\s*while\s+(?:IFS=\S*\s+)?read\s+(?:-r\s+)?(?P<names>[\w ]+);?\s*\n?\s*do\b")
_CHOOSES = re.compile(r"\b(?:if|case|test|continue|grep|read\s+-p)\b|\[|&&|\|\|")
"""What, in a loop, may leave something of a list alone."""
_LONGEST = 400
_NEAR = 20
_FOR_OTHERS = words_of("sudo doas")
_PASSING = words_of("cut tr sort uniq cat xargs column paste rev tee")


def handed(call: Call) -> Iterator[Sequence[Call]]:
    """The pipelines whose output are words of a command: inside of ``$(…)``, in front of ``xargs``, or in a loop."""
    for each in (*call.inside(), *_beside(call)):
        if each.invocation.via[-1:] == ("$()",) and each.invocation.position == 0:
            yield each.pipeline()
    if [tool for tool in call.invocation.via if tool not in _FOR_OTHERS][-1:] == ["xargs"]:
        # In the pipeline the command stands in the place of the `xargs` that runs it.
        yield call.pipeline()[: call.invocation.position]
    yield from _by_variable(call)


def _by_variable(call: Call) -> Iterator[Sequence[Call]]:
    """The pipelines that a variable of a command stands for: ``for v in $(…)``, ``v=$(…)``, ``… | while read v``."""
    names = {part.value for word in call.invocation.argv for part in word.parts if part.kind == "variable"}
    own = call.invocation
    for index in range(max(0, call.index - _NEAR), call.index) if names else ():
        head = replace(call, index=index)
        each = head.invocation
        if not each.tool or each.text is not own.text or each.position or each.start > own.start:
            continue
        before = _NAMED_BEFORE.search(each.text.text[max(0, each.start - _LONGEST) : each.start])
        between = each.text.text[each.end : own.start]
        behind = _READ_BEHIND.search(between) if each.via == own.via else None
        given = {before["name"]} if before else set(behind["names"].split()) if behind else set()
        if given & names and len(between) <= _LONGEST and not _CHOOSES.search(between):
            yield head.pipeline()[: each.pipeline - (behind is not None)]


def listing_of_all(pipeline: Sequence[Call]) -> Call | None:
    """The command at the head of a pipeline that lists everything there is, where all of it comes out behind."""
    if not pipeline or not all(_passes(_unwrapped(each)) for each in pipeline[1:]):
        return None
    head = _unwrapped(pipeline[0])
    lists = _LISTINGS.get(head.tool)
    return head if lists is not None and lists(head) else None


def _beside(call: Call) -> Iterator[Call]:
    """What `sudo` in front of a command holds besides it: the words of both are `sudo`'s."""
    own = call.invocation
    if own.parent is not None and own.via[-1] in _FOR_OTHERS:
        around = replace(call, index=own.parent)
        yield from (each for each in around.inside() if each.index != call.index)


def _unwrapped(call: Call) -> Call:
    """The command that `sudo` runs."""
    return next(call.inside(), call) if call.tool in _FOR_OTHERS else call


def _passes(call: Call) -> bool:
    """Whether a command leaves out nothing of what it is fed, but columns and a heading."""
    operands = [text for _, text in call.operands()]
    if call.tool in {"awk", "gawk", "mawk"}:
        programs = [text for text in operands if "{" in text]
        return len(programs) == 1 and _WHOLE_AWK.fullmatch(programs[0]) is not None
    if call.tool == "jq":
        program = operands[0] if operands else ""
        return _WHOLE_JQ.fullmatch(program) is not None and _CHOOSING_JQ.search(program) is None
    if call.tool == "sed":
        return len(operands) == 1 and _WHOLE_SED.fullmatch(operands[0]) is not None
    if call.tool == "tail":
        return any(text in {"+2", "-n+2"} for text in call.words)
    runs = call.tool == "xargs" and next(call.inside(), None) is not None
    return call.tool in _PASSING and not runs and not (call.tool == "uniq" and call.has("-d", "-u"))


def _kubernetes(call: Call) -> bool:
    operands = [text for _, text in call.operands()]
    if "get" not in operands[:-1] or call.has("-l", "--selector", "--field-selector", "-f", "--filename"):
        return False
    values = {second for first, second in pairwise(call.words) if first in _KUBERNETES_VALUES}
    kind, *names = operands[operands.index("get") + 1 :]
    if set(names) - values or "/" in kind or any(map(_ONE_OF_THEM.search, call.words)):
        return False
    return kind.lower() in CLUSTER_WIDE or call.has(*_EVERYWHERE)


def _helm(call: Call) -> bool:
    states = ("-l", "--selector", "--filter", "-f", "-m", "--max", "--failed", "--pending", "--superseded")
    return call.invocation.subcommand[:1] in {("ls",), ("list",)} and call.has(*_EVERYWHERE) and not call.has(*states)


def _docker(call: Call) -> bool:
    whole = {("volume", "ls"), ("volume", "list"), ("ps",), ("container", "ls"), ("container", "ps")}
    return call.invocation.subcommand in whole and not call.has("-f", "--filter", "-l", "--latest", "-n", "--last")


def _aws(call: Call) -> bool:
    names = call.invocation.subcommand
    if names == ("s3", "ls"):
        return not [text for _, text in call.operands()][2:]
    if names[1:] and names[1].endswith(_PLACES):
        return False
    options = {text.partition("=")[0] for text in call.words if text.startswith("-")}
    chosen = any(map(_ONE_OF_THEM.search, call.words))
    return names[1:] != () and names[1].startswith(("list-", "describe-")) and options <= _AWS_SHAPE and not chosen


def _gcloud(call: Call) -> bool:
    options = {text.partition("=")[0] for text in call.words if text.startswith("-")}
    return call.invocation.subcommand[-1:] == ("list",) and options <= _GCLOUD_SHAPE


def _zfs(call: Call) -> bool:
    values = {second for first, second in pairwise(call.words) if first in _ZFS_VALUES or first.endswith("o")}
    return call.words[:1] == ("list",) and not {text for _, text in call.operands()} - values - {"list"}


def _rabbitmq(call: Call) -> bool:
    return call.invocation.subcommand == ("list_queues",)


def _kafka(call: Call) -> bool:
    return call.has("--list") and not call.has("--topic", "--exclude-internal")


_LISTINGS: dict[str, Callable[[Call], bool]] = {
    **dict.fromkeys(_ENGINES, _docker),
    **dict.fromkeys(("kubectl", "oc", "k"), _kubernetes),
    **dict.fromkeys(("kafka-topics", "kafka-topics.sh"), _kafka),
    "aws": _aws,
    "gcloud": _gcloud,
    "helm": _helm,
    "rabbitmqctl": _rabbitmq,
    "zfs": _zfs,
}
