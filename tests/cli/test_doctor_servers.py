"""grader doctor against servers that each lie in another way: which word stands in which row."""

import json
import os
import pty
import shlex
import sys

import pytest

from grader.cli.app import main
from grader.testing import Reply
from grader.testing.servers import KEY, KINDS, acting_as

# What was seen once is asked about by several tests.
SEEN: dict[tuple[str, ...], tuple] = {}
RUNGS = ("json_schema", "tool", "json_object", "text")
USUAL_STATES = {"address": "ok", "key": "ok", "seed": "ok", "temperature": "ok", "max_tokens": "ok",
                "thinking": "ok"}  # fmt: skip

# Server, model asked, the four forms, the form grading ends at, and what else differs.
TABLE = [
    ("aimock", "mock-1", "ok ok ok ok", "json_schema", {"rate_limit": "told", "server": "unknown"}),
    ("azure", "marks", "ok ok ok ok", "json_schema",
     {"model": "told", "rate_limit": "told", "server": "told"}),
    ("dashscope", "qwen-plus", "refused ok ok ok", "tool", {"models": "unknown", "model": "ok"}),
    ("deepseek", "deepseek-flash", "refused refused ok ok", "json_object", {"thinking": "told"}),
    ("kimi", "kimi-1", "ok ok ok ok", "json_schema", {"temperature": "refused"}),
    ("litellm", "house", "ok ignored ok ok", "json_schema", {"context": "told"}),
    ("llama.cpp", "any-name", "ok ignored ok ok", "json_schema",
     {"model": "ignored", "context": "told", "rate_limit": "told"}),
    ("llama-cpp-python", "any-name", "refused ignored ok ok", "json_object",
     {"model": "ignored", "context": "unknown"}),
    ("lm-studio", "small", "ok ok refused ok", "json_schema", {"context": "told"}),
    ("ollama", "qwen3:8b", "ok refused ok ok", "json_schema", {"context": "told"}),
    ("reasoning", "reasoner", "ok ok ok ok", "json_schema",
     {"temperature": "refused", "max_tokens": "refused", "seed": "refused", "rate_limit": "told"}),
    ("transformers", "small", "ignored ignored ignored ok", "json_object",
     {"models": "failed", "server": "told"}),
    ("vllm", "qwen", "ok ok ok ok", "json_schema", {"context": "told", "server": "told"}),
]  # fmt: skip


@pytest.fixture
def look(inside, monkeypatch):
    """Runs grader doctor against a kind of server; the object it prints, and its checks by name."""
    monkeypatch.setenv("OPENAI_API_KEY", KEY)

    def run(kind, model, *options):
        name = (kind, model, os.environ["OPENAI_API_KEY"], *options)
        if name not in SEEN:
            SEEN[name] = anew(kind, model, *options)
        return SEEN[name]

    def anew(kind, model, *options):
        with acting_as(kind) as server:
            named = ("--model", model) if model else ()
            done = inside(
                "doctor", "--base-url", server.base_url, *named, "--json", "--lang", "en", *options
            )
            told = json.loads(done.out)
            assert KEY not in done.out + done.err
            assert told["requests"] == len(server.requests)
        return done.code, told, {each["check"]: each for each in told["checks"]}

    return run


def test_table_has_every_kind_of_server():
    assert sorted(each[0] for each in TABLE) == sorted(KINDS)


@pytest.mark.parametrize(("kind", "model", "forms", "rung", "more"), TABLE)
def test_each_row_has_the_word_for_what_the_server_does(look, kind, model, forms, rung, more):
    code, told, checks = look(kind, model)
    assert code == 0, told
    wanted = USUAL_STATES | dict(zip(RUNGS, forms.split(), strict=True)) | more
    assert {name: checks[name]["state"] for name in wanted} == wanted
    assert (told["rung"], told["ok"], told["reason"]) == (rung, True, None)
    assert not any(each["fault"] for each in told["checks"])
    assert told["untried"] == []
    assert told["command"][:7] == ["grader", "grade", "ANSWERS", "-r", "RUBRIC", "--model", model]


@pytest.mark.parametrize(
    ("kind", "model", "what", "words"),
    [
        ("litellm", "haus", "model_unknown", "house"),
        ("vllm", "Qwen", "model_unknown", "qwen"),
        ("ollama", "qwen3", "model_unknown", "qwen3:8b"),
        ("azure", "gpt-x", "model_listed", "deploy"),
    ],
)
def test_unknown_model_is_told_with_the_nearest_there_is(look, kind, model, what, words):
    code, told, checks = look(kind, model)
    row = checks["model"]
    assert (code, row["state"], row["fault"], row["what"]) == (1, "refused", True, what)
    assert words in row["advice"]
    assert (told["requests"], told["reason"], told["command"]) == (1, "stopped", [])
    assert {"tool", "text", "price"} <= set(told["untried"])


@pytest.mark.parametrize("kind", ["aimock", "litellm", "llama.cpp"])
@pytest.mark.parametrize(("key", "what"), [("", "key_missing"), ("sk-wrong-9876", "key_wrong")])
def test_key_is_told_missing_or_wrong_and_never_shown(look, monkeypatch, kind, key, what):
    monkeypatch.setenv("OPENAI_API_KEY", key)
    code, told, checks = look(kind, "house")
    assert (code, checks["key"]["what"], checks["key"]["fault"]) == (1, what, True)
    assert told["requests"] == 1, "no other call would go better"
    assert "sk-wrong" not in json.dumps(told)


