"""grader doctor where something is in the way: what it is, and what to do about it."""

import json
import socket
import socketserver
import ssl
import threading

import openai
import pytest

from grader.judges.openai_chat.failing import failure_of
from grader.runs.doctor.places import at_root, beside, is_own, meant, shown
from grader.testing import LoopbackServer, Reply, ok

HTML = {"content-type": "text/html"}
PAGE = Reply(200, b"<!doctype html><html><title>Sign in</title></html>", HTML)


@pytest.fixture
def check(inside, monkeypatch):
    """Runs grader doctor at an address; its exit code, its object, its checks by name."""
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)

    def run(base_url, *options):
        done = inside("doctor", "--base-url", base_url, "--model", "scripted-1", "--json",
                      "--lang", "en", *options)  # fmt: skip
        told = json.loads(done.out)
        return done.code, told, {each["check"]: each for each in told["checks"]}

    return run


def test_nothing_listens_there(check):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        code, told, checks = check(f"http://127.0.0.1:{free.getsockname()[1]}/v1")
    assert (code, told["reason"], told["requests"]) == (1, "unreachable", 0)
    assert "connection refused" in checks["address"]["seen"]
    assert "port" in checks["address"]["advice"]


def test_https_at_a_port_that_speaks_http_is_told_with_the_other_address(check):
    with LoopbackServer() as server:
        base_url = server.base_url
        code, _, checks = check(base_url.replace("http:", "https:"))
    assert (code, checks["address"]["what"]) == (1, "reach_not_tls")
    assert checks["address"]["advice"] == f"Give --base-url {base_url}"


@pytest.mark.parametrize("said", [b"SSH-2.0-OpenSSH_9.2\r\n", b""])
def test_what_speaks_no_http_is_told(check, said):
    class Greeting(socketserver.BaseRequestHandler):
        def handle(self):
            self.request.sendall(said)

    with socketserver.TCPServer(("127.0.0.1", 0), Greeting) as server:
        thread = threading.Thread(target=server.serve_forever, args=[0.01])
        thread.start()
        code, _, checks = check(f"http://127.0.0.1:{server.server_address[1]}/v1")
        server.shutdown()
        thread.join()
    kind = "reach_not_http" if said else "reach_closed"
    assert (code, checks["address"]["what"]) == (1, kind)


@pytest.mark.parametrize("path", ["", "/v1/v1", "/v1/chat/completions", "/v1/models", "/api"])
def test_wrong_path_is_told_with_the_one_that_works(check, path):
    with LoopbackServer() as server:
        root = server.base_url.removesuffix("/v1")
        code, told, checks = check(root + path)
    assert (code, checks["address"]["fault"]) == (1, True)
    assert checks["address"]["advice"] == f"Give --base-url {root}/v1"
    assert told["requests"] == 1


def test_path_without_a_list_of_models_is_found_by_an_empty_request(check):
    pages = {"GET /v1/models": Reply(404, b""), "POST /v1/chat/completions":
             Reply(422, b'{"detail": "Field required"}', {"content-type": "application/json"})}  # fmt: skip
    with LoopbackServer(pages=pages) as server:
        root = server.base_url.removesuffix("/v1")
        _, told, checks = check(root)
    assert checks["address"]["advice"] == f"Give --base-url {root}/v1"
    assert told["requests"] == 1, "what asks nothing of a model is no request"


def test_web_page_instead_of_an_api_is_told_by_its_title(check):
    pages = {"GET /models": PAGE, "POST /chat/completions": PAGE, "GET /v1/models": PAGE}
    with LoopbackServer(lambda _body, _n: PAGE, pages=pages) as server:
        code, _, checks = check(server.base_url.removesuffix("/v1"))
    assert (code, checks["address"]["what"]) == (1, "reach_page")
    assert "Sign in" in checks["address"]["seen"]


def test_redirect_is_told_with_the_address_it_leads_to(check):
    pages = {"GET /old/models": Reply(301, b"", {"location": "/v1/models"})}
    with LoopbackServer(pages=pages) as server:
        base_url = server.base_url
        code, _, checks = check(base_url.replace("/v1", "/old"))
    assert code == 1
    assert checks["address"]["advice"] == f"Give --base-url {base_url}"


FAILING = [
    (Reply(402, b'{"error": {"message": "Insufficient Balance"}}'), "key", "key_quota", 1),
    (Reply(403, b"<html><title>Blocked</title></html>", HTML), "key", "key_forbidden", 1),
    ("quota", "key", "key_quota", 1),
    ("unavailable", "json_schema", "busy", 1),
    ("rate_limited", "json_schema", "busy", 1),
    ("bad_gateway_html", "json_schema", "busy", 1),
    ("disconnect", "json_schema", "lost", 1),
    ("plain_text_500", "json_schema", "status", 4),
    ("empty_200", "json_schema", "no_answer", 4),
    ("truncated", "json_schema", "truncated", 4),
    ("whitespace_content", "json_schema", "invalid", 4),
    ("content_filter", "json_schema", "content_filter", 4),
    ("level_out_of_range", "tool", "bad_level", 4),
    ("I would rather talk about it.", "json_object", "prose", 4),
]


@pytest.mark.parametrize(("step", "row", "what", "requests"), FAILING)
def test_fault_is_told_in_its_row_and_ends_with_1(check, step, row, what, requests):
    with LoopbackServer(step) as server:
        code, told, checks = check(server.base_url)
    assert (code, told["ok"], checks[row]["what"]) == (1, False, what)
    assert checks[row]["fault"]
    assert checks[row]["advice"]
    assert told["requests"] == requests
    assert told["command"] == []


