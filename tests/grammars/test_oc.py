"""OpenShift's client: what it has of kubectl, and what is its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from runbook_site.snippets.tool import tool_call
from runbook_site.snippets.word import Word
from tests.grammars.judged import SHIPPED, messages, problems

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runbook_site.grammars.grammar import Command

OWN = (
    "adm, adm must-gather, adm node-logs, adm policy add-scc-to-user, adm top nodes, adm upgrade, create route edge, "
    "debug, extract, get-token, image mirror, import-image, login, new-app, new-project, policy who-can, process, "
    "project, projects, rollout latest, rsh, rsync, set volumes, start-build, status, tag, whoami"
)


@pytest.mark.parametrize("words", OWN.split(", "))
def test_its_own_subcommands_are_known(words: str) -> None:
    """Each is in the newest grammar, with options, or with subcommands of its own."""
    command = SHIPPED.versions("oc")[-1].read().root
    for word in words.split():
        command = command.commands[word]
    assert len(command.options) > 2 or command.commands


@pytest.mark.parametrize(
    "line",
    [
        "oc login --token=$token --server=https://api.shop.example:6443",
        "oc whoami --show-server",
        "oc rsh -n shop -c cart pod/cart-0 ls -la --color=never",
        "oc debug node/worker-1 --image=ubi9 -- chroot /host journalctl -u kubelet --no-pager",
        "oc adm must-gather --image=quay.io/shop/gather -- /usr/bin/gather --all",
        "oc adm node-logs --role=master --path=openshift-apiserver/ --tail 20",
        "oc adm policy add-scc-to-user anyuid -z default -n shop",
        "oc adm drain worker-1 --ignore-daemonsets --delete-emptydir-data --force",
        "oc adm upgrade --to=4.20.3 --allow-not-recommended",
        "oc set env deploy/cart A=b C- --overwrite",
        "oc process -f cart.yaml -p A=b --local -o yaml",
        "oc start-build cart --from-dir=. --follow",
        "oc sa get-token builder",
        "oc new-app https://git.example/shop.git --docker-image=ubi9 -e A=b",
        "oc -n shop get pods -o wide --sort-by=.status.startTime",
        "oc get clusterversion version -o jsonpath='{.status.desired.version}'",
        "oc dev_tool audit -f audit.log",
    ],
)
def test_what_it_takes_is_left_alone(line: str) -> None:
    """Inherited, its own, hidden, deprecated, a plugin's, or another program's."""
    assert problems(line) == []


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("oc get nodes --o wide", ("unknown-option", "--o")),
        ("oc delte pod cart-0", ("unknown-subcommand", "delte")),
        ("oc debug node/worker-1 -it", ("unlisted-option", "-it")),
        ("oc scale deploy/cart", ("missing-option", "oc scale")),
        ("oc adm must-gather --dest-dri=/tmp", ("unknown-option", "--dest-dri")),
        ("oc adm node-logs worker-1 --tail=ten", ("invalid-option-value", "ten")),
        ("oc patch pod cart-0 --type=jsno -p '{}'", ("invalid-option-value", "jsno")),
        ("oc create route edge cart", ("missing-option", "oc create route edge")),
    ],
)
def test_what_it_refuses_is_found(line: str, problem: tuple[str, str]) -> None:
    """Each was refused by oc itself."""
    assert problem in problems(line)


@pytest.mark.parametrize("word", ["top", "drain", "cordon", "taint"])
def test_what_kubectl_has_and_oc_has_below_adm(word: str) -> None:
    """The name of the command that is meant is told; a plugin may have it, so that it is not certain."""
    assert problems(f"oc {word} nodes") == [("unlisted-subcommand", word)]
    assert f"there is 'oc adm {word}'" in messages(f"oc {word} nodes")[0]


def test_what_it_has_lost_is_told_as_that() -> None:
    """An option of an older version is no slip; where the version is named, that one decides."""
    assert problems("oc version --short") == [("removed-option", "--short")]
    assert problems("oc version --short", "4.9") == []


def test_groups_of_the_grammar_are_those_of_the_table() -> None:
    """A subcommand is told by all of its words: the catalog shows `oc image mirror`, and not `oc image`."""
    short = set()
    for packed in SHIPPED.versions("oc"):
        for path in _leaves(packed.read().root, ()):
            words = [Word(text, (), 0, len(text), text) for text in ("oc", *path)]
            if tool_call(words).subcommand != path:
                short.add(path[:1])
    # Of these the second word says with what, and not what is done.
    assert short == {("apply",), ("cluster-info",), ("create",), ("ex",), ("adm",)}


def _leaves(command: Command, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for name, below in command.commands.items():
        if below.commands:
            yield from _leaves(below, (*path, name))
        elif not below.gone:
            yield (*path, name)
