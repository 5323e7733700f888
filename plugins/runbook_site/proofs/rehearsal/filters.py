"""Programs that are the real ones in a rehearsal, and those that run what stands behind them."""

from __future__ import annotations

from runbook_site.snippets.tool import words_of
from runbook_site.snippets.wrappers import WRAPPERS

FILTERS = words_of(
    # text
    "awk base32 base64 basename bzcat cat cmp column comm cut diff dirname egrep expand expr fgrep fmt fold gawk grep "
    "head iconv jq join less mawk md5sum more nl numfmt od paste printf rev sed seq sha1sum sha256sum sha512sum "
    "shuf sort split strings tac tail tee tr tsort uniq wc xxd zcat zgrep zless "
    # files below the home
    "bzip2 bunzip2 chmod cp du file find gunzip gzip install link ln ls mkdir mktemp mv pwd readlink realpath rm rmdir "
    "shred stat tar test touch truncate unlink unxz unzstd xz xzcat zstd zstdcat [ "
    # what has no effect beyond the shell
    "bash date echo envsubst false getopt sh true which xargs yes"
)
"""They transform text, or handle files of the sandbox: in a rehearsal they do what they always do."""

RUN_BEHIND = words_of("sudo doas env timeout nohup nice ionice setsid stdbuf time unbuffer")
"""They are left out, and what stands behind them runs."""

SHELLS = words_of("bash sh")

THROUGH = RUN_BEHIND | SHELLS | words_of("$() <() command exec eval builtin xargs find watch trap")
"""A command that stands inside of these runs in a rehearsal; inside of others (`ssh`, `docker exec`) it is a word."""


def wrapper_arms() -> str:
    """How each of `RUN_BEHIND` takes its command, as arms of a shell's ``case``."""
    known = ((name, WRAPPERS[name]) for name in sorted(RUN_BEHIND))
    return "\n".join(f"{name}) values=' {each.values} ' operands={each.skip} ;;" for name, each in known)
