"""Tools that run a command that is their argument, and how each takes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

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
        image: Whether it starts an image, whose entry point takes the words. They are a command only where they begin
            with a program.
    """

    form: Form
    values: str = ""
    skip: int = 0
    option: str = ""
    mixed: bool = True
    image: bool = False


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
_SETPRIV = "--reuid --regid --ruid --euid --rgid --egid --groups --securebits --inh-caps --ambient-caps --bounding-set"

WRAPPERS: dict[str, Wrapper] = {
    "ash": Wrapper("shell"),
    "aws ecs execute-command": Wrapper("option", option="--command"),
    "aws-vault exec": Wrapper("words", "-d --duration --region", 1),
    "bash": Wrapper("shell"),
    "builtin": Wrapper("words"),
    "bundle exec": Wrapper("words"),
    "chamber exec": Wrapper("words", "", 1),
    "chpst": Wrapper("words", "-u -U -b -e -/ -n -l -L -m -d -o -p -f -c -r -t", mixed=False),
    "chroot": Wrapper("words", "", 1, mixed=False),
    "command": Wrapper("words"),
    "coproc": Wrapper("words"),
    "crictl exec": Wrapper("words", "--timeout", 1, mixed=False),
    "dash": Wrapper("shell"),
    "doas": Wrapper("words", "-u -C"),
    "docker compose exec": Wrapper("words", _DOCKER_EXEC, 1, mixed=False),
    "docker compose run": Wrapper("words", _DOCKER_RUN, 1, mixed=False, image=True),
    "docker container exec": Wrapper("words", _DOCKER_EXEC, 1, mixed=False),
    "docker container run": Wrapper("words", _DOCKER_RUN, 1, mixed=False, image=True),
    "docker exec": Wrapper("words", _DOCKER_EXEC, 1, mixed=False),
    "docker run": Wrapper("words", _DOCKER_RUN, 1, mixed=False, image=True),
    "docker-compose exec": Wrapper("words", _DOCKER_EXEC, 1, mixed=False),
    "docker-compose run": Wrapper("words", _DOCKER_RUN, 1, mixed=False, image=True),
    "doppler run": Wrapper("words", "-p --project -c --config -t --token"),
    "env": Wrapper("words", "-u --unset -C --chdir"),
    "eval": Wrapper("joined"),
    "exec": Wrapper("words", "-a"),
    "flock": Wrapper("words", "-w --timeout -E", 1),
    "fly ssh console": Wrapper("option", option="-C --command"),
    "flyctl ssh console": Wrapper("option", option="-C --command"),
    "gcloud compute ssh": Wrapper("option", option="--command"),
    "gosu": Wrapper("words", "", 1, mixed=False),
    "heroku run": Wrapper("words", "-a --app -s --size"),
    "ionice": Wrapper("words", "-c -n"),
    "knife ssh": Wrapper("joined", "-a -C -i -p -P -x --attribute --concurrency --ssh-identity-file --ssh-user", 1),
    "kubectl debug": Wrapper("words", f"{_KUBECTL_RUN} --target --copy-to --profile", 1),
    "kubectl exec": Wrapper("words", _KUBECTL_EXEC, 1),
    "kubectl run": Wrapper("words", _KUBECTL_RUN, 1, image=True),
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
    "oc run": Wrapper("words", _KUBECTL_RUN, 1, image=True),
    "op run": Wrapper("words", "--env-file"),
    "parallel": Wrapper("joined", _PARALLEL, mixed=False),
    "pipenv run": Wrapper("words"),
    "pnpm dlx": Wrapper("words"),
    "pnpm exec": Wrapper("words"),
    "podman exec": Wrapper("words", _DOCKER_EXEC, 1, mixed=False),
    "podman run": Wrapper("words", _DOCKER_RUN, 1, mixed=False, image=True),
    "poetry run": Wrapper("words"),
    "railway run": Wrapper("words", "-s --service -e --environment"),
    "runuser": Wrapper("option", "-s --shell -g --group -G --supp-group", option="-c --command"),
    "setpriv": Wrapper("words", _SETPRIV, mixed=False),
    "script": Wrapper("option", option="-c --command"),
    "setsid": Wrapper("words"),
    "sh": Wrapper("shell"),
    "ssh": Wrapper("joined", _SSH, 1),
    "stdbuf": Wrapper("words", "-i -o -e --input --output --error"),
    "strace": Wrapper("words", "-e -o -p -s -u"),
    "su": Wrapper("option", "-s --shell -g --group", option="-c --command"),
    "su-exec": Wrapper("words", "", 1, mixed=False),
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

RUNUSER = Wrapper("words", "-u --user -g --group -G --supp-group", mixed=False)
"""How ``runuser`` takes a command where ``-u`` names the user: as words, as ``sudo`` does."""
