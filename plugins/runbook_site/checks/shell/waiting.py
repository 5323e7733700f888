"""Commands that wait for somebody to answer."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from runbook_site.checks.shell.given_options import has_option, is_given, longest, own_words
from runbook_site.checks.shell.opened_prompt import opens_prompt
from runbook_site.snippets.tool import shown, words_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from runbook_site.snippets.invocation import Invocation
    from runbook_site.snippets.word import Word

_SCREENS: Mapping[str, str] = {
    **dict.fromkeys(words_of("vi vim nvim nano emacs pico visudo vipw less more most man mutt tig vimdiff"), ""),
    **dict.fromkeys(words_of("top htop atop iotop btop glances nmon k9s lazydocker ncdu"), "-b -l --stdout --export"),
    **dict.fromkeys(words_of("gdisk cfdisk fdisk"), "-l --list -x --list-details -s --getsz"),
    "passwd": "-l --lock -u --unlock -d --delete -e --expire -S --status --stdin",
    "tmux": "-d",
    "screen": "-d -m -ls -list -wipe -X -Q",
}
"""Programs that take over the terminal, or ask, and the options under which they do not."""
_TMUX_ENTERS = words_of("attach attach-session a at new new-session")
_APT = "-y --yes --assume-yes -qq --force-yes -s --simulate --just-print --dry-run --recon --no-act --print-uris"
_APPROVED = "-auto-approve --auto-approve"
_DNF = "-y --assumeyes --assumeno"
_QUESTIONS: Mapping[tuple[str, ...], str] = {
    ("kubectl", "edit"): "",
    ("oc", "edit"): "",
    ("systemctl", "edit"): "",
    ("kubectl", "attach"): "",
    ("docker", "attach"): "",
    **{(tool, verb): _APPROVED for tool in ("terraform", "tofu") for verb in ("apply", "destroy")},
    ("pulumi", "up"): "-y --yes -f --skip-preview",
    ("pulumi", "destroy"): "-y --yes",
    **{("apt-get", verb): _APT for verb in ("install", "remove", "upgrade", "dist-upgrade")},
    **{(tool, verb): _DNF for tool in ("yum", "dnf") for verb in ("install", "update")},
    ("dnf", "upgrade"): _DNF,
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
    ("openssl", "s_client"): "-help",
    ("vercel", "env", "add"): "-h --help --value",
    ("vercel", "env", "rm"): "-y --yes -h --help",
    ("vercel", "env", "remove"): "-y --yes -h --help",
    ("git", "revert"): "--no-edit -n --no-commit --abort --quit --skip",
    ("git", "commit"): "-m --message -F --file -C --reuse-message --no-edit --fixup --dry-run --porcelain --short",
}
"""What asks, by tool and subcommand, and the options under which it does not."""
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
    ("sudo",): "-e --edit",
    ("git", "tag"): "-a --annotate -s --sign",
    ("find",): "-ok -okdir",
    ("xargs",): "-p --interactive",
}
"""What asks under one of these options."""
_PACKAGES = words_of("apt-get yum dnf")
_PLANNERS = words_of("terraform tofu")
_NO_INPUT = words_of("input=false input=0")
_SWITCHES = words_of(
    "-auto-approve -compact-warnings -destroy -input -json -lock -no-color -refresh -refresh-only -show-sensitive"
)
"""Options of a planner that take no word behind them."""
_EDITS = frozenset(
    {
        *(("git", "commit"), ("git", "revert"), ("git", "rebase"), ("git", "tag"), ("crontab",)),
        *(("kubectl", "edit"), ("oc", "edit"), ("systemctl", "edit")),
    }
)
_READS = frozenset({("openssl", "s_client"), ("docker", "attach"), ("kubectl", "attach")})
_ASKS_AT_TIMES: frozenset[tuple[str, ...]] = frozenset(
    {
        *(("apt-get", "install"), ("npx", "prisma", "migrate", "dev"), ("kubectl", "attach"), ("read",)),
        *(("aws", "sso", "login"), ("aws", "configure", "sso"), ("gcloud", "auth", "login"), ("vault", "login")),
        *(("vercel", "login"), ("railway", "login"), ("heroku", "login"), ("npm", "login")),
    }
)
"""What goes through without a word where nothing is in its way, waits for a browser, or is there to ask."""


def asks(invocation: Invocation, siblings: Sequence[Invocation] = ()) -> str:
    """Why a command waits for somebody at the terminal; empty where nothing says so.

    Args:
        invocation: The command.
        siblings: All commands of its chunk: what is fed to the one around it is fed to it.
    """
    if not invocation.argv or not invocation.tool or is_fed(invocation, siblings):
        return ""
    tool = invocation.tool
    if tool in _SCREENS:
        return f"{tool} takes over the terminal" if _takes_over(invocation) else ""
    if reason := opens_prompt(invocation, siblings):
        return reason
    names = (tool, *invocation.subcommand)
    if not _asks_by_options(invocation, names):
        return ""
    unless = next((option for option in _QUESTIONS.get(names, "").split() if option.startswith("--")), "")
    what = "opens an editor" if names in _EDITS else "reads the terminal" if names in _READS else "asks before it works"
    return f"{' '.join(names)} {what}" + (f" without {unless}" if unless not in {"", "--help"} else "")


def surely_asks(invocation: Invocation, siblings: Sequence[Invocation]) -> str:
    """As `asks`, without what asks at times alone, or not at the terminal."""
    names = (invocation.tool, *invocation.subcommand)
    return "" if names in _ASKS_AT_TIMES else asks(invocation, siblings)


def is_fed(invocation: Invocation, siblings: Sequence[Invocation] = ()) -> bool:
    """Whether its input comes from a pipe, a file or a heredoc, or nobody sits in front of it."""
    if (invocation.position > 0 and invocation.tool not in {"less", "more", "most"}) or any(
        redirect.operator.startswith("<") for redirect in invocation.redirects
    ):
        return True
    around = siblings[invocation.parent] if siblings and invocation.parent is not None else None
    return around is not None and is_fed(around, siblings)


def _takes_over(invocation: Invocation) -> bool:
    argv, tool = invocation.argv, invocation.tool
    if is_given(invocation, f"--version --help -V --batch {_SCREENS[tool]}"):
        return False
    return tool != "tmux" or len(argv) == 1 or (argv[1].value or "") in _TMUX_ENTERS


def _asks_by_options(invocation: Invocation, names: tuple[str, ...]) -> bool:
    unless = _QUESTIONS.get(names)
    options = longest(_ASKING, names) if unless is None else None
    if (unless is None and not options) or any(each.name.endswith("EDITOR") for each in invocation.assignments):
        return False
    if names == ("git", "tag") and is_given(invocation, "-m --message -F --file"):
        return False
    if options:
        return is_given(invocation, options)
    return not (is_given(invocation, unless or "--help") or _is_answered(invocation))


def _is_answered(invocation: Invocation) -> bool:
    """Whether a command that asks is answered by something other than an option behind its subcommand."""
    if invocation.tool in _PACKAGES:
        # These take their options in front of the subcommand as well, and settings in the place of options.
        answers = _QUESTIONS[invocation.tool, "install"]
        settings = (shown(word).lower().replace("-", "") for word in invocation.argv[1:])
        return has_option(invocation.argv, answers) or any("assumeyes" in each for each in settings)
    return invocation.tool in _PLANNERS and _has_plan(own_words(invocation))


def _has_plan(words: Sequence[Word]) -> bool:
    """Whether a planner is given a saved plan, which it takes for approved, or is told that nobody can answer.

    Source: what ``terraform apply -help`` prints; options are read as Go's package "flag" does.
    """
    if any(shown(word).lstrip("-") in _NO_INPUT for word in words):
        return True
    return any(
        not shown(word).startswith("-") and (not option.startswith("-") or "=" in option or option in _SWITCHES)
        for option, word in ((shown(before).replace("--", "-", 1), word) for before, word in pairwise(words))
    )
