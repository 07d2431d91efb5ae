"""A judge whose calls leave OpenTelemetry spans, by the GenAI semantic conventions."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from ..errors import JudgeError, SettingError
from ..ports import Judge
from ..records import Call, Capability, Reply, Rung, Task

_ASKING = (
    "OTEL_EXPORTER_OTLP_ENDPOINT",
    "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
    "OTEL_TRACES_EXPORTER",
)


class TracedJudge:
    """
    Passes everything on to *judge* and puts a span around each call.

    A span tells the model, the endpoint, the tokens, the rung and what went wrong; never a
    prompt, an answer, a reply or a key.
    """

    def __init__(self, judge: Judge, tracer: Any) -> None:
        self._judge = judge
        self._tracer = tracer
        self.name = judge.name
        self.identity = judge.identity
        self.rungs: tuple[Rung, ...] = judge.rungs
        self.model: str = getattr(judge, "model", "")
        self.endpoint: str = getattr(judge, "endpoint", "")
        self.parameters: dict[str, object] = dict(getattr(judge, "parameters", {}))

    @property
    def untraced(self) -> Judge:
        """The judge itself, for calls that are not made here: those of a batch leave no spans."""
        return self._judge

    @property
    def taken(self) -> Capability:
        """What the judge was found to take."""
        return self._judge.taken

    @taken.setter
    def taken(self, found: Capability) -> None:
        self._judge.taken = found

    async def ask(self, task: Task, call: Call) -> Reply:
        """Ask, inside a span; see `ports.Judge`."""
        with self._tracer.start_as_current_span(f"chat {self.model}") as span:
            for name, value in self._request(call).items():
                span.set_attribute(name, value)
            try:
                reply = await self._judge.ask(task, call)
            except JudgeError as error:
                span.set_attribute("error.type", type(error).__name__)
                raise
            for name, value in _response(reply).items():
                span.set_attribute(name, value)
            return reply

    def _request(self, call: Call) -> dict[str, object]:
        parts = urlsplit(self.endpoint)
        found = {
            "gen_ai.operation.name": "chat",
            "gen_ai.provider.name": "openai",
            "gen_ai.request.model": self.model,
            "gen_ai.request.temperature": self.parameters.get("temperature"),
            "gen_ai.request.max_tokens": self.parameters.get("max_tokens"),
            "gen_ai.request.seed": self.parameters.get("seed"),
            "gen_ai.output.type": "text" if call.rung == "text" else "json",
            "server.address": parts.hostname,
            "server.port": parts.port,
            "grader.rung": call.rung,
        }
        return {name: value for name, value in found.items() if value is not None}

    async def close(self) -> None:
        """Close the judge."""
        await self._judge.close()


def _response(reply: Reply) -> dict[str, object]:
    found = {
        "gen_ai.response.model": reply.model or None,
        "gen_ai.response.finish_reasons": [reply.ended],
        "gen_ai.usage.input_tokens": reply.usage.input,
        "gen_ai.usage.output_tokens": reply.usage.output,
    }
    return {name: value for name, value in found.items() if value is not None}


def is_asked_for(environment: Mapping[str, str]) -> bool:
    """True where OpenTelemetry's own variables ask for traces and do not switch them off."""
    if environment.get("OTEL_SDK_DISABLED", "").lower() == "true":
        return False
    if environment.get("OTEL_TRACES_EXPORTER", "").lower() == "none":
        return False
    return any(environment.get(name) for name in _ASKING)


def traced(judge: Judge, environment: Mapping[str, str]) -> Judge:
    """
    *judge*, with spans where *environment* asks for them.

    Raises:
        SettingError: it asks, and the packages that make them are not installed.
    """
    if not is_asked_for(environment):
        return judge
    try:
        from opentelemetry import trace
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
    except ImportError as error:
        raise SettingError(
            "the environment asks for traces, but {missing} is not installed; pip install "
            '"interview-grader[telemetry]", or set OTEL_SDK_DISABLED=true',
            missing=error.name,
        ) from error
    provider = TracerProvider(resource=Resource.create({"service.name": "grader"}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    trace.set_tracer_provider(provider)
    return TracedJudge(judge, provider.get_tracer("grader"))
