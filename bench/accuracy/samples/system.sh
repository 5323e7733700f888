systemctl status nginx --no-pager --lines=50

systemctl restart nginx.service

sudo systemctl reload nginx

systemctl list-units --type=service --state=failed

systemctl is-active --quiet nginx && echo running

systemctl show nginx --property=MainPID --value

sudo systemctl daemon-reload

systemctl list-timers --all

sudo systemctl enable --now node-exporter

sudo systemctl mask --runtime cron

journalctl --unit nginx --since '1 hour ago' --no-pager

journalctl --unit checkout --priority err --output short-iso --lines 100

journalctl -u checkout -p warning -n 200 -o cat --no-pager

journalctl --disk-usage

sudo journalctl --vacuum-time=7d

journalctl --dmesg --boot --grep='oom-killer'

hostnamectl status

timedatectl show --property=NTPSynchronized

loginctl list-sessions --no-legend

systemd-analyze blame --no-pager | head -n 20

ps -eo pid,ppid,%mem,rss,args --sort=-rss | head -n 15

ps aux --sort=-%cpu | head -n 10

ps -C nginx -o pid,etime,args

pgrep --full --list-full 'node .*server.js'

pkill --signal HUP --pidfile /run/nginx.pid

pmap --extended 4242 | tail -n 1

free --human --wide

vmstat --unit M 1 5

uptime --pretty

df --human-readable --output=target,pcent,avail /var

df -hT /var/lib/postgresql

du --human-readable --max-depth=1 /var/log | sort --human-numeric-sort --reverse | head -n 10

lsblk --output NAME,SIZE,MOUNTPOINT

findmnt --target /var/lib/postgresql --output SOURCE,FSTYPE

dmesg --ctime --level=err,warn | tail -n 30

ss --tcp --listening --numeric --processes

ss -tanp state established '( sport = :5432 )'

nice -n 10 ionice --class 2 --classdata 7 gzip --keep access.log

timeout --signal=TERM --kill-after=10 60 ./drain.sh

timeout 30s curl --silent --fail https://shop.example.com/health

watch --interval 5 --differences 'ss --summary'

nohup ./rebuild-index.sh > rebuild.log 2>&1 &

flock --nonblock /run/lock/report.lock ./report.sh

env --unset=NODE_OPTIONS NODE_ENV=production node server.js --port 3000

id --user --name deploy

uname --kernel-release

date --utc --iso-8601=seconds

date --date='2 hours ago' +%FT%TZ

logger --tag runbook --priority user.notice 'checkout was restarted'

sleep 30

who --boot

w --no-header

lscpu --parse=CPU,CORE | grep --count --invert-match '^#'

nproc --all

renice --priority 10 --pid 4242

taskset --cpu-list --pid 0-3 4242

setsid --fork ./watchdog.sh

stat --format='%U:%G %a' /etc/nginx/nginx.conf

slabtop --once | head -n 15

mount --options remount,ro /mnt/archive

umount --lazy /mnt/archive

nsenter --target 4242 --net ss --tcp --all

hostname --fqdn
