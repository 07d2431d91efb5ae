"""The guard that keeps the suite on this machine."""

import asyncio
import os
import socket
from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

# TEST-NET-1 of RFC 5737: an address that nobody has.
NOWHERE = ("192.0.2.1", 9)


@pytest.mark.parametrize("way", ["connect", "connect_ex"])
def test_connect_beyond_loopback_is_refused(way, left_the_machine):
    with socket.socket() as client, pytest.raises(OSError, match="nothing but loopback"):
        getattr(client, way)(NOWHERE)
    assert left_the_machine == [str(NOWHERE)]
    left_the_machine.clear()


def test_datagram_beyond_loopback_is_refused(left_the_machine):
    with socket.socket(type=socket.SOCK_DGRAM) as client, pytest.raises(OSError, match="loopback"):
        client.sendto(b"x", NOWHERE)
    left_the_machine.clear()


def test_connect_of_an_event_loop_is_refused(left_the_machine):
    """Judges connect by asyncio, not by `socket.create_connection`."""
    with pytest.raises(OSError, match="nothing but loopback"):
        asyncio.run(asyncio.wait_for(asyncio.open_connection(*NOWHERE), 5))
    left_the_machine.clear()


def test_names_are_not_looked_up(left_the_machine):
    with pytest.raises(OSError, match=r"api\.openai\.com: tests reach nothing"):
        socket.getaddrinfo("api.openai.com", 443)
    left_the_machine.clear()


def test_loopback_may_be_reached():
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = ("localhost", server.getsockname()[1])
        with socket.create_connection(address, timeout=5) as client:
            met, address = server.accept()
            with met:
                assert address == client.getsockname()


def test_a_test_that_swallows_the_refusal_still_fails(pytester):
    """The guard fails the test at its end, for code that retries would hide the error."""
    guard = Path(__file__).with_name("conftest.py").read_text(encoding="utf-8")
    pytester.makeconftest(guard)
    pytester.makepyfile("""
        import contextlib, socket

        def test_hides_it():
            with socket.socket() as client, contextlib.suppress(OSError):
                client.connect(("192.0.2.1", 9))

        def test_stays():
            pass
    """)
    pytester.runpytest_inprocess("-p", "no:cacheprovider").assert_outcomes(passed=2, errors=1)


def test_environment_has_no_keys():
    assert [name for name in os.environ if name.startswith(("OPENAI_", "GRADER_"))] == []
