"""The loopback server, asked over a real socket."""

import asyncio
import http.client
import json
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request

import openai
import pytest

from grader.testing import LoopbackServer, Reply, completion, ok, rating_content


def get(url):
    with urllib.request.urlopen(url, timeout=5) as response:  # noqa: S310
        return json.load(response)


def content(answer):
    return json.loads(answer[2])["choices"][0]["message"]["content"]


@pytest.fixture
def server():
    with LoopbackServer() as running:
        yield running


@pytest.mark.parametrize("rung", ["json_schema", "tool", "json_object", "text"])
def test_default_server_gives_good_reply_on_each_rung(server, request_body, rung, post):
    status, headers, sent = post(server, request_body(rung))
    assert (status, headers["content-type"]) == (200, "application/json")
    assert json.loads(sent) == ok(request_body(rung))


def test_server_keeps_requests_and_headers(server, request_body, post):
    post(server, request_body("text", temperature=0))
    post(server, request_body("tool"))
    assert server.requests == [request_body("text", temperature=0), request_body("tool")]
    assert [headers["accept-encoding"] for headers in server.headers] == ["identity"] * 2


def test_server_lists_models_and_counts(post):
    with LoopbackServer(models=["a", "b"]) as server:
        models = get(f"{server.base_url}/models")
        post(server, {"messages": []})
        stats = get(server.base_url.replace("/v1", "/stats"))
    assert [model["id"] for model in models["data"]] == ["a", "b"]
    assert stats == {"requests": 1, "peak_in_flight": 1, "connections": 3}


def test_unknown_path_is_not_found(server):
    with pytest.raises(urllib.error.HTTPError) as caught:
        get(f"{server.base_url}/embeddings")
    assert caught.value.code == 404
    caught.value.close()


@pytest.mark.parametrize("sent", [b"", b"{", b"[]", b'"text"'])
def test_body_that_is_no_object_is_refused_and_not_kept(server, sent, post):
    status, _, told = post(server, sent)
    assert status == 400
    assert "Invalid JSON payload" in json.loads(told)["error"]["message"]
    assert server.requests == []


def test_server_takes_a_body_of_many_megabytes(server, request_body, post):
    """What is too large is for the script to say."""
    body = request_body("text", lines=["ten words in this line " * 200_000])
    assert post(server, body)[0] == 200


def test_script_is_consumed_in_order_and_last_stays(request_body, post):
    script = ["rate_limited", completion("second"), "Third.", Reply(418, b"tea"), "ok"]
    with LoopbackServer(script) as server:
        got = [post(server, request_body()) for _ in range(6)]
    assert [answer[0] for answer in got] == [429, 200, 200, 418, 200, 200]
    assert [content(got[1]), content(got[2]), got[3][2]] == ["second", "Third.", b"tea"]
    assert content(got[5]) == rating_content(request_body())


def test_script_may_be_a_callable_of_body_and_number(request_body, post):
    def script(body, number):
        return f"{body['model']} {number}"

    with LoopbackServer(script) as server:
        assert [content(post(server, request_body())) for _ in range(2)] == [
            "asked-1 0",
            "asked-1 1",
        ]


def test_reply_changes_what_comes_next(server, request_body, post):
    server.reply("quota", "Done.")
    assert [post(server, request_body())[0] for _ in range(3)] == [429, 200, 200]


def test_error_in_a_script_reaches_the_test(request_body, post):
    """It is raised in another thread, where nobody would see it."""

    def script(_body, _number):
        raise LookupError("a slip in the test")

    with pytest.raises(LookupError, match="a slip"), LoopbackServer(script) as server:
        status, _, sent = post(server, request_body())
        assert status == 500
        assert b"the script failed" in sent


def test_error_of_the_test_wins_over_one_of_the_script(request_body, post):
    with pytest.raises(KeyError), LoopbackServer(["no_such_fault"]) as server:
        post(server, request_body())
        raise KeyError


def drawn(seed, count=200):
    shares = {"rate_limited": 0.2, "server_error": 0.1}
    with LoopbackServer(faults=shares, seed=seed) as server:
        connection = http.client.HTTPConnection(
            *server.base_url.split("/")[2].split(":"), timeout=5
        )
        statuses = []
        for _ in range(count):
            connection.request("POST", "/v1/chat/completions", b'{"messages": []}')
            response = connection.getresponse()
            response.read()
            statuses.append(response.status)
        connection.close()
    return statuses


