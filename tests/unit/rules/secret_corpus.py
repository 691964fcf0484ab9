"""Secrets that are none: made when they are needed, from parts, so that no scanner finds one in this repository."""

from __future__ import annotations

import base64
import random
import string
from collections.abc import Iterator

__all__ = ["Secret", "secrets"]

Secret = tuple[str, str, str]
"""What kind it is, the line that holds it, and the part of the line that may not be stored."""

_LETTERS = string.ascii_letters + string.digits
_HEX = "0123456789abcdef"

# Prefix, what follows (of these characters, so many), as the services document their tokens.
_TOKENS = {
    "aws access key": ("AK" + "IA", string.ascii_uppercase + "234567", 16),
    "aws temporary key": ("AS" + "IA", string.ascii_uppercase + "234567", 16),
    "google api key": ("AI" + "za", _LETTERS + "_-", 35),
    "google oauth": ("ya" + "29.", _LETTERS + "_-", 60),
    "google client secret": ("GOC" + "SPX-", _LETTERS + "_-", 28),
    "digitalocean": ("dop" + "_v1_", _HEX, 64),
    "alibaba": ("LT" + "AI5t", _LETTERS, 18),
    "databricks": ("da" + "pi", _HEX, 32),
    "github": ("gh" + "p_", _LETTERS, 36),
    "github oauth": ("gh" + "o_", _LETTERS, 36),
    "github server": ("gh" + "s_", _LETTERS, 36),
    "github fine grained": ("github" + "_pat_", _LETTERS + "_", 82),
    "gitlab": ("gl" + "pat-", _LETTERS + "_-", 20),
    "gitlab runner": ("gl" + "rt-", _LETTERS + "_-", 20),
    "gitlab deploy": ("gl" + "dt-", _LETTERS + "_-", 20),
    "atlassian": ("AT" + "ATT3xFfGF0", _LETTERS + "_-=", 150),
    "bitbucket": ("AT" + "BB", _LETTERS, 32),
    "npm": ("np" + "m_", _LETTERS, 36),
    "pypi": ("py" + "pi-AgEIcHlwaS5vcmc", _LETTERS + "_-", 80),
    "rubygems": ("ruby" + "gems_", _HEX, 48),
    "docker hub": ("dckr" + "_pat_", _LETTERS + "_-", 27),
    "openai": ("s" + "k-", _LETTERS, 48),
    "openai project": ("s" + "k-proj-", _LETTERS + "_-", 120),
    "openai service": ("s" + "k-svcacct-", _LETTERS + "_-", 120),
    "anthropic": ("s" + "k-ant-api03-", _LETTERS + "_-", 93),
    "openrouter": ("s" + "k-or-v1-", _HEX, 64),
    "hugging face": ("h" + "f_", string.ascii_letters, 34),
    "groq": ("gs" + "k_", _LETTERS, 52),
    "replicate": ("r" + "8_", _LETTERS, 37),
    "nvidia": ("nv" + "api-", _LETTERS + "_-", 64),
    "xai": ("x" + "ai-", _LETTERS, 80),
    "perplexity": ("pp" + "lx-", _LETTERS, 48),
    "slack bot": ("xo" + "xb-", string.digits + "-", 40),
    "slack user": ("xo" + "xp-", string.digits + "-", 40),
    "slack app": ("xa" + "pp-1-", _LETTERS + "-", 60),
    "stripe": ("sk" + "_live_", _LETTERS, 24),
    "stripe test": ("sk" + "_test_", _LETTERS, 24),
    "stripe restricted": ("rk" + "_live_", _LETTERS, 24),
    "stripe webhook": ("wh" + "sec_", _LETTERS, 32),
    "sendgrid": ("S" + "G.", _LETTERS + "_-", 22),
    "shopify": ("sh" + "pat_", _HEX, 32),
    "linear": ("lin" + "_api_", _LETTERS, 40),
    "notion": ("nt" + "n_", _LETTERS, 46),
    "figma": ("fi" + "gd_", _LETTERS + "_-", 40),
    "postman": ("PM" + "AK-", _HEX + "-", 59),
    "grafana": ("gl" + "sa_", _LETTERS, 32),
    "new relic": ("NR" + "AK-", string.ascii_uppercase + string.digits, 27),
    "vault": ("hv" + "s.", _LETTERS + "_-", 90),
    "pulumi": ("pu" + "l-", _HEX, 40),
    "sentry": ("sn" + "tryu_", _HEX, 64),
    "age": ("AGE-SECRET-" + "KEY-1", "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L", 58),
}

_LINES = (
    "using {} for this run",
    '{{"config": {{"value": "{}"}}}}',
    "curl -H 'X-Key: {}' https://example.org",
)

