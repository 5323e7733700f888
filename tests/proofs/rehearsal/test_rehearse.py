"""What a rehearsal sees of commands that mean no harm."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from runbook_site.proofs.sandbox.offer import tried

if TYPE_CHECKING:
    from runbook_site.proofs.rehearsal.rehearsal import Rehearsal
    from runbook_site.proofs.sandbox.enclosure import Kind
    from tests.proofs.rehearsal.conftest import Rehearse


def _lines(rehearsal: Rehearsal) -> list[str]:
    return [" ".join((call.program, *call.words)) for call in rehearsal.calls]


def test_order_and_words(rehearsed: Rehearse) -> None:
    """Calls come in the order in which they are made, with the words that the shell makes of the text."""
    (one,) = rehearsed("kubectl get pods -l 'app=a b'; aws s3 ls \"$(date -u +%Y)\"\nkubectl logs x{1,2} ''")
    assert one.why_not == ()
    assert one.status == 0
    assert _lines(one)[0] == "kubectl get pods -l app=a b"
    assert _lines(one)[1].startswith("aws s3 ls 20")
    assert one.calls[2].words == ("logs", "x1", "x2", "")


def test_what_runs_a_command(rehearsed: Rehearse) -> None:
    """What runs the command behind it is left out, and that command is seen."""
    for each in rehearsed(
        "sudo -u postgres psql -c 'select 1'",
        "timeout 5 env A=1 psql -c 'select 1'",
        "nohup nice -n 5 psql -c 'select 1'",
        "time psql -c 'select 1'",
        "bash -c \"psql -c 'select 1'\"",
        "watch -n 2 \"psql -c 'select 1'\"",
        "x=$(psql -c 'select 1')",
        "echo 'select 1' | xargs -I{} psql -c {}",
        "sleep 100; psql -c 'select 1'",
        "command psql -c 'select 1'",
    ):
        assert (each.why_not, _lines(each)) == ((), ["psql -c select 1"])


def test_other_machines(rehearsed: Rehearse) -> None:
    """What runs elsewhere is a word of what leads there."""
    (one,) = rehearsed("ssh db 'rm -rf /srv; psql'; kubectl exec p -- redis-cli FLUSHALL; docker exec c sh -c 'a | b'")
    assert one.why_not == ()
    assert _lines(one) == [
        "ssh db rm -rf /srv; psql",
        "kubectl exec p -- redis-cli FLUSHALL",
        "docker exec c sh -c a | b",
    ]


def test_files_stay(rehearsed: Rehearse) -> None:
    """A file that one step makes is there for the next, whoever makes it; so are folder, variables, functions."""
    dump, pack, restore, last = rehearsed(
        'mkdir work && cd work && pg_dump -f backup.sql shop\nname=backup.sql; ask() { kubectl get "$1"; }',
        'gzip "$name" && curl -fsSo page.html https://shop.example.com',
        "gunzip -c backup.sql.gz | psql shop; psql -f page.html",
        "ask pods",
    )
    assert [each.why_not for each in (dump, pack, restore, last)] == [(), (), (), ()]
    assert dump.written == ("work", "work/backup.sql")
    assert pack.written == ("work/backup.sql.gz", "work/page.html")
    assert restore.calls[0].stdin == "made in a rehearsal\n"
    assert restore.calls[0].folder.endswith("/work")
    assert _lines(last) == ["kubectl get pods"]


READING = [
    "psql shop < backup.sql",
    "psql shop -f backup.sql",
    "cat backup.sql | psql shop",
    "pg_restore -d shop backup.sql",
    "aws s3 cp backup.sql s3://bucket/",
    "scp backup.sql db:/tmp/",
    "kubectl cp backup.sql shop-0:/tmp/backup.sql",
    "curl -d @backup.sql https://shop.example.com",
    "source backup.sql",
    "cp backup.sql other.sql",
    "tar czf all.tgz backup.sql",
    "awk 1 backup.sql",
    "jq . backup.sql",
    "shred -u backup.sql",
]


def test_functions_called_as_builtins(rehearsed: Rehearse) -> None:
    """A function that takes the place of `echo`, `printf` or `:` stays for the next command, and disturbs nothing."""
    define, use = rehearsed(
        'n=1; echo() { builtin echo "[log] $*"; }; printf() { false; }; :() { false; }',
        'echo "$n" | grep log; : || psql -l',
    )
    assert (define.why_not, use.why_not, _lines(use)) == ((), (), ["psql -l"])


def test_missing_file(rehearsed: Rehearse) -> None:
    """A file that is read and that no step made is found; the same commands pass once a step above makes it."""
    *missing, _ = rehearsed(*READING, "pg_dump -f backup.sql shop")
    assert [each.missing for each in missing] == [("backup.sql",)] * len(READING)
    assert all("no step makes 'backup.sql'" in each.why_not for each in missing)
    _, *there = rehearsed("pg_dump -f backup.sql shop", *READING)
    assert [each.missing for each in there] == [()] * len(READING)


MAKING = {
    "pg_dump --file=a.sql shop": "a.sql",
    "curl -fsSLo b.html https://x": "b.html",
    "curl -O https://x/c.tgz": "c.tgz",
    "wget https://x/d.tgz": "d.tgz",
    "wget -O e.tgz https://x/y": "e.tgz",
    "aws s3 cp s3://b/f.sql .": "f.sql",
    "aws s3 cp s3://b/k new/g.sql --quiet": "new/g.sql",
    "aws s3api get-object --bucket b --key k h.json": "h.json",
    "scp db:/tmp/i.sql .": "i.sql",
    "kubectl cp shop-0:/tmp/x j.sql": "j.sql",
    "docker save -o k.tar shop": "k.tar",
    "git clone https://x/shop.git": "shop",
    "git clone git@x:shop.git there": "there",
    "openssl req -x509 -keyout l.key -out m.pem": "m.pem",
    "zip -r n.zip new": "n.zip",
    "terraform plan -out=o.plan": "o.plan",
}
"""What outside programs make, by how they are called."""


def test_made_files(rehearsed: Rehearse) -> None:
    """What an outside program would make is there for the next command."""
    made = rehearsed(*(f"{command}; ls {path}" for command, path in MAKING.items()))
    assert [(each.missing, each.status) for each in made] == [((), 0)] * len(MAKING)
    assert all(path in each.written for path, each in zip(MAKING.values(), made, strict=True))
    folder, exists = rehearsed(
        "pg_dump -f none/a.sql shop", "echo kept > a.sql; pg_dump -f a.sql shop; cat a.sql | psql"
    )
    assert folder.why_not == (
        "'none/a.sql' cannot be written: there is no such folder, or a sandbox has no place there",
    )
    assert exists.calls[1].stdin == "kept\n"


def test_declared_files(rehearsed: Rehearse, kind: Kind) -> None:
    """They are there, scripts as recorders; those at absolute paths where the sandbox can have them."""
    files = {"a.txt": "x\n", "run.sh": "#!/bin/sh\n", "/app/logs/app.log": "y\n", "/opt/shop/go.sh": "#!/bin/sh\n"}
    found, ran, elsewhere = rehearsed("grep x a.txt", "./run.sh 1", "cat /app/logs/app.log", kind=kind, files=files)
    assert (found.why_not, ran.why_not, _lines(ran)) == ((), (), ["./run.sh 1"])
    assert elsewhere.why_not == ("'/app/logs/app.log' lies on the machine that it is for",)


def test_declared_files_at_absolute_paths(rehearsed: Rehearse) -> None:
    """Commands find them where their machine has them; what is refused is not there, and an execution says why."""
    if tried("landlock").usable and not tried("bubblewrap").usable:
        pytest.skip(reason="bubblewrap alone has places for them")
    files = {"/app/logs/app.log": "boom\n", "/opt/shop/go.sh": "#!/bin/sh\nexit 3\n"}
    count, ran = rehearsed(
        "grep -c boom /app/logs/app.log; gzip /app/logs/app.log", "sudo /opt/shop/go.sh 1", files=files
    )
    assert (count.why_not, count.status) == ((), 0)
    assert "/app/logs/app.log.gz" in count.written
    assert (ran.why_not, _lines(ran)) == ((), ["/opt/shop/go.sh 1"])
    (refused,) = rehearsed("cat /app/a /etc/hosts", files={"/app/a": "x", "/etc/hosts": "x"})
    assert refused.why_not == ("'/app/a' lies on the machine that it is for",)


def test_missing_script(rehearsed: Rehearse) -> None:
    """A script that the service declares is there, another one is not."""
    declared, by_shell, other = rehearsed("./scripts/deploy.sh --now", "bash scripts/deploy.sh x", "./scripts/other.sh")
    assert (declared.why_not, _lines(declared)) == ((), ["./scripts/deploy.sh --now"])
    assert (by_shell.why_not, _lines(by_shell)) == ((), ["scripts/deploy.sh x"])
    assert other.missing == ("scripts/other.sh",)
    assert any("no step makes 'scripts/other.sh'" in why for why in other.why_not)


def test_file_that_the_reader_names(rehearsed: Rehearse) -> None:
    """A file named by a variable of type path is the reader's: it is put in place, and that is said."""
    head = "variables:\n  dump: {type: path, description: The dump, example: dumps/a.sql.gz}\n"
    (one,) = rehearsed('gunzip -c "$dump" | psql shop', head=head)
    assert (one.why_not, one.supplied) == ((), ("dumps/a.sql.gz",))
    (two,) = rehearsed('set -o noclobber; gunzip -c "$dump" > plain.sql', head=head)
    assert (two.why_not, two.status) == ((), 0), "what the first of two runs left is gone"
    assert one.calls[0].stdin == "put in place for a rehearsal\n"


