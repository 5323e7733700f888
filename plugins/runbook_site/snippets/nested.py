"""Commands that are arguments of other commands: which, and where they begin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from runbook_site.snippets.risk.tools import TOOLS
from runbook_site.snippets.shell_escapes import unquoted, unquoted_words
from runbook_site.snippets.tool import shown, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from runbook_site.snippets.invocation import Invocation
    from runbook_site.snippets.shell_text import ShellText
    from runbook_site.snippets.tool import ToolCall
    from runbook_site.snippets.word import Word

Form = Literal["words", "joined", "option", "script", "shell"]


@dataclass(frozen=True, slots=True)
class Wrapper:
    """How a tool takes a command.

    Attributes:
        form: ``words``: the words from some place on are the command. ``joined``: likewise, but they are joined and
            read by a shell again. ``option``: the value of an option is read by a shell. ``script``: the
            first operand is. ``shell``: the first operand behind ``-c`` is.
        values: Its options that take the next word.
        skip: How many operands stand before the command.
        option: Names of the option with the command, for ``option``.
        mixed: Whether its own options may follow its operands.
    """

    form: Form
    values: str = ""
    skip: int = 0
    option: str = ""
    mixed: bool = True


_SUDO = "-u --user -g --group -h --host -p --prompt -C -D --chdir -R --chroot -r --role -t --type -T -U --other-user"
_SSH = "-b -B -c -D -E -e -F -i -I -J -L -l -m -O -o -P -p -Q -R -S -W -w"
_KUBECTL_EXEC = (
    "-n --namespace -c --container --context --kubeconfig -f --filename --pod-running-timeout --request-timeout"
)
_KUBECTL_RUN = f"{_KUBECTL_EXEC} --image --overrides --env --labels -l --port --restart --image-pull-policy -o --output"
_DOCKER_EXEC = "-e --env --env-file -u --user -w --workdir --detach-keys --index"
_DOCKER_RUN = (
    "-e --env --env-file -u --user -w --workdir -v --volume -p --publish --name --network --net --entrypoint -h "
    "--hostname -l --label -m --memory --mount --cpus --platform --restart --add-host --link --ulimit --tmpfs --pid "
    "--ipc --gpus --dns --cap-add --cap-drop --device --log-driver --log-opt --security-opt --volumes-from --pull "
    "--shm-size --stop-timeout --cgroupns --cpuset-cpus --expose --health-cmd --ip --userns"
)
_XARGS = "-I -n --max-args -P --max-procs -L -d --delimiter -a --arg-file -E -s --max-chars"
_PARALLEL = "-j --jobs -S --sshlogin -a --arg-file -I --colsep --delay --timeout --joblog --results -N -n --retries"
_SHELL = "--rcfile --init-file"

WRAPPERS: dict[str, Wrapper] = {
    "ash": Wrapper("shell"),
    "aws ecs execute-command": Wrapper("option", option="--command"),
    "aws-vault exec": Wrapper("words", "-d --duration --region", 1),
    "bash": Wrapper("shell"),
    "builtin": Wrapper("words"),
    "bundle exec": Wrapper("words"),
    "chamber exec": Wrapper("words", "", 1),
    "chroot": Wrapper("words", "", 1, mixed=False),
    "command": Wrapper("words"),
    "coproc": Wrapper("words"),
    "crictl exec": Wrapper("words", "--timeout", 1, mixed=False),
    "dash": Wrapper("shell"),
    "doas": Wrapper("words", "-u -C"),
    "docker compose exec": Wrapper("words", _DOCKER_EXEC, 1, mixed=False),
    "docker compose run": Wrapper("words", _DOCKER_RUN, 1, mixed=False),
    "docker container exec": Wrapper("words", _DOCKER_EXEC, 1, mixed=False),
    "docker container run": Wrapper("words", _DOCKER_RUN, 1, mixed=False),
    "docker exec": Wrapper("words", _DOCKER_EXEC, 1, mixed=False),
    "docker run": Wrapper("words", _DOCKER_RUN, 1, mixed=False),
    "docker-compose exec": Wrapper("words", _DOCKER_EXEC, 1, mixed=False),
    "docker-compose run": Wrapper("words", _DOCKER_RUN, 1, mixed=False),
    "doppler run": Wrapper("words", "-p --project -c --config -t --token"),
    "env": Wrapper("words", "-u --unset -C --chdir"),
    "eval": Wrapper("joined"),
    "exec": Wrapper("words", "-a"),
    "flock": Wrapper("words", "-w --timeout -E", 1),
    "fly ssh console": Wrapper("option", option="-C --command"),
    "flyctl ssh console": Wrapper("option", option="-C --command"),
    "gcloud compute ssh": Wrapper("option", option="--command"),
    "heroku run": Wrapper("words", "-a --app -s --size"),
    "ionice": Wrapper("words", "-c -n"),
    "knife ssh": Wrapper("joined", "-a -C -i -p -P -x --attribute --concurrency --ssh-identity-file --ssh-user", 1),
    "kubectl debug": Wrapper("words", f"{_KUBECTL_RUN} --target --copy-to --profile", 1),
    "kubectl exec": Wrapper("words", _KUBECTL_EXEC, 1),
    "kubectl run": Wrapper("words", _KUBECTL_RUN, 1),
    "ksh": Wrapper("shell"),
    "nerdctl exec": Wrapper("words", _DOCKER_EXEC, 1, mixed=False),
    "nice": Wrapper("words", "-n --adjustment"),
    "nohup": Wrapper("words"),
    "npm exec": Wrapper("words", "-p --package -w --workspace"),
    "npx": Wrapper("words", "-p --package -w --workspace"),
    "bunx": Wrapper("words", "-p --package"),
    "pnpx": Wrapper("words", "--package"),
    "nsenter": Wrapper("words", "-t --target -S --setuid -G --setgid", mixed=False),
    "oc debug": Wrapper("words", f"{_KUBECTL_RUN} --to-namespace --node-name", 1),
    "oc exec": Wrapper("words", _KUBECTL_EXEC, 1),
    "oc rsh": Wrapper("words", f"{_KUBECTL_EXEC} --shell --timeout", 1),
    "oc run": Wrapper("words", _KUBECTL_RUN, 1),
    "op run": Wrapper("words", "--env-file"),
    "parallel": Wrapper("joined", _PARALLEL, mixed=False),
    "pipenv run": Wrapper("words"),
    "pnpm dlx": Wrapper("words"),
    "pnpm exec": Wrapper("words"),
    "podman exec": Wrapper("words", _DOCKER_EXEC, 1, mixed=False),
    "podman run": Wrapper("words", _DOCKER_RUN, 1, mixed=False),
    "poetry run": Wrapper("words"),
    "railway run": Wrapper("words", "-s --service -e --environment"),
    "runuser": Wrapper("option", "-s --shell -g", option="-c --command"),
    "script": Wrapper("option", option="-c --command"),
    "setsid": Wrapper("words"),
    "sh": Wrapper("shell"),
    "ssh": Wrapper("joined", _SSH, 1),
    "stdbuf": Wrapper("words", "-i -o -e --input --output --error"),
    "strace": Wrapper("words", "-e -o -p -s -u"),
    "su": Wrapper("option", "-s --shell -g --group", option="-c --command"),
    "sudo": Wrapper("words", _SUDO),
    "time": Wrapper("words", "-f --format -o --output"),
    "timeout": Wrapper("words", "-s --signal -k --kill-after", 1),
    "trap": Wrapper("script"),
    "unbuffer": Wrapper("words"),
    "uv run": Wrapper("words", "--with --python -p --directory"),
    "watch": Wrapper("joined", "-n --interval", mixed=False),
    "xargs": Wrapper("words", _XARGS),
    "yarn dlx": Wrapper("words"),
    "yarn exec": Wrapper("words"),
    "zsh": Wrapper("shell"),
}
"""Every tool that runs its arguments, by name and subcommand. A new one is a line here."""

SHELLS = frozenset({"sh", "bash", "dash", "ash", "ksh", "zsh"})
"""Programs that read shell from standard input when no script is named."""

_FIND_ACTIONS = frozenset({"-exec", "-execdir", "-ok", "-okdir"})


@dataclass(frozen=True)
class Inner:
    """A command inside another, in one of two ways.

    Attributes:
        words: Index into the outer argv from where to where the words are the command; ``None`` for a script.
        script: Text that a shell reads.
    """

    words: tuple[int, int] | None = None
    script: ShellText | None = None


def inner_commands(invocation: Invocation, call: ToolCall) -> Iterator[Inner]:
    """The commands that an invocation's words hold."""
    argv = invocation.argv
    wrapper = WRAPPERS.get(" ".join((call.tool, *call.subcommand))) or WRAPPERS.get(call.tool)
    if call.tool == "find":
        yield from _find(argv)
    elif wrapper is None and call.tool not in TOOLS:
        start = _behind_dashes(argv)
        if start is not None:
            yield Inner(words=(start, len(argv)))
    elif wrapper is None or (call.tool == "command" and argv[1:] and argv[1].value in {"-v", "-V"}):
        return  # ``command -v`` looks a program up, and does not run it
    elif wrapper.form in {"shell", "option"}:
        word = _shell_command(argv) if wrapper.form == "shell" else _option_value(wrapper, argv, call.rest)
        if word is not None:
            yield Inner(script=unquoted(invocation.text, word.parts))
    else:
        start = _command_start(wrapper, argv, _first_rest(call))
        if start < len(argv):
            yield from _from_word(wrapper, invocation, start)


