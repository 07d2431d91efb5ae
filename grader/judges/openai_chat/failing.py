"""Why a connection failed: what of the many layers below the client knows."""

import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from socket import gaierror
from typing import Literal

import aiohttp

WireFault = Literal[
    "refused", "no_host", "certificate", "not_tls", "timeout", "closed", "proxy", "not_http",
    "other",
]  # fmt: skip
_MOST_LAYERS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A connection without an answer: of which kind, and in the words of the lowest layer."""

    kind: WireFault
    detail: str = ""


def failure_of(error: BaseException) -> Failure:
    """What *error* and the errors behind it say; the names of types, never a header."""
    layers = list(_layers(error))
    for layer in layers:
        if kind := _kind(layer):
            return Failure(kind=kind, detail=_detail(layer))
    is_timeout = any(isinstance(each, TimeoutError) for each in layers)
    return Failure(kind="timeout" if is_timeout else "other", detail=type(layers[-1]).__name__)


def _layers(error: BaseException) -> Iterator[BaseException]:
    layer: BaseException | None = error
    for _ in range(_MOST_LAYERS):
        if layer is None:
            return
        yield layer
        layer = layer.__cause__ or layer.__context__


def _kind(error: BaseException) -> WireFault | None:
    if isinstance(error, aiohttp.ClientProxyConnectionError | aiohttp.ClientHttpProxyError):
        return "proxy"
    if isinstance(error, ssl.SSLCertVerificationError):
        return "certificate"
    if isinstance(error, ssl.SSLError):
        return "not_tls"
    if isinstance(error, gaierror):
        return "no_host"
    if isinstance(error, ConnectionRefusedError):
        return "refused"
    if isinstance(error, aiohttp.ClientResponseError):
        return "not_http"
    if isinstance(error, ConnectionError | aiohttp.ServerDisconnectedError):
        return "closed"
    return None


def _detail(error: BaseException) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return error.verify_message
    return getattr(error, "strerror", None) or type(error).__name__
