"""What the tools' verbs and options do."""

from __future__ import annotations

import pytest

from runbook_site.snippets.shell_chunks import split_shell
from runbook_site.sources.text import SourceText

CASES = {
    "read": """
        aws ecs describe-services --cluster shop
        aws --region eu-central-1 s3 ls s3://shop
        aws s3 rm s3://shop/x --dryrun
        aws secretsmanager get-secret-value --secret-id shop
        aws logs tail /shop --since 1h
        aws rds wait db-instance-available
        aws rds help
        bash -n drain.sh
        bundle exec rails routes
        rake --tasks
        knife node show web-0
        knife ssh role:web uptime
        knife data bag show shop keys
        zpool status -x
        mdadm --detail /dev/md0
        sops -d keys.yml
        exportfs
        op run -- kubectl get pods
        kubectl -n shop get pods -o yaml
        kubectl --context live describe pod web-0
        kubectl rollout status deployment/web
        kubectl apply -f web.yml --dry-run=server
        oc adm top nodes
        helm upgrade web ./chart --dry-run
        helm list
        docker ps -a
        docker compose ps
        docker compose -f live.yml logs web
        docker-compose logs web
        git status
        git log --oneline -5
        git branch -a
        git tag
        git remote -v
        git config --get user.name
        git push --dry-run
        git clean -n
        redis-cli INFO memory
        redis-cli -h cache get cart:1
        redis-cli --bigkeys
        terraform plan
        terraform state list
        vercel ls
        vercel env ls
        vercel rollback status
        npx prisma db pull --print
        unzip -tq release.zip
        railway logs
        npm ls
        npm audit
        prisma migrate status
        systemctl status web
        systemctl
        journalctl -u web -n 50
        service web status
        curl -sS https://shop.example/health
        curl -o /dev/null -w '%{http_code}' https://shop.example
        curl -sI https://shop.example
        curl -X GET https://shop.example
        curl -G -d q=1 https://shop.example
        wget -qO- https://shop.example
        wget --spider https://shop.example
        gh run list
        gh api repos/shop/web
        gcloud compute instances list
        az vm show -n web
        etcdctl endpoint health
        apt list --installed
        dpkg -l
        pg_dump shop
        pg_isready -h db
        pg_restore -l shop.dump
        sed -n 1,5p x
        awk '{print $1}' x
        sort x
        find . -name '*.log'
        tar tzf x.tgz
        dd if=/dev/sda bs=1M count=1
        ls | tee /dev/stderr
        rsync -n a b
        kill -0 1
        kill -l
        crontab -l
        openssl x509 -noout -enddate -in web.pem
        pm2 list
        kafka-topics.sh --bootstrap-server k:9092 --list
        ceph -s
        iptables -L
        sysctl vm.swappiness
        ip addr show
        terraform --version
        rm --help
        timedatectl
        hostnamectl status
        udevadm info /dev/sda
        swapon --show
        losetup -a
        chage -l ops
        ssh-add -l
        rpm -qi web
        brew services list
        nmcli connection show
        tc -s qdisc show dev eth0
        terragrunt run-all plan
        ansible-vault view keys.yml
        mysqlcheck shop
        oc process -f web.yml
        exec
        date -Is
        tar -czf - web
        tar -cz -f - web
        firewall-cmd --state
        redis-cli --scan --pattern 'cart:*'
        echo 'SELECT 1;' | psql shop
        """,
    "change": """
        gitlab-ctl restart nginx
        sudo sv restart web
        chef-client
        sops --encrypt --in-place keys.yml
        knife role from file web.json
        rails db:migrate
        mdadm --manage /dev/md0 --add /dev/sdb
        postqueue -f
        aws ecs update-service --cluster shop --service web --desired-count 3
        aws s3 cp x s3://shop/x
        aws dynamodb update-table --table-name carts
        aws rds restore-db-instance-from-db-snapshot --db-instance-identifier shop
        aws ec2 authorize-security-group-ingress --group-id sg-1
        aws eks update-kubeconfig --name shop
        kubectl scale deployment web --replicas=3
        kubectl rollout restart deployment/web
        kubectl apply -f web.yml
        kubectl drain node-1
        helm upgrade web ./chart --version 1.2.3
        helm rollback web 3
        docker restart web
        docker compose up -d
        docker compose down
        docker-compose restart web
        git push origin main
        git pull
        git commit -m x
        git checkout main
        git tag -a v1 -m x
        git reset --soft HEAD~1
        redis-cli SET a 1
        redis-cli config set maxmemory 1gb
        terraform apply
        vercel
        vercel --prod
        vercel rollback
        kubectl delete pod web-0
        oc -n shop delete pod/web-0
        vercel env add X production
        railway up
        railway variables --set A=1
        npm ci
        npm audit fix
        prisma migrate deploy
        systemctl restart web
        systemctl --user enable web
        service web restart
        curl -X POST https://shop.example/drain
        curl -d a=1 https://shop.example/drain
        curl -sSXPOST https://shop.example/drain
        curl -H 'A: b' --json '{}' https://shop.example
        curl -O https://shop.example/x
        curl -o x https://shop.example/x
        wget https://shop.example/x
        gh api -X POST repos/shop/web/dispatches
        gh workflow run deploy.yml
        gcloud run deploy web
        az vm start -n web
        etcdctl defrag
        apt-get install -y jq
        createdb shop
        pg_dump -f shop.sql shop
        pg_restore -d shop shop.dump
        sed -i 's/a/b/' x
        ls | tee names
        cp a b
        mv a b
        chmod 600 x
        chmod -R 700 /srv/shop
        tar czf x.tgz x
        rsync a b
        kill 1
        pkill web
        crontab new
        sysctl -w vm.swappiness=1
        ip link set eth0 up
        """,
    "destructive": """
        knife node delete web-0 -y
        knife ssh role:web 'sudo rm -rf /srv/shop'
        bundle exec rake db:drop
        zfs destroy tank/shop
        zpool create tank /dev/sdb
        wal-g backup-fetch /var/lib/postgresql LATEST
        docker-machine rm web-0
        with-account shop -- kubectl delete namespace shop
        poetry run rails db:drop
        aws rds delete-db-instance --db-instance-identifier shop
        aws --profile live s3 rm s3://shop --recursive
        aws s3 sync a s3://shop --delete
        aws ec2 terminate-instances --instance-ids i-1
        aws sqs purge-queue --queue-url q
        kubectl delete deployment web
        kubectl delete pod web-0 --force
        kubectl -n shop delete pod web-0 --force
        helm uninstall web
        docker volume rm data
        docker system prune -af
        docker compose down -v
        docker-compose down --volumes
        git push --force origin main
        git push -f
        git push origin +main
        git push origin --delete topic
        git reset --hard HEAD~1
        git clean -fdx
        git checkout -- .
        git branch -D topic
        redis-cli FLUSHDB
        redis-cli -n 1 del cart:1
        terraform destroy
        terraform apply -destroy
        vercel remove web
        vercel env rm X production
        railway down
        npx prisma migrate reset
        npx prisma db push
        systemctl reboot
        shutdown -r now
        curl -X DELETE https://shop.example/carts
        gh repo delete shop/web
        gcloud sql instances delete shop
        az group delete -n shop
        etcdctl del a
        apt-get remove jq
        dropdb shop
        pg_restore --clean -d shop shop.dump
        rm x
        rm -rf /srv/shop
        find . -delete
        dd if=image of=/dev/sda
        truncate -s 0 log
        mkfs.ext4 /dev/sdb1
        rsync -a --delete a b
        kill -9 1
        crontab -r
        journalctl --vacuum-time=1d
        iptables -F
        chmod -R 777 /
        kafka-topics.sh --delete --topic carts
        """,
    "unknown": """
        bash drain.sh -n 3
        with-account shop -- kubectl get pods
        rake carts:drain
        knife ssh role:web
        gitlab-rails console
        ./deploy.sh production
        /opt/shop/bin/drain
        shopctl drain
        aws shop frobnicate-carts
        aws lambda invoke --function-name drain out.json
        aws ssm start-session --target i-1
        kubectl cnpg status
        vercel frobnicate
        systemctl frobnicate web
        docker frobnicate
        npm run migrate
        node fix.js
        python3 fix.py
        make deploy
        awk 'BEGIN { system("date") }'
        source ./env.sh
        redis-cli
        redis-cli FROBNICATE
        ansible-playbook site.yml
        nc db 5432
        """,
}


