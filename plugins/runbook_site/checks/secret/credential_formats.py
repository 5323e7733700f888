"""Credentials whose own shape says what they are.

Sources: detect-secrets 1.5 for the shapes of its plugins; the vendors' documentation of their tokens' prefixes for
the rest.
"""

from __future__ import annotations

import re
import sys
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

from runbook_site.checks.secret.credential import Credential
from runbook_site.checks.secret.dummy_value import is_dummy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detect_secrets.plugins.base import RegexBasedDetector

_PLUGINS = (
    ("an AWS key", "aws", "AWSKeyDetector"),
    ("an Azure storage key", "azure_storage_key", "AzureStorageKeyDetector"),
    ("a Cloudant key", "cloudant", "CloudantDetector"),
    ("a Discord token", "discord", "DiscordBotTokenDetector"),
    ("a GitHub token", "github_token", "GitHubTokenDetector"),
    ("a GitLab token", "gitlab_token", "GitLabTokenDetector"),
    ("a Mailchimp key", "mailchimp", "MailchimpDetector"),
    ("an OpenAI API key", "openai", "OpenAIDetector"),
    ("a PyPI token", "pypi_token", "PypiTokenDetector"),
    ("a SendGrid key", "sendgrid", "SendGridDetector"),
    ("a SoftLayer key", "softlayer", "SoftlayerDetector"),
    ("a Square secret", "square_oauth", "SquareOAuthDetector"),
    ("a Stripe key", "stripe", "StripeDetector"),
    ("a Telegram token", "telegram_token", "TelegramBotTokenDetector"),
    ("a Twilio key", "twilio", "TwilioKeyDetector"),
)
"""Of detect-secrets: those that know a shape, but for those of shapes that hashes have too."""
_PIECE = 3000
_OVERLAP = 1500
_SHORTEST_GROUP = 12
_LONG_WORD = re.compile(r"[A-Za-z0-9_.:/+=-]{18,}")
_DIGIT = re.compile(r"[0-9]")

_TOKENS: tuple[tuple[str, str], ...] = (
    ("a GitHub token", r"github_pat_[A-Za-z0-9_]{36,255}"),
    ("a Google API key", r"AIza[0-9A-Za-z_-]{35}"),
    ("a Google OAuth token", r"ya29\.[0-9A-Za-z_-]{20,400}"),
    ("a Vault token", r"hv[sbr]\.[A-Za-z0-9_-]{24,400}"),
    ("a DigitalOcean token", r"do[opr]_v1_[a-f0-9]{64}"),
    ("an Anthropic API key", r"sk-ant-[A-Za-z0-9_-]{20,400}"),
    ("an OpenAI API key", r"sk-(?:proj|svcacct)-[A-Za-z0-9_-]{20,400}"),
    ("a Hugging Face token", r"hf_[A-Za-z0-9]{30,60}"),
    ("an npm token", r"npm_[A-Za-z0-9]{36}"),
    ("a Docker Hub token", r"dckr_pat_[A-Za-z0-9_-]{20,60}"),
    ("a Grafana token", r"gl(?:sa|c)_[A-Za-z0-9_+/=]{32,200}"),
    ("a New Relic key", r"NRAK-[A-Z0-9]{27}"),
    ("a Shopify token", r"shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}"),
    ("an Atlassian token", r"ATATT3[A-Za-z0-9_=-]{60,400}"),
    ("a Slack app token", r"xapp-\d-[A-Z0-9]{8,20}-\d{8,20}-[a-f0-9]{20,100}"),
    ("a Slack token", r"xox[abeoprs]-[0-9A-Za-z]{8,60}-[0-9A-Za-z-]{8,200}"),
    ("a Slack webhook", r"https://hooks\.slack\.com/services/T[A-Z0-9]{6,14}/B[A-Z0-9]{6,14}/[A-Za-z0-9]{20,30}"),
    ("a Stripe key", r"(?:[rs]k|whsec)_live_[0-9a-zA-Z]{20,200}|whsec_[0-9a-zA-Z]{32}"),
    ("a Linear key", r"lin_api_[A-Za-z0-9]{40}"),
    ("a Databricks token", r"dapi[a-f0-9]{32}"),
    ("a Terraform Cloud token", r"[A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_-]{60,80}"),
    ("a JSON Web Token", r"eyJ[A-Za-z0-9_-]{10,1000}\.eyJ[A-Za-z0-9_-]{10,2000}\.[A-Za-z0-9_-]{20,1000}"),
    ("an age key", r"AGE-SECRET-KEY-1[A-Z0-9]{58}"),
)
_OWN = tuple((kind, re.compile(rf"(?<![A-Za-z0-9_-])(?:{shape})(?![A-Za-z0-9_])")) for kind, shape in _TOKENS)


def long_words(text: str) -> Iterator[re.Match[str]]:
    """Words that may hold a credential of a known shape: all are long, with digits in them."""
    return (word for word in _LONG_WORD.finditer(text) if _DIGIT.search(word[0]))


def known_formats(line: str, offset: int) -> Iterator[Credential]:
    """Credentials of known shapes in a line that begins at an offset of its file."""
    for start in range(0, len(line), _PIECE):
        piece = line[start : start + _PIECE + _OVERLAP]
        yield from _own_formats(piece, offset + start)
        yield from _foreign_formats(piece, offset + start)


def _own_formats(piece: str, offset: int) -> Iterator[Credential]:
    for kind, shape in _OWN:
        for match in shape.finditer(piece):
            if not is_dummy(match[0]):
                yield Credential(offset + match.start(), offset + match.end(), kind, match[0], certain=True)


def _foreign_formats(piece: str, offset: int) -> Iterator[Credential]:
    for kind, detector in _detectors():
        for shape in detector.denylist:
            for match in shape.finditer(piece):
                start, end = _value_of(match)
                value = piece[start:end]
                if _stands_alone(piece, start, end) and not is_dummy(value):
                    yield Credential(offset + start, offset + end, kind, value, certain=True)


def _value_of(match: re.Match[str]) -> tuple[int, int]:
    """Where the credential stands in what a shape fits: a group, unless that is a mere prefix of it."""
    spans = [match.span(group) for group in range(1, len(match.groups()) + 1) if match[group]]
    start, end = max(spans, key=lambda span: span[1] - span[0], default=match.span())
    return (start, end) if end - start >= _SHORTEST_GROUP else match.span()


def _stands_alone(piece: str, start: int, end: int) -> bool:
    """Whether a value is a whole word: a part of a longer hash is none."""
    around = piece[start - 1 : start] + piece[end : end + 1]
    return not any(character.isalnum() or character == "_" for character in around)


@cache
def _detectors() -> tuple[tuple[str, RegexBasedDetector], ...]:
    """The plugins of detect-secrets, which few texts need."""
    with _without_http_client():
        return tuple(
            (kind, getattr(import_module(f"detect_secrets.plugins.{module}"), name)())
            for kind, module, name in _PLUGINS
        )


@contextmanager
def _without_http_client() -> Iterator[None]:
    """Let detect-secrets find nothing that it could ask a vendor with whether a credential is valid.

    Nothing here wants it to; and to load the client takes longer than to look for credentials.
    """
    if "requests" in sys.modules:
        yield
        return
    sys.modules["requests"] = ModuleType("requests")
    try:
        yield
    finally:
        del sys.modules["requests"]
