"""What values options take, where the help of their tool does not say so in a form that can be read.

Each line was held against the tool itself, called with a right and a wrong value (coreutils 9.1, util-linux 2.38, curl
7.88, wget 1.21, jq 1.6, OpenSSL 3.0, systemd 252, procps 4.0, findutils 4.9, mawk 1.3.4, OpenSSH 9.2, PostgreSQL 15's
clients, Docker 20.10 and 28, git 2.39), except those of Terraform, whose flags Go's package ``flag`` reads. Only what
every version refuses is here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from runbook_site.grammars.brackets import balanced
from runbook_site.grammars.near import slip

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_SIZE = r"(?:[bcwkKMGTPEZYRQ](?:i?B)?)?"

_SYMBOLIC = r"[ugoa]*(?:[-+=][rwxXstugo]*)+"

_PATTERNS: dict[str, tuple[str, str]] = {
    "whole": (r"[+-]?[0-9]+", "a whole number"),
    "any-base": (r"[+-]?(?:0[xX][0-9a-fA-F]+|[0-9]+)", "a whole number"),
    "lines": (rf"[+-]?[0-9]+{_SIZE}", "a number"),
    "bytes": (rf"(?:0[xX][0-9a-fA-F]+|[0-9]+){_SIZE}", "a number"),
    "size": (rf" *[+\-<>/%]? *[0-9]+{_SIZE}", "a size, as in '10M'"),
    "seconds": (r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?", "a number of seconds, with no unit"),
    "unix-time": (r"(?:[0-9]+[.,]?[0-9]*|[.,][0-9]+)[smhd]?|inf(?:inity)?|0[xX][0-9a-fA-F.]+", "as in '90' or '2m'"),
    "fields": (r"[0-9, \t-]+", "numbers, as in '1,3-'"),
    "from-1": (r" *[+]?0*[1-9][0-9]*", "a whole number from 1 on"),
    "backup-rate": (r"[0-9]+(?:\.[0-9]+)?[kM]?", "a number with 'k' or 'M', as in '32M'"),
    "psql-variable": (r"(?s:\w+(?:=.*)?)", "a name of letters, digits and '_', as in 'ON_ERROR_STOP=1'"),
    "size-from-1": (rf" *[+]?0*[1-9][0-9]*{_SIZE}", "a number from 1 on"),
    "rate": (r"[0-9]+(?:\.[0-9]+)?[bBkKmMgGtTpP]?", "a number with 'k', 'M' or 'G', as in '500k'"),
    "wget-size": (r"(?:[0-9]+\.?[0-9]*|\.[0-9]+)[kKmMgGtT]?|inf", "a number with 'k', 'm' or 'g', as in '500k'"),
    "offset": (r"-|[0-9]+", "a number of bytes, or '-' to go on from the file"),
    "form": (r"(?s:.*=.*)", "'name=value', or 'name=@file'"),
    "resolved": (
        r"[-+]?\[?[^\[\]]+\]?:[0-9]+(?::.+)?|.*\*.*",
        "'host:port:address', as in 'shop.example.com:443:10.0.0.10'",
    ),
    "dump-format": (r"[cCdDtT].*", "'custom', 'directory' or 'tar'; a plain dump is read by 'psql -f'"),
    "gzip-level": (r"[0-9]|0[0-9]|.*[a-z].*", "a level up to 9, or a method and its level"),
    "backup-compression": (
        r"[0-9]|(?:(?:client|server)-)?(?:none|gzip|lz4|zstd)(?::.*)?",
        "a level up to 9, or as in 'server-gzip:5'",
    ),
    "absolute": (r"[/~].*|[A-Za-z]:.*", "the whole path, from '/' on"),
    "mapping": (r"(?:[^=\\]|\\.)+=.+", "two folders, as in '/old=/new'"),
    "pids": (r"[0-9]+(?:[, ]+[0-9]+)*|[A-Za-z_]+", "numbers of processes, as in '12,34'"),
    "processors": (r"[0-9]+(?:-[0-9]+(?::[0-9]+)?)?(?:,[0-9]+(?:-[0-9]+(?::[0-9]+)?)?)*", "as in '0,2-3'"),
    "jq-indent": (r"-1|[0-7]|[^0-9-].*", "a number up to 7"),
    "key-setting": (r"[^=:]+:.*", "'name:value', as in 'rsa_keygen_bits:2048'"),
    "password-source": (r"(?:pass|env|file|fd):.*|stdin", "as in 'env:NAME', 'file:path' or 'stdin'"),
    "tls-host": (r"(?!https?://).*", "'host:port', with no 'https://'"),
    "one-letter": (r"\^?.|none", "one character"),
    "days": (r"[+-]? *(?:0[xX][0-9a-fA-F.]+|[0-9.]+(?:[eE][+-]?[0-9]+)?)", "a number, with no unit"),
    "signed": (r"[+-]? *[0-9]+", "a whole number"),
    "levels": (r"[0-9]+", "a whole number that is not negative"),
    "blocks": (r"[+-]? *[0-9]+[bcwkMG]?", "a whole number with 'b', 'c', 'w', 'k', 'M' or 'G', as in '+100M'"),
    "mode": (
        rf"[-/]?(?:=?[0-7]+|{_SYMBOLIC}(?:,{_SYMBOLIC})*)",
        "a mode, as in '644', '-u+w' or '/222'",
    ),
    "file-types": (r"[bcdpflsD](?:,[bcdpflsD])*", "letters of b, c, d, p, f, l, s, D, with commas between them"),
    "assignment": (r"(?s:[A-Za-z_][A-Za-z0-9_:]*=.*)", "an assignment, as in 'name=value'"),
    "variable": (r"(?s:[^=]+=.*)", "an assignment, as in 'name=value'"),
    "log-lines": (r"\+?[0-9]+|all", "a whole number or 'all'"),
    "boolean": (r"true|false|[01tfTF]|TRUE|FALSE|True|False", "'true' or 'false'"),
    "duration": (
        r"[+-]?(?:0|(?:(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:ns|us|µs|ms|s|m|h))+)",
        "a length of time with 'h', 'm' or 's', as in '90m'",
    ),
}

_FORMATS = (
    "json yaml name wide custom-columns jsonpath go-template kyaml custom-columns-file jsonpath-file jsonpath-as-json "
    "go-template-file template templatefile"
)
"""Of ``kubectl get``: k8s.io/kubectl, ``pkg/cmd/get``. The help of kubectl 1.20 does not list them."""

_PRINTING = (
    "border columns csv_fieldsep expanded x fieldsep fieldsep_zero footer format linestyle null numericlocale pager "
    "pager_min_lines recordsep recordsep_zero tableattr title tuples_only unicode_border_linestyle "
    "unicode_column_linestyle unicode_header_linestyle xheader_width"
)
_JOURNAL = (
    "short short-full short-iso short-iso-precise short-precise short-monotonic short-delta short-unix verbose export "
    "json json-pretty json-sse json-seq cat with-unit help"
)
_FACILITIES = (
    "kern user mail daemon auth syslog lpr news uucp cron authpriv ftp help local0 local1 local2 local3 local4 local5 "
    "local6 local7"
)
_STARTTLS = "smtp pop3 imap ftp xmpp xmpp-server telnet irc mysql postgres lmtp nntp sieve ldap"

_TABLE = f"""
curl                 seconds    -m --max-time --connect-timeout --expect100-timeout --retry-delay --retry-max-time
curl                 whole      --retry --max-redirs
head                 lines      -n --lines -c --bytes
tail                 lines      -n --lines -c --bytes
tail                 seconds    -s --sleep-interval
split                bytes      -l --lines -b --bytes
fold                 bytes      -w --width
shuf                 bytes      -n --head-count
od                   bytes      -N --read-bytes -j --skip-bytes
truncate             size       -s --size
du                   any-base   -d --max-depth
nice                 whole      -n --adjustment
cut                  fields     -f --fields -c --characters -b --bytes
timeout              unix-time  -k --kill-after
xargs                whole      -n --max-args -P --max-procs -L --max-lines
grep                 lines      -A --after-context -B --before-context -C --context -m --max-count
ionice               whole      -n --classdata
xz                   bytes      -T --threads
watch                unix-time  -n --interval
journalctl           log-lines  --lines
systemctl            log-lines  -n --lines
ssh-keygen           whole      -b
openssl x509         any-base   -checkend
curl                 rate       --limit-rate --max-filesize
curl                 whole      -y --speed-time -Y --speed-limit --keepalive-time
curl                 offset     -C --continue-at
curl                 form       -F --form --form-string
curl                 resolved   --resolve
curl                 one-of     --tls-max: default 1.0 1.1 1.2 1.3
wget                 wget-size  --limit-rate -Q --quota --start-pos
xargs                from-1     -n --max-args -L --max-lines
split                size-from-1 -l --lines
fold                 size-from-1 -w --width
taskset              processors -c --cpu-list
ps                   pids       -p --pid -q --quick-pid --ppid
jq                   jq-indent  --indent
ssh                  one-of     -O: check forward cancel exit stop proxy conninfo channels
ssh                  one-letter -e
openssl x509         whole      -days
openssl req          whole      -days
openssl genpkey      key-setting -pkeyopt
openssl enc          password-source -pass
openssl s_client     tls-host   -connect
openssl x509         like       -inform -outform: pem der p12 pkcs12 msblob pvk net smime
journalctl           one-of     --facility: {_FACILITIES}
pg_dump              from-1     -j --jobs
pg_restore           from-1     -j --jobs
vacuumdb             from-1     -j --jobs
vacuumdb             whole      -P --parallel
reindexdb            from-1     -j --jobs
pg_restore           dump-format -F --format
pg_dump              gzip-level -Z --compress
pg_dump              one-of     --section: pre-data data post-data
pg_basebackup        backup-compression -Z --compress
pg_basebackup        backup-rate -r --max-rate
psql                 psql-variable -v --set --variable
psql                 like       -P --pset: {_PRINTING}
createdb             like       -E --encoding: utf8 unicode sql_ascii latin1 latin2 latin9 win1250 win1251 win1252
journalctl           like       -o --output: {_JOURNAL}
openssl s_client     one-of     -starttls: {_STARTTLS}
npm                  one-of     --omit: dev optional peer
npm                  one-of     --audit-level: info low moderate high critical none
pg_basebackup        one-of     -F --format: p plain t tar
pg_basebackup        absolute   --waldir
pg_basebackup        mapping    -T --tablespace-mapping
docker stop          whole      -t --time
docker restart       whole      -t --time
kubectl              boolean    --namespaced
terraform            any-base   -parallelism
terraform            boolean    -input -lock -refresh
terraform            duration   -lock-timeout
terraform            variable   -var
dig                  like       -t: a aaaa any axfr caa cname dnskey ds mx naptr ns ptr soa srv tlsa txt
host                 like       -t: a aaaa any axfr caa cname dnskey ds mx naptr ns ptr soa srv tlsa txt
nslookup             like       -type -query -q: a aaaa any axfr caa cname dnskey ds mx naptr ns ptr soa srv tlsa txt
pg_dump              one-of     -F --format: c custom d directory p plain t tar
pg_basebackup        one-of     -c --checkpoint: fast spread
pg_basebackup        one-of     -X --wal-method: n none f fetch s stream
aws                  brackets   --query
kubectl patch        one-of     --type: json merge strategic
oc patch             one-of     --type: json merge strategic
kubectl get          one-of     -o --output: {_FORMATS}
oc get               one-of     -o --output: {_FORMATS}
oc                   like       -o --output: json yaml name wide go-template jsonpath custom-columns
oc                   like       --dry-run: none server client true false
kubectl              like       -o --output: json yaml name wide go-template jsonpath custom-columns
kubectl              like       --dry-run: none server client true false
ls                   like       --sort: none time size extension version width
numfmt               like       --to --from: none auto iec iec-i
journalctl           like       -p --priority: emerg alert crit err warning notice info debug
find                 days       -mtime -atime -ctime -mmin -amin -cmin -used
find                 signed     -inum -links -uid -gid
find                 levels     -maxdepth -mindepth
find                 blocks     -size
find                 mode       -perm
find                 file-types -type -xtype
find                 like       -regextype: sed awk grep egrep emacs posix-awk posix-basic posix-egrep posix-extended
awk                  assignment -v --assign
git log              like       --date: relative local default iso iso8601 iso-strict rfc rfc2822 short raw human unix
"""
"""By line: the words of a command, what its values are, the spellings of options, and behind a colon the values.