def test_what_servers_tell_of_themselves_is_told(look):
    def seen(kind, model):
        checks = look(kind, model)[2]
        return checks["context"]["seen"], checks["server"]["seen"], checks["rate_limit"]["seen"]

    assert seen("llama.cpp", "small.gguf") == (
        "8,192 tokens (told by the server)", "llama.cpp b7000-abcdef", "2 requests at a time")  # fmt: skip
    assert seen("vllm", "qwen")[:2] == ("32,768 tokens (told by the server)", "vLLM 0.12.0")
    assert seen("litellm", "house")[:2] == ("32,768 tokens (told by the server)", "LiteLLM 1.106.2")
    assert seen("lm-studio", "small")[:2] == ("16,384 tokens (told by the server)", "LM Studio")
    assert seen("ollama", "qwen3:8b")[:2] == ("4,096 tokens (told by the server)", "Ollama 0.13.0")
    assert seen("azure", "marks")[1:] == (
        "Azure OpenAI", "told only what is left: 9 requests, 7000 tokens")  # fmt: skip
    assert (
        seen("aimock", "mock-1")[2] == "60 requests a minute (59 left), 200000 tokens (198400 left)"
    )


def test_short_context_is_told_with_what_to_do(look):
    _, _, checks = look("ollama", "qwen3:8b")
    assert "8,192" in checks["context"]["advice"]


@pytest.mark.parametrize(
    ("kind", "model", "options"),
    [
        ("llama.cpp", "small.gguf", "--concurrency 2"),
        ("deepseek", "deepseek-flash", "--max-tokens 8192 --timeout 300"),
        ("aimock", "mock-1", "--concurrency 2"),
        ("vllm", "qwen", ""),
    ],
)
def test_line_has_the_options_that_matter_for_the_server(look, kind, model, options):
    _, told, _ = look(kind, model)
    assert told["command"][7] == "--base-url"
    assert shlex.join(told["command"][9:]) == options


def test_line_keeps_what_was_typed(look):
    typed = ("-r", "service-manager", "--max-tokens", "2000", "--temperature", "1")
    _, told, _ = look("deepseek", "deepseek-flash", *typed)
    line = shlex.join(told["command"])
    assert "-r service-manager" in line
    assert line.count("--max-tokens") == 1
    assert "--temperature 1.0 --max-tokens 2000" in line


def test_sole_model_is_taken_where_none_was_named(look, monkeypatch):
    monkeypatch.delenv("GRADER_MODEL", raising=False)
    code, told, checks = look("vllm", "")
    assert (code, told["model_asked"], checks["model"]["what"]) == (0, "qwen", "model_sole")


def test_several_models_are_listed_where_none_was_named(look):
    code, told, checks = look("lm-studio", "")
    assert (code, told["requests"]) == (1, 0)
    assert checks["model"]["advice"] == "Give --model one of: small, large"


def test_json_mode_is_asked_with_the_word_json(inside, monkeypatch):
    with acting_as("dashscope") as server:
        inside("doctor", "--base-url", server.base_url, "--model", "m")
        [asked] = [each for each in server.requests
                   if each.get("response_format", {}).get("type") == "json_object"]  # fmt: skip
    assert "json" in str(asked["messages"]).lower()


def test_price_makes_the_cost_known(look, tmp_path):
    table = tmp_path / "p.yaml"
    table.write_text("prices: [{model: qwen, input: 1, output: 10}]", encoding="utf-8")
    _, told, checks = look("vllm", "qwen", "--prices", str(table))
    assert (checks["price"]["state"], told["tokens"]) == ("ok", {"input": 4500, "output": 750})
    assert told["cost"] == {"usd": 0.012, "priced": True}
    assert told["command"][-2:] == ["--prices", str(table)]


@pytest.mark.parametrize(("lang", "words"), [
    ("zh", ["被忽略", "不接受", "可以评分：向模型要结果时用的是 JSON 模式", "grader grade ANSWERS -r RUBRIC"]),
    ("en", ["ignored", "refused", "Grading will work", "grader grade ANSWERS -r RUBRIC"]),
])  # fmt: skip
def test_table_for_people_keeps_to_80_columns(inside, lang, words):
    from rich.cells import cell_len

    with acting_as("llama-cpp-python") as server:
        done = inside("doctor", "--base-url", server.base_url, "--model", "any", "--lang", lang)
    assert [each for each in words if each not in done.out] == []
    table = done.out.partition("\n\n")[0].splitlines()
    assert max(map(cell_len, table)) <= 80
    assert "\x1b" not in done.out
    assert len(table) > 18


def test_terminal_shows_what_is_tried_and_then_the_table_alone(monkeypatch, capsys):
    leader, follower = pty.openpty()
    with acting_as("vllm") as server, open(follower, "w", encoding="utf-8") as terminal:
        monkeypatch.setattr(sys, "stderr", terminal)
        code = main(["doctor", "--base-url", server.base_url, "--model", "qwen", "--lang", "en"])
        terminal.flush()
        shown = os.read(leader, 65536).decode()
    os.close(leader)
    assert code == 0
    assert "checking: form json_schema" in shown
    assert shown.endswith("\r\x1b[K"), "the last step is wiped away"
    assert "vLLM 0.12.0" in capsys.readouterr().out


def test_page_that_is_no_list_of_models_harms_nothing(inside):
    from grader.testing import LoopbackServer

    page = Reply(200, b"<html><title>Home</title>", {"content-type": "text/html"})
    with LoopbackServer(pages={"GET /v1/models": page}) as server:
        done = inside("doctor", "--base-url", server.base_url, "--model", "m", "--json")
    checks = {each["check"]: each for each in json.loads(done.out)["checks"]}
    assert (done.code, checks["models"]["what"]) == (0, "models_page")