def test_shares_of_faults_are_the_same_for_a_seed():
    first = drawn(7)
    assert first == drawn(7)
    assert first != drawn(8)
    # 200 draws: three standard deviations are 17 and 13 around 40 and 20.
    assert 23 <= first.count(429) <= 57
    assert 7 <= first.count(500) <= 33
    assert first.count(200) == 200 - first.count(429) - first.count(500)


@pytest.mark.parametrize("shares", [{"quota": 1.1}, {"quota": -0.1}, {"quota": 0.6, "nan": 0.6}])
def test_impossible_shares_are_refused(shares):
    with pytest.raises(ValueError, match="faults: shares"):
        LoopbackServer(faults=shares)


def test_share_of_an_unknown_fault_is_refused():
    with pytest.raises(ValueError, match="no fault called 'rate_limit'"):
        LoopbackServer(faults={"rate_limit": 0.1})


def test_latency_and_delay_pass_before_the_reply(request_body, post):
    with LoopbackServer(Reply(200, b"{}", delay_s=0.1), latency_s=0.1) as server:
        begun = time.monotonic()
        post(server, request_body())
    assert time.monotonic() - begun >= 0.2


def ask_at_once(server, body, count):
    async def ask():
        async with openai.AsyncOpenAI(
            base_url=server.base_url, api_key="test", max_retries=0
        ) as client:
            return await asyncio.gather(
                *[client.chat.completions.create(**body) for _ in range(count)]
            )

    return asyncio.run(ask())


def test_peak_in_flight_and_connections_are_counted(request_body, post):
    with LoopbackServer(latency_s=0.3) as server:
        ask_at_once(server, request_body("text"), 5)
        post(server, request_body("text"))
    assert (server.peak_in_flight, server.connections) == (5, 6)
    assert len(server.requests) == 6


def test_client_that_gives_up_is_no_longer_in_flight(request_body, post):
    with LoopbackServer(["hang", "ok"]) as server:
        with pytest.raises(TimeoutError):
            post(server, request_body(), timeout=0.1)
        time.sleep(0.1)
        post(server, request_body())
    assert server.peak_in_flight == 1


@pytest.mark.parametrize(
    ("name", "raised"),
    [
        ("rate_limited", openai.RateLimitError),
        ("unauthorized", openai.AuthenticationError),
        ("disconnect", openai.APIConnectionError),
        ("reset_mid_body", openai.APIConnectionError),
        ("broken_json_200", json.JSONDecodeError),
        ("plain_text_500", openai.InternalServerError),
    ],
)
def test_openai_client_meets_the_fault(request_body, name, raised):
    with LoopbackServer(name) as server, pytest.raises(raised):
        ask_at_once(server, request_body("text"), 1)


def test_openai_client_reads_the_good_reply(server, request_body):
    [made] = ask_at_once(server, request_body(), 1)
    assert made.choices[0].message.content == rating_content(request_body())
    assert made.usage.total_tokens == 1050


def test_stop_is_quick_with_hanging_requests(request_body, post):
    server = LoopbackServer(["hang", "trickle"]).start()

    def ask():
        with pytest.raises((OSError, http.client.HTTPException)):
            post(server, request_body())

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    while len(server.requests) < 4:
        time.sleep(0.01)
    begun = time.monotonic()
    server.stop()
    server.stop()  # a second time is nothing
    assert time.monotonic() - begun < 0.5
    for thread in threads:
        thread.join()


def test_server_can_start_again_on_its_port(request_body, post):
    """A run that goes on after its endpoint was away."""
    server = LoopbackServer().start()
    url = server.base_url
    post(server, request_body())
    server.stop()
    with pytest.raises(RuntimeError, match="not running"):
        _ = server.base_url
    with server:
        assert server.base_url == url
        post(server, request_body())
    assert len(server.requests) == 2


def test_taken_port_is_an_error(server, address):
    with pytest.raises(OSError, match="in use"):
        LoopbackServer(port=address(server.base_url)[1]).start()


def test_server_runs_as_a_module(request_body):
    command = [sys.executable, "-m", "grader.testing.server"]
    options = ["--latency-ms", "1", "--fault", "quota=1", "--model", "m-9", "--seed", "3"]
    with subprocess.Popen([*command, *options], stdout=subprocess.PIPE, text=True) as process:
        url = process.stdout.readline().strip()
        try:
            assert get(f"{url}/models")["data"][0]["id"] == "m-9"
            with pytest.raises(urllib.error.HTTPError) as caught:
                sent = json.dumps(request_body()).encode()
                urllib.request.urlopen(f"{url}/chat/completions", sent, timeout=5)  # noqa: S310
            assert caught.value.code == 429
            caught.value.close()
            assert get(url.replace("/v1", "/stats"))["requests"] == 1
        finally:
            process.kill()
