"""Forms of shell that bash takes, and does something else with, and names that it does not know."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from runbook_site.checks.shell.dd_operands import dd_fault
from runbook_site.checks.shell.shell_names import OPTIONS, SHELL_OPTIONS, is_signal
from runbook_site.snippets.calls import HOLE
from tests.checks.commands import findings_of

if TYPE_CHECKING:
    from pathlib import Path

NEW = frozenset(
    {
        *("unknown-shell-name", "option-without-o", "unused-loop-variable", "conflicting-xargs-options"),
        *("replaces-groups", "unknown-dd-operand", "shell-pitfall"),
    }
)

FOUND = {
    "trap cleanup EXITT": "unknown-shell-name",
    "trap 'rm -f x' INT TEMR": "unknown-shell-name",
    "kill -TREM 4711": "unknown-shell-name",
    "kill -s HUPP 4711": "unknown-shell-name",
    "set -euo pipefial": "unknown-shell-name",
    "set -o errexit -o nonset": "unknown-shell-name",
    "shopt -s globstarr": "unknown-shell-name",
    "set -eu pipefail": "option-without-o",
    "set -e -u pipefail": "option-without-o",
    "for h in a b; do ssh h uptime; done": "unused-loop-variable",
    "for node in $(kubectl get nodes -o name)\ndo\n  kubectl cordon node\ndone": "unused-loop-variable",
    "ls | xargs -I {} -n 5 rm {}": "conflicting-xargs-options",
    "ls | xargs -I{} -P 2 -n5 rm {}": "conflicting-xargs-options",
    "ls | xargs -I % -L 2 rm %": "conflicting-xargs-options",
    "usermod -G docker shop": "replaces-groups",
    "sudo usermod --groups=docker,adm shop": "replaces-groups",
    "dd if=/dev/zero of=x bs=1M cuont=2048": "unknown-dd-operand",
    "dd if=/dev/zero of=x bs=1M conv=fsnyc": "unknown-dd-operand",
    "dd if=/dev/zero of=x bs=1 M count=2": "unknown-dd-operand",
    'hosts=(db1, db2, db3)\necho "${hosts[@]}"': "shell-pitfall",
    'while read -r h; do ssh "$h" uptime; done < hosts': "shell-pitfall",
    'n=0\ncat hosts | while read -r h; do n=$((n + 1)); done\necho "$n"': "shell-pitfall",
    'all=\nls | while read -r f; do all+=" $f"; done\necho "$all"': "shell-pitfall",
}

SOUND = (
    *(
        "trap cleanup EXIT INT TERM",
        "trap - SIGHUP RTMIN+1 0 15",
        "trap '' hup",
        'trap "$action" $SIGNALS',
        "trap -p EXITT",
    ),
    *("kill -9 1", "kill -SIGUSR1 4711", "kill -s TERM 1", "kill -USR1 $(pidof nginx)", "kill -l TREM", "kill -HUP %1"),
    *("set -euo pipefail", "set -o errexit -o pipefail", "set -- a pipefail", "set -x", "set -euxo", "set +o history"),
    *("set a b", "shopt -s globstar nullglob", "shopt -so pipefail", "shopt", 'set -o "$OPTION"'),
    'for h in a b; do ssh "$h" uptime; done',
    "for i in 1 2 3; do echo i; done",
    "for test in {1..5}; do go test ./...; done",
    "for run in $(seq 1 5); do docker run x; done",
    "for h in a b; do ssh ${h}.internal uptime; done",
    "for x in a b; do eval echo x; done",
    "for h in a b; do bash -c 'ssh $h uptime'; done",
    "for i in a b; do (( i + 1 )); done",
    "for env in a b; do env; done",
    *(
        "ls | xargs -n 1 -I {} rm {}",
        "ls | xargs -I {} -P 4 rm {}",
        "ls | xargs -n 5 rm",
        "ls | xargs -L3 -I{} rm {}",
        "ls | xargs -I {} head -n 5 {}",
    ),
    *("usermod -aG docker shop", "usermod -a -G docker shop", "usermod -G '' shop", "usermod -s /bin/sh shop"),
    *("usermod --append --groups docker shop", "usermod -rG docker shop", "usermod -g docker shop"),
    "dd if=/dev/zero of=x bs=1M count=2048 oflag=direct,dsync conv=fsync,notrunc status=progress",
    "dd if=$DISK bs=$SIZE count=${COUNT} of=/dev/null",
    "dd if=INPUT of=OUTPUT bs=BYTES",
    "dd --help",
    'hosts=(--opt a,b,c --cap-add=A,B)\necho "${hosts[@]}"',
    'hosts=("a, b" c)\necho "${hosts[@]}"',
    'while read -r h; do ssh -n "$h" uptime; done < hosts',
    'while read -r h; do ssh "$h" uptime < /dev/null; done < hosts',
    'n=0\nwhile read -r h; do n=$((n + 1)); done < hosts\necho "$n"',
    'kubectl get pods | while read -r n r; do echo "$n"; done\necho "$n"',
    'ls | while read -r f; do last=$f; done\nlast=x\necho "$last"',
)


def test_mistakes_are_found(tmp_path: Path) -> None:
    """Each form is told once, by its rule."""
    found = findings_of(list(FOUND), ["shell", "safety"], tmp_path)
    said = {command: [each.rule for each in of if each.rule in NEW] for command, of in zip(FOUND, found, strict=True)}
    assert said == {command: [rule] for command, rule in FOUND.items()}


def test_sound_commands_are_left_alone(tmp_path: Path) -> None:
    """What does what it says raises none of these rules."""
    found = findings_of(SOUND, ["shell", "safety"], tmp_path)
    said = {command: [each.rule for each in of if each.rule in NEW] for command, of in zip(SOUND, found, strict=True)}
    assert {command: rules for command, rules in said.items() if rules} == {}


def test_setting_with_blanks_is_told_as_one(tmp_path: Path) -> None:
    """Blanks around the sign are named, without the value, and once where another rule names them."""
    lone, used = findings_of(["DB_PASS = Kq8vTz2pLw", 'H = db1\npsql -h "$H"'], ["shell"], tmp_path)
    assert [(each.rule, "DB_PASS=…" in each.message, "Kq8" in each.message) for each in lone] == [
        ("not-a-command", True, False)
    ]
    assert [each.rule for each in used] == ["broken-assignment"]


def test_names_are_those_of_bash() -> None:
    """Every signal and option that this machine's bash lists is known."""
    bash = shutil.which("bash")
    assert bash is not None
    script = "trap -l; echo; set -o; echo @; shopt"
    printed = subprocess.run([bash, "-c", script], capture_output=True, text=True, check=True).stdout
    signals, _, rest = printed.partition("\n\n")
    options, _, more = rest.partition("@")
    names = re.findall(r"\) (\S+)", signals)
    assert len(names) > 20
    assert [name for name in names if not is_signal(name, condition=False)] == []
    assert {line.split()[0] for line in options.splitlines() if line.strip()} <= OPTIONS
    assert {line.split()[0] for line in more.splitlines() if line.strip()} <= SHELL_OPTIONS


@pytest.mark.parametrize(
    "operand",
    [
        *("bs=1MiB", "bs=4kB", "bs=64k", "bs=1m", "bs=2x80x18b", "count=10B", "bs=k", "skip=1024", "bs=4KB", "of=a=b"),
        *("status=none", "conv=notrunc,noerror", "iflag=count_bytes,fullblock", f"bs={HOLE}", f"count={HOLE}k"),
    ],
)
def test_operands_that_dd_takes(operand: str) -> None:
    """Units, lists and what is filled in are taken."""
    assert dd_fault(operand, HOLE) is None


@pytest.mark.parametrize(
    "operand", ["cuont=1", "bs=1x", "bs=1MIB", "count=1.5", "status=progres", "oflag=dircet", "foo"]
)
def test_operands_that_dd_refuses(operand: str) -> None:
    """What ends dd with an error is found."""
    assert dd_fault(operand, HOLE) is not None


def test_modes_with_a_sign_are_no_assignments(tmp_path: Path) -> None:
    """``chmod =r`` gives a mode; a name in its place is still told."""
    sound, wrong = findings_of(["chmod =r shop.conf", "chmodes =r"], ["shell"], tmp_path)
    assert sound == []
    assert [each.rule for each in wrong] == ["not-a-command"]