def test_unset_variable(rehearsed: Rehearse) -> None:
    """A variable that nobody declares or sets is found where it is used, but not where the text has a default."""
    bad, good, sets, later = rehearsed(
        'echo "$DIR" "$SHOP_HOST"',
        'ls "${DIR:-.}" "$SHOP_HOST" 2>/dev/null; ssh db \'echo $DIR\'',
        "DIR=here; mkdir $DIR",
        'ls "$DIR"',
    )
    assert bad.unset == ("DIR",)
    assert bad.why_not == ("the variable 'DIR' has no value",)
    assert (good.unset, sets.unset, later.unset) == ((), (), ())
    assert later.why_not == ()


def test_loops_and_pipes(rehearsed: Rehearse) -> None:
    """A recorder does not eat what a loop around it reads, and does not end who writes to it."""
    file, pipe, many = rehearsed(
        "printf 'a\\nb\\nc\\n' > hosts\nwhile read -r h; do ssh -n \"$h\" uptime; done < hosts",
        'cat hosts | while read -r h; do x=$(ssh "$h" uptime); done',
        "set -o pipefail; seq 50000 | psql -c 'copy t from stdin' | sort",
    )
    assert [call.words[-2] for call in file.calls] == ["a", "b", "c"]
    assert [call.words[0] for call in pipe.calls] == ["a", "b", "c"]
    assert (many.status, many.why_not) == (0, ())
    assert (many.calls[0].stdin or "").startswith("1\n2\n3\n")
    assert len(many.calls[0].stdin or "") == 4096


