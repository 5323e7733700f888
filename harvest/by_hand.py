"""Tools that are not asked: what their source and their documentation say, written down in ``facts``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from harvest.facts import with_facts
from runbook_site.grammars.grammar import Command, Grammar, Style

FACTS = Path(__file__).parent / "facts"


@dataclass(frozen=True)
class Written:
    """A grammar of which every word is written down.

    Attributes:
        tool: The program.
        version: Of the program that the words were read from.
        facts: Their file; its head says what it was held against.
        source: What they were read from, for people.
        style: How the tool reads its words.
        shared: Whether the options of the tool itself are those of every subcommand too.
    """

    tool: str
    version: str
    facts: str
    source: str
    style: Style
    shared: bool = False


_BIND = "9.18.49"
_SHELL = Style(anywhere=False, joined="")

BY_HAND = (
    Written(
        "awk",
        "5.1.0",
        "awk.txt",
        "the sources of gawk, mawk and the one true awk",
        Style(abbreviations=True, anywhere=False),
    ),
    Written("crontab", "3.0", "crontab.txt", "the manual page of cron", Style()),
    Written("dig", _BIND, "dig.txt", "the help of BIND's dig", Style()),
    Written(
        "find",
        "4.9.0",
        "find.txt",
        "the manual page of GNU findutils",
        Style(long="-", short=False, joined=""),
    ),
    Written("git-crypt", "0.7.0", "git-crypt.txt", "the help of git-crypt", Style()),
    *(
        Written(
            "helm",
            version,
            f"helm-{version[0]}.txt",
            f"the command reference of helm/helm-www {source}",
            Style(),
            shared=True,
        )
        for version, source in (("3.21.4", "for version 3"), ("4.2.4", "for version 4"))
    ),
    Written("host", _BIND, "host.txt", "the help of BIND's host", Style()),
    Written("iostat", "12.6.1", "iostat.txt", "the manual page of sysstat", Style()),
    Written("jq", "1.8.2", "jq-1.8.txt", "the source of jqlang/jq", Style(joined="")),
    Written("lsof", "4.95.0", "lsof.txt", "the manual page of lsof", Style()),
    Written("nc", "1.219", "nc.txt", "the help of OpenBSD's, the traditional, Nmap's and BusyBox's netcat", Style()),
    Written("nslookup", _BIND, "nslookup.txt", "the manual page of BIND", Style("-", short=False, anywhere=False)),
    Written("ping", "20221126", "ping.txt", "the help of iputils", Style()),
    *(
        Written("prisma", version, f"prisma-{version}.txt", "the source of prisma/prisma", Style(anywhere=False))
        for version in ("5.22.0", "6.19.3", "7.9.1")
    ),
    Written(
        "railway",
        "5.43.1",
        "railway.txt",
        "the source of railwayapp/cli and the CLI reference of railwayapp/docs",
        Style(),
        shared=True,
    ),
    Written("sar", "12.6.1", "sar.txt", "the manual page of sysstat", Style()),
    Written("service", "1.65.2", "service.txt", "the script of init-system-helpers", Style()),
    Written("sh", "0.5.12", "sh.txt", "the manual page of dash, BusyBox's ash and bash", _SHELL),
    Written("tcpdump", "4.99.3", "tcpdump.txt", "the manual page of tcpdump", Style(abbreviations=True)),
    Written("traceroute", "2.1.2", "traceroute.txt", "the help of traceroute", Style()),
    Written("unzip", "6.00", "unzip.txt", "the manual page of unzip", Style()),
)


def by_hand(written: Written) -> Grammar:
    """The grammar of a tool that is not asked."""
    root = with_facts(Command(), (FACTS / written.facts).read_text("utf-8"), whole=True)
    origin = f"written down from {written.source}, {written.version}"
    return Grammar(written.tool, written.version, origin, written.style, root, root.options if written.shared else {})
