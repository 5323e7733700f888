"""Commands that wait: for somebody to answer, or for ever."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runbook_site.snippets.nested import inner_commands, reads_script
from runbook_site.snippets.tool import shown, tool_call, words_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from runbook_site.snippets.invocation import Invocation
    from runbook_site.snippets.word import Word

_SCREENS = words_of(
    "vi vim nvim nano emacs pico visudo vipw less more most man top htop atop iotop btop glances nmon mc tmux screen "
    "k9s lazydocker ncdu tig vimdiff passwd gdisk cfdisk mutt"
)
"""Programs that take over the terminal, or ask, whatever their arguments are."""
_SHELLS = words_of("bash sh zsh ash dash ksh fish")
_QUESTIONS: Mapping[tuple[str, ...], str] = {
    ("kubectl", "edit"): "",
    ("oc", "edit"): "",
    ("systemctl", "edit"): "",
    ("kubectl", "attach"): "",
    ("docker", "attach"): "",
    ("terraform", "apply"): "-auto-approve --auto-approve",
    ("terraform", "destroy"): "-auto-approve --auto-approve",
    ("tofu", "apply"): "-auto-approve --auto-approve",
    ("tofu", "destroy"): "-auto-approve --auto-approve",
    ("pulumi", "up"): "-y --yes -f --skip-preview",
    ("pulumi", "destroy"): "-y --yes",
    ("helmfile", "apply"): "",
    ("apt-get", "install"): "-y --yes --assume-yes -qq --dry-run -s",
    ("apt-get", "remove"): "-y --yes --assume-yes -qq --dry-run -s",
    ("apt-get", "upgrade"): "-y --yes --assume-yes -qq --dry-run -s",
    ("apt-get", "dist-upgrade"): "-y --yes --assume-yes -qq --dry-run -s",
    ("yum", "install"): "-y --assumeyes",
    ("dnf", "install"): "-y --assumeyes",
    ("yum", "update"): "-y --assumeyes",
    ("dnf", "update"): "-y --assumeyes",
    ("dnf", "upgrade"): "-y --assumeyes",
    ("docker", "system", "prune"): "-f --force",
    ("docker", "volume", "prune"): "-f --force",
    ("docker", "image", "prune"): "-f --force",
    ("docker", "container", "prune"): "-f --force",
    ("docker", "network", "prune"): "-f --force",
    ("docker", "builder", "prune"): "-f --force",
    ("git", "add", "-p"): "",
    ("gh", "auth", "login"): "--with-token",
    ("gcloud", "auth", "login"): "--cred-file",
    ("aws", "configure"): "",
    ("aws", "sso", "login"): "",
    ("aws", "configure", "sso"): "",
    ("npm", "login"): "",
    ("vercel", "login"): "",
    ("railway", "login"): "",
    ("heroku", "login"): "",
    ("npx", "prisma", "migrate", "reset"): "-f --force",
    ("npx", "prisma", "migrate", "dev"): "",
    ("gcloud", "sql", "connect"): "",
    ("vault", "login"): "-method -token-only -no-print",
}
"""What asks, by tool and subcommand, and the options under which it does not."""
_ENDLESS: Mapping[tuple[str, ...], str] = {
    ("kubectl", "port-forward"): "",
    ("oc", "port-forward"): "",
    ("kubectl", "proxy"): "",
    ("docker", "events"): "--until",
    ("docker", "stats"): "--no-stream",
    ("docker", "compose", "up"): "-d --detach --wait --no-start --abort-on-container-exit --exit-code-from",
    ("docker-compose", "up"): "-d --detach --no-start --abort-on-container-exit --exit-code-from",
    ("redis-cli", "MONITOR"): "",
    ("redis-cli", "SUBSCRIBE"): "",
    ("redis-cli", "PSUBSCRIBE"): "",
    ("npx", "prisma", "studio"): "",
    ("npm", "start"): "",
    ("fly", "logs"): "-n --no-tail",
    ("watch",): "-g --chgexit -e --errexit",
    ("stern",): "--no-follow",
}
"""What never ends by itself, by tool and subcommand, and the options under which it does."""
_FOLLOWING: Mapping[tuple[str, ...], str] = {
    ("tail",): "-f -F --follow",
    ("journalctl",): "-f --follow",
    ("dmesg",): "-w --follow -W --follow-new",
    ("kubectl", "logs"): "-f --follow",
    ("oc", "logs"): "-f --follow",
    ("kubectl", "get"): "-w --watch --watch-only",
    ("oc", "get"): "-w --watch --watch-only",
    ("kubectl", "events"): "-w --watch",
    ("docker", "logs"): "-f --follow",
    ("podman", "logs"): "-f --follow",
    ("docker", "compose", "logs"): "-f --follow",
    ("docker-compose", "logs"): "-f --follow",
    ("aws", "logs", "tail"): "--follow",
    ("heroku", "logs"): "-t --tail",
    ("vercel", "logs"): "-f --follow",
    ("redis-cli",): "--stat --latency --latency-history --latency-dist",
    ("ssh",): "-N",
    ("nc",): "-l -k",
}
"""What does not end under one of these options."""
_ASKING: Mapping[tuple[str, ...], str] = {
    ("read",): "-p",
    ("rm",): "-i -I",
    ("mv",): "-i --interactive",
    ("cp",): "-i --interactive",
    ("crontab",): "-e",
    ("git", "rebase"): "-i --interactive",
    ("git", "add"): "-p --patch -i --interactive",
    ("git", "checkout"): "-p --patch",
    ("git", "stash"): "-p --patch",
    ("sudo",): "-i --login -s --shell -e",
    ("find",): "-ok -okdir",
    ("xargs",): "-p --interactive",
}
"""What asks under one of these options."""
_WITH_OWN_PROMPT: Mapping[str, str] = {
    "psql": "-c --command -f --file -l --list -V --version -? --help",
    "mysql": "-e --execute -V --version -? --help",
    "mariadb": "-e --execute -V --version -? --help",
    "mongosh": "--eval -f --file --version --help",
    "mongo": "--eval --version --help",
    "python": "-c -m -V --version -h --help",
    "python3": "-c -m -V --version -h --help",
    "node": "-e --eval -p --print -v --version -h --help",
    "irb": "",
    "sftp": "-b",
    "ftp": "",
    "telnet": "",
    "rails console": "",
}
"""Clients that ask for input at a prompt of their own, and the options under which they do not."""
_REDIS_ONE_SHOT = words_of(
    "--scan --pipe --bigkeys --memkeys --hotkeys --rdb --eval --version --help --cluster --stat --latency "
    "--latency-history --latency-dist --intrinsic-latency --functions-rdb --lru-test -x"
)
_CUT_SHORT = words_of("timeout watch")
_LAST = words_of("head")
_COUNTED: Mapping[str, str] = {
    "ping": "-c -w",
    "ping6": "-c -w",
    "tcpdump": "-c",
    "vmstat": "",
    "mtr": "-r --report -c",
}
_ENTERING = frozenset(
    {
        *(("docker", "run"), ("podman", "run"), ("docker", "container", "run"), ("kubectl", "run"), ("oc", "run")),
        *(("kubectl", "debug"), ("oc", "debug"), ("oc", "rsh")),
    }
)
_LOOP = re.compile(r"(?:^|[\s;&|({])while[ \t]++\Z")
_LONGEST_LOOP_HEAD = 40
_LEAVES_LOOP = re.compile(r"\b(?:break|exit|return)\b")
_CLUSTER = re.compile(r"-[A-Za-z0-9]{2,10}")
_NUMBER = re.compile(r"\d{1,9}")
_BACKGROUND = re.compile(r"[ \t]*+[^|;&\n]{0,200}&(?!&)")


def asks(invocation: Invocation) -> str:
    """Why a command waits for somebody at the terminal; empty where nothing says so."""
    argv = invocation.argv
    if not argv or not invocation.tool or _is_fed(invocation):
        return ""
    tool = invocation.tool
    if tool in _SCREENS:
        return "" if _has(argv, "-b --batch --version --help") else f"{tool} takes over the terminal"
    names = (tool, *invocation.subcommand)
    if _opens_shell(invocation, names):
        return f"{' '.join(names)} opens a shell"
    if _asks_by_options(names, _own_words(invocation)):
        return f"{' '.join(names)} asks before it works"
    return f"{tool} opens a prompt of its own" if _has_own_prompt(invocation) else ""


def never_ends(invocation: Invocation, siblings: Sequence[Invocation]) -> str:
    """Why a command runs until it is stopped; empty where nothing says so.

    Args:
        invocation: The command.
        siblings: All commands of its chunk.
    """
    reason = _endless(invocation) if invocation.argv and invocation.tool else ""
    return "" if reason and _is_cut_short(invocation, siblings) else reason


def _endless(invocation: Invocation) -> str:
    argv = invocation.argv
    names = (invocation.tool, *invocation.subcommand)
    goes_on = f"{' '.join(names)} goes on until it is stopped"
    if invocation.tool in {"true", ":"} and _is_loop(invocation):
        return "the loop goes on until it is stopped"
    options = _longest(_FOLLOWING, names)
    if options and _has(_own_words(invocation), options):
        return goes_on
    unless = _longest(_ENDLESS, names)
    if unless is not None and not _has(_own_words(invocation), unless or "--help"):
        return goes_on
    counted = _COUNTED.get(invocation.tool)
    if counted is not None and not _has(argv, counted):
        numbers = [word for word in argv[1:] if word.value and _NUMBER.fullmatch(word.value)]
        return "" if invocation.tool == "vmstat" and len(numbers) != 1 else goes_on
    return ""


def _own_words(invocation: Invocation) -> Sequence[Word]:
    """The last word of the subcommand, and those behind it: an option in front of that means something else."""
    return invocation.argv[tool_call(invocation.argv).rest - 1 :]


def _opens_shell(invocation: Invocation, names: tuple[str, ...]) -> bool:
    """Whether a machine or a container is entered, and nothing is told that shall run there."""
    call = tool_call(invocation.argv)
    if invocation.tool == "ssh":
        return reads_script(invocation, call) and not _has(invocation.argv, "-N -f -V -O -Q")
    if names not in _ENTERING or not _has(_own_words(invocation), "-i -t --interactive --tty --stdin"):
        return False
    return not any(True for _ in inner_commands(invocation, call))


def _is_loop(invocation: Invocation) -> bool:
    text = invocation.text.text
    before = text[max(0, invocation.start - _LONGEST_LOOP_HEAD) : invocation.start]
    return _LOOP.search(before) is not None and _LEAVES_LOOP.search(text, invocation.end) is None


def _longest(table: Mapping[tuple[str, ...], str], names: tuple[str, ...]) -> str | None:
    return next((table[names[:length]] for length in range(len(names), 0, -1) if names[:length] in table), None)


def _asks_by_options(names: tuple[str, ...], argv: Sequence[Word]) -> bool:
    unless = _QUESTIONS.get(names)
    if unless is not None:
        return not _has(argv, unless or "--help")
    options = _longest(_ASKING, names)
    return bool(options) and _has(argv, options or "")


def _has_own_prompt(invocation: Invocation) -> bool:
    tool, argv = invocation.tool, invocation.argv
    if tool in _SHELLS:
        return all((word.value or "").startswith("-") and "c" not in (word.value or "") for word in argv[1:])
    if tool == "redis-cli":
        return not invocation.subcommand and not _has_prefix(argv, _REDIS_ONE_SHOT) and _all_known(argv)
    if tool in {"python", "python3", "node"} and any(not shown(word).startswith("-") for word in argv[1:]):
        return False
    options = _WITH_OWN_PROMPT.get(tool)
    return (
        options is not None and not (_has(argv, options) or _has_prefix(argv, words_of(options))) and _all_known(argv)
    )


def _all_known(argv: Sequence[Word]) -> bool:
    """Whether no word can be an option in disguise: ``$OPTIONS`` without quotes."""
    return all(word.value is not None or word.text.startswith(('"', "'", "-")) or "<" in word.text for word in argv)


def _is_fed(invocation: Invocation) -> bool:
    """Whether its input comes from a pipe, a file or a heredoc."""
    return (invocation.position > 0 and invocation.tool not in {"less", "more", "most"}) or any(
        redirect.operator.startswith("<") for redirect in invocation.redirects
    )


def _is_cut_short(invocation: Invocation, siblings: Sequence[Invocation]) -> bool:
    """Whether something else ends it: ``timeout``, ``head`` behind it, or the shell goes on without it."""
    if (
        any(name in _CUT_SHORT for name in invocation.via)
        or "$()" in invocation.via
        or invocation.tool in invocation.via
    ):
        return True
    text = invocation.text.text
    if _BACKGROUND.match(text, invocation.end):
        return True
    return invocation.pipeline > 1 and any(
        other.tool in _LAST and other.text is invocation.text and other.start > invocation.start for other in siblings
    )


def _has(argv: Sequence[Word], options: str) -> bool:
    """Whether one of the options is given: as a word, joined to a value, or among letters behind one dash."""
    wanted = words_of(options)
    letters = {option[1] for option in wanted if len(option) == 2}  # noqa: PLR2004 - a dash and a letter
    for word in argv[1:]:
        written = shown(word)
        if written == "--":
            return False
        name = written.partition("=")[0]
        if name in wanted and not written.endswith("=false"):
            return True
        if _CLUSTER.fullmatch(written) and letters & set(written[1:]):
            return True
    return False


def _has_prefix(argv: Sequence[Word], options: frozenset[str]) -> bool:
    """As `_has`, for tools whose short options take a value without a space: ``-c'select 1'``."""
    short = tuple(option for option in options if not option.startswith("--"))
    return any(
        shown(word).partition("=")[0] in options
        or (short and shown(word).startswith(short) and shown(word)[1:2] != "-")
        for word in argv[1:]
    )