def test_stdin(rehearsed: Rehearse) -> None:
    """What is fed by a heredoc, a string, a file or a pipe is noted; who is fed nothing has none."""
    (one,) = rehearsed(
        "psql <<EOF\nselect 1;\nEOF\npsql <<<'select 2'\necho 'select 3' > f.sql; psql < f.sql\n"
        "echo 'select 4' | sudo psql\npsql -c 'select 5'\npsql </dev/null"
    )
    assert [call.stdin for call in one.calls] == ["select 1;\n", "select 2\n", "select 3\n", "select 4\n", None, None]


def test_values_are_data(rehearsed: Rehearse) -> None:
    """A value means itself, whatever is in it, as a variable and in the place of a placeholder."""
    value = 'it\'s "$(touch gone)" `id` \\ ; *'
    (one,) = rehearsed(
        'kubectl logs "$pod" -n <pod> --since="<pod>"; ls',
        head="variables:\n  pod: {description: The pod}\n",
        pod=value,
    )
    assert one.calls[0].words == ("logs", value, "-n", value, f"--since={value}")
    assert (one.why_not, one.written) == ((), ())


def test_secret(rehearsed: Rehearse) -> None:
    """A secret's value is nowhere to be seen, also where a pipe feeds it; its name is."""
    (one,) = rehearsed(
        'psql "$DATABASE_URL" -c "select 1"; echo "url=$DATABASE_URL" | curl -d @- https://x',
        DATABASE_URL="postgres://u:pw@h/d",
    )
    assert one.calls[0].words == ("$DATABASE_URL", "-c", "select 1")
    assert one.calls[1].stdin == "url=$DATABASE_URL\n"
    assert one.calls[0].variables == ("DATABASE_URL",)
    assert "pw" not in repr(one)


def test_answers(rehearsed: Rehearse) -> None:
    """The one program of a command answers with the sample output and the exit status that its author declares."""
    first, second, several = rehearsed(
        "run: kubectl get pods > pods.txt\nsample_output: never",
        "run: kubectl get pods\nsample_output: pod-1\nexpect: {exit: 3}",
        "run: |\n  kubectl get pods | grep pod-1\nsample_output: pod-1",
    )
    assert (first.status, first.written) == (0, ("pods.txt",))
    assert second.status == 3
    assert several.status == 1, "what the program prints before the filter is not known"


