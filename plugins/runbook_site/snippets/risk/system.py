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
    if has_option(invocation, "-L", "-S", "--list", "--list-rules", "-C", "--list-all", "--state"):
        return READ
    if has_option(invocation, "-F", "--flush", "-X"):
        return Effect("destructive", "deletes all rules")
    return Effect("change", "changes the firewall")


def _judge_ifconfig(invocation: Invocation) -> Effect | None:
    several = len(operands(invocation)) > 1
    return Effect("change", "changes the network of this machine") if several else READ


def _judge_hostname(invocation: Invocation) -> Effect | None:
    return Effect("change", "changes the name of this machine") if operands(invocation) else READ


_PACKAGES = Tool(
    reads("list, search, show, info, policy, check, check-update, repolist, provides, history, deps, outdated, help")
    | reads("changelog, depends, rdepends, repoquery, madison, showpkg, config, --version, stats, version, doctor")
    | changes(
        "install, reinstall, update, upgrade, dist-upgrade, full-upgrade, downgrade, add, fix, localinstall",
        "changes packages",
    )
    | changes(
        "makecache, clean, autoclean, mark, edit-sources, download, source, build-dep, groupinstall, tap",
        "changes packages",
    )
    | changes(
        "link, unlink, services, pin, unpin, hold, unhold, refresh, enable, disable, module, config-manager",
        "changes packages",
    )
    | destroys("remove, purge, autoremove, erase, uninstall, del, delete", "removes packages"),
)

SYSTEM = {
    "systemctl": Tool(
        reads(
            """
            status, show, list-units, list-timers, list-unit-files, list-dependencies, list-sockets, is-active
            is-enabled, is-failed, cat, get-default, is-system-running, help, list-jobs, show-environment
            """
        )
        | changes("restart, start, reload, try-restart, reload-or-restart, isolate, reset-failed", "changes what runs")
        | changes("enable, disable, mask, unmask, daemon-reload, daemon-reexec, edit, set-property", "changes services")
        | changes("set-default, set-environment, unset-environment, preset, link, revert", "changes services")
        | changes("stop", "stops what runs")
        | changes("kill", "ends or signals processes")
        | destroys("poweroff, halt, reboot, rescue, emergency, kexec", "takes the machine down"),
        alone=READ,
    ),
    "service": Tool(judge=_judge_service),
    **same("kill, pkill, killall, skill, tkill", Tool(judge=_judge_kill)),
    **destroyers("shutdown, reboot, halt, poweroff, init, telinit", "takes the machine down"),
    "journalctl": Tool(default=READ, judge=_judge_journalctl),
    "dmesg": Tool(default=READ, judge=_judge_dmesg),
    "sysctl": Tool(judge=_judge_sysctl),
    "mount": Tool(judge=_judge_mount),
    **changers("umount, swapon, swapoff, losetup, mount.nfs, fstrim, fsck, e2fsck, xfs_repair", "changes file systems"),
    **changers(
        "resize2fs, xfs_growfs, growpart, lvextend, vgextend, pvresize, pvcreate, lvcreate, vgcreate", "changes volumes"
    ),
    **same("lvs, vgs, pvs, lvdisplay, vgdisplay, pvdisplay, lvscan, pvscan, vgscan, swaplabel", Tool(default=READ)),
    **changers(
        "modprobe, rmmod, insmod, depmod, udevadm, ldconfig, update-grub, dracut", "changes the kernel's modules"
    ),
    **changers("useradd, usermod, groupadd, groupmod, passwd, chpasswd, adduser, gpasswd, chage", "changes users"),
    **destroyers("userdel, groupdel, deluser", "deletes users"),
    **changers("renice, chrt, taskset, hostnamectl, timedatectl, localectl", "changes settings of this machine"),
    "hostname": Tool(judge=_judge_hostname),
    "ip": Tool(judge=_judge_ip),
    **same("ifconfig, route, arp", Tool(judge=_judge_ifconfig)),
    **same("iptables, ip6tables, firewall-cmd, ebtables", Tool(judge=_judge_firewall)),
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
    **same("tc, brctl, bridge, ethtool, nmcli, wg, ipset", Tool()),
    **same("apt, apt-get, apt-cache, dnf, yum, microdnf, apk, brew, zypper, snap, pacman, port, flatpak", _PACKAGES),
    "dpkg": Tool(
        default=READ,
        options={
            "-i": Effect("change", "changes packages"),
            "--install": Effect("change", "changes packages"),
            "--configure": Effect("change", "changes packages"),
            "-r": Effect("destructive", "removes packages"),
            "-P": Effect("destructive", "removes packages"),
            "--purge": Effect("destructive", "removes packages"),
        },
    ),
    "rpm": Tool(
        default=READ,
        options={
            "-i": Effect("change", "changes packages"),
            "-U": Effect("change", "changes packages"),
            "-e": Effect("destructive", "removes packages"),
        },
    ),
    "apt-mark": Tool(default=Effect("change", "changes packages")),
    "logrotate": Tool(default=Effect("change", "rotates logs")),
    "certbot": Tool(
        reads("certificates, show_account, plugins")
        | changes("renew, certonly, install, run, register", "changes certificates")
        | destroys("revoke, delete", "deletes certificates")
    ),
    "supervisorctl": Tool(
        reads("status, tail, pid, avail, maintail")
        | changes("restart, start, reload, reread, update, stop, add, signal", "changes what runs")
        | changes("remove, shutdown, clear", "changes what runs")
    ),
    "pm2": Tool(
        reads("list, ls, status, logs, show, describe, monit, info, jlist, prettylist, env, id, pid")
        | changes(
            "start, restart, reload, stop, scale, save, resurrect, startup, reset, set, install, update",
            "changes what runs",
        )
        | destroys("delete, kill, flush", "removes processes or logs")
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
        | changes("start, shutdown, reboot, suspend, resume, autostart, migrate, define, edit", "changes machines")
        | destroys("destroy, undefine, vol-delete, snapshot-delete", "ends or deletes what it names")
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
