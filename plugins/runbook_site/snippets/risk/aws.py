"""The AWS command line: by verb, which AWS names alike in all services, with the exceptions that there are.

Source: AWS CLI command reference.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbook_site.snippets.risk.effect import (
    CODE,
    READ,
    SHELL,
    Effect,
    Tool,
    changes,
    destroys,
    has_option,
    operands,
    reads,
    unknown,
)
from runbook_site.snippets.vocabulary import word_set

if TYPE_CHECKING:
    from runbook_site.snippets.invocation import Invocation

_READING = word_set(
    """
    help describe get list head search lookup filter batch-get query scan select tail wait ls validate estimate
    preview check simulate test detect poll presign export-table-of view count generate-presigned discover
    """
)
_DESTROYING = word_set(
    """
    delete terminate purge destroy remove-permission deregister batch-delete admin-delete schedule-key
    release-address release-hosts empty expire forget bulk-delete cancel-key purge wipe reset-db reset-cluster
    reset-image force-delete disassociate-kms
    """
)
_CHANGING = word_set(
    """
    create update put modify start stop restart reboot enable disable attach detach add remove register
    set tag untag associate disassociate authorize revoke restore copy import export run apply allocate assign
    unassign cancel resume suspend rotate promote failover publish send upload change batch batch-write transact
    upgrade rollback scale increase decrease reset admin accept reject request move switch refresh provision
    invalidate replace swap archive unarchive confirm complete abort merge migrate deploy purchase renew resize
    execute-change-set continue drain pause activate deactivate initiate signal subscribe unsubscribe notify grant
    sync rename lock unlock subscribe split change-resource issue
    """
)

_EXCEPTIONS = {
    **reads(
        """
        sts assume-role, sts get-caller-identity, logs start-query, logs stop-query, logs tail, s3 ls, s3 presign
        ecr get-login, ecr get-login-password, configure list, configure get, configure list-profiles, iam simulate
        codeartifact get-authorization-token, rds download-db-log-file-portion, rds generate-db-auth-token
        iam generate-credential-report, iam generate-service-last-accessed-details, ssm start-automation-preview
        """
    ),
    **changes("s3 cp, s3 sync", "writes to where it copies"),
    **changes("s3 mv", "moves objects or files"),
    **changes("s3 mb", "makes a bucket"),
    **changes("s3 website", "changes the bucket"),
    **destroys("s3 rm, s3api delete-objects", "deletes objects"),
    **destroys("s3 rb", "deletes the bucket"),
    **changes("eks update-kubeconfig, configure, sso login, sso logout", "changes this machine's settings"),
    **changes("cloudformation deploy, ecs deploy", "deploys"),
    **destroys("kms schedule-key-deletion", "lets the key be deleted, and with it what it encrypts"),
    **changes("sqs receive-message", "hides the messages that it shows from others"),
    **unknown("lambda invoke", "runs a function that does not stand here"),
    **unknown("ecs run-task, batch submit-job, stepfunctions start-execution", "runs a task that does not stand here"),
    **unknown("ssm send-command, ssm start-automation-execution, codebuild start-build", CODE.does),
    **unknown("athena start-query-execution, redshift-data execute-statement", "runs a query that is not read here"),
    **unknown("rds-data execute-statement, dynamodb execute-statement", "runs a query that is not read here"),
    **unknown("ecs execute-command, ssm start-session, emr ssh", SHELL.does),
}


def _judge(invocation: Invocation) -> Effect | None:
    words = invocation.subcommand or operands(invocation)[:2]
    if words[:2] == ("s3", "sync") and has_option(invocation, "--delete"):
        return Effect("destructive", "deletes at the target what the source does not have")
    if has_option(invocation, "--dry-run", "--dryrun", "--generate-cli-skeleton"):
        return READ
    if any(" ".join(words[:length]) in _EXCEPTIONS for length in (1, 2)) or len(words) < 2:  # noqa: PLR2004
        return None
    verb = words[1]
    for verbs, effect in (
        (_DESTROYING, Effect("destructive", "deletes what it names")),
        (_READING, READ),
        (_CHANGING, Effect("change", "changes what it names")),
    ):
        if any(verb == begin or verb.startswith(f"{begin}-") for begin in verbs):
            return effect
    return None


AWS = {
    "aws": Tool(_EXCEPTIONS, judge=_judge),
    "sam": Tool(
        reads("validate, list, logs, traces")
        | changes("build, package, init", "writes files")
        | changes("deploy, sync, publish", "deploys")
        | unknown("local", "runs code of the project")
        | destroys("delete", "deletes the stack")
    ),
    "eksctl": Tool(
        reads("get, info, version, utils describe-stacks, utils schema, utils describe-addon-versions")
        | changes("create, update, upgrade, scale, enable, set, unset, associate, drain, utils", "changes the cluster")
        | changes("utils write-kubeconfig", "changes this machine's settings")
        | destroys("delete", "deletes what it names")
    ),
    "aws-vault": Tool(reads("list") | changes("add, login, rotate, clear", "changes stored credentials")),
}
