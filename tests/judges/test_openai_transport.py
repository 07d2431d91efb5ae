"""What only a real connection shows: deadlines, proxies, lost connections, loops."""

import asyncio
import socket
import socketserver
import threading
import time

import pytest

from grader.errors import JudgeUnreachable
from grader.records import Call
from grader.testing import LoopbackServer


@pytest.mark.parametrize("fault", ["hang", "trickle", "keepalive_blank_lines"])
def test_deadline_is_for_the_whole_reply(ask, judge_at, grader_server, fault):
    """Each byte that trickles in would start a timeout per read anew."""
    grader_server.reply(fault)
    began = time.monotonic()
    error = ask(judge_at(grader_server, timeout_s=0.15))
    assert time.monotonic() - began < 3
    assert type(error) is JudgeUnreachable
    assert "no whole reply within 0.15 s" in str(error)


def test_blank_lines_before_a_reply_are_waited_out(ask, judge_at, grader_server):
    """DeepSeek sends them while a request queues."""
    grader_server.reply("keepalive_blank_lines")
    reply = ask(judge_at(grader_server))
    assert (reply.ended, "calm" in reply.text) == ("stop", True)


def test_server_that_is_not_there_is_unreachable(ask, judge_at, grader_server):
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    error = ask(judge_at(grader_server, base_url=f"http://127.0.0.1:{port}/v1"))
    assert type(error) is JudgeUnreachable
    told = f"http://127.0.0.1:{port}/v1: connection failed, nothing listens there"
    assert str(error).startswith(told), "no timeout, as the client below says"


def test_port_that_speaks_no_http_is_unreachable(ask, judge_at, grader_server):
    class Greeting(socketserver.BaseRequestHandler):
        def handle(self):
            self.request.sendall(b"220 mail ready\r\n")

    with socketserver.TCPServer(("127.0.0.1", 0), Greeting) as mail:
        thread = threading.Thread(target=mail.serve_forever, args=[0.01])
        thread.start()
        port = mail.server_address[1]
        error = ask(judge_at(grader_server, base_url=f"http://127.0.0.1:{port}/v1"))
        mail.shutdown()
        thread.join()
    assert type(error) is JudgeUnreachable
    assert "connection failed" in str(error)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_proxy_is_not_asked_for_loopback(ask, judge_at, grader_server, monkeypatch, host):
    """A proxy set for the outside would swallow the calls to a server on this machine."""
    with LoopbackServer() as proxy:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.base_url.removesuffix("/v1"))
        monkeypatch.delenv("NO_PROXY", raising=False)
        monkeypatch.delenv("no_proxy", raising=False)
        base_url = grader_server.base_url.replace("127.0.0.1", host)
        assert ask(judge_at(grader_server, base_url=base_url)).ended == "stop"
        assert proxy.connections == 0


def test_judge_serves_one_loop_after_another(ask, judge_at, grader_server):
    """A client does not survive its loop: each run opens its own and gives it back."""
    judge = judge_at(grader_server)
    assert [ask(judge).ended for _ in range(3)] == ["stop"] * 3


def test_connection_is_used_again(make_task, judge_at, grader_server):
    judge = judge_at(grader_server)

    async def five():
        for number in range(5):
            await judge.ask(make_task(), Call(user=f"answer {number}"))
        await judge.close()

    asyncio.run(five())
    assert (len(grader_server.requests), grader_server.connections) == (5, 1)


def test_client_of_the_caller_stays_open(ask, grader_api):
    ask(grader_api.judge())
    assert not grader_api.client.is_closed
    asyncio.run(grader_api.client.aclose())
