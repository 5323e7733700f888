"""Wrong calls of everyday tools: the grammars refuse them, and so does the tool itself where it is installed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys

import pytest

from runbook_site.grammars.pack import Pack
from runbook_site.grammars.readers.execute import offline
from tests.grammars.judged import problems

SECONDS = 20
REFUSED = re.compile(rb"(?:invalid|unrecognized|unknown|illegal|bad) option|requires an argument|usage:", re.IGNORECASE)
LETTER = r"(?im)(?:(?:invalid|illegal|bad) option(?: --|:)? '?-?{0}'?$|-{0}: invalid option)"

WRONG = (
    ("bash --norcc", "unknown-option", "--norcc"),
    ("bash -jc true", "unlisted-option", "-jc"),
    ("bash --rcfile", "missing-option-value", "--rcfile"),
    ("crontab -z", "unlisted-option", "-z"),
    ("crontab -l -u", "missing-option-value", "-u"),
    ("dig -z shop.example", "unlisted-option", "-z"),
    ("dig -p", "missing-option-value", "-p"),
    ("git-crypt lokc", "unknown-subcommand", "lokc"),
    ("gpg --decrpyt secrets.gpg", "unknown-option", "--decrpyt"),
    ("gpg -j secrets.gpg", "unlisted-option", "-j"),
    ("host -z shop.example", "unlisted-option", "-z"),
    ("host -t", "missing-option-value", "-t"),
    ("htop --usr root", "unknown-option", "--usr"),
    ("iostat --compat 1 1", "unknown-option", "--compat"),
    ("iostat --dec=3 1 1", "invalid-option-value", "3"),
    ("iostat -xq 1 1", "unlisted-option", "-xq"),
    ("iotop --onyl", "unknown-option", "--onyl"),
    ("ip adr show", "unknown-subcommand", "adr"),
    ("ip -breif addr", "unknown-option", "-breif"),
    ("lsof -nPj", "unlisted-option", "-nPj"),
    ("lsof -p", "missing-option-value", "-p"),
    ("lsof --port 80", "unlisted-option", "--port"),
    ("make --dryrun deploy", "unknown-option", "--dryrun"),
    ("make -C", "missing-option-value", "-C"),
    ("mtr --reprot shop.example", "unknown-option", "--reprot"),
    ("nc -Y shop.example 80", "unlisted-option", "-Y"),
    ("nc -zv -w", "missing-option-value", "-w"),
    ("ncat --sll shop.example 443", "unknown-option", "--sll"),
    ("ncat --ssl-cert", "missing-option-value", "--ssl-cert"),
    ("netstat --listning", "unknown-option", "--listning"),
    ("netstat -tulpnz", "unlisted-option", "-tulpnz"),
    ("node --inspct app.js", "unknown-option", "--inspct"),
    ("node -inspect app.js", "unknown-option", "-inspect"),
    ("node --expose-gc=1 app.js", "invalid-option-value", "=1"),
    ("node -e", "missing-option-value", "-e"),
    ("nslookup -tpye=mx shop.example", "unknown-option", "-tpye"),
    ("ping -z shop.example", "unlisted-option", "-z"),
    ("ping --count 4 shop.example", "unlisted-option", "--count"),
    ("podman pss", "unknown-subcommand", "pss"),
    ("podman logs --tial 5 web", "unknown-option", "--tial"),
    ("python3 --versio", "unknown-option", "--versio"),
    ("python3 -m", "missing-option-value", "-m"),
    ("sar -Z 1 1", "unlisted-option", "-Z"),
    ("sar -n", "missing-option-value", "-n"),
    ("sh -jc true", "unlisted-option", "-jc"),
    ("sh -c -y true", "unlisted-option", "-y"),
    ("sysctl --sytem", "unknown-option", "--sytem"),
    ("tcpdump --interfce eth0", "unknown-option", "--interfce"),
    ("tcpdump -k", "unlisted-option", "-k"),
    ("telnet --no-such shop.example 25", "unlisted-option", "--no-such"),
    ("top --btch -n 1", "unlisted-option", "--btch"),
    ("top -b -n", "missing-option-value", "-n"),
    ("traceroute --prot=80 shop.example", "unknown-option", "--prot"),
    ("unzip -y release.zip", "unlisted-option", "-y"),
    ("unzip release.zip -d", "missing-option-value", "-d"),
    ("zip --recurse-pths a.zip folder", "unknown-option", "--recurse-pths"),
    ("zip -G a.zip folder", "unlisted-option", "-G"),
    ("zip -r a.zip folder -s", "missing-option-value", "-s"),
)


@pytest.mark.parametrize(("line", "kind", "part"), WRONG)
def test_a_wrong_call_is_refused_by_both(line: str, kind: str, part: str) -> None:
    """The grammar says what is wrong and where; no tool would have taken it."""
    assert problems(line) == [(kind, part)]
    done = ran(line.split())
    assert done.returncode != 0 or REFUSED.search(done.stdout + done.stderr)


@pytest.mark.parametrize(
    ("line", "kind", "part"),
    [
        ("pm2 restrat all", "unknown-subcommand", "restrat"),
        ("pm2 start app.js --wacth", "unknown-option", "--wacth"),
        ("pm2 logs api --line 10", "unknown-option", "--line"),
        ("pm2 reload", "operand-count", "pm2 reload"),
    ],
)
def test_a_wrong_call_of_a_tool_that_is_not_run(line: str, kind: str, part: str) -> None:
    """PM2 starts its daemon before it says anything: it was called by hand."""
    assert problems(line) == [(kind, part)]


SINGLE = ("bash", "host", "ncat", "netstat", "ping", "sh", "tcpdump", "top")
"""Of those that read their letters by getopt or as it does, those whose grammar holds for one program alone, and sh."""

OF_OTHERS = {"sh": set("BDHhkOPrtT"), "top": {"m"}, "ping": {"H"}}
"""Letters of the facts that the head of their file ascribes to another program of that name, or to a later version."""


@pytest.mark.parametrize("tool", SINGLE)
def test_a_tool_takes_each_letter(tool: str) -> None:
    """Behind each letter stands one that nobody has: the tool complains about that one, and has done nothing yet."""
    (packed,) = Pack().versions(tool)
    options = packed.read().root.options
    letters = {each[1:] for each in options if re.fullmatch(r"-[A-Za-z0-9]", each)} - OF_OTHERS.get(tool, set())
    assert len(letters) > 8
    values = {each: ["1"] if options[f"-{each}"].value == "required" else [] for each in letters}
    assert refused_letter(tool, "-@", "@")
    assert [each for each in sorted(letters) if refused_letter(tool, f"-{each}", *values[each], "-@", each)] == []


def refused_letter(tool: str, *words: str) -> bool:
    """Whether a tool, called with all words but the last, says that there is no such letter as the last."""
    done = ran([tool, *words[:-1]])
    return (
        re.search(LETTER.format(re.escape(words[-1])), (done.stdout + done.stderr).decode("utf-8", "replace"))
        is not None
    )


def ran(words: list[str]) -> subprocess.CompletedProcess[bytes]:
    """How a call ended, without a network and a home."""
    if sys.platform != "linux" or shutil.which(words[0]) is None:
        pytest.skip(reason=f"{words[0]} of Linux is not installed")
    command = [*offline(), *words]
    home = os.environ | {"HOME": os.devnull}
    return subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS, check=False, env=home
    )
