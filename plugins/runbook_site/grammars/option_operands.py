"""How many words that are no options a command takes with one of its options, or without.

Held against git 2.39, coreutils 9.1, PostgreSQL 15's clients and OpenSSH 9.2, each called with one word too few or too
many.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from runbook_site.grammars.option_set import find_given
from runbook_site.grammars.same_command import plain_path

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runbook_site.grammars.reading import Reading

_GET = "--get --get-all --get-regexp --unset --unset-all"
_SET = "--add --replace-all --rename-section --get-urlmatch --get-color --get-colorbool"
_NEW = "-c -C --create --force-create"
_ALL = (
    "--all --branches --tags --remotes --glob --stdin --reflog --bisect --alternate-refs --indexed-objects --exclude "
    "-g --walk-reflogs --use-bitmap-index --disk-usage"
)
_STEP = "--continue --abort --quit --skip"
_OBJECT = "-f --filename -k --kustomize"
_TABLE = f"""
git fetch | --all | | 0 0 |
git pull | --all | | 0 0 |
git push | --all --mirror --branches | | 0 1 | a remote alone
git push | -d --delete | --repo | 2 - | a remote, and what to delete there
git commit | -a --all | | 0 0 |
git commit | -o --only -i --include | --amend --allow-empty --pathspec-from-file | 1 - | a file
git branch | -d -D --delete | | 1 - | a branch
git branch | -m -M --move -c -C --copy | | 1 2 | a branch, and its new name
git branch | -u --set-upstream-to --unset-upstream --edit-description | | 0 1 | a branch
git tag | -d --delete -v --verify | -l --list | 1 - | a tag
git tag | -a --annotate -s --sign | -d --delete -v --verify -l --list | 1 2 | a tag, and a commit
git rebase | {_STEP} --edit-todo --show-current-patch | | 0 0 |
git rebase | | {_STEP} | 0 2 | a branch to put the commits on
git cherry-pick | {_STEP} | | 0 0 |
git cherry-pick | | {_STEP} --stdin | 1 - | a commit
git revert | {_STEP} | | 0 0 |
git revert | | {_STEP} --stdin | 1 - | a commit
git merge | --continue --abort --quit | | 0 0 |
git am | {_STEP} --show-current-patch | | 0 0 |
git log | --follow | | 1 - | the file to follow
git clone | | | 1 2 | an address, and a folder
git checkout | --ours --theirs | -p --patch --pathspec-from-file | 1 - | files
git checkout | -b -B | -p --patch | 0 1 | a commit to start from
git reset | --hard --soft --keep --merge | | 0 1 | a commit, and no files
git diff | --no-index | | 2 2 | two files
git reflog delete | | | 1 - | an entry
git restore | | -p --patch --pathspec-from-file | 1 - | files
git switch | | {_NEW} --orphan -d --detach | 1 1 | a branch
git switch | {_NEW} | | 0 1 | a commit to start from
git switch | --orphan | | 0 0 |
git rm | | --pathspec-from-file | 1 - | files
git mv | | | 2 - | files, and where to
git init | | | 0 1 | a folder
git gc | | | 0 0 |
git grep | | -e -f | 1 - | a pattern
git blame | | | 1 - | a file
git archive | | -l --list | 1 - | a commit
git merge-base | | --is-ancestor --fork-point --independent --octopus -a --all | 2 - | commits
git merge-base | --is-ancestor | | 2 2 | two commits
git rev-list | | {_ALL} | 1 - | a commit
git ls-tree | | | 1 - | a commit
git update-ref | -d | | 1 2 | a ref
git symbolic-ref | | | 1 2 | a ref
git cat-file | -t -s -p -e | | 1 1 | an object
git stash branch | | | 1 2 | a name for the branch
git stash drop | | | 0 1 | a stash
git stash pop | | | 0 1 | a stash
git stash apply | | | 0 1 | a stash
git stash clear | | | 0 0 |
git remote add | | | 2 2 | a name, and an address
git remote rename | | | 2 2 | the old name, and the new one
git remote remove | | | 1 1 | a remote
git remote rm | | | 1 1 | a remote
git remote prune | | | 1 - | a remote
git remote get-url | | | 1 1 | a remote
git remote set-url | | --add --delete | 2 3 | a remote, and its new address
git remote set-url | --add --delete | | 2 2 | a remote, and an address
git worktree add | | | 1 2 | a folder, and a commit
git worktree remove | | | 1 1 | a folder
git worktree move | | | 2 2 | a folder, and where to
git worktree lock | | | 1 1 | a folder
git worktree unlock | | | 1 1 | a folder
git worktree list | | | 0 0 |
git worktree prune | | | 0 0 |
git submodule add | | | 1 2 | an address, and a folder
git bisect replay | | | 1 - | a file
git bisect reset | | | 0 1 | a commit
git notes add | | | 0 1 | an object
git config | {_GET} | | 1 2 | a name
git config | --add --replace-all | | 2 3 | a name, and a value
git config | --rename-section | | 2 2 | the old name, and the new one
git config | --remove-section | | 1 1 | a section
git config | -l --list -e --edit | | 0 0 |
git config | | {_GET} {_SET} | 0 3 | a name, and a value
vacuumdb | -a --all | | 0 0 |
reindexdb | -a --all | | 0 0 |
pg_dump, vacuumdb, reindexdb | -d --dbname | | 0 0 |
basename | | -a --multiple -s --suffix | 1 2 | a path, and a suffix
cp, mv | -t --target-directory | | 1 - | files
cp, mv, ln | -T --no-target-directory | -t --target-directory | 2 2 | a file, and where to
install | -d --directory | | 1 - | folders
sort | -c -C --check | --files0-from | 0 1 | a file
tr | | -d --delete -s --squeeze-repeats -t --truncate-set1 | 2 2 | two sets of characters
tr | -d --delete | -s --squeeze-repeats | 1 1 | a set of characters
tr | -s --squeeze-repeats | | 1 2 | one or two sets of characters
diff | | --from-file --to-file | 2 2 | two files
wc, du, sort | --files0-from | | 0 0 |
grep | | -e --regexp -f --file -V | 1 - | a pattern
sed | | -e --expression -f --file | 1 - | a script
wget | | -i --input-file --input-metalink -V | 1 - | an address
kubectl get, kubectl delete | --raw | | 0 0 |
kubectl get, kubectl delete, kubectl describe, kubectl edit, kubectl patch | {_OBJECT} | | 0 0 |
kubectl scale, kubectl autoscale, kubectl expose, kubectl wait | {_OBJECT} | | 0 0 |
kubectl apply, kubectl diff | {_OBJECT} | | 0 0 |
kubectl exec | | -f --filename | 2 - | a pod, and a command behind '--'
kubectl exec | -f --filename | | 1 - | a command behind '--'
kubectl logs | -l --selector | | 0 0 |
kubectl logs | -c --container --all-containers | -l --selector | 1 1 | a pod
kubectl drain, kubectl cordon, kubectl uncordon | -l --selector | | 0 0 |
kubectl top pod, kubectl top node | -l --selector | | 0 0 |
kubectl auth can-i | | --list | 2 2 | a verb, and a kind of objects
kubectl auth can-i | --list | | 0 0 |
kubectl config set-context | --current | | 0 0 |
kubectl config set-context | | --current | 1 1 | a name
kubectl create job | --from | | 1 1 | a name
kubectl create job | | --from | 1 - | a name
helm install | -g --generate-name --name-template | | 1 1 | a chart
helm install | | -g --generate-name --name-template | 2 2 | a name, and a chart
gh pr merge, gh pr review, gh pr checks, gh pr view | -R --repo | | 1 1 | a pull request
docker swarm join | | | 1 1 | the address of a manager
terraform state mv | | -state -state-out | 2 2 | where it is, and where to
terraform import | | -state | 2 2 | an address, and an identifier
"""
"""By line: commands, options, others with which it is another number, the least, the most, and what they are.

