"""Pieces of what people write in runbooks, to be put together and damaged.

They are the words and the turns that the readers decide by; a whole that is nearly right reaches further into the tool
than any random text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

SHELL = (
    "kubectl -n shop get pods -l app=web -o json | jq -r '.items[].metadata.name'\n",
    "kubectl delete pod <pod-name> --force --grace-period 0\n",
    "# Look at the logs\n",
    "aws ecs update-service --cluster shop --service web --desired-count=3 \\\n  --region eu-west-1\n",
    'aws s3api put-object-tagging --bucket b --tagging \'{"TagSet": [{"Key": "a"}]}\'\n',
    "aws ec2 run-instances --tag-specifications 'ResourceType=instance,Tags=[{Key=a,Value=b}]'\n",
    "psql \"$DATABASE_URL\" -c 'SELECT pid FROM pg_stat_activity WHERE state = '\\''idle'\\'''\n",
    "psql -h db <<'SQL'\nUPDATE orders SET state = :'state';\n\\d orders\nSQL\n",
    "cat > /etc/app.conf <<-EOF\n\tport = ${PORT:-80}\n\tEOF\n",
    "for host in web{1..3}; do ssh ops@$host 'sudo systemctl restart app'; done\n",
    'if [[ -f "$f" && $(wc -l < "$f") -gt 10 ]]; then rm -rf "${dir:?}"/*; fi\n',
    "export PGPASSWORD=hunter2hunter2 TOKEN=$(vault read -field=token secret/app)\n",
    "sudo -u postgres bash -c \"pg_dump app | gzip > '/backup/$(date +%F).sql.gz'\"\n",
    "docker run --rm -v $PWD:/w -e A=b img:tag sh -lc 'echo hi && ls' &\n",
    "git push --force-with-lease origin +HEAD:refs/heads/main\n",
    "find /var/log -name '*.gz' -mtime +30 -exec rm {} +\n",
    "find . -print0 | xargs -0 -n1 -P4 -I% sh -c 'mv % %.bak'\n",
    "redis-cli -h cache -a $PW --no-auth-warning FLUSHALL\n",
    'curl -sSf -H "Authorization: Bearer ${TOKEN}" https://api.example.com/v1/{{ id }} | tee out.json\n',
    "mysql -uroot -pX app -e 'DELETE FROM t; SHOW PROCESSLIST\\G'\n",
    "case $1 in a|b) echo x;; *) exit 1;; esac\n",
    "f() { local x=$((1 + ${#a[@]})); return; }\n",
    "watch -n 5 'terraform plan -target=module.x[0]'\n",
    "echo $'a\\x41\\n' \"$'\" `date` ${a//b/c} ${!p} $((16#ff)) <(sort x) >&2 2>/dev/null\n",
    "tar -czf - . | ssh host tar xzf - -C /srv\n",
    "helm upgrade --install web ./chart --set image.tag=[TAG] -f values.yaml --atomic\n",
    "time -p ! { a; b; } | (c) || d &&\n",
)
SESSION = (
    "$ kubectl get pods\nNAME   READY\nweb-0  1/1\n",
    "ops@web1:~$ sudo -i\nroot@web1:~# ls\n",
    "app=# SELECT 1;\n ?column?\n----------\n        1\n(1 row)\n",
    "mysql> SHOW TABLES;\n+---+\n| a |\n+---+\n",
    "> continued\n",
    "$ cat <<EOF\n> a\n> EOF\na\n",
    "127.0.0.1:6379> GET a\n(nil)\n",
    "PS C:\\> Get-Item x\n",
    ">>> import os\n",
    '% psql\npsql (16.3)\nType "help" for help.\n\napp=> \\dt\n',
    "bash-5.1# \n$ \n",
)
SQL = (
    "SELECT o.id, count(*) FILTER (WHERE x > 1) FROM orders o JOIN t USING (id) WHERE a = 'b''c' GROUP BY 1;\n",
    "UPDATE orders SET state = 'done';\n",
    '-- Drop it\nDROP TABLE IF EXISTS public."Orders" CASCADE;\n',
    "CREATE INDEX CONCURRENTLY i ON orders (lower(state)) WHERE id > 3;\n",
    "DO $$ BEGIN PERFORM 1; END $$;\n",
    "CREATE FUNCTION f(a int) RETURNS int LANGUAGE plpgsql AS $f$ BEGIN RETURN $1; END $f$;\n",
    "BEGIN; SAVEPOINT a; VACUUM FULL; COMMIT;\n",
    "\\connect app\n\\copy orders TO 'o.csv' CSV\n\\gexec\n\\set x 1\n",
    "SELECT * FROM t WHERE a = :'a' AND b = :b AND c = :\"c\" AND d = <id> AND e = {{e}};\n",
    "WITH RECURSIVE r AS (SELECT 1 UNION ALL SELECT 2) DELETE FROM r USING s;\n",
    "/* a /* nested */ b */ EXPLAIN (ANALYZE, BUFFERS) SELECT E'\\n', U&'\\0041', B'01', x::jsonb->>'a';\n",
    "ALTER TABLE orders ADD COLUMN total numeric(10,2) DEFAULT 0 NOT NULL, DROP COLUMN state;\n",
    "CREATE TABLE orders (id bigserial PRIMARY KEY, state text CHECK (state <> ''), UNIQUE (id, state));\n",
    "CREATE VIEW v AS SELECT id FROM orders; GRANT SELECT ON v TO app;\n",
    "DELIMITER //\nCALL p()//\n",
    "GO\nSELECT TOP 5 [name] FROM sys.tables\nGO\n",
    "COPY t FROM stdin;\n1\ta\n\\.\n",
)
YAML = (
    "title: Restart the shop\n",
    "kind: incident\nseverity: SEV-1\nowner: shop\n",
    "alerts: [CheckoutDown, &a Down, *a]\n",
    "reviewed: {on: 2026-11-01, by: shop on-call}\nreview_every: 90d\n",
    "variables:\n  release:\n    type: string\n    pattern: '^[a-z]+$'\n    example: a:1\n",
    "diagnosis:\n  - id: look\n    title: Look\n    commands:\n      - title: List\n        run: |\n          ls $d\n",
    "procedure:\n  - title: Do it\n    text: >-\n      See [the page](other.md#x) and `code`.\n    commands:\n",
    "      - {sql: 'DELETE FROM orders', risk: destructive, effect: gone}\n",
    '      - run: "rm -rf \\"$dir\\"/* \\\n          && echo \\u00e9"\n        expect: {contains: [a], exit: 0}\n',
    "    decide:\n      - {when: it is down, step: look}\n      - {when: else, escalate: Manager}\n",
    "# runbook-site: allow missing-owner: none yet\n",
    "rollback: []\nverification:\nescalation:\n  - to: Manager\n    after: 30m\n",
    "check:\n  levels: {missing-owner: off}\n  review_every: 1y\n  fail_on: warning\n",
    "teams:\n  shop: {name: Shop, contact: '#shop'}\n",
    "groups:\n  - name: g\n    rules:\n      - alert: Down\n        expr: up\n        annotations: {runbook_url: x}\n",
    "kind: PrometheusRule\nspec:\n  groups: []\n---\n",
    "sql: {dialect: postgresql, version: '16', schema: [schema.sql]}\ntools: {kubectl: '1.29'}\n",
    "contacts:\n  - {role: Dev, how: ['#a']}\nenvironments:\n  - {id: prod, url: https://example.com}\n",
    "? [complex, key]\n: !!binary aGk=\n",
    "a: 0o17\nb: 1e400\nc: .inf\nd: 2026-02-30\ne: ~\nf: 12:30\n",
    "text: |2-\n   indented\n  less\n",
    "%YAML 1.2\n---\n...\n",
    "<<: *a\n",
    "- - - a\n",
)
MARKDOWN = (
    "---\ntitle: Restart\nowner: shop\n---\n",
    "# Restart the shop\n\n",
    "## Diagnosis\n\n",
    "Impact\n======\n\n",
    "1. Look at it:\n\n   ",
    '   - [ ] Tell **them**, see [here](#diagnosis "why") and <https://example.com>.\n',
    "> [!WARNING]\n> Mind the *gap*.\n\n",
    '!!! note "Mind"\n    It is old.\n\n',
    "<!-- runbook-site: allow missing-owner: none yet -->\n",
    "<details><summary>More</summary>\n\n",
    "```{note}\n:class: x\nText\n```\n",
    ":::{code-block} bash\n:caption: c\nls\n:::\n",
    "{{< tabs >}}\n{% raw %}\n",
    "| a | b |\n| --- | :-: |\n| `x|y` | 2 |\n\n",
    "[ref]: ../other.md#a 'title'\n[^1]: A note.\n",
    "Term\n: Definition\n\n",
    "    indented code\n",
    "(label)=\n### Step 2 {#step-two .x}\n",
    "![picture](a.png) <img src=x onerror=alert(1)> &amp; &#x41; H~2~O ==x== $a_b$\n",
    "<script>alert(1)</script>\n",
    '=== "Tab"\n\n    ```bash\n    ls\n    ```\n',
)
HELP = (
    "Usage: tool [OPTIONS] COMMAND [ARGS]...\n\nOptions:\n",
    "  -v, --verbose            Say more.\n",
    '  -o, --output <FORMAT>    One of: json|yaml|wide (default "json")\n',
    "      --since duration     Only newer ones.  [default: 5m] [possible values: a, b]\n",
    "Available Commands:\n  get         Display one\n  delete, rm  Delete\n",
    "usage: tool [-h] [--x {a,b}] file [file ...]\n\npositional arguments:\n  {add,remove}\n",
    "  --[no-]color[=WHEN]   colour\n",
    "tool version 1.2.3-rc1\n",
    ".TH TOOL 1\n.SH OPTIONS\n.TP\n\\fB\\-a\\fR, \\fB\\-\\-all\\fR=\\fIX\\fR\nAll.\n",
    'Use "tool [command] --help" for more.\n',
)
FILES = (
    '{"format": "runbook-site baseline", "version": 1, "entries": [',
    '{"path": "a.md", "rule": "missing-owner", "message": "m", "content": "0a", "count": 1}',
    '{"format": 1, "entries": {"a": "YQ=="}}',
    '{"format":1,"tool":"a","version":"1","origin":"","style":{},"root":{',
    '"o":{"-a --all":"","--b":["rinteger*","gone","x"]},',
    '"c":{"get g":{"o":{},"n":[0,null],"r":[["--b"]],"f":"rn"}},',
    '"globals":{"-x":"o"}}',
    "]}",
    "}}",
    ", ",
    "1e999",
    "\\ud800",
)
FENCES = ("```bash\n", "```\n", "~~~ {.sql}\n", "~~~\n", '```console title="x"\n', "   ```sh\n", "   ```\n", "````\n")
WORDS = (
    *"'\"`$(){}[]<>|&;\\#:-*?!~=%^@,.",
    *("${", "$((", "<<EOF", "<<<", "'''", "\\\n", "--", "/*", "*/", "-- ", "<pod>", "{{x}}", "[[", "&&", "||", ";;"),
    *("\t", "  ", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\x00", "\x1b[1m", "\x7f", "\ufeff", "\u00a0"),
    *("\u200b", "\u201c", "\u2019", "\u2013", "é", "e\u0301", "復", "🔥", "\U0001f468\u200d\U0001f469", "\u202e", "İ"),
    *("ß", "ǅ", "٣", "²", "\ufffd", "\U0010ffff", "0" * 30, "9" * 400, "a" * 300),
)
"""What quotes, opens, closes, ends a line, has another length in another encoding, or is hardly a digit."""

_IN_MARKDOWN = (*MARKDOWN, *FENCES, *SHELL, *SESSION, *SQL)
FRAGMENTS: Mapping[str, tuple[str, ...]] = {
    "yaml": YAML,
    "markdown": _IN_MARKDOWN,
    "shell": SHELL,
    "session": (*SESSION, *SHELL),
    "unlabelled": (*SHELL, *SESSION, *SQL, *YAML),
    "psql": SQL,
    "sql-postgresql": SQL,
    "sql-mysql": SQL,
    "sql-tsql": SQL,
    "grammar": SHELL,
    "help": HELP,
    "runbook-md": _IN_MARKDOWN,
    "runbook-yml": (*YAML, *SHELL),
    "site": YAML,
    "service": YAML,
    "alerts": YAML,
    "schema": SQL,
    "grammar-file": FILES,
    "baseline": FILES,
    "cache": FILES,
}
"""What each entry is put together from."""
