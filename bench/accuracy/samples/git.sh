git status --short --branch

git log --oneline --max-count=20 --since='3 days ago' origin/main

git log --graph --decorate --all --max-count=30

git diff --stat v1.4.1..v1.4.2

git diff --name-only --cached

git show --stat v1.4.2

git fetch --all --prune --tags

git pull --ff-only origin main

git checkout -b hotfix/checkout origin/main

git switch --create hotfix/cart origin/main

git switch --detach v1.4.1

git restore --staged --worktree src/cart.ts

git revert --no-edit 4f1d2ac

git revert --mainline 1 --no-commit 9b0c3de

git cherry-pick -x 4f1d2ac

git merge --no-ff --message 'Merge hotfix' hotfix/checkout

git rebase --onto main release hotfix/checkout

git stash push --include-untracked --message 'before the rollback'

git stash list

git tag --annotate v1.4.3 --message 'Hotfix of the checkout'

git push origin v1.4.3

git push --set-upstream origin hotfix/checkout

git branch --remotes --merged origin/main

git branch --delete hotfix/checkout

git bisect start HEAD v1.4.0

git blame -L 20,40 src/cart.ts

git rev-parse --short HEAD

git describe --tags --abbrev=0

git clone --depth 1 --branch v1.4.2 https://git.example.com/shop/checkout.git

git remote --verbose

git ls-remote --tags origin

git ls-files --modified --others --exclude-standard

git worktree add ../checkout-hotfix hotfix/checkout

git submodule update --init --recursive

git config --get remote.origin.url

git archive --format=tar.gz --output=release.tar.gz v1.4.2

git shortlog --summary --numbered v1.4.1..v1.4.2

git reflog show --date=iso main

git format-patch --stdout v1.4.1..v1.4.2 > release.patch

git apply --check release.patch

git -C /srv/shop log -1 --format='%h %s'

git grep --line-number 'maintenance_mode' -- src

git commit --all --message 'Switch the flag off'

previous="$(git describe --tags --abbrev=0 HEAD^)"
git log --pretty=format:'%h %an %s' "$previous"..HEAD

gh run list --workflow deploy.yml --branch main --limit 5

gh run view 7391245 --log-failed

gh run watch 7391245 --exit-status

gh workflow run deploy.yml --ref main --field environment=production

gh pr create --title 'Roll the checkout back' --body 'See the incident.' --base main

gh pr merge 418 --squash --delete-branch

gh release list --limit 10

gh release download v1.4.2 --pattern '*.tgz' --dir dist

gh issue create --title 'Follow up of the outage' --label incident --body-file report.md

gh api repos/shop/checkout/deployments --jq '.[0].sha'

gh pr list --state open --label incident --json number,title
