"""Files, text and what a shell brings along.

Sources: POSIX.1-2024 utilities, GNU coreutils, bash reference manual.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from runbook_site.snippets.risk.effect import (
    CODE,
    READ,
    SHELL,
    Effect,
    Tool,
    changers,
    destroyers,
    has_option,
    operands,
    option_value,
    readers,
    same,
    texts,
)

if TYPE_CHECKING:
    from runbook_site.snippets.invocation import Invocation

_AWK_CALLS = re.compile(r"\bsystem\s*\(|\bprint[^;}\n]{0,200}[>|]\s*[\"$]|\|\s*getline|\"\s*\|")
_SED_WRITES = re.compile(r"(?:^|[;}/0-9$])\s*[we]\s")


def _judge_rm(invocation: Invocation) -> Effect | None:
    if has_option(invocation, "-r", "-R", "--recursive"):
        return Effect("destructive", "deletes folders with all that is in them")
    return None


def _judge_shell(invocation: Invocation) -> Effect | None:
    """A shell that is given a script; what stands behind ``-c`` is looked at itself."""
    words = texts(invocation)[1:]
    options = tuple(takewhile(lambda word: word.startswith(("-", "+")), words))
    if "-n" in options:
        return READ
    given = len(options) < len(words) and not any("c" in word or "s" in word for word in options if word[1:2] != "-")
    return Effect("unknown", "runs a script that is not read here") if given else None


def _judge_awk(invocation: Invocation) -> Effect | None:
    words = " ".join(texts(invocation)[1:])
    if has_option(invocation, "-i") and "inplace" in words:
        return Effect("change", "rewrites the file")
    return (
        Effect("unknown", "runs commands or writes files from inside its program") if _AWK_CALLS.search(words) else None
    )


def _judge_sed(invocation: Invocation) -> Effect | None:
    if any(re.match(r"-[nrEsuz]*i|--in-place", text) for text in texts(invocation)[1:]):
        return Effect("change", "rewrites the file")
    script = next(iter(operands(invocation)), "")
    return Effect("change", "writes files from inside its script") if _SED_WRITES.search(script) else None


def _judge_find(invocation: Invocation) -> Effect | None:
    if has_option(invocation, "-delete"):
        return Effect("destructive", "deletes what it finds")
    if has_option(invocation, "-fprint", "-fls", "-fprintf"):
        return Effect("change", "writes a file")
    return None


def _judge_dd(invocation: Invocation) -> Effect | None:
    target = next((text[3:] for text in texts(invocation) if text.startswith("of=")), "")
    if not target or target == "/dev/null":
        return READ
    if target.startswith("/dev/"):
        return Effect("destructive", f"overwrites the device {target}")
    return Effect("change", f"overwrites {target}")


def _judge_tee(invocation: Invocation) -> Effect | None:
    files = [name for name in operands(invocation) if not name.startswith("/dev/")]
    if not files:
        return READ
    return Effect("change", f"{'appends to' if has_option(invocation, '-a', '--append') else 'overwrites'} {files[0]}")


def _judge_tar(invocation: Invocation) -> Effect | None:
    words = texts(invocation)[1:]
    mode = words[0].lstrip("-") if words and not words[0].startswith("--") else ""
    to_output = ("f" in mode and words[1:2] == ("-",)) or option_value(invocation, "-f", "--file") == "-"
    if to_output and ("c" in mode or has_option(invocation, "-c", "--create")):
        return READ
    if has_option(invocation, "--list", "-t") or (mode.isalpha() and "t" in mode and not {"x", "c"} & set(mode)):
        return READ
    return None


def _judge_sort(invocation: Invocation) -> Effect | None:
    return Effect("change", "writes a file") if has_option(invocation, "-o", "--output") else None


def _judge_chmod(invocation: Invocation) -> Effect | None:
    if not has_option(invocation, "-R", "--recursive"):
        return None
    if any(target in {"/", "/*", "/etc", "/usr", "/var", "/home"} for target in operands(invocation)):
        return Effect("destructive", "changes rights on a whole system folder, which nothing remembers")
    return Effect("change", "changes rights on everything below a folder")


def _judge_crontab(invocation: Invocation) -> Effect | None:
    if has_option(invocation, "-r"):
        return Effect("destructive", "deletes every scheduled job of the user")
    return READ if has_option(invocation, "-l") else Effect("change", "changes the scheduled jobs")


def _judge_rsync(invocation: Invocation) -> Effect | None:
    if has_option(invocation, "-n", "--dry-run"):
        return READ
    if any(text.startswith("--delete") for text in texts(invocation)):
        return Effect("destructive", "deletes at the target what the source does not have")
    return None


def _judge_date(invocation: Invocation) -> Effect | None:
    sets = any(re.match(r"-u*s|--set\b", text) for text in texts(invocation)[1:])
    return Effect("change", "sets the clock") if sets else None


def _judge_compressor(invocation: Invocation) -> Effect | None:
    to_output = not operands(invocation) or has_option(invocation, "-c", "--stdout", "-l", "--list", "-t", "--test")
    return READ if to_output else None


_ON_EACH = Effect("unknown", "runs a command on each file")
_REWRITES = Effect("change", "rewrites the file")
_COMPRESSOR = Tool(default=Effect("change", "puts a file in another one's place"), judge=_judge_compressor)

FILES = {
    **readers(
        """
        cat, bat, less, more, head, tail, grep, egrep, fgrep, zgrep, rg, ag, ack, cut, tr, uniq, wc, nl, rev, tac, paste
        join, comm, diff, cmp, colordiff, sdiff, jq, xq, column, fold, fmt, expand, unexpand, od, xxd
        hexdump, strings, file, stat, ls, ll, tree, du, df, pwd, realpath, readlink, basename, dirname, which, whereis
        whatis, type, hash, command, man, info, help, apropos, echo, printf, seq, yes, true, false, test, [, [[, :
        sleep, cal
        md5sum, sha1sum, sha256sum, sha512sum, cksum, b2sum, sum, base32, zcat, bzcat, xzcat, zless, locate, look, bc
        dc, expr, factor, numfmt, shuf, tsort, pr, getent, id, whoami, groups, users, who, w, last, lastlog, finger
        uname, arch, nproc, hostid, tty, locale, env, printenv, jobs, wait, times, let, read, mapfile
        readarray
        local, declare, typeset, readonly, shift, return, exit, logout, break, continue, getopts, clear, reset, tput
        export, unset, set, shopt, alias, unalias, cd, pushd, popd, dirs, umask, ulimit, trap, fg, bg, disown, builtin
        gron, htmlq, xmllint, csvcut, csvlook, miller, mlr, fzf, pv, ts, iconv, envsubst, time, nice, ionice, nohup
        timeout, stdbuf, coproc
        xargs, parallel, watch, chronic, pstree, vmstat, iostat, mpstat, sar, free, uptime, top, htop
        atop, ps, pgrep, pidof, lsof, lsblk, blkid, lscpu, lsmod, lspci, lsusb, lsmem, findmnt,
        numastat, pmap, slabtop, iotop, nethogs, iftop, perf, strace, ltrace, ldd, nm, objdump, size, getfacl, getfattr
        xz, namei, case, sponge-check, base64, cmd, say, dmidecode, ncdu, duf, uuidgen, mktemp, fc, caller
        hexyl, pygmentize, delta, ministat, sync, tzselect, zdump, lsns, lslocks, lsipc, ipcs
        ausearch
        """
    ),
    "rm": Tool(default=Effect("destructive", "deletes files"), judge=_judge_rm),
    **destroyers("shred, srm, wipe, wipefs", "overwrites what it names so that nothing can bring it back"),
    **destroyers("unlink, rmdir", "deletes what it names"),
    **destroyers("mkfs, mkfs.ext4, mkfs.xfs, mkswap, fdisk, parted, sgdisk, sfdisk", "rewrites the disk"),
    **destroyers("lvremove, vgremove, pvremove", "deletes the volume with its data"),
    "truncate": Tool(default=Effect("destructive", "cuts the file's content away")),
    "dd": Tool(judge=_judge_dd),
    "tee": Tool(judge=_judge_tee),
    "sponge": Tool(default=Effect("change", "overwrites a file")),
    **changers("mv, rename", "moves files, over others where they are in the way"),
    **changers("cp, install, scp, sftp, rcp", "copies files, over others where they are in the way"),
    **changers("mkdir, touch, ln, mkfifo, mknod, split, csplit, patch", "makes or changes files"),
    **same(
        "chmod, chown, chgrp, setfacl, chattr", Tool(default=Effect("change", "changes rights"), judge=_judge_chmod)
    ),
    **changers("setfattr, restorecon, chcon, semanage, setsebool, setenforce", "changes rights"),
    **same("gzip, gunzip, bzip2, bunzip2, unxz, zstd, unzstd, pigz", _COMPRESSOR),
    **changers("zip, 7z", "writes files"),
    "unzip": Tool(default=Effect("change", "writes files"), harmless=frozenset({"--help", "-l", "-t", "-v", "-Z"})),
    "tar": Tool(default=Effect("change", "writes files"), judge=_judge_tar),
    "rsync": Tool(default=Effect("change", "copies files, over others where they are in the way"), judge=_judge_rsync),
    "sed": Tool(default=READ, judge=_judge_sed),
    **same("awk, gawk, mawk, nawk", Tool(default=READ, judge=_judge_awk)),
    "sort": Tool(default=READ, judge=_judge_sort),
    "find": Tool(default=READ, judge=_judge_find),
    "fd": Tool(default=READ, options=dict.fromkeys(("-x", "--exec", "-X", "--exec-batch"), _ON_EACH)),
    **same("yq, dasel", Tool(default=READ, options=dict.fromkeys(("-i", "--inplace", "--in-place"), _REWRITES))),
    "fuser": Tool(default=READ, options=dict.fromkeys(("-k", "--kill"), Effect("destructive", "kills processes"))),
    "history": Tool(default=READ, options=dict.fromkeys(("-c", "-d", "-w"), Effect("change", "changes the history"))),
    "smartctl": Tool(
        default=READ,
        options={
            **dict.fromkeys(("-t", "--test"), Effect("change", "starts a test of the disk")),
            **dict.fromkeys(("-s", "--smart", "-o", "-S"), Effect("change", "changes the disk's settings")),
        },
    ),
    "date": Tool(default=READ, judge=_judge_date),
    "crontab": Tool(judge=_judge_crontab),
    **same("vi, vim, nvim, nano, emacs, visudo, vipw, pico, ed, ex", Tool(default=Effect("change", "opens an editor"))),
    **same("source, ., eval", Tool(default=CODE)),
    "exec": Tool(default=CODE, alone=READ),
    **same("bash, sh, zsh, dash, ksh, ash", Tool(default=SHELL, judge=_judge_shell)),
    **same("su, screen, tmux, script", Tool(default=SHELL)),
    **same("sudo, doas", Tool(default=SHELL)),
    **same(
        "python, python2, python3, node, ruby, perl, php, deno, java, lua, Rscript, tsx, ts-node", Tool(default=CODE)
    ),
    **same("open, xdg-open", Tool(default=READ)),
}
