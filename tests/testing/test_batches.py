"""The loopback Batch API, asked by the SDK as any client would."""

import io
import json
import time

import openai
import pytest

from grader.testing import ScriptedBatch


@pytest.fixture
def client(grader_server):
    with openai.OpenAI(base_url=grader_server.base_url, api_key="test", max_retries=0) as made:
        yield made


def upload(client, request_body, count=3, **changes):
    lines = [
        json.dumps({
            "custom_id": f"line-{number}", "method": "POST", "url": "/v1/chat/completions",
            "body": request_body(), **changes,
        })
        for number in range(count)
    ]  # fmt: skip
    file = io.BytesIO("\n".join(lines).encode())
    return client.files.create(file=("lines.jsonl", file), purpose="batch")


def make(client, file, **metadata):
    return client.batches.create(
        input_file_id=file.id,
        endpoint="/v1/chat/completions",
        completion_window="24h",
        metadata=metadata,
    )


def results(client, name):
    return [json.loads(line) for line in client.files.content(name).content.splitlines()]


def test_batch_goes_its_way_and_answers_every_line(grader_server, client, request_body):
    grader_server.batches.script(ScriptedBatch(polls=3))
    file = upload(client, request_body)
    assert (file.filename, file.purpose) == ("lines.jsonl", "batch")
    batch = make(client, file, part="7")
    assert (batch.status, batch.metadata) == ("validating", {"part": "7"})
    states = [client.batches.retrieve(batch.id).status for _ in range(4)]
    assert states == ["validating", "in_progress", "finalizing", "completed"]
    done = client.batches.retrieve(batch.id)
    assert (done.request_counts.completed, done.error_file_id) == (3, None)
    found = results(client, done.output_file_id)
    assert [each["custom_id"] for each in found] == ["line-0", "line-1", "line-2"]
    assert found[0]["response"]["body"]["choices"]
    assert len(grader_server.requests) == 3


def test_refused_lines_come_in_the_error_file_without_an_error(grader_server, client, request_body):
    """As providers do it: `error` is null, and the refusal stands in the response's body."""
    grader_server.reply("context_length")
    batch = make(client, upload(client, request_body))
    done = client.batches.retrieve(batch.id)
    assert (done.status, done.output_file_id) == ("completed", None)
    [first, *_] = results(client, done.error_file_id)
    assert (first["error"], first["response"]["status_code"]) == (None, 400)
    assert first["response"]["body"]["error"]["code"] == "context_length_exceeded"


@pytest.mark.parametrize("ends", ["expired", "cancelled"])
def test_batch_cut_short_has_both_files(grader_server, client, request_body, ends):
    grader_server.batches.script(ScriptedBatch(ends=ends, answered=1))
    done = client.batches.retrieve(make(client, upload(client, request_body)).id)
    assert done.status == ends
    assert len(results(client, done.output_file_id)) == 1
    left = results(client, done.error_file_id)
    assert {each["error"]["code"] for each in left} == {f"batch_{ends}"}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"custom_id": "same"}, "duplicate_custom_id"),
        ({"url": "/v1/embeddings"}, "url_mismatch"),
        ({"body": None}, "invalid_json_line"),
    ],
)
def test_file_that_does_not_fit_fails_its_validation(client, request_body, changes, code):
    batch = make(client, upload(client, request_body, **changes))
    assert batch.status == "validating", "it is told later"
    done = client.batches.retrieve(batch.id)
    assert done.status == "failed"
    assert {each.code for each in done.errors.data} == {code}


def test_empty_file_fails_its_validation(client):
    file = client.files.create(file=("none.jsonl", io.BytesIO(b"")), purpose="batch")
    done = client.batches.retrieve(make(client, file).id)
    assert [each.code for each in done.errors.data] == ["empty_file"]


def test_cancelled_batch_ends_so(client, request_body):
    batch = make(client, upload(client, request_body))
    assert client.batches.cancel(batch.id).status == "cancelling"
    assert client.batches.retrieve(batch.id).status == "cancelled"


def test_lists_page_newest_first(client, request_body):
    file = upload(client, request_body)
    made = [make(client, file).id for _ in range(5)]
    assert [each.id for each in client.batches.list(limit=2)] == made[::-1]
    assert [each.id for each in client.files.list(purpose="batch")] == [file.id]


def test_deleted_file_is_gone(client, request_body):
    file = upload(client, request_body)
    assert client.files.delete(file.id).deleted
    for ask in (client.files.retrieve, client.files.content, client.files.delete):
        with pytest.raises(openai.NotFoundError):
            ask(file.id)
    with pytest.raises(openai.NotFoundError):
        make(client, file)


def test_unknown_batch_is_not_found(client):
    for ask in (client.batches.retrieve, client.batches.cancel):
        with pytest.raises(openai.NotFoundError):
            ask("batch_0")


@pytest.mark.parametrize("is_served", [True, False])
def test_interference_is_before_or_after_the_deed(grader_server, client, request_body, is_served):
    file = upload(client, request_body)
    grader_server.batches.interfere("create", "disconnect", is_served=is_served)
    with pytest.raises(openai.APIConnectionError):
        make(client, file)
    assert len(grader_server.batches.batches) == is_served
    assert make(client, file).id


def test_deeds_are_told_and_counted(grader_server, client, request_body):
    told = []
    grader_server.batches.on = told.append
    client.files.delete(upload(client, request_body).id)
    assert told == ["upload", "upload done", "discard", "discard done"]
    assert grader_server.batches.calls == {"upload": 1, "discard": 1}


def test_large_file_passes(client):
    began = time.monotonic()
    content = b"x" * 20_000_000
    file = client.files.create(file=("large", io.BytesIO(content)), purpose="batch")
    assert file.bytes == 20_000_000
    assert client.files.content(file.id).content == content
    assert time.monotonic() - began < 20