# {} is the secret.
_NAMED = (
    "password={}", "password: {}", "PASSWORD={}", "DB_PASSWORD={}", "PGPASSWORD={}", "MYSQL_PWD={}", "passwd={}",
    "Server=db;Uid=app;Password={};", "{{'password': '{}'}}", '{{"password": "{}"}}', "--password {}", "--password={}",
    "--db-password={}", "passphrase: {}", "secret={}", "client_secret={}", "client-secret: {}", "CLIENT_SECRET={}",
    "secret_key = '{}'", "SECRET_KEY={}", "aws_secret_access_key = {}", "AWS_SECRET_ACCESS_KEY={}",
    "AWS_SESSION_TOKEN={}", "api_key={}", "api-key: {}", "apikey={}", "API_KEY={}", "apiKey: '{}'",
    "WANDB_API_KEY={}", "COMET_API_KEY={}", "--api-key {}", "--api-key={}", "x-api-key: {}", "X-API-Key: {}",
    "access_token={}", "access_token: '{}'", "auth_token={}", "refresh_token={}", "session_token={}", "id_token={}",
    "HF_TOKEN={}", "HUGGING_FACE_HUB_TOKEN={}", "GITHUB_TOKEN={}", "--token {}", "--hf-token={}", "hf_token='{}'",
    "https://oapi.dingtalk.com/robot/send?access_token={}", "private_key: {}", "    api_key = '{}'",
    "ValueError: bad credentials {{'api_key': '{}'}}", "login(token='{}')", '"token": "{}"', "'token': '{}'",
    "Authorization: Bearer {}", "authorization: bearer {}", "Authorization: Basic {}", "'Authorization': 'Basic {}'",
    '"Authorization": "Bearer {}"', "Authorization: Token {}", "Cookie: session={}", "Set-Cookie: sid={}; HttpOnly",
    "AccountName=a;AccountKey={};", "Endpoint=sb://a/;SharedAccessKey={}",
    "https://a.blob.core.windows.net/c?sv=2024&sig={}", "https://b.s3.amazonaws.com/k?X-Amz-Signature={}",
    "https://storage.googleapis.com/b/k?X-Goog-Signature={}",
)  # fmt: skip

_URLS = (
    "postgres://app:{}@db:5432/runs", "postgresql+psycopg://app:{}@db/runs", "mysql://root:{}@10.0.0.5/x",
    "redis://:{}@cache:6379/0", "amqp://guest:{}@mq//", "mongodb+srv://u:{}@c.example.net/t", "https://u:{}@example.org/",
    "http://proxy-user:{}@proxy:3128", "ftp://bob:{}@files/", "s3://key:{}@minio/b", "clone https://oauth2:{}@git.example",
)  # fmt: skip

_WEBHOOKS = (
    "https://hooks.slack.com/services/T{0}/B{0}/{1}", "https://discord.com/api/webhooks/{2}/{1}{1}",
    "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key={3}", "https://open.feishu.cn/open-apis/bot/v2/hook/{3}",
    "https://acme.webhook.office.com/webhookb2/{3}@{3}/IncomingWebhook/{4}/{3}", "https://{4}@o1.ingest.sentry.io/42",
    "http://{4}@bugsink.example:8000/1", "https://api.telegram.org/bot{2}:AA{1}{0}/sendMessage",
)  # fmt: skip

_KEYS = ("RSA ", "EC ", "OPENSSH ", "ENCRYPTED ", "DSA ", "")

_PERSONAL = (
    "saved /home/{}/runs/best.pt", "open('/Users/{}/data.csv')", "C:\\Users\\{}\\data", '"C:\\\\Users\\\\{}\\\\x"',
    "file:///home/{}/x", "{}@example.com signed in", "mail to <{}@mail.example.org>", "user={}@uni.example.edu",
    "author {}.smith@lab.example.cn", "{}+runs@example.io",
)  # fmt: skip


def secrets(seed: int = 7) -> Iterator[Secret]:
    """Yield each secret in a line as programs write it."""
    dice = random.Random(seed)
    yield from _tokens(dice)
    for line in (*_NAMED, *_URLS):
        value = _draw(dice, _LETTERS, 40)
        yield "named", line.format(value), value
    yield from _webhooks(dice)
    yield from _private_keys(dice)
    for line in _PERSONAL:
        for name in ("alice", "bob7", "li.wei"):
            yield "personal", line.format(name), name


def _draw(dice: random.Random, characters: str, count: int) -> str:
    """Draw a text with a letter at both ends, as tokens have it: a line's own punctuation stays out of doubt."""
    ends = [each for each in characters if each.isalnum()]
    return dice.choice(ends) + "".join(dice.choices(characters, k=count - 2)) + dice.choice(ends)


def _tokens(dice: random.Random) -> Iterator[Secret]:
    for kind, (prefix, characters, count) in _TOKENS.items():
        for line in _LINES:
            token = prefix + _draw(dice, characters, count)
            tail = f".{_draw(dice, _LETTERS, 43)}" if kind == "sendgrid" else ""
            yield kind, line.format(token + tail), token
    for _ in range(5):
        header, claims = (
            base64.urlsafe_b64encode(text).decode().rstrip("=")
            for text in (b'{"alg":"HS256","typ":"JWT"}', b'{"sub":"%d"}' % dice.randrange(10**9))
        )
        yield "jwt", f"token is {header}.{claims}.{_draw(dice, _LETTERS, 43)}", claims


def _webhooks(dice: random.Random) -> Iterator[Secret]:
    for line in _WEBHOOKS:
        uuid = "-".join(_draw(dice, _HEX, count) for count in (8, 4, 4, 4, 12))
        key, digest = _draw(dice, _LETTERS, 24), _draw(dice, _HEX, 32)
        text = line.format(_draw(dice, _LETTERS.upper(), 9), key, _draw(dice, string.digits, 10), uuid, digest)
        yield "webhook", text, next(part for part in (key, digest, uuid) if part in text)


def _private_keys(dice: random.Random) -> Iterator[Secret]:
    for kind in _KEYS:
        body = [_draw(dice, _LETTERS + "+/", 64) for _ in range(3)]
        for end in ("\n", "\\n"):
            text = f"-----BEGIN {kind}PRIVATE KEY-----{end}{end.join(body)}{end}-----END {kind}PRIVATE KEY-----"
            yield "private key", text, body[1]
