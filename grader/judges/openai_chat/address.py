"""The address and the key as people give them, and what is wrong with those."""

import re
from urllib.parse import urlsplit

import httpx2

from ...errors import SettingError

_QUOTES = frozenset("\"'`“”‘’「」")
_ASSIGNED = re.compile(r"(?:export\s+)?[A-Z][A-Z0-9_]*_KEY\s*[=:]|Bearer\s", re.IGNORECASE)


def endpoint_of(base_url: str) -> str:
    """
    Scheme, host, port and path of *base_url*: no user name, no query.

    Raises:
        SettingError: it is no address, or has a name or password in it.
    """
    try:
        url = httpx2.URL(base_url)
        parts = urlsplit(base_url)
        host, port = url.host and parts.hostname, parts.port
    except (httpx2.InvalidURL, ValueError):
        host = port = None
    if not host or parts.scheme not in {"http", "https"} or " " in base_url:
        raise SettingError(
            "--base-url {address!r}: not an address; write it like http://127.0.0.1:8080/v1",
            address=_shown(base_url),
        )
    if "@" in parts.netloc:
        raise SettingError(
            "--base-url {address!r}: a name or password in an address cannot be sent; "
            "leave it out, and give the key by OPENAI_API_KEY or --api-key-file",
            address=_shown(base_url),
        )
    host = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{host}{f':{port}' if port else ''}{parts.path.rstrip('/')}"


def _shown(base_url: str) -> str:
    """*base_url* without what may be a secret: user name, password, query."""
    return re.sub(r"(?<=//)\S*@|[?#].*", "", base_url)


def usable_key(api_key: str) -> str:
    """
    *api_key* without white space around it.

    Raises:
        SettingError: it has what no key has; the message does not repeat it.
    """
    key = api_key.strip()
    if key[:1] in _QUOTES or key[-1:] in _QUOTES or _ASSIGNED.match(key):
        raise SettingError(
            "the API key has quotation marks around it, or its variable's name in front; put the "
            "bare key into OPENAI_API_KEY or the file of --api-key-file"
        )
    if not key or not key.isascii() or not key.isprintable() or " " in key:
        raise SettingError(
            "the API key is empty or has characters no key has (spaces, line ends, "
            "full-width letters); copy it again into OPENAI_API_KEY or the file of "
            "--api-key-file"
        )
    return key
