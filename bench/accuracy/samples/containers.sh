docker ps --all --filter status=exited --format '{{.Names}}: {{.Status}}'

docker logs --since 30m --timestamps --tail 200 checkout

docker inspect --format '{{.State.Health.Status}}' checkout

docker stats --no-stream --format 'table {{.Name}}\t{{.MemUsage}}'

docker exec checkout ls -l /srv/shop

docker exec --user postgres db psql --dbname shop --command 'SELECT version()'

docker exec -i db pg_restore --dbname=shop --clean --if-exists < shop.dump

docker exec db pg_dump --format=custom --no-owner shop > shop.dump

docker restart --time 20 checkout

docker stop checkout

docker start checkout

docker run --rm --network shop --env PGHOST=db postgres:16 pg_isready --timeout=5

docker run --detach --name probe --restart unless-stopped --publish 8080:80 nginx:1.27

docker run --rm --volume shop-data:/data:ro --volume "$PWD":/backup alpine:3.20 tar czf /backup/data.tgz -C /data .

docker pull registry.example.com/shop/checkout:1.4.2

docker tag shop/checkout:1.4.2 registry.example.com/shop/checkout:1.4.2

docker push registry.example.com/shop/checkout:1.4.2

docker build --tag shop/checkout:1.4.2 --build-arg VERSION=1.4.2 --file Dockerfile .

docker build --no-cache --pull -t shop/checkout:1.4.2 .

docker images --filter dangling=true --quiet

docker image ls --digests --no-trunc registry.example.com/shop/checkout

docker image inspect shop/checkout:1.4.2 | jq -r '.[0].RepoDigests[]'

docker system df --verbose

docker network ls --filter driver=bridge

docker network inspect shop --format '{{range .Containers}}{{.Name}} {{end}}'

docker network connect --alias checkout shop probe

docker volume ls --filter dangling=true

docker volume inspect shop-data

docker container prune --filter until=24h

docker builder prune --filter until=72h --keep-storage 10GB

docker update --memory 1g --memory-swap 1g checkout

docker cp checkout:/var/log/shop.log ./shop.log

docker top checkout

docker diff checkout

docker port checkout

docker events --since 30m --until 0m --filter container=checkout

docker info --format '{{.ServerVersion}}'

docker version --format '{{.Client.Version}}'

docker save --output checkout.tar shop/checkout:1.4.2

docker load --input checkout.tar

docker history --no-trunc shop/checkout:1.4.2

docker wait report

docker kill --signal HUP nginx

docker login --username deploy --password-stdin registry.example.com < registry-token.txt

docker compose ps --services --filter status=running

docker compose --file compose.yml --project-name shop up --detach --build checkout

docker compose logs --since 10m --no-color --tail 100 checkout

docker compose exec -T db pg_dump --username shop --format custom shop > shop.dump

docker compose exec -T db psql --username shop --variable ON_ERROR_STOP=1 shop < fix.sql

docker compose restart --timeout 20 checkout

docker compose pull --quiet checkout

docker compose config --quiet

docker compose run --rm --no-deps checkout npm run migrate

docker compose down --remove-orphans --timeout 30

docker-compose --file compose.yml logs --tail=100 checkout

docker ps --quiet --filter label=app=checkout | xargs --no-run-if-empty docker stop --time 15