def test_conditions(rehearsed: Rehearse) -> None:
    """What stands behind a condition may stay out, and is named; what stands before it may not."""
    skipped, stopped = rehearsed(
        "curl -f https://x || railway rollback\nif test -e no; then aws s3 ls; fi", "set -e\nfalse\npsql -c 'select 1'"
    )
    assert skipped.why_not == ()
    assert skipped.skipped == ("railway rollback", "aws s3 ls")
    assert stopped.why_not == ("'psql -c 'select 1'' was not called; the command ended with 1",)


def test_no_turn(rehearsed: Rehearse) -> None:
    """A command none of whose programs was called is not rehearsed; nor is what the shell does without a program."""
    asks, rows, kept, socket = rehearsed(
        "read -r answer; [[ $answer == y ]] && kubectl delete ns x",
        "kubectl get pods -o name | xargs -r kubectl delete pod",
        "kubectl get pods -o name | xargs kubectl delete pod",
        "exec 3<>/dev/tcp/127.0.0.1/5432",
    )
    assert asks.why_not == ("none of the programs that it calls had a turn",)
    assert (rows.why_not, rows.skipped) == ((), ("kubectl delete pod",))
    assert (kept.why_not, kept.skipped) == ((), ())
    assert socket.why_not == ("the shell itself connects to somewhere, which no recorder stands for",)


def test_wrapper_alone(rehearsed: Rehearse) -> None:
    """A wrapper with nothing to run is a program like others."""
    (one,) = rehearsed("sudo -i; nohup ./scripts/deploy.sh >/dev/null 2>&1 &")
    assert (one.why_not, sorted(_lines(one))) == ((), ["./scripts/deploy.sh", "sudo -i"])


def test_other_words(rehearsed: Rehearse) -> None:
    """A program that reading does not see is found, and so are other words than the text has."""
    unseen, other = rehearsed(
        "echo psql > x.sh; sh x.sh",
        "alias x=y; set -- 1; IFS=/; printf -v a b; kubectl() { command kubectl more; }; kubectl get",
    )
    assert unseen.why_not == ("it called 'psql', which its text does not say",)
    assert other.calls[0].words == ("more",)


def test_waiting_loop(rehearsed: Rehearse) -> None:
    """A loop that waits for ever is interrupted, and its calls were seen; what follows a file is, too."""
    loop, follow, watch = rehearsed(
        "while true; do curl -f https://x; sleep 5; done", "date > log; tail -f log", "kubectl get pods -w"
    )
    assert (loop.why_not, len(loop.calls)) == ((), 5)
    assert (follow.why_not, watch.why_not) == ((), ())


def test_readers_that_stop_early(rehearsed: Rehearse, kind: Kind) -> None:
    """Who writes to a reader that has seen enough ends, as in a terminal; so does what a shell's own output goes to."""
    *rest, last = rehearsed(
        "seq 200000 >a; seq 2 200001 >b",
        "! diff -q <(cat a) <(cat b)",
        "head -1 <(yes)",
        "exec 3< <(yes)",
        "exec > >(tee log.txt)\necho kept",
        "grep kept log.txt",
        kind=kind,
    )
    assert [(each.why_not, each.status) for each in (*rest, last)] == [((), 0)] * 6


def test_absolute_program(rehearsed: Rehearse) -> None:
    """A program that is called by its path is a recorder, also where the machine has it."""
    (one,) = rehearsed("/usr/bin/git push; sudo /opt/shop/bin/reset --all")
    assert (one.why_not, _lines(one)) == ((), ["/usr/bin/git push", "/opt/shop/bin/reset --all"])


def test_not_shell(rehearsed: Rehearse) -> None:
    """What bash cannot read is not run, and the others are."""
    broken, good = rehearsed("psql -c 'select 1'; if", "psql -c 'select 1'")
    assert (broken.status, broken.calls) == (None, ())
    assert broken.why_not == ("bash cannot read it, or it is too long",)
    assert good.why_not == ()


@pytest.mark.parametrize("temporary", ["/tmp", "/var/tmp"])  # noqa: S108 - where sandboxes lie
def test_each_sandbox(rehearsed: Rehearse, kind: Kind, temporary: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is the same in every kind of sandbox, but that one of them shows no standard input."""
    monkeypatch.setattr("tempfile.tempdir", temporary)
    dump, restore = rehearsed("pg_dump -f a.sql shop", "sudo psql -f a.sql; psql < none.sql; nosuch --x", kind=kind)
    assert dump.why_not == ()
    assert _lines(restore) == ["psql -f a.sql", "nosuch --x"]
    assert restore.missing == ("none.sql",)
