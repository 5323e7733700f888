tar --create --gzip --file=etc.tar.gz --directory=/ etc/nginx

tar -czf logs.tgz --exclude='*.gz' -C /var/log nginx

tar --list --file=etc.tar.gz | grep nginx.conf

tar xzf release.tgz --strip-components=1 --directory /srv/shop

gzip --keep --best access.log

gzip -dc access.log.gz | awk '{print $9}' | sort | uniq --count | sort --numeric-sort --reverse

zcat access.log.1.gz | grep --count ' 502 '

xz --decompress --keep --threads=2 dump.sql.xz

zstd --decompress --keep dump.sql.zst -o dump.sql

grep --recursive --line-number --include='*.conf' 'proxy_pass' /etc/nginx

grep -E '(timeout|refused)' app.log | tail -n 20

grep --fixed-strings --after-context=3 'OutOfMemory' app.log

grep --invert-match --extended-regexp '^(#|$)' /etc/fstab

sed --quiet '/2026-11-21T03:/,/2026-11-21T04:/p' app.log

sed --in-place=.bak 's/maintenance: off/maintenance: on/' flags.yml

awk -F: '{print $1}' /etc/passwd | sort > users.txt

cut --delimiter=' ' --fields=1 access.log | sort | uniq -c | sort -rn | head -n 10

sort --key=2,2nr --field-separator=, orders.csv > orders-sorted.csv

sort --unique hosts.txt | comm -13 - known-hosts.txt

tail --lines=200 /var/log/nginx/error.log

tail -n +2 orders.csv | wc --lines

head --lines=5 orders.csv

head --bytes=1M dump.sql | md5sum

split --lines=100000 --numeric-suffixes orders.csv orders-

cat --number nginx.conf | sed -n '20,30p'

tee --append restart.log < note.txt

tr --delete '\r' < orders.csv > orders-unix.csv

paste --delimiters=, ids.txt names.txt > both.csv

join -t, -1 1 -2 1 orders-sorted.csv customers-sorted.csv > joined.csv

column --table --separator=, orders.csv | head -n 20

diff --unified nginx.conf nginx.conf.bak

cmp --silent a.bin b.bin

cp --archive --no-clobber /etc/nginx /srv/backup/nginx

mv --no-clobber shop.dump shop-before.dump

ln --symbolic --force --no-dereference /srv/shop/releases/42 /srv/shop/current

mkdir --parents --mode=0750 /srv/backup/nginx

rm --force /tmp/report.lock

chmod u=rw,go=r /etc/nginx/nginx.conf

chown --recursive deploy:deploy /srv/shop/shared

install --mode=0644 --owner=root --group=root nginx.conf /etc/nginx/nginx.conf

touch --date='1 hour ago' marker

find /var/log -name '*.gz' -mtime +30 -print | wc -l

find /srv/shop/tmp -type f -mmin +60 -print0 | xargs --null --no-run-if-empty --max-args=50 rm --force

sha256sum --check SHA256SUMS

sha256sum shop.dump > shop.dump.sha256

md5sum --check --quiet MD5SUMS

base64 --decode cert.b64 > cert.pem

truncate --size=0 /var/log/shop/debug.log

shred --remove --iterations=1 token.txt

readlink --canonicalize /srv/shop/current

realpath --relative-to=/srv/shop /srv/shop/current

basename --suffix=.dump /srv/backup/shop.dump

dirname /srv/backup/shop.dump

mktemp --directory --suffix=.drill

ls -l --time-style=long-iso --sort=time /srv/backup | head -n 5

ls --almost-all --size --human-readable /srv/backup

stat --format='%s' shop.dump

seq --separator=, 1 2 9

shuf --head-count=10 hosts.txt

numfmt --to=iec --field=2 sizes.txt

nl --body-numbering=a deploy.sh

od --format=x1 --read-bytes=16 shop.dump

wc -c < shop.dump

uniq --repeated --skip-fields=1 sorted.txt

fold --width=100 --spaces report.txt

tac app.log | grep --max-count=1 'started'

rsync --archive --compress --delete --dry-run /srv/shop/ standby.example.com:/srv/shop/

rsync -az --partial --bwlimit=5000 --exclude='*.tmp' /srv/backup/ backup.example.com:/srv/backup/

jq --raw-output '.services[] | select(.healthy == false) | .name' status.json

jq --slurp 'map(.latency) | add / length' samples.json

jq --arg name checkout '.services[$name]' status.json > checkout.json

jq -c 'group_by(.status)[] | {status: .[0].status, count: length}' orders.json

jq --exit-status '.status == "ok"' health.json

while read -r host; do
  ssh -o BatchMode=yes "$host" uptime </dev/null
done < hosts.txt

if [ "$(wc -l < orders.csv)" -gt 1 ]; then
  echo "orders are there"
fi

if [[ -f /etc/nginx/maintenance && "$(id -u)" -eq 0 ]]; then
  rm --force /etc/nginx/maintenance
fi

cat > maintenance.json <<'JSON'
{"enabled": true, "until": "2026-11-21T05:00:00Z"}
JSON

sort --unique hosts.txt > hosts-once.txt

jq '.replicas = 3' service.json > service-new.json

sed 's/10.20.0.7/10.20.0.8/' upstream.conf > upstream-new.conf

grep --invert-match '^#' settings.conf > settings-plain.conf

awk 'NF' hosts.txt > hosts-filled.txt

cut -d, -f1,3 orders.csv > totals.csv

cat hosts.txt | sort | uniq > hosts-sorted.txt

tr '[:upper:]' '[:lower:]' < names.txt > names-lower.txt

head -n 1000 access.log > sample.log

tail -n +2 orders.csv | sort -t, -k2 > orders-by-date.csv