``brackets``: an expression in which each has its other half. ``one-of`` are all values there are, in small letters or
capitals. ``like`` are some: another one is doubted only where it is a slip of one of these.
"""


@dataclass(frozen=True, slots=True)
class ValueFact:
    """What the values of an option are.

    Attributes:
        pattern: What each of them looks like.
        description: The same in words.
        choices: All or some of them.
        closed: Whether these are all.
        brackets: Whether it is an expression whose brackets have to be balanced.
        joined: Whether it is a value only where it is joined to its option, as that of a switch is.
    """

    pattern: re.Pattern[str] | None = None
    description: str = ""
    choices: tuple[str, ...] = ()
    closed: bool = False
    brackets: bool = False
    joined: bool = False

    def refuses(self, value: str) -> bool:
        """Whether a value is certainly wrong."""
        if self.pattern is not None:
            return self.pattern.fullmatch(value) is None
        if self.brackets:
            return not balanced(value)
        if not {value.lower(), value.partition("=")[0].lower()}.isdisjoint(self.choices):
            return False
        return self.closed or (slip(value.lower(), self.choices) is not None and not _begins(value, self.choices))


def value_fact(path: Sequence[str], spelling: str) -> ValueFact | None:
    """What is known of the values of an option.

    Args:
        path: The tool and its subcommands.
        spelling: The option, dashes included.
    """
    for depth in range(len(path), 0, -1):
        found = facts().get((*path[:depth], spelling))
        if found is not None:
            return found
    return None


def _begins(value: str, choices: tuple[str, ...]) -> bool:
    """Whether a value may be short for one of the choices."""
    return any(each.startswith(value) for each in choices)


@cache
def facts() -> Mapping[tuple[str, ...], ValueFact]:
    """By the words of a command, and a spelling."""
    found: dict[tuple[str, ...], ValueFact] = {}
    for line in _TABLE.strip().splitlines():
        command, rest = line[:20].split(), line[20:].split(maxsplit=1)
        spellings, _, values = rest[1].partition(":")
        if rest[0] in _PATTERNS:
            pattern, description = _PATTERNS[rest[0]]
            fact = ValueFact(re.compile(pattern), description, joined=rest[0] == "boolean")
        elif rest[0] == "brackets":
            fact = ValueFact(
                description="an expression in which each bracket and quote has its other half", brackets=True
            )
        else:
            fact = ValueFact(choices=tuple(values.split()), closed=rest[0] == "one-of")
        found |= {(*command, spelling): fact for spelling in spellings.split()}
    return found
