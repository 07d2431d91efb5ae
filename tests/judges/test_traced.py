"""Spans tell how calls went and nothing of what was said."""

import json
from dataclasses import replace

import pytest
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from grader.judges.openai_chat import OpenAIJudge
from grader.judges.traced import TracedJudge, is_asked_for, traced
from grader.testing import LoopbackServer, ScriptedJudge

ANSWER = "哨兵答案：我会先道歉，再核对订单，第二天回访。"


@pytest.fixture
def spans():
    return InMemorySpanExporter()


@pytest.fixture
def tracer(spans):
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(spans))
    return provider.get_tracer("test")


def test_span_has_the_model_the_endpoint_and_the_tokens(ask, make_task, spans, tracer):
    with LoopbackServer() as server:
        judge = OpenAIJudge("m-1", base_url=server.base_url, api_key="sk-sentinel")
        ask(TracedJudge(judge, tracer), make_task(text=ANSWER))
        port = int(server.base_url.split(":")[2].split("/")[0])
    [span] = spans.get_finished_spans()
    assert span.name == "chat m-1"
    assert span.attributes["gen_ai.operation.name"] == "chat"
    assert span.attributes["gen_ai.request.model"] == "m-1"
    assert (span.attributes["server.address"], span.attributes["server.port"]) == (
        "127.0.0.1",
        port,
    )
    assert span.attributes["gen_ai.usage.input_tokens"] > 0
    assert span.attributes["grader.rung"] == "json_schema"


def test_span_holds_no_answer_and_no_key(ask, make_task, spans, tracer):
    with LoopbackServer(["unauthorized"]) as server:
        judge = OpenAIJudge("m-1", base_url=server.base_url, api_key="sk-sentinel")
        ask(TracedJudge(judge, tracer), make_task(text=ANSWER))
    [span] = spans.get_finished_spans()
    assert "sentinel" not in span.to_json()
    assert "哨兵" not in span.to_json()


def test_span_holds_nobodys_id_or_name(ask, make_task, spans, tracer):
    task = make_task(text=ANSWER)
    about = replace(task.answer, candidate_id="SENTINEL-7", attributes={"姓名": "欧阳哨兵"})
    with LoopbackServer() as server:
        judge = OpenAIJudge("m-1", base_url=server.base_url)
        ask(TracedJudge(judge, tracer), replace(task, answer=about))
    [span] = spans.get_finished_spans()
    assert "SENTINEL" not in span.to_json()
    assert "哨兵" not in json.dumps(json.loads(span.to_json()), ensure_ascii=False)


def test_failed_call_names_the_error(ask, make_task, spans, tracer):
    with LoopbackServer(["server_error"]) as server:
        judge = OpenAIJudge("m-1", base_url=server.base_url)
        ask(TracedJudge(judge, tracer), make_task())
    [span] = spans.get_finished_spans()
    assert span.attributes["error.type"] == "JudgeUnreachable"


def test_what_the_judge_was_found_to_take_goes_through(tracer):
    judge = ScriptedJudge("top")
    wrapped = TracedJudge(judge, tracer)
    wrapped.taken = judge.taken
    assert wrapped.taken is judge.taken
    assert (wrapped.name, wrapped.identity, wrapped.rungs) == (
        judge.name,
        judge.identity,
        judge.rungs,
    )


@pytest.mark.parametrize(
    ("environment", "asked"),
    [
        ({}, False),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:4318"}, True),
        ({"OTEL_TRACES_EXPORTER": "otlp"}, True),
        ({"OTEL_TRACES_EXPORTER": "none"}, False),
        (
            {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:4318", "OTEL_SDK_DISABLED": "true"},
            False,
        ),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": "x", "OTEL_TRACES_EXPORTER": "none"}, False),
    ],
)
def test_spans_are_made_only_where_the_standard_environment_asks(environment, asked):
    assert is_asked_for(environment) is asked


def test_judge_stays_as_it_is_where_nobody_asks():
    judge = ScriptedJudge("top")
    assert traced(judge, {}) is judge
