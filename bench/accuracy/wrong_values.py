"""Values that a tool refuses, each of the kind that people write instead of the right one.

Each was given to the tool, or contradicts what its manual says of the option: a number of digits, a duration of Go's,
one of the words listed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_COUNT = ("ten", "five", "3x", "many")
_SECONDS = ("ten", "5 seconds", "2minutes")
_GO_DURATION = ("5 minutes", "30sec", "1d", "10mins", "ten")
_BOOLEAN = ("maybe", "ture", "never")

_TABLE: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("kubectl", "--replicas --tail --min --max --revision --to-revision --grace-period --current-replicas", _COUNT),
    ("kubectl", "--timeout --since", _GO_DURATION),
    ("kubectl get", "--output -o", ("jsn", "ymal", "wdie", "table")),
    ("kubectl create --output", "--output", ("jsn", "ymal")),
    ("kubectl version", "--output", ("jsn", "text")),
    ("kubectl", "--dry-run", ("clinet", "sever", "yes")),
    ("kubectl patch", "--type", ("jsno", "merg")),
    ("kubectl", "--namespaced", _BOOLEAN),
    ("docker restart", "--time", _SECONDS),
    ("docker stop", "--time", _SECONDS),
    ("docker compose restart", "--timeout", _SECONDS),
    ("docker compose down", "--timeout", _SECONDS),
    ("aws ecs update-service", "--desired-count", _COUNT),
    ("aws ecs list-tasks", "--desired-status", ("RUNING", "ACTIVE")),
    ("aws ecs run-task", "--launch-type", ("FARGTE", "LAMBDA")),
    ("aws", "--output", ("jsn", "tabel", "csv")),
    ("aws", "--max-items", _COUNT),
    ("aws cloudwatch", "--state-value", ("ALARMED", "BROKEN")),
    ("aws cloudwatch", "--statistic --statistics", ("Mean", "Avrage")),
    ("aws cloudwatch", "--period --evaluation-periods", ("five", "5m")),
    ("aws cloudwatch", "--comparison-operator", ("GreaterThan", "GreatherThanThreshold")),
    ("aws logs put-retention-policy", "--retention-in-days", ("month", "30d")),
    ("aws s3 cp", "--storage-class", ("STANDARD_AI", "COLD")),
    ("aws autoscaling", "--desired-capacity", _COUNT),
    ("aws application-autoscaling", "--service-namespace", ("esc", "fargate")),
    ("aws lambda", "--timeout --memory-size --reserved-concurrent-executions", ("two", "2min")),
    ("aws sqs", "--max-number-of-messages --visibility-timeout", _COUNT),
    ("aws ssm put-parameter", "--type", ("Sting", "Secret")),
    ("aws iam update-access-key", "--status", ("Inactiv", "Off")),
    ("aws rds modify-db-instance", "--allocated-storage", ("200GB", "big")),
    ("aws rds describe-events", "--source-type", ("db-instanse", "database")),
    ("aws rds describe-events", "--duration", ("6h", "day")),
    ("aws cloudformation deploy", "--capabilities", ("CAPABILITY_IMA",)),
    ("git", "--date", ("isoo", "nice")),
    ("git clone", "--depth", ("one", "shallow")),
    ("gh", "--limit", _COUNT),
    ("gh pr list", "--state", ("opne", "active")),
    ("systemctl", "--lines", _COUNT),
    ("journalctl", "--lines -n", ("ten", "5m")),
    ("journalctl", "--priority -p", ("eror", "critical")),
    ("journalctl", "--output -o", ("jsn", "shrot")),
    ("journalctl", "--since", ("yestreday", "1 huor ago")),
    ("timeout", "--kill-after", ("ten", "10 s")),
    ("timeout", "--signal", ("TREM", "STOPPED")),
    ("nice", "-n", ("low", "ten")),
    ("ionice", "--class", ("9", "ilde")),
    ("ionice", "--classdata", _COUNT),
    ("watch", "--interval", ("five",)),
    ("df", "--output", ("target,used_pct", "percent")),
    ("du", "--max-depth", ("one", "1x")),
    ("head", "--lines -n --bytes", ("five", "5 lines")),
    ("tail", "--lines -n", ("hundred", "last")),
    ("split", "--lines", ("many", "1oo")),
    ("sort", "--key", ("two", "name")),
    ("cut", "--fields -f", ("first", "one")),
    ("grep", "--after-context --max-count", ("three", "few")),
    ("ls", "--sort", ("tmie", "date")),
    ("truncate", "--size", ("zero", "none")),
    ("shuf", "--head-count", ("ten",)),
    ("numfmt", "--to", ("human", "ice")),
    ("od", "--read-bytes", ("few",)),
    ("fold", "--width", ("wide",)),
    ("xargs", "--max-args", ("fifty",)),
    ("mkdir", "--mode", ("rwx------x", "0799")),
    ("xz", "--threads", ("two",)),
    ("curl", "--max-time --connect-timeout", ("ten", "10s")),
    ("curl", "--retry --retry-delay", _COUNT),
    ("wget", "--timeout", ("three",)),
    ("rsync", "--bwlimit", ("fast",)),
    ("pg_dump", "--format -F", ("x", "costum")),
    ("pg_dump", "-j", ("four", "0x")),
    ("pg_restore", "--jobs", ("four",)),
    ("pg_basebackup", "--wal-method", ("streem", "copy")),
    ("pg_basebackup", "--checkpoint", ("quick",)),
    ("vacuumdb", "--jobs", ("four",)),
    ("openssl x509", "-checkend", ("week", "7d")),
    ("openssl s_client", "-starttls", ("postgresql", "https")),
    ("terraform", "-parallelism", ("four",)),
    ("terraform", "-input -lock", _BOOLEAN),
    ("terraform", "-lock-timeout", ("60 seconds", "1d")),
    ("findmnt", "--output", ("SOURCE,TYPE", "DISK")),
    ("lsblk", "--output", ("NAME,USED_PCT",)),
    ("free", "--seconds", ("five",)),
)

WRONG_VALUES: Mapping[tuple[str, ...], tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]] = {
    tuple(words.split()): tuple(
        (tuple(options.split()), values) for other, options, values in _TABLE if other == words and values
    )
    for words, _, _ in _TABLE
}
"""By the first words of a command: spellings of options, with values that are wrong for each of them."""
