"""Addresses beside the one given: the root of the server, and what may have been meant."""

from urllib.parse import urlsplit, urlunsplit

_TAILS = ("/chat/completions", "/completions", "/responses", "/models")
_COMMON = ("/v1", "/api/v1", "/openai/v1", "/api")


def beside(base_url: str, path: str) -> str:
    """*path* below *base_url*, without its query: the client puts that behind every path."""
    parts = urlsplit(base_url)
    return urlunsplit(parts._replace(path=parts.path.rstrip("/") + path, query=""))


def at_root(base_url: str, path: str) -> str:
    """*path* on the server of *base_url*, where it keeps what is not OpenAI's."""
    parts = urlsplit(base_url)
    above = parts.path.rstrip("/").removesuffix("/v1")
    return urlunsplit(parts._replace(path=above + path, query=""))


def meant(base_url: str) -> list[str]:
    """Addresses on the same server that may have been meant, likeliest first."""
    parts = urlsplit(base_url)
    path = parts.path.rstrip("/")
    bare = next((path.removesuffix(each) for each in _TAILS if path.endswith(each)), path)
    while bare.endswith("/v1/v1"):
        bare = bare.removesuffix("/v1")
    below = bare.removesuffix("/v1") if bare.endswith("/v1") else f"{bare}/v1"
    paths = dict.fromkeys([bare, below, *_COMMON])
    return [urlunsplit(parts._replace(path=each)) for each in paths if each != path]


def other_scheme(base_url: str) -> str:
    """*base_url* by https where it is http, and the other way about."""
    parts = urlsplit(base_url)
    return urlunsplit(parts._replace(scheme="http" if parts.scheme == "https" else "https"))


def shown(base_url: str) -> str:
    """*base_url* as it may be printed: of its query only the version of the API."""
    parts = urlsplit(base_url)
    kept = [each for each in parts.query.split("&") if each.startswith("api-version=")]
    return urlunsplit(parts._replace(query="&".join(kept), fragment=""))


def is_own(base_url: str) -> bool:
    """True where it is an address or a bare name: a machine of one's own, no provider's."""
    host = host_of(base_url)
    return "." not in host or ":" in host or host.replace(".", "").isdigit()


def host_of(base_url: str) -> str:
    """Its host, in lower case."""
    return (urlsplit(base_url).hostname or "").lower()