@pytest.mark.parametrize(
    ("risk", "command"),
    [(risk, line.strip()) for risk, lines in CASES.items() for line in lines.strip().split("\n")],
)
def test_risk_of_commands(risk: str, command: str) -> None:
    """Verbs, options and what they are given decide, and an unknown word is never harmless."""
    (chunk,) = split_shell(SourceText("page.md", command).whole(), "postgresql").chunks
    assert chunk.risk == risk, chunk.risk_reasons


REASONS = {
    "helm dependency build web": "downloads the charts that the chart needs",
    "helm dep up": "downloads the charts that the chart needs",
    "helm pull shop/web": "downloads a chart",
    "helm push web.tgz oci://shop": "uploads a chart",
    "helm package web": "writes files",
    "helm registry login shop.example": "changes this machine's settings",
    "helm test web": "runs the tests of the release, in pods of their own",
    "kubectl cordon node-1": "changes whether the node takes new pods",
    "kubectl run tmp --image=busybox": "starts a pod",
    "oc adm upgrade --to-latest=true": "changes the cluster's version",
    "oc adm upgrade channel stable-4.15": "changes how the cluster is upgraded",
    "oc adm upgrade rollback": "changes how the cluster is upgraded",
    "oc adm policy add-role-to-user edit ops": "changes rights",
    "istioctl x uninstall --purge": "deletes the mesh",
    "minikube config set memory 4096": "changes this machine's settings",
    "docker network connect shop web": "changes the networks of containers",
    "docker volume create shop": "makes a volume",
    "docker compose build web": "changes images",
    "docker compose attach web": "opens a shell or a session",
    "docker save web": "writes a file",
    "skopeo login shop.example": "changes this machine's settings",
    "apt-get update": "changes what this machine has stored of packages",
    "yum update": "changes packages",
    "apt-get clean": "changes what this machine has stored of packages",
    "dnf history undo 5": "changes packages",
    "brew services restart redis": "changes what runs",
    "apt-mark hold nginx": "changes which packages may be upgraded",
    "update-grub": "changes how this machine starts",
    "udevadm trigger": "changes how devices are handled",
    "swapoff -a": "changes which swap is used",
    "hostnamectl set-hostname web": "changes settings of this machine",
    "passwd ops": "changes a password",
    "systemctl clean web": "deletes the unit's files",
    "wg set wg0 peer x remove": "changes the network of this machine",
    "rpm -Uvh web.rpm": "changes packages",
    "rpm --erase web": "removes packages",
    "yq -i '.a = 1' web.yml": "rewrites the file",
    "fuser -k 80/tcp": "kills processes",
    "smartctl -t short /dev/sda": "starts a test of the disk",
    "rclone config": "changes this machine's settings",
    "aws s3 mb s3://shop": "makes a bucket",
    "mongoexport -d shop -c carts -o carts.json": "writes a file",
    "pg_basebackup -D /backup": "writes a copy of the server's files",
    "patronictl switchover": "makes another node the leader",
    "patronictl reinit shop web-1": "deletes the node's data and copies it anew",
    "mysqladmin shutdown": "stops the server",
    "redis-cli REPLICAOF web-1 6379": "replaces every key by those of another server",
    "redis-cli replicaof no one": "makes the server a master",
    "redis-cli SWAPDB 0 1": "exchanges two databases",
    "etcdctl snapshot save shop.db": "writes a file",
    "etcdctl compaction 5": "deletes earlier revisions of keys",
    "rabbitmqctl force_reset": "deletes all that the node holds",
    "git config user.name ops": "changes the settings of git",
    "gh workflow run web.yml": "starts, stops or changes workflows",
    "npm publish": "changes what the registry offers",
    "npm login": "changes settings",
    "cargo fmt": "changes files",
    "terragrunt run-all destroy": "deletes infrastructure",
    "vault operator raft snapshot restore shop.snap": "overwrites all that Vault holds",
    "vault login": "changes this machine's settings",
    "cat carts.sql | psql shop": "runs SQL that does not stand here",
    "iptables -A INPUT -m state --state NEW -j ACCEPT": "changes the firewall",
    "date -us 12:00": "sets the clock",
    "echo 1 > /proc/sys/vm/drop_caches": "changes kernel settings",
    "exec 3<>/dev/tcp/web/6379": "opens a connection",
    "redis-cli --eval drain.lua carts": "runs code that does not stand here",
    "tsh request create --roles=ops": "asks for access",
}
"""A command, and what it does."""


@pytest.mark.parametrize("command", REASONS)
def test_reason_fits_the_subcommand(command: str) -> None:
    """The reason says what this subcommand does, and not what others of its tool do."""
    (chunk,) = split_shell(SourceText("a.md", command).whole(), "postgresql").chunks
    (reason,) = chunk.risk_reasons
    assert reason.endswith(f"` {REASONS[command]}")
