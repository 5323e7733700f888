"""The names that bash knows: signals for `trap` and `kill`, options of `set -o` and of `shopt`.

Sources: ``trap -l``, ``set -o`` and ``shopt`` of bash 4.2 to 5.2; signal(7); signal.h of macOS and FreeBSD. Names
of ksh and zsh stand with them: a block says seldom which of the shells is meant.
"""

from __future__ import annotations

import re

from runbook_site.snippets.tool import words_of

SIGNALS = words_of(
    "HUP INT QUIT ILL TRAP ABRT IOT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CLD CONT STOP TSTP TTIN "
    "TTOU URG XCPU XFSZ VTALRM PROF WINCH IO POLL PWR SYS UNUSED LOST EMT INFO THR LIBRT"
)
"""Without ``SIG`` in front."""
CONDITIONS = words_of("EXIT ERR DEBUG RETURN ZERR KEYBD")
"""What a trap may wait for besides signals."""
_REAL_TIME = re.compile(r"RTM(?:IN|AX)(?:[+-]\d{1,2})?")
_LAST_SIGNAL = 64

OPTIONS = words_of(
    "allexport braceexpand emacs errexit errtrace functrace hashall histexpand history ignoreeof interactive-comments "
    "keyword monitor noclobber noexec noglob nolog notify nounset onecmd physical pipefail posix privileged verbose vi "
    "xtrace bgnice gmacs letoctal markdirs showme trackall viraw globstar multiline rc restricted login_shell debug"
)
"""Of ``set -o``, those of ksh among them."""

SHELL_OPTIONS = words_of(
    "array_expand_once assoc_expand_once autocd bash_source_fullpath cdable_vars cdspell checkhash checkjobs "
    "checkwinsize cmdhist compat31 compat32 compat40 compat41 compat42 compat43 compat44 complete_fullquote direxpand "
    "dirspell dotglob execfail expand_aliases extdebug extglob extquote failglob force_fignore globasciiranges "
    "globskipdots globstar gnu_errfmt histappend histreedit histverify hostcomplete huponexit inherit_errexit "
    "interactive_comments lastpipe lithist localvar_inherit localvar_unset login_shell mailwarn "
    "no_empty_cmd_completion nocaseglob nocasematch noexpand_translation nullglob patsub_replacement progcomp "
    "progcomp_alias promptvars restricted_shell shift_verbose sourcepath syslog_history varredir_close xpg_echo"
)
"""Of ``shopt``."""


def is_signal(name: str, *, condition: bool) -> bool:
    """Whether a signal has a name or a number, in capitals or not, with ``SIG`` in front or not.

    Args:
        name: What is written.
        condition: Whether a name such as ``EXIT`` will do, as for a trap.
    """
    if name.isdecimal():
        return int(name[:4]) <= _LAST_SIGNAL
    upper = name.upper()
    plain = upper.removeprefix("SIG")
    return plain in SIGNALS or _REAL_TIME.fullmatch(plain) is not None or (condition and upper in CONDITIONS)
