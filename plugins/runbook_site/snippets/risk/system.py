"""Processes, services, packages and the machine itself.

Sources: systemd, util-linux and procps manual pages; apt, dnf, apk and brew manuals.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.snippets.risk.effect import (
    READ,
    SHELL,
    Effect,
    Tool,
    by_word,
    changers,
    changes,
    destroyers,
    destroys,
    has_option,
    operands,
    reads,
    same,
    texts,
    unknown,
)

if TYPE_CHECKING:
    from runbook_site.snippets.invocation import Invocation


def _judge_kill(invocation: Invocation) -> Effect | None:
    words = texts(invocation)[1:]
    if has_option(invocation, "-l", "-L") or "-0" in words:
        return READ
    if {"-9", "-KILL", "-SIGKILL"} & set(words) or "KILL" in words:
        return Effect("destructive", "ends processes without letting them finish")
    return Effect("change", "ends or signals processes")


def _judge_journalctl(invocation: Invocation) -> Effect | None:
    if any(text.startswith("--vacuum") for text in texts(invocation)):
        return Effect("destructive", "deletes log entries")
    return Effect("change", "rotates the logs") if has_option(invocation, "--rotate", "--flush") else None


def _judge_dmesg(invocation: Invocation) -> Effect | None:
    return Effect("destructive", "clears the kernel's log") if has_option(invocation, "-C", "-c", "--clear") else None


def _judge_sysctl(invocation: Invocation) -> Effect | None:
    writes = has_option(invocation, "-w", "-p", "--system", "--write", "--load")
    assigns = any("=" in word for word in operands(invocation))
    return Effect("change", "changes kernel settings") if writes or assigns else READ


def _judge_service(invocation: Invocation) -> Effect | None:
    action = operands(invocation)[-1:]
    if action == ("status",) or has_option(invocation, "--status-all"):
        return READ
    known = {("restart",), ("start",), ("stop",), ("reload",), ("force-reload",), ("try-restart",)}
    return Effect("change", "changes what runs") if action in known else None


def _judge_mount(invocation: Invocation) -> Effect | None:
    return Effect("change", "changes what is mounted") if operands(invocation) else READ


def _judge_ip(invocation: Invocation) -> Effect | None:
    words = set(operands(invocation))
    if words & {"add", "del", "delete", "set", "flush", "replace", "change", "append"}:
        return Effect("change", "changes the network of this machine")
    return READ


def _judge_firewall(invocation: Invocation) -> Effect | None:
    if has_option(invocation, "-L", "-S", "--list", "--list-rules", "-C", "--check"):
        return READ
    if has_option(invocation, "-F", "--flush", "-X"):
        return Effect("destructive", "deletes all rules")
    return Effect("change", "changes the firewall")


def _judge_firewalld(invocation: Invocation) -> Effect | None:
    words = texts(invocation)[1:]
    if any(word.startswith(("--list", "--get", "--query", "--info", "--state", "--check-config")) for word in words):
        return READ
    return Effect("change", "changes the firewall")


def _judge_ifconfig(invocation: Invocation) -> Effect | None:
    several = len(operands(invocation)) > 1
    return Effect("change", "changes the network of this machine") if several else READ


def _judge_hostname(invocation: Invocation) -> Effect | None:
    return Effect("change", "changes the name of this machine") if operands(invocation) else READ


def _unless(does: str, reading: str, alone: Effect | None = None) -> Tool:
    """A tool that changes something, save with options that only show or pretend."""
    return Tool(default=Effect("change", does), alone=alone, harmless=frozenset(reading.split()))


_NETWORK_VERBS = reads("show, list, showmacs, monitor, status, showconf, genkey, pubkey, genpsk, test") | changes(
    "add, del, delete, change, replace, set, append, create, destroy, flush, swap, rename, restore, up, down, modify"
    ", edit, reload, connect, disconnect, reapply, addbr, delbr, addif, delif, setconf, addconf, syncconf, on, off",
    "changes the network of this machine",
)


SYSTEM = {
    "systemctl": Tool(
        reads(
            """
            status, show, list-units, list-timers, list-unit-files, list-dependencies, list-sockets, is-active
            is-enabled, is-failed, cat, get-default, is-system-running, help, list-jobs, show-environment
            list-paths, list-automounts, list-machines, whoami
            """
        )
        | changes("restart, start, reload, try-restart, reload-or-restart, isolate", "changes what runs")
        | changes("try-reload-or-restart, force-reload, condrestart, thaw, cancel", "changes what runs")
        | changes("reset-failed", "forgets which units have failed")
        | changes("enable, disable, mask, unmask, daemon-reload, daemon-reexec, edit, set-property", "changes services")
        | changes("preset, link, revert, reenable, add-wants, add-requires", "changes services")
        | changes("set-default", "changes what the machine starts")
        | changes("set-environment, unset-environment, import-environment", "changes the environment of services")
        | changes("stop, freeze", "stops what runs")
        | changes("kill", "ends or signals processes")
        | destroys("clean", "deletes the unit's files")
        | destroys("poweroff, halt, reboot, rescue, emergency, kexec, soft-reboot", "takes the machine down")
        | destroys("suspend, hibernate, hybrid-sleep", "takes the machine down"),
        alone=READ,
    ),
    "service": Tool(judge=_judge_service),
    **same("kill, pkill, killall, skill, tkill", Tool(judge=_judge_kill)),
    **destroyers("shutdown, reboot, halt, poweroff, init, telinit", "takes the machine down"),
    "journalctl": Tool(default=READ, judge=_judge_journalctl),
    "dmesg": Tool(default=READ, judge=_judge_dmesg),
    "sysctl": Tool(judge=_judge_sysctl),
    "mount": Tool(judge=_judge_mount),
    **changers("umount, mount.nfs", "changes what is mounted"),
    **same("swapon, swapoff", _unless("changes which swap is used", "-s --summary --show -h --help --version")),
    "losetup": _unless(
        "changes which files are devices", "-a --all -l --list -j --associated --help --version", alone=READ
    ),
    "fstrim": _unless("tells the disk which blocks are free", "-n --dry-run --help --version"),
    **same("fsck, e2fsck, xfs_repair", _unless("repairs file systems", "-n -N --help --version -V")),
    **changers(
        "resize2fs, xfs_growfs, growpart, lvextend, vgextend, pvresize, pvcreate, lvcreate, vgcreate", "changes volumes"
    ),
    **same("lvs, vgs, pvs, lvdisplay, vgdisplay, pvdisplay, lvscan, pvscan, vgscan, swaplabel", Tool(default=READ)),
    **same(
        "modprobe, rmmod, insmod, depmod",
        _unless("changes the kernel's modules", "-n --dry-run --show --help --version"),
    ),
    "udevadm": Tool(
        reads("info, monitor, test, test-builtin, verify, settle")
        | changes("trigger, control", "changes how devices are handled")
    ),
    "ldconfig": _unless("makes the list of libraries anew", "-p --print-cache --help --version"),
    **changers("update-grub, dracut", "changes how this machine starts"),
    **changers("useradd, usermod, groupadd, groupmod, chpasswd, adduser, gpasswd", "changes users"),
    "passwd": _unless("changes a password", "-S --status --help"),
    "chage": _unless("changes when passwords expire", "-l --list --help"),
    **destroyers("userdel, groupdel, deluser", "deletes users"),
    **changers("renice, chrt, taskset", "changes how processes are scheduled"),
    **same(
        "hostnamectl, timedatectl, localectl",
        Tool(
            reads("status, show, timesync-status, show-timesync, list-timezones, list-locales, list-keymaps")
            | reads("hostname, location, chassis, deployment"),
            default=Effect("change", "changes settings of this machine"),
            alone=READ,
        ),
    ),
    "hostname": Tool(judge=_judge_hostname),
    "ip": Tool(judge=_judge_ip),
    **same("ifconfig, route, arp", Tool(judge=_judge_ifconfig)),
    **same("iptables, ip6tables, ebtables", Tool(judge=_judge_firewall)),
    "firewall-cmd": Tool(judge=_judge_firewalld),
    "nft": Tool(
        reads("list")
        | changes("add, insert, create, replace, rename", "changes the firewall")
        | destroys("flush, delete, reset", "deletes rules")
    ),
    "ufw": Tool(
        reads("status, show, version, app")
        | changes(
            "allow, deny, reject, limit, enable, disable, reload, delete, insert, route, logging",
            "changes the firewall",
        )
        | destroys("reset", "deletes all rules")
    ),
    **same("tc, brctl, bridge, nmcli, wg, ipset", Tool(judge=by_word(_NETWORK_VERBS))),
    "ethtool": Tool(),
    "logrotate": Tool(default=Effect("change", "rotates logs")),
    "certbot": Tool(
        reads("certificates, show_account, plugins")
        | changes("renew, certonly, install, run, register", "changes certificates")
        | destroys("revoke, delete", "deletes or revokes certificates"),
        harmless=frozenset({"--help", "--version", "--dry-run"}),
    ),
    "supervisorctl": Tool(
        reads("status, tail, pid, avail, maintail")
        | changes("restart, start, reload, reread, update, stop, add, signal", "changes what runs")
        | changes("remove, shutdown", "changes what runs")
        | changes("clear", "empties logs")
    ),
    "pm2": Tool(
        reads("list, ls, status, logs, show, describe, monit, info, jlist, prettylist, env, id, pid")
        | changes(
            "start, restart, reload, stop, scale, resurrect, startup, unstartup, install, update",
            "changes what runs",
        )
        | changes("save, set, reset", "changes what PM2 remembers")
        | destroys("delete, kill", "ends processes and forgets them")
        | destroys("flush", "empties logs")
    ),
    "nginx": Tool(
        default=Effect("change", "starts or signals the server"),
        harmless=frozenset({"-t", "-T", "-v", "-V", "-h"}),
    ),
    **same(
        "apachectl, apache2ctl, httpd",
        Tool(
            reads("configtest, status, fullstatus")
            | changes("restart, graceful, start, stop, graceful-stop", "changes what runs"),
            harmless=frozenset({"-t", "-v", "-S", "-M"}),
        ),
    ),
    "haproxy": Tool(default=Effect("change", "starts the proxy"), harmless=frozenset({"-c", "-v", "-vv"})),
    "virsh": Tool(
        reads("list, dominfo, domstate, domblklist, dumpxml, net-list, pool-list, vol-list, nodeinfo, version")
        | reads("snapshot-list, domifaddr, domblkinfo, dommemstat, vcpuinfo, capabilities")
        | changes("start, shutdown, reboot, suspend, resume, autostart, migrate, define, edit", "changes machines")
        | changes("snapshot-create, snapshot-create-as", "makes a snapshot")
        | destroys("destroy, undefine, vol-delete, snapshot-delete, snapshot-revert", "ends or deletes what it names")
        | unknown("console", SHELL.does)
    ),
    "chronyc": Tool(
        reads("tracking, sources, sourcestats, activity, ntpdata, clients, serverstats")
        | changes("makestep, burst, online, offline, add, delete", "changes the clock's settings")
    ),
    **same("chroot, nsenter", Tool(default=SHELL)),
    "rpm-ostree": Tool(
        reads("status, db, compose")
        | changes(
            "upgrade, rebase, install, override, kargs, deploy, rollback, cancel, initramfs", "changes the system image"
        )
        | destroys("cleanup, reset, uninstall", "removes packages or deployments")
    ),
    "make": Tool(
        default=Effect("unknown", "runs what its makefile says"), harmless=frozenset({"-n", "--help", "--version"})
    ),
}