def _from_word(wrapper: Wrapper, invocation: Invocation, start: int) -> Iterator[Inner]:
    argv = invocation.argv
    if wrapper.form == "words":
        yield Inner(words=(start, len(argv)))
    elif wrapper.form == "joined":
        yield Inner(script=unquoted_words(invocation.text, argv[start : _arguments_from(argv, start)]))
    elif argv[start].value != "-":  # ``trap -`` takes a trap away
        yield Inner(script=unquoted(invocation.text, argv[start].parts))


def _shell_command(argv: Sequence[Word]) -> Word | None:
    operand, has_command = _shell_options(argv)
    return argv[operand] if has_command and operand is not None else None


def reads_script(invocation: Invocation, call: ToolCall) -> bool:
    """Whether an invocation reads shell from its standard input."""
    argv = invocation.argv
    if call.tool in SHELLS:
        operand, has_command = _shell_options(argv)
        return not has_command and (operand is None or any(word.value == "-s" for word in argv[1:operand]))
    if call.tool == "ssh":
        return _command_start(WRAPPERS["ssh"], argv, 1) >= len(argv)
    return False


def _behind_dashes(argv: Sequence[Word]) -> int | None:
    """Where a known tool stands behind ``--``: ``with-account shop -- kubectl get pods``."""
    start = next((at + 1 for at, word in enumerate(argv) if word.value == "--"), len(argv))
    return start if start < len(argv) and (argv[start].value or "").rsplit("/", 1)[-1] in TOOLS else None


