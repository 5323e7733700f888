aws sts get-caller-identity --query Account --output text

aws ecs describe-services --cluster shop --services checkout --query 'services[0].{running:runningCount,wanted:desiredCount}'

aws ecs update-service --cluster shop --service checkout --desired-count 4

aws ecs update-service --cluster shop --service checkout --force-new-deployment --no-cli-pager

aws ecs list-tasks --cluster shop --service-name checkout --desired-status RUNNING --output json

aws ecs describe-task-definition --task-definition checkout:42 --query 'taskDefinition.containerDefinitions[*].image'

aws ecs stop-task --cluster shop --task 0f1e2d3c4b5a69788796a5b4c3d2e1f0 --reason 'stuck since deployment'

aws ecs run-task --cluster shop --task-definition migrate --launch-type FARGATE --network-configuration 'awsvpcConfiguration={subnets=[subnet-0a1b2c3d],securityGroups=[sg-0a1b2c3d],assignPublicIp=DISABLED}'

aws ecs wait services-stable --cluster shop --services checkout

aws rds describe-db-instances --db-instance-identifier shop-db --query 'DBInstances[0].DBInstanceStatus' --output text

aws rds create-db-snapshot --db-instance-identifier shop-db --db-snapshot-identifier shop-db-before-upgrade

aws rds wait db-snapshot-available --db-snapshot-identifier shop-db-before-upgrade

aws rds restore-db-instance-to-point-in-time --source-db-instance-identifier shop-db --target-db-instance-identifier shop-db-drill --restore-time 2026-11-20T03:00:00Z

aws rds modify-db-instance --db-instance-identifier shop-db --allocated-storage 200 --apply-immediately

aws rds reboot-db-instance --db-instance-identifier shop-db

aws rds describe-events --source-type db-instance --source-identifier shop-db --duration 360

aws cloudwatch get-metric-statistics --namespace AWS/RDS --metric-name CPUUtilization --dimensions Name=DBInstanceIdentifier,Value=shop-db --start-time 2026-11-21T00:00:00Z --end-time 2026-11-21T03:00:00Z --period 300 --statistics Average

aws cloudwatch describe-alarms --state-value ALARM --query 'MetricAlarms[].AlarmName' --output text

aws cloudwatch set-alarm-state --alarm-name shop-latency --state-value OK --state-reason 'drill is over'

aws cloudwatch put-metric-alarm --alarm-name shop-5xx --namespace AWS/ApplicationELB --metric-name HTTPCode_Target_5XX_Count --statistic Sum --period 60 --evaluation-periods 5 --threshold 20 --comparison-operator GreaterThanThreshold --dimensions Name=LoadBalancer,Value=app/shop/0a1b2c3d4e5f6071

aws logs tail /ecs/checkout --since 30m --format short

aws logs filter-log-events --log-group-name /ecs/checkout --filter-pattern '"ERROR"' --max-items 50

aws logs describe-log-groups --log-group-name-prefix /ecs/ --query 'logGroups[].[logGroupName,storedBytes]' --output table

aws logs start-query --log-group-name /ecs/checkout --start-time 1763690400 --end-time 1763694000 --query-string 'fields @timestamp, @message | limit 20'

aws logs put-retention-policy --log-group-name /ecs/checkout --retention-in-days 30

aws s3 ls s3://shop-backups/daily/ --human-readable --summarize

aws s3 cp shop.dump s3://shop-backups/daily/shop.dump --storage-class STANDARD_IA --only-show-errors

aws s3 sync ./public s3://shop-assets/public --exclude '*.map' --cache-control max-age=300

aws s3api head-object --bucket shop-backups --key daily/shop.dump --query ContentLength

aws s3api list-object-versions --bucket shop-backups --prefix daily/ --max-items 10

aws s3api put-bucket-versioning --bucket shop-backups --versioning-configuration Status=Enabled

aws s3api get-object --bucket shop-backups --key daily/shop.dump --version-id 3HL4kqtJlcpXroDTDmJ shop.dump

aws ec2 describe-instances --filters Name=tag:Name,Values=checkout Name=instance-state-name,Values=running --query 'Reservations[].Instances[].InstanceId' --output text

aws ec2 reboot-instances --instance-ids i-0a1b2c3d4e5f60718

aws ec2 describe-security-groups --group-ids sg-0a1b2c3d --query 'SecurityGroups[0].IpPermissions'

aws ec2 authorize-security-group-ingress --group-id sg-0a1b2c3d --protocol tcp --port 5432 --cidr 10.20.0.0/16

aws ec2 revoke-security-group-ingress --group-id sg-0a1b2c3d --ip-permissions 'IpProtocol=tcp,FromPort=5432,ToPort=5432,IpRanges=[{CidrIp=10.20.0.0/16}]'

aws ec2 create-snapshot --volume-id vol-0a1b2c3d4e5f60718 --description 'before the upgrade' --tag-specifications 'ResourceType=snapshot,Tags=[{Key=service,Value=shop}]'

aws ec2 create-tags --resources i-0a1b2c3d4e5f60718 --tags Key=quarantine,Value=true

