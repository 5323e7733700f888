"""Options without which a command refuses to work.

Of kubectl, PostgreSQL's clients and coreutils: from what they print when it is left out. Of the AWS CLI: options that
the synopsis of the operation's reference page shows without brackets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_AWS = """
application-autoscaling register-scalable-target --service-namespace --resource-id --scalable-dimension
autoscaling set-desired-capacity --auto-scaling-group-name --desired-capacity
backup start-backup-job --backup-vault-name --resource-arn --iam-role-arn
cloudformation deploy --stack-name
cloudfront create-invalidation --distribution-id
cloudwatch get-metric-statistics --namespace --metric-name --start-time --end-time --period
cloudwatch put-metric-alarm --alarm-name
cloudwatch set-alarm-state --alarm-name --state-value --state-reason
dynamodb describe-table --table-name
dynamodb get-item --table-name --key
dynamodb update-continuous-backups --table-name --point-in-time-recovery-specification
ec2 create-snapshot --volume-id
ec2 create-tags --resources --tags
ec2 reboot-instances --instance-ids
ecr describe-images --repository-name
ecs describe-services --services
ecs describe-task-definition --task-definition
ecs describe-tasks --tasks
ecs stop-task --task
ecs update-service --service
eks update-kubeconfig --name
elasticache reboot-cache-cluster --cache-cluster-id --cache-node-ids-to-reboot
elbv2 describe-target-health --target-group-arn
elbv2 modify-target-group-attributes --target-group-arn --attributes
elbv2 register-targets --target-group-arn --targets
iam update-access-key --access-key-id --status
kms describe-key --key-id
lambda get-function-concurrency --function-name
lambda invoke --function-name
lambda put-function-concurrency --function-name --reserved-concurrent-executions
lambda update-function-configuration --function-name
logs put-retention-policy --log-group-name --retention-in-days
logs start-query --start-time --end-time --query-string
rds create-db-snapshot --db-instance-identifier --db-snapshot-identifier
rds modify-db-instance --db-instance-identifier
rds reboot-db-instance --db-instance-identifier
route53 change-resource-record-sets --hosted-zone-id --change-batch
route53 list-resource-record-sets --hosted-zone-id
s3api get-object --bucket --key
s3api head-object --bucket --key
s3api list-object-versions --bucket
s3api put-bucket-versioning --bucket --versioning-configuration
secretsmanager describe-secret --secret-id
secretsmanager rotate-secret --secret-id
sns publish --message
sqs get-queue-attributes --queue-url
sqs receive-message --queue-url
ssm get-parameter --name
ssm put-parameter --name --value
"""

_FILE = ("-f", "--filename", "-k", "--kustomize")

REQUIRED: Mapping[tuple[str, ...], tuple[tuple[str, ...], ...]] = {
    ("kubectl", "apply"): (_FILE,),
    ("kubectl", "autoscale"): (("--max",),),
    ("kubectl", "create", "cronjob"): (("--image",), ("--schedule",)),
    ("kubectl", "create", "deployment"): (("--image",),),
    ("kubectl", "create", "job"): (("--image", "--from"),),
    ("kubectl", "create", "role"): (("--verb",), ("--resource",)),
    ("kubectl", "create", "rolebinding"): (("--role", "--clusterrole"),),
    ("kubectl", "diff"): (_FILE,),
    ("kubectl", "patch"): (("-p", "--patch", "--patch-file"),),
    ("kubectl", "run"): (("--image",),),
    ("kubectl", "scale"): (("--replicas",),),
    ("cut",): (("-f", "--fields", "-c", "--characters", "-b", "--bytes"),),
    ("pg_basebackup",): (("-D", "--pgdata"),),
    ("pg_restore",): (("-d", "--dbname", "-f", "--file"),),
    ("truncate",): (("-s", "--size", "-r", "--reference"),),
    **{
        ("aws", service, operation): tuple((option,) for option in options)
        for service, operation, *options in (line.split() for line in _AWS.strip().splitlines())
    },
}
"""By the words of a command: groups of spellings of which one has to be given."""
