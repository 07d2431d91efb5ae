"""How a reply leaves the server, also late, slowly, cut, or not at all."""

import asyncio
import socket
import struct
from typing import NoReturn

from aiohttp import web

from .replies import Reply

TRICKLE_EVERY_S = 0.05


async def send(request: web.BaseRequest, reply: Reply) -> web.StreamResponse:
    """Send *reply*; one that breaks the connection ends by being cancelled with it."""
    if reply.delay_s:
        await asyncio.sleep(reply.delay_s)
    if reply.hang:
        await _silence()
    if reply.cut_at == 0:
        await _close(request)
    if reply.trickle_s:
        return await _trickle(request, reply)
    if reply.cut_at is not None:
        await _reset(request, reply, reply.cut_at)
    return web.Response(status=reply.status, body=reply.body, headers=reply.headers)


async def _trickle(request: web.BaseRequest, reply: Reply) -> web.StreamResponse:
    response = web.StreamResponse(status=reply.status, headers=reply.headers)
    await response.prepare(request)
    clock = asyncio.get_running_loop().time
    end = clock() + reply.trickle_s
    while clock() < end:
        await response.write(b"\n")
        await asyncio.sleep(TRICKLE_EVERY_S)
    await response.write(reply.body)
    return response


async def _reset(request: web.BaseRequest, reply: Reply, cut_at: int) -> NoReturn:
    response = web.StreamResponse(status=reply.status, headers=reply.headers)
    response.content_length = len(reply.body)
    await response.prepare(request)
    await response.write(reply.body[:cut_at])
    transport = request.transport
    opened = transport.get_extra_info("socket") if transport else None
    if opened:
        # Lingering for no time makes the close a reset instead of an end of file.
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    await _close(request)


async def _close(request: web.BaseRequest) -> NoReturn:
    if request.transport:
        request.transport.abort()
    await _silence()


async def _silence() -> NoReturn:
    """Wait for ever: a lost connection and the end of the server both cancel it."""
    while True:
        await asyncio.Event().wait()