def test_form_that_grading_cannot_pass_is_a_fault_though_another_works(check):
    """An error that names no form is tried again, and not stepped past."""
    with LoopbackServer(lambda body, _n: ok(body) if "response_format" not in body
                        else "server_error") as server:  # fmt: skip
        code, told, checks = check(server.base_url)
    assert (code, told["rung"]) == (1, None)
    assert checks["json_schema"]["fault"]
    assert "stuck here" in checks["json_schema"]["advice"]
    assert (checks["tool"]["state"], checks["text"]["state"]) == ("ok", "ok")


@pytest.mark.parametrize("key", ['"sk-abcdefgh"', "'sk-abcdefgh'", "“sk-abcdefgh”",
                                 "OPENAI_API_KEY=sk-abcdefgh", "sk-abc\nsk-def"])  # fmt: skip
def test_key_that_was_pasted_badly_is_refused_before_anything_is_sent(
    inside, grader_server, tmp_path, key
):
    file = tmp_path / "key"
    file.write_text(key, encoding="utf-8")
    done = inside("doctor", "--base-url", grader_server.base_url, "--model", "m",
                  "--api-key-file", str(file))  # fmt: skip
    assert (done.code, len(done.lines)) == (2, 1)
    assert "abc" not in done.err
    assert grader_server.connections == 0


def test_key_with_a_line_end_behind_it_is_taken(check, tmp_path):
    file = tmp_path / "key"
    file.write_text("sk-abcdefgh\r\n", encoding="utf-8")
    with LoopbackServer() as server:
        code, told, _ = check(server.base_url, "--api-key-file", str(file))
        assert server.headers[0]["authorization"] == "Bearer sk-abcdefgh"
    assert code == 0
    assert told["command"][-2:] == ["--api-key-file", str(file)]


def test_dry_run_tells_what_it_would_send_and_sends_nothing(check, inside, grader_server):
    done = inside("doctor", "--base-url", grader_server.base_url, "--model", "m", "--dry-run",
                  "--json")  # fmt: skip
    assert json.loads(done.out) == {"dry_run": True, "requests": 5, "looks": 4}
    assert grader_server.connections == 0


def test_judge_without_an_endpoint_has_nothing_to_check(inside):
    done = inside("doctor", "--judge", "baseline", "--lang", "en")
    assert (done.code, "nothing to check" in done.out) == (0, True)


def _behind(cause):
    error = openai.APIConnectionError(request=None)
    error.__cause__ = cause
    return error


def _certificate():
    error = ssl.SSLCertVerificationError(1, "certificate verify failed")
    error.verify_message = "self-signed certificate"
    return error


@pytest.mark.parametrize(("cause", "kind", "detail"), [
    (socket.gaierror(-2, "Name or service not known"), "no_host", "Name or service not known"),
    (_certificate(), "certificate", "self-signed certificate"),
    (TimeoutError(), "timeout", "TimeoutError"),
    (ConnectionResetError(104, "Connection reset by peer"), "closed", "Connection reset by peer"),
    (ValueError("Illegal header value b'Bearer sk-secret'"), "other", "ValueError"),
])  # fmt: skip
def test_failure_is_told_by_its_lowest_layer_and_never_by_a_header(cause, kind, detail):
    found = failure_of(_behind(cause))
    assert (found.kind, found.detail) == (kind, detail)


def test_server_that_keeps_one_waiting_is_asked_twice_at_most(check):
    with LoopbackServer("hang") as server:
        code, told, checks = check(server.base_url, "--timeout", "0.2")
    assert (code, told["requests"], checks["json_schema"]["what"]) == (1, 2, "timeout")
    assert "--timeout" in checks["json_schema"]["advice"]


@pytest.mark.parametrize(("page", "what"), [
    (Reply(401, b'{"detail": "no key"}', {"content-type": "application/json"}), "key_missing"),
    (Reply(404, b"{}"), "key_open"),
])  # fmt: skip
def test_right_path_is_not_doubted_where_no_model_was_named(inside, monkeypatch, page, what):
    """Chat requests are answered there, so that the missing list says nothing of the path."""
    for name in ("GRADER_MODEL", "OPENAI_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    pages = {"GET /v1/models": page, "POST /v1/chat/completions":
             Reply(422, b'{"detail": "Field required"}', {"content-type": "application/json"})}  # fmt: skip
    with LoopbackServer(pages=pages) as server:
        done = inside("doctor", "--base-url", server.base_url, "--json")
    checks = {each["check"]: each["what"] for each in json.loads(done.out)["checks"]}
    assert (done.code, checks["address"], checks["key"]) == (1, "reach_ok", what)
    assert checks["model"] == "model_unnamed"


def test_addresses_beside_one_keep_its_query_where_it_belongs():
    azure = "https://r.openai.azure.com/openai/deployments/d?api-version=2026-01-01"
    assert beside(azure, "/models").endswith("/deployments/d/models")
    assert at_root("http://h:1/v1/", "/props") == "http://h:1/props"
    assert shown(f"{azure}&key=secret") == azure
    assert meant("http://h/v1")[0] == "http://h"
    assert [is_own(f"http://{each}/v1") for each in ("box:8000", "10.0.0.2", "[::1]:1", "a.com")] \
        == [True, True, True, False]  # fmt: skip
