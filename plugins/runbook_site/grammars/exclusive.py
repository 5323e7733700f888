"""Options that a tool refuses together.

Held against tar 1.34 and bsdtar's manual, PostgreSQL 15's clients, docker 28.2, curl 7.88, git 2.39, coreutils 9.1,
util-linux 2.38, procps 4.0, systemd 252, wget 1.21 and OpenSSL 3.0, each called with a pair. rsync's and Prisma's are
in their sources.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from runbook_site.grammars.option_set import find_given
from runbook_site.grammars.same_command import plain_path

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runbook_site.grammars.reading import Reading

_TABLE = """
tar | -c --create / -x --extract --get / -t --list / -r --append / -u --update / -A --catenate --concatenate / -d --diff
pg_dump | -a --data-only / -s --schema-only
pg_dump | -a --data-only / -c --clean
pg_restore | -a --data-only / -s --schema-only
gh api | --paginate / --input
gh api | -q --jq / -t --template / --silent / --verbose
gh auth login | -w --web / --with-token
gh issue create, gh issue edit, gh pr create, gh pr edit, gh pr merge, gh pr review | -b --body / -F --body-file
gh issue edit, gh pr edit | -m --milestone / --remove-milestone
gh pr create | -w --web / -e --editor
gh pr create | -w --web / -d --draft
gh pr create | -w --web / -r --reviewer
gh pr merge | -m --merge / -r --rebase / -s --squash
gh pr merge | --auto / --disable-auto / --admin
gh pr review | -a --approve / -r --request-changes / -c --comment
gh release download | --clobber / --skip-existing
gh release download | -p --pattern / -A --archive
gh release download | -D --dir / -O --output
gh repo create | --public / --private / --internal
gh repo create | -s --source / -c --clone
gh repo list | --source / --fork
gh run view | --log / --log-failed
gh run view | -w --web / --log
gh secret delete, gh secret list, gh secret set | -o --org / -e --env / -u --user
gh secret set | -b --body / -f --env-file
gh variable delete, gh variable get, gh variable list, gh variable set | -o --org / -e --env
gh variable set | -b --body / -f --env-file
terraform apply, terraform plan | -destroy / -refresh-only
terraform apply, terraform plan | -refresh=false / -refresh-only
docker run | -d --detach / -a --attach
docker run | --no-healthcheck / --health-cmd --health-interval --health-retries --health-timeout --health-start-period
docker login | -p --password / --password-stdin
docker service create | --mode=global,global-job / --replicas
docker compose up | --build / --no-build
docker compose up | --force-recreate --always-recreate-deps -V --renew-anon-volumes / --no-recreate
docker compose up | -d --detach / --abort-on-container-exit --abort-on-container-failure --attach --attach-dependencies
docker compose create | --build / --no-build
docker compose create | --force-recreate / --no-recreate
docker compose run | --service-ports / -p --publish
docker run | --rm / --restart
kubectl apply | --all / -l --selector
kubectl apply | --force / --server-side
kubectl apply | --server-side / --dry-run=client
kubectl apply | --force / --dry-run=server
kubectl apply | -f --filename -R --recursive / -k --kustomize
kubectl create | -f --filename / -k --kustomize
kubectl create | --raw / --edit
kubectl create job | --image / --from
kubectl create rolebinding | --role / --clusterrole
kubectl create poddisruptionbudget | --min-available / --max-unavailable
kubectl create clusterrole | --aggregation-rule / --resource --non-resource-url --verb --resource-name
kubectl config set-credentials | --token / --username --password
kubectl debug | --target / --copy-to
kubectl delete | --now / --grace-period!=-1
kubectl delete | --force / --grace-period!=0,-1
kubectl diff | -f --filename / -k --kustomize
kubectl get | --raw / -o --output
kubectl get | --raw / -w --watch --watch-only -l --selector --field-selector
kubectl logs | --since!=0,0s / --since-time
kubectl logs | --all-containers / -c --container
kubectl patch | -p --patch / --patch-file
kubectl proxy | --port / -u --unix-socket
kubectl replace | -f --filename / -k --kustomize
kubectl run | --dry-run=client,server / -i --stdin -t --tty --attach
curl | -I --head / -d --data --data-raw --data-binary --data-urlencode --json -F --form
curl | -d --data --data-raw --data-binary --data-urlencode --json / -F --form
curl | -T --upload-file / -d --data --data-raw --data-binary --data-urlencode --json
curl | -T --upload-file / -F --form
tar | --delete / -c --create / -x --extract --get / -t --list / -r --append / -u --update
tar | -z --gzip / -j --bzip2 / -J --xz / --zstd / -Z --compress
tar | -z --gzip -j --bzip2 -J --xz --zstd -Z --compress / -r --append / -u --update / --delete
git fetch | --depth / --unshallow
git commit | -a --all / -o --only / -i --include
git commit | -a --all / --interactive / -p --patch
git commit | -F --file / -C --reuse-message / -c --reedit-message / --fixup
git commit | -m --message / -C --reuse-message / -c --reedit-message / -F --file
git commit | --squash / --fixup
git push | --all / --mirror / --tags
git push | -d --delete / --all / --mirror / --tags
git branch | -d -D --delete / -m -M --move / -c -C --copy / -l --list / --show-current / -u --set-upstream-to
git tag | -d --delete / -l --list / -v --verify
git tag | -m --message / -F --file
git rebase | --continue / --abort / --skip / --quit / --edit-todo / --show-current-patch
git rebase | --root / --fork-point
git rebase | --keep-base / --onto
git cherry-pick | --continue / --abort / --skip / --quit
git cherry-pick | --ff / -n --no-commit -x -s --signoff
git revert | --continue / --abort / --skip / --quit
git am | --continue --resolved -r / --abort / --skip / --quit
git merge | --continue / --abort / --quit
git merge | --squash / --no-ff
git merge | --squash / --commit
git log | --reverse / -g --walk-reflogs
git log | --reverse / --graph
git log | --graph / --no-walk
git log | --graph / -g --walk-reflogs
git diff | --name-only / --name-status / --check
git show | --name-only / --name-status / --check
git log | --name-only / --name-status / --check
git reset | -p --patch / --hard --soft --mixed
git checkout | -b / -B / --orphan
git checkout | -b -B --orphan / -d --detach
git checkout | --orphan / -t --track
git switch | -c --create / -C --force-create / --orphan
git switch | -c --create -C --force-create --orphan / -d --detach
git restore | --ours --theirs / -S --staged
git worktree add | -b / -B / -d --detach
git stash push | -p --patch / -u --include-untracked -a --all
git stash push | -S --staged / -u --include-untracked -a --all
git config | --global / --system / --local / --worktree / -f --file
git format-patch | --stdout / -o --output-directory
git grep | --untracked / --cached
git apply | --3way -3 / --reject
git add | -A --all / -u --update
git cat-file | -t / -s / -p / -e
pg_dump | -s --schema-only / --include-foreign-data
pg_dump | -F=t,tar --format=t,tar / -Z!=0,none --compress!=0,none
pg_dumpall | -g --globals-only / -r --roles-only / -t --tablespaces-only
pg_dumpall | -g --globals-only -r --roles-only -t --tablespaces-only / --exclude-database
pg_restore | -1 --single-transaction / -j!=1 --jobs!=1
pg_restore | -1 --single-transaction / -C --create
pg_restore | -d --dbname / -f --file
pg_restore | -a --data-only / -c --clean
vacuumdb | -a --all / -d --dbname
vacuumdb | -Z --analyze-only --analyze-in-stages / -f --full
vacuumdb | -Z --analyze-only --analyze-in-stages / -F --freeze
vacuumdb | -Z --analyze-only --analyze-in-stages / --disable-page-skipping
vacuumdb | -Z --analyze-only --analyze-in-stages / --no-truncate
vacuumdb | -P --parallel / -f --full / -Z --analyze-only --analyze-in-stages
reindexdb | -a --all / -d --dbname
reindexdb | -s --system / -j!=1 --jobs!=1
pg_basebackup | --no-slot / -S --slot
pg_basebackup | -X=n,none,f,fetch --wal-method=n,none,f,fetch / -S --slot
pg_basebackup | -F=t,tar --format=t,tar / --waldir
pg_basebackup | -D=- --pgdata=- / -X=s,stream --wal-method=s,stream
pg_basebackup | -F --format / -t --target
pg_basebackup | --no-manifest / --manifest-checksums
pg_basebackup | --no-manifest / --manifest-force-encode
pg_basebackup | -P --progress / --no-estimate-size
sort | -n --numeric-sort / -M --month-sort / -h --human-numeric-sort / -g --general-numeric-sort / -V --version-sort
sort | -n --numeric-sort / -R --random-sort
sort | -c -C --check / -o --output
cut | -f --fields / -c --characters / -b --bytes
uniq | -c --count / -D --all-repeated
split | -l --lines / -b --bytes / -n --number / -C --line-bytes
cp | -n --no-clobber / -b --backup
df | --output / -i --inodes -P --portability -T --print-type
du | -s --summarize / -a --all
du | -s --summarize / -d!=0 --max-depth!=0
md5sum, sha1sum, sha224sum, sha256sum, sha384sum, sha512sum | -c --check / --tag
touch | -d --date / -t
pgrep | -v --inverse / -n --newest -o --oldest
shuf | -e --echo / -i --input-range
install | -d --directory / -t --target-directory
seq | -f --format / -w --equal-width
lsblk | -J --json / -r --raw / -P --pairs
findmnt | -J --json / -r --raw / -P --pairs
lscpu | -e --extended / -p --parse
pgrep | -n --newest / -o --oldest
pkill | -n --newest / -o --oldest
journalctl | -f --follow / -r --reverse
journalctl | -D --directory / --file / -M --machine / --root
journalctl | --cursor / --after-cursor
rsync | --inplace / --delay-updates
rsync | --inplace / --partial-dir
rsync | --append --append-verify / -W --whole-file
rsync | --delete-before / --delete-during --del / --delete-delay / --delete-after
rsync | --write-batch / --read-batch
wget | -q --quiet / -v --verbose
wget | -nc --no-clobber / -N --timestamping
wget | -4 --inet4-only / -6 --inet6-only
wget | --post-data / --post-file
wget | --method / --post-data --post-file
wget | --body-data / --body-file
openssl s_client | -4 / -6
openssl s_client | -tls1 / -tls1_1 / -tls1_2 / -tls1_3
prisma migrate resolve | --applied / --rolled-back
prisma db execute | --file / --stdin
prisma db execute | --url / --schema
"""
_LIFTED = {"curl": frozenset({"-G", "--get", "-:", "--next"})}
"""By tool, the options with which those of others go together."""


def check_exclusive(reading: Reading) -> None:
    """Report two options of which a tool takes one."""
    for sets in _sets().get(plain_path(reading.path), ()):
        found = [find_given(reading, one) for one in sets]
        given = [each for each in found if each is not None]
        if len(given) > 1 and not _is_lifted(reading):
            if (policy := reading.given.get("--restart")) and (policy.value in {"", "no"} or not policy.word.whole):
                continue
            first, second = given[:2]
            message = f"'{reading.name}' takes '{first}' or '{second}', and not both"
            reading.report("conflicting-options", message, reading.span)


def _is_lifted(reading: Reading) -> bool:
    lifted = _LIFTED.get(reading.grammar.tool, frozenset())
    return bool(lifted) and not lifted.isdisjoint((*reading.given, *(each.known for each in reading.arguments)))


@cache
def _sets() -> Mapping[tuple[str, ...], tuple[tuple[tuple[str, ...], ...], ...]]:
    found: dict[tuple[str, ...], tuple[tuple[tuple[str, ...], ...], ...]] = {}
    for line in _TABLE.strip().splitlines():
        commands, _, rest = line.partition(" | ")
        for command in commands.split(", "):
            words = tuple(command.split())
            found[words] = (*found.get(words, ()), tuple(tuple(each.split()) for each in rest.split(" / ")))
    return found
