"""An account at a server that speaks the interfaces of AWS, for the real AWS CLI."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from importlib.metadata import version as version_of_package
from pathlib import Path
from typing import TYPE_CHECKING

from runbook_site.proofs.counterparts.complaints import Complaints
from runbook_site.proofs.counterparts.counterpart import Needs, Standing
from runbook_site.proofs.counterparts.programs import found, version, without_loopback
from runbook_site.proofs.sandbox.host import search_path

if TYPE_CHECKING:
    from runbook_site.model.counterparts import Counterparts
    from runbook_site.proofs.sandbox.session import Session

_SERVER = Path(__file__).with_name("inside") / "aws.py"
_PORT = 4566
_ENDPOINT = f"http://127.0.0.1:{_PORT}"
_FOLDER = "/run/aws"
_CLIENT = """#!/bin/sh
exec '{program}' --endpoint-url {endpoint} "$@"
"""
"""The AWS CLI, with an option in front. Without it version 1 looks for some services, RDS and SQS among them, at old
names of theirs, whatever the environment says (awscli/customizations/overridesslcommonname.py)."""
_PATIENCE = 60.0
"""Seconds that the server may take: it takes some where all of it is read for the first time."""


def missing(declared: Counterparts) -> str:
    """What this machine lacks for it."""
    if declared.aws is None:
        return ""
    if not found(["aws"]) or not all(map(importlib.util.find_spec, ("moto", "flask", "flask_cors"))):
        return "the AWS CLI or the server that answers like AWS is not installed: pip install 'runbook-site[aws]'"
    return without_loopback()


def needs(_declared: Counterparts) -> Needs:
    """Nothing: the server is of Python's environment, and the AWS CLI too where the system has none."""
    return Needs()


def start(session: Session, declared: Counterparts) -> Standing:
    """Start the server, with nothing in it.

    Raises:
        SandboxError: It does not start, for example as its port is taken.
    """
    if declared.aws is None:
        return Standing()
    words = ["python", "-I", "-c", _SERVER.read_text(encoding="utf-8"), str(_PORT)]
    service = session.start(
        words,
        env={"PATH": f"{sys.prefix}/bin", "MOTO_PORT": str(_PORT)},
        ready=lambda each: b"ready\n" in each.output(),
        seconds=_PATIENCE,
    )
    program = shutil.which("aws", path=search_path())
    session.write(f"{_FOLDER}/aws", _CLIENT.format(program=program, endpoint=_ENDPOINT).encode(), 0o755)
    return Standing(
        environment=_environment(declared.aws.region),
        folders=(_FOLDER,),
        tools=frozenset({"aws"}),
        versions=(("aws", version(session, "aws")[1]), ("moto", version_of_package("moto"))),
        complaints=Complaints("the server in the place of AWS", service),
    )


def _environment(region: str) -> dict[str, str]:
    return {
        "AWS_ENDPOINT_URL": _ENDPOINT,
        "AWS_DISABLE_HOST_PREFIX_INJECTION": "true",  # it would put a word before 127.0.0.1
        "AWS_ACCESS_KEY_ID": "runbook",
        "AWS_SECRET_ACCESS_KEY": "runbook",
        "AWS_REGION": region,
        "AWS_DEFAULT_REGION": region,
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_PAGER": "",
    }