Without options, it holds wherever none of the others is given.
"""


class _Bounds(NamedTuple):
    """How many words a command takes in one of its modes."""

    options: tuple[str, ...]
    others: tuple[str, ...]
    least: int
    most: int | None
    what: str


def check_option_operands(reading: Reading) -> bool:
    """Report a word too few or too many for the options that a command has; whether there is one."""
    for bounds in _bounds().get(plain_path(reading.path), ()):
        given = find_given(reading, bounds.options)
        if (bounds.options and given is None) or find_given(reading, bounds.others) is not None:
            continue
        if not reading.unsure and _report(reading, bounds, f"{reading.name} {given or ''}".rstrip()):
            return True
    return False


def _report(reading: Reading, bounds: _Bounds, name: str) -> bool:
    count = len(reading.operands)
    what = f" ({bounds.what})" if bounds.what else ""
    given = f"{count} is" if count == 1 else f"{count or 'none'} are"
    if count < bounds.least:
        some = f"at least {bounds.least}" if bounds.least != bounds.most else f"{bounds.least}"
        noun = "argument" if bounds.least == 1 else "arguments"
        message = f"'{name}' takes {some} {noun}{what}, and {given} given"
        reading.report("operand-count", message, reading.span)
        return True
    if bounds.most is None or count <= bounds.most:
        return False
    noun = "argument" if bounds.most == 1 else "arguments"
    some = f"at most {bounds.most}" if bounds.least != bounds.most else f"{bounds.most}"
    some = f"{some} {noun}" if bounds.most else "no arguments"
    message = f"'{name}' takes {some}{what}, and {given} given"
    reading.report("operand-count", message, (reading.operands[bounds.most].start, reading.operands[-1].end))
    return True


@cache
def _bounds() -> Mapping[tuple[str, ...], tuple[_Bounds, ...]]:
    found: dict[tuple[str, ...], tuple[_Bounds, ...]] = {}
    for line in _TABLE.strip().splitlines():
        commands, options, others, numbers, what = (each.strip() for each in line.split("|"))
        least, most = numbers.split()
        bounds = _Bounds(
            tuple(options.split()), tuple(others.split()), int(least), None if most == "-" else int(most), what
        )
        for command in commands.split(", "):
            path = tuple(command.split())
            found[path] = (*found.get(path, ()), bounds)
    return found