def _first_rest(call: ToolCall) -> int:
    return 1 if call.tool in {"npx", "bunx", "pnpx"} else call.rest


def _find(argv: Sequence[Word]) -> Iterator[Inner]:
    start = None
    for index, word in enumerate(argv):
        if start is None and word.value in _FIND_ACTIONS:
            start = index + 1
        elif start is not None and word.value in {";", "+"}:
            if index > start:
                yield Inner(words=(start, index))
            start = None


def _command_start(wrapper: Wrapper, argv: Sequence[Word], start: int) -> int:
    """Index of the command's first word."""
    values = words_of(wrapper.values)
    skip = wrapper.skip
    at = start
    while at < len(argv):
        written = shown(argv[at])
        if written == "--":
            return at + 1
        is_option = written.startswith("-") and written != "-" and (wrapper.mixed or skip == wrapper.skip)
        if is_option:
            at += 2 if written in values else 1
        elif skip:
            skip -= 1
            at += 1
        else:
            # An image's arguments are no command; an option where a program should stand is one of those.
            return len(argv) if written.startswith("-") else at
    return at


def _option_value(wrapper: Wrapper, argv: Sequence[Word], start: int) -> Word | None:
    """The word with the command: the one behind ``-c``, or behind ``--command=``."""
    names = words_of(wrapper.option)
    values = words_of(wrapper.values)
    at = start
    while at < len(argv):
        written = argv[at].value or ""
        if written in names:
            return argv[at + 1] if at + 1 < len(argv) else None
        at += 2 if written in values else 1
    return None


def _shell_options(argv: Sequence[Word]) -> tuple[int | None, bool]:
    """Of a shell: where its first operand stands, and whether that is a command (``-c``) and no script file."""
    values = words_of(_SHELL)
    has_command = False
    at = 1
    while at < len(argv):
        written = argv[at].value or ""
        if written == "--":
            at += 1
            break
        if not written.startswith(("-", "+")) or written == "-":
            break
        cluster = written[1:] if written[1:2] != "-" else ""
        has_command = has_command or (written[0] == "-" and "c" in cluster)
        # In ``-euo pipefail`` the last letter takes the word.
        at += 2 if written in values or cluster.endswith(("o", "O")) else 1
    return (at if at < len(argv) else None), has_command


def _arguments_from(argv: Sequence[Word], start: int) -> int:
    """Where ``parallel`` has its arguments."""
    return next((at for at in range(start, len(argv)) if argv[at].value in {":::", "::::", ":::+"}), len(argv))
