"""The plugin's fixtures, and what they cost a suite that does not use them."""

import asyncio
import json
import subprocess
import sys
import urllib.request
from decimal import Decimal

import httpx
import openai
import pytest

import grader.testing
from grader.records import Answer, Call, Criterion, Item, Prompt, Task, Text
from grader.testing import ok, rating_content

pytest_plugins = ["pytester"]


def ask(api, body, **options):
    async def asked():
        client = openai.AsyncOpenAI(
            base_url=api.base_url, api_key="test", max_retries=0, http_client=api.client, **options
        )
        return await client.chat.completions.create(**body)

    return asyncio.run(asked())


def test_grader_server_answers(grader_server, request_body):
    sent = json.dumps(request_body()).encode()
    url = f"{grader_server.base_url}/chat/completions"
    with urllib.request.urlopen(url, sent, timeout=5) as response:  # noqa: S310
        assert json.load(response) == ok(request_body())


def test_grader_api_answers_without_a_socket(grader_api, request_body):
    made = ask(grader_api, request_body())
    assert made.choices[0].message.content == rating_content(request_body())
    assert grader_api.requests == [request_body()]
    assert grader_api.chat.call_count == 1


def test_grader_api_replies_as_scripted(grader_api, request_body):
    grader_api.reply("quota", "Second.", lambda _body, number: f"Number {number}.")
    with pytest.raises(openai.RateLimitError):
        ask(grader_api, request_body())
    said = [ask(grader_api, request_body()).choices[0].message.content for _ in range(2)]
    assert said == ["Second.", "Number 2."]


@pytest.mark.parametrize("name", ["disconnect", "reset_mid_body"])
def test_grader_api_loses_the_connection(grader_api, request_body, name):
    grader_api.reply(name)
    with pytest.raises(openai.APIConnectionError):
        ask(grader_api, request_body())


def test_grader_api_keeps_alive_with_blank_lines(grader_api, request_body):
    grader_api.reply("keepalive_blank_lines")
    assert ask(grader_api, request_body()).choices


@pytest.mark.parametrize("name", ["hang", "trickle"])
def test_grader_api_is_silent(grader_api, request_body, name):
    grader_api.reply(name)

    async def give_up():
        async with asyncio.timeout(0.1):
            await grader_api.client.post(
                "http://grader.test/v1/chat/completions", json=request_body()
            )

    with pytest.raises(TimeoutError):
        asyncio.run(give_up())


def test_grader_api_makes_a_judge_that_asks_there(grader_api, request_body):
    """The whole way: task, wire form, reply."""
    body = request_body()
    schema = body["response_format"]["json_schema"]["schema"]
    criterion = Criterion(
        id="calm", points=Decimal(2), dimension="empathy", description=Text(en="Stays calm.")
    )
    item = Item(id="1", text=Text(en="What do you do?"), points=Decimal(2), criteria=(criterion,))
    prompt = Prompt(item=item, system=body["messages"][0]["content"], schema=schema, digest="d")
    answer = Answer(candidate_id="c1", item_id="1", text="…")
    task = Task(key="k", prompt=prompt, answer=answer, lines=())

    async def asked():
        judge = grader_api.judge("m-1", seed=7)
        reply = await judge.ask(task, Call(user=body["messages"][1]["content"]))
        await judge.close()
        return reply

    assert asyncio.run(asked()).text == rating_content(body)
    [sent] = grader_api.requests
    assert (sent["model"], sent["seed"], sent["messages"]) == ("m-1", 7, body["messages"])


def test_grader_api_route_can_be_changed(grader_api, request_body):
    grader_api.chat.respond(418)
    with pytest.raises(openai.APIStatusError, match="418"):
        ask(grader_api, request_body())


def test_grader_api_router_takes_more_routes(grader_api):
    grader_api.router.get("/models").respond(json={"data": []})
    got = asyncio.run(grader_api.client.get("http://grader.test/v1/models"))
    assert got.json() == {"data": []}


def test_grader_api_leaves_other_clients_alone(grader_api):
    """A suite's own httpx mocks must go on working."""
    transport = httpx.MockTransport(lambda _request: httpx.Response(204))
    with httpx.Client(transport=transport) as other:
        assert other.get("http://grader.test/v1/models").status_code == 204
    assert not grader_api.router.calls


def test_error_in_a_script_fails_the_test_at_its_end(pytester):
    """The client takes the error for a lost connection, and the code under test may retry."""
    pytester.makeconftest("from grader.testing.plugin import grader_api")
    pytester.makepyfile(
        """
        import asyncio, httpx, pytest

        def test_misspelt(grader_api):
            grader_api.reply("rate_limted")
            with pytest.raises(ValueError):
                url = "http://grader.test/v1/chat/completions"
                asyncio.run(grader_api.client.post(url, json={"messages": []}))
        """
    )
    result = pytester.runpytest_inprocess()
    result.assert_outcomes(passed=1, errors=1)
    result.stdout.fnmatch_lines(["*no fault called 'rate_limted'*"])


@pytest.mark.parametrize(
    ("fixture", "module"), [("grader_api", "respx"), ("grader_server", "aiohttp")]
)
def test_missing_package_is_told_with_its_remedy(pytester, fixture, module):
    home = {"grader_api": "grader.testing.api", "grader_server": "grader.testing.server"}[fixture]
    # In the inner conftest: pytest itself loads respx's own plugin before, and pytester puts
    # sys.modules back after.
    pytester.makeconftest(
        f"""
        import sys
        sys.modules.pop("{home}", None)
        sys.modules["{module}"] = None
        from grader.testing.plugin import {fixture}
        """
    )
    pytester.makepyfile(f"def test_it({fixture}): pass")
    result = pytester.runpytest_inprocess()
    result.assert_outcomes(errors=1)
    told = f'{fixture}: {module} is not installed; pip install "interview-grader[testing]"'
    assert told in result.stdout.str()


def test_plugin_imports_nothing_heavy():
    """pytest imports it in every suite of an environment that has the package."""
    heavy = {"aiohttp", "asyncio", "grader.testing.replies", "httpx", "openai", "respx"}
    code = (
        "import sys, pytest; before = set(sys.modules); import grader.testing.plugin; "
        "print(*(set(sys.modules) - before))"
    )
    command = [sys.executable, "-c", code]
    found = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert "grader.testing.plugin" in found
    assert heavy.isdisjoint(found)


def test_exports_are_sorted_and_there():
    assert grader.testing.__all__ == sorted(grader.testing.__all__)
    assert all(getattr(grader.testing, name) for name in grader.testing.__all__)
    assert set(grader.testing._HOMES) == set(grader.testing.__all__)
    with pytest.raises(AttributeError, match="no attribute 'Server'"):
        _ = grader.testing.Server