aws elbv2 describe-target-health --target-group-arn arn:aws:elasticloadbalancing:eu-central-1:111122223333:targetgroup/shop/0a1b2c3d4e5f6071 --query 'TargetHealthDescriptions[?TargetHealth.State!=`healthy`].Target.Id'

aws elbv2 modify-target-group-attributes --target-group-arn arn:aws:elasticloadbalancing:eu-central-1:111122223333:targetgroup/shop/0a1b2c3d4e5f6071 --attributes Key=deregistration_delay.timeout_seconds,Value=60

aws elbv2 register-targets --target-group-arn arn:aws:elasticloadbalancing:eu-central-1:111122223333:targetgroup/shop/0a1b2c3d4e5f6071 --targets Id=i-0a1b2c3d4e5f60718,Port=8080

aws autoscaling set-desired-capacity --auto-scaling-group-name checkout --desired-capacity 6 --no-honor-cooldown

aws autoscaling describe-scaling-activities --auto-scaling-group-name checkout --max-items 5

aws application-autoscaling register-scalable-target --service-namespace ecs --resource-id service/shop/checkout --scalable-dimension ecs:service:DesiredCount --min-capacity 2 --max-capacity 10

aws lambda invoke --function-name shop-report --payload '{"day":"2026-11-20"}' --cli-binary-format raw-in-base64-out report.json

aws lambda update-function-configuration --function-name shop-report --timeout 120 --memory-size 512

aws lambda get-function-concurrency --function-name shop-report

aws lambda put-function-concurrency --function-name shop-report --reserved-concurrent-executions 5

aws sqs get-queue-attributes --queue-url https://sqs.eu-central-1.amazonaws.com/111122223333/orders --attribute-names ApproximateNumberOfMessages

aws sqs receive-message --queue-url https://sqs.eu-central-1.amazonaws.com/111122223333/orders-dead --max-number-of-messages 10 --visibility-timeout 5

aws sns publish --topic-arn arn:aws:sns:eu-central-1:111122223333:on-call --subject 'Drill' --message 'This is a drill.'

aws secretsmanager describe-secret --secret-id shop/db --query 'VersionIdsToStages'

aws secretsmanager rotate-secret --secret-id shop/db

aws ssm get-parameter --name /shop/flags/checkout --query Parameter.Version

aws ssm put-parameter --name /shop/flags/checkout --value off --type String --overwrite

aws ssm send-command --document-name AWS-RunShellScript --instance-ids i-0a1b2c3d4e5f60718 --parameters 'commands=[uptime]' --comment 'load of the checkout host'

aws cloudfront create-invalidation --distribution-id E1A2B3C4D5E6F7 --paths '/index.html' '/assets/*'

aws route53 list-resource-record-sets --hosted-zone-id Z0A1B2C3D4E5F6 --query "ResourceRecordSets[?Name=='shop.example.com.']"

aws route53 change-resource-record-sets --hosted-zone-id Z0A1B2C3D4E5F6 --change-batch '{"Changes":[{"Action":"UPSERT","ResourceRecordSet":{"Name":"shop.example.com","Type":"CNAME","TTL":60,"ResourceRecords":[{"Value":"standby.example.com"}]}}]}'

aws dynamodb get-item --table-name carts --key '{"id":{"S":"42"}}' --consistent-read

aws dynamodb describe-table --table-name carts --query 'Table.[TableStatus,ItemCount]'

aws dynamodb update-continuous-backups --table-name carts --point-in-time-recovery-specification PointInTimeRecoveryEnabled=true

aws elasticache describe-cache-clusters --cache-cluster-id shop-cache --show-cache-node-info

aws elasticache reboot-cache-cluster --cache-cluster-id shop-cache --cache-node-ids-to-reboot 0001

aws iam list-access-keys --user-name deploy --query 'AccessKeyMetadata[].[AccessKeyId,Status]'

aws iam update-access-key --user-name deploy --access-key-id "$KEY_ID" --status Inactive

aws cloudtrail lookup-events --lookup-attributes AttributeKey=EventName,AttributeValue=ModifyDBInstance --max-items 10

aws kms describe-key --key-id alias/shop

aws backup start-backup-job --backup-vault-name shop --resource-arn arn:aws:rds:eu-central-1:111122223333:db:shop-db --iam-role-arn arn:aws:iam::111122223333:role/backup

aws eks update-kubeconfig --name shop --region eu-central-1 --alias production

aws ecr describe-images --repository-name shop/checkout --image-ids imageTag=1.4.2

aws ecr get-login-password --region eu-central-1 | docker login --username AWS --password-stdin 111122223333.dkr.ecr.eu-central-1.amazonaws.com

aws cloudformation describe-stack-events --stack-name shop --max-items 20 --query 'StackEvents[].[LogicalResourceId,ResourceStatus]' --output table

aws cloudformation deploy --stack-name shop --template-file shop.yaml --capabilities CAPABILITY_IAM --no-execute-changeset

task="$(aws ecs list-tasks --cluster shop --service-name checkout --query 'taskArns[0]' --output text)"
aws ecs describe-tasks --cluster shop --tasks "$task" --query 'tasks[0].stoppedReason' --output text

aws ecs execute-command --cluster shop --task 0f1e2d3c4b5a69788796a5b4c3d2e1f0 \
  --container app --interactive \
  --command '/bin/sh'
