"""What a run will cost, what it may cost, and what it did: by the command line, on a real wire."""

import csv
import inspect
import json
import re
from collections import Counter
from pathlib import Path

import pytest

from grader.cli.app import main
from grader.engines.local import LocalEngine
from grader.readers.resources import labels
from grader.testing import LoopbackServer
from grader.testing.replies import rating_content, said

ITEMS = ("一/1", "一/2", "一/3")
SENTENCES = (
    "先安抚客户的情绪，认真倾听他的诉求。", "核对订单号和物流状态，说明原因。", "两小时内给出退款或补发的方案。",
    "同步主管和仓库，记录工单。", "三天后回访，确认客户满意。",
)  # fmt: skip
RATES = {"input": 2.5, "cached": 1.25, "output": 10}
CJK = re.compile("[\u2e80-\u9fff\uff00-\uffef]")
# Tokens per Chinese and per other character, as three generations of tokenizers have them.
TOKENIZERS = {"o200k": (0.68, 0.28), "cl100k": (1.2, 0.32), "deepseek": (0.6, 0.3)}
GOES_ON = labels("en", "cli")["next"].split("{")[0]
is_wired = pytest.mark.skipif(
    "permit" not in inspect.signature(LocalEngine).parameters,
    reason="the engine takes no permit yet",
)


class Bill:
    """A script that counts tokens as one tokenizer does, and adds up what it would bill."""

    def __init__(self, tokenizer="o200k", *, cache=False, content=rating_content, length=0):
        self.rates, self.cache, self.content, self.length = (
            TOKENIZERS[tokenizer],
            cache,
            content,
            length,
        )
        self.seen, self.usd, self.calls = set(), 0.0, 0

    def count(self, text):
        chinese = len(CJK.findall(text))
        return round(self.rates[0] * chinese + self.rates[1] * (len(text) - chinese))

    def __call__(self, body, _number):
        content = self.content(body)
        system = body["messages"][0]["content"]
        sent = "".join(message["content"] for message in body["messages"])
        used = {
            "prompt_tokens": self.count(sent + json.dumps(body.get("response_format", ""))) + 11,
            "completion_tokens": self.length or self.count(content),
        }
        cached = self.count(system) if self.cache and system in self.seen else 0
        used["prompt_tokens_details"] = {"cached_tokens": cached}
        self.seen.add(system)
        self.calls += 1
        fresh = used["prompt_tokens"] - cached
        self.usd += (fresh * 2.5 + cached * 1.25 + used["completion_tokens"] * 10) / 1e6
        return said(body, content, usage=used)


@pytest.fixture
def answers(tmp_path):
    """Writes a file of so many answers, no two of them equal unless *copies* says so."""

    def write(count, *, copies=1):
        path = tmp_path / "answers.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            table = csv.writer(file)
            table.writerow(["candidate_id", "item_id", "answer"])
            for number in range(count):
                person, item = divmod(number, len(ITEMS))
                kind = person // copies
                text = "".join(SENTENCES[(kind + step) % 5] for step in range(1 + kind % 9))
                table.writerow([f"c{person}", ITEMS[item], f"{text}编号{kind}。"])
        return path

    return write


@pytest.fixture
def prices(tmp_path):
    path = tmp_path / "prices.yaml"
    path.write_text(f"- {json.dumps({'model': 'm*', **RATES})}\n", encoding="utf-8")
    return path


@pytest.fixture
def run(tmp_path, capsys):
    """Runs `grader grade` on a file at a server: exit code, JSON, what was told."""

    def grade(path, server, *options, as_json=True, out="out"):
        capsys.readouterr()
        code = main(
            ["grade", str(path), "-r", "service-manager", "-o", str(tmp_path / out), "--base-url", server.base_url,
             "--model", "m1", "--progress", "none", "--format", "csv", *(["--json"] if as_json else []), *map(str, options)]
        )  # fmt: skip
        said = capsys.readouterr()
        return code, json.loads(said.out) if as_json and said.out else said.out, said.err

    return grade


def within(range_, value):
    return range_["low"] <= value <= range_["high"]


def scores(folder: Path):
    with (folder / "scores.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_dry_run_sends_nothing_leaves_nothing_and_ends_well(run, answers, prices, tmp_path):
    path = answers(30)
    before = sorted(tmp_path.iterdir())
    with LoopbackServer(Bill()) as server:
        code, told, _ = run(path, server, "--dry-run", "--prices", prices)
        assert server.requests == []
    assert code == 0
    assert sorted(tmp_path.iterdir()) == before
    assert set(told) == {"dry_run", "requests", "tokens", "cost", "seconds"}
    assert told["dry_run"] is True
    assert set(told["tokens"]) == {"input", "cached", "output"}
    assert told["cost"]["priced"] is True
    ranges = [told["requests"], told["seconds"], told["cost"]["usd"], *told["tokens"].values()]
    assert all(set(each) == {"low", "high"} and 0 <= each["low"] <= each["high"] for each in ranges)
    assert told["requests"]["low"] == 30


@pytest.mark.parametrize("cache", [False, True])
@pytest.mark.parametrize("tokenizer", TOKENIZERS)
def test_bill_of_300_answers_lies_inside_the_dry_run(run, answers, prices, tokenizer, cache):
    path, bill = answers(300), Bill(tokenizer, cache=cache)
    with LoopbackServer(bill, remember=False) as server:
        _, ahead, _ = run(path, server, "--dry-run", "--prices", prices)
        _, first, _ = run(path, server, "--limit", 24, "--prices", prices)
        spent = bill.usd
        code, done, _ = run(path, server, "--prices", prices)
    assert code == 0
    assert within(ahead["cost"]["usd"], bill.usd)
    assert within(ahead["requests"], bill.calls)
    assert within(first["left"]["cost"]["usd"], bill.usd - spent)
    assert done["cost"]["usd"] == pytest.approx(bill.usd - spent, abs=1e-4)


def test_bill_with_repairs_lies_inside_the_dry_run(run, answers, prices):
    def mends(body):
        is_first = len(body["messages"]) == 2
        wrong = is_first and sum(map(ord, body["messages"][1]["content"])) % 6 == 0
        return rating_content(body, quotes="invented" if wrong else "verbatim")

    path, bill = answers(300), Bill(content=mends)
    with LoopbackServer(bill, remember=False) as server:
        _, ahead, _ = run(path, server, "--dry-run", "--prices", prices)
        run(path, server, "--prices", prices)
    assert bill.calls > 320
    assert within(ahead["requests"], bill.calls)
    assert within(ahead["cost"]["usd"], bill.usd)


def test_dry_run_counts_equal_answers_once_and_gated_ones_not_at_all(run, answers, prices):
    path = answers(60, copies=2)
    with path.open("a", encoding="utf-8") as file:
        file.write("d1,一/1,不知道\nd2,一/1,见附件\nd3,一/1,(跳过)\nd4,一/1,\n")
    with LoopbackServer(Bill()) as server:
        _, told, _ = run(path, server, "--dry-run", "--prices", prices)
        assert told["requests"]["low"] == 30
        run(path, server, "--prices", prices)
        assert len(server.requests) == 30


def test_dry_run_does_not_count_what_the_store_has(run, answers, prices):
    path = answers(30)
    with LoopbackServer(Bill()) as server:
        run(path, server, "--limit", 12, "--prices", prices)
        _, told, _ = run(path, server, "--dry-run", "--prices", prices)
        assert told["requests"]["low"] == 18
        run(path, server, "--prices", prices)
        _, told, _ = run(path, server, "--dry-run", "--prices", prices)
    assert told["requests"] == {"low": 0, "high": 0}
    assert told["cost"] == {"usd": {"low": 0.0, "high": 0.0}, "priced": True}


def test_dry_run_beside_a_run_changes_nothing_of_it(run, answers, prices, tmp_path):
    path = answers(9)
    with LoopbackServer(Bill()) as server:
        run(path, server, "--prices", prices)
        before = {
            each.name: each.read_bytes()
            for each in (tmp_path / "out").glob("*.*")
            if each.suffix != ".db"
        }
        run(answers(30), server, "--dry-run", "--prices", prices)
    after = {
        each.name: each.read_bytes()
        for each in (tmp_path / "out").glob("*.*")
        if each.suffix != ".db"
    }
    assert after == before


def test_dry_run_with_a_limit_counts_no_more(run, answers, prices):
    with LoopbackServer() as server:
        _, told, _ = run(answers(30), server, "--dry-run", "--limit", 7, "--prices", prices)
    assert told["requests"]["low"] == 7


def test_real_usage_narrows_the_next_dry_run(run, answers, prices):
    path = answers(300)
    with LoopbackServer(Bill("cl100k")) as server:
        _, before, _ = run(path, server, "--dry-run", "--prices", prices)
        run(path, server, "--limit", 20, "--prices", prices)
        _, after, _ = run(path, server, "--dry-run", "--prices", prices)

    def spread(found):
        return found["tokens"]["input"]["high"] / found["tokens"]["input"]["low"]

    assert spread(before) > 3
    assert spread(after) < 1.35


@pytest.mark.parametrize(("language", "unknown"), [("zh", "未知"), ("en", "unknown")])
def test_dry_run_says_what_it_rests_on_and_that_a_price_is_unknown(run, answers, language, unknown):
    with LoopbackServer() as server:
        code, told, _ = run(answers(30), server, "--dry-run", "--lang", language, as_json=False)
    assert code == 0
    assert unknown in told
    assert "--prices" in told
    assert "32" in told
    assert "--limit 20" in told
    assert "0.00" not in told


def test_unknown_price_is_null_in_json(run, answers):
    with LoopbackServer() as server:
        _, told, _ = run(answers(3), server, "--dry-run")
    assert told["cost"] == {"usd": None, "priced": False}


def test_dry_run_of_the_baseline_costs_nothing(run, answers):
    with LoopbackServer() as server:
        code, told, _ = run(answers(3), server, "--dry-run", "--judge", "baseline")
    assert code == 0
    assert told["cost"]["usd"] == {"low": 0, "high": 0}


def test_budget_with_an_unknown_price_is_refused_before_anything_is_sent(run, answers, tmp_path):
    with LoopbackServer() as server:
        code, out, told = run(answers(3), server, "--budget", 5)
        assert server.requests == []
    assert code == 2
    assert not out
    assert "--prices" in told
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("budget", ["0", "-1", "nan", "inf"])
def test_budget_has_to_be_an_amount(run, answers, prices, budget):
    with LoopbackServer() as server:
        code, _, told = run(answers(3), server, "--budget", budget, "--prices", prices)
        assert server.requests == []
    assert code == 2
    assert "--budget" in told


def test_price_table_with_a_mistake_is_refused_before_anything_is_sent(run, answers, tmp_path):
    table = tmp_path / "wrong.yaml"
    table.write_text("- model: m1\n  input: two\n  output: 10\n", encoding="utf-8")
    with LoopbackServer() as server:
        code, _, told = run(answers(3), server, "--prices", table)
        assert server.requests == []
    assert code == 2
    assert "wrong.yaml:2:10" in told


def test_budget_is_refused_for_batches_before_anything_is_sent(run, answers, prices):
    with LoopbackServer() as server:
        code, _, told = run(
            answers(3), server, "--budget", 5, "--prices", prices, "--engine", "batch"
        )
        assert server.requests == []
    assert code == 2
    assert "--engine local" in told


def test_dry_run_of_batches_takes_up_to_a_day(run, answers, prices):
    with LoopbackServer() as server:
        code, told, _ = run(
            answers(3), server, "--dry-run", "--engine", "batch", "--prices", prices
        )
        assert server.requests == []
    assert code == 0
    assert told["seconds"]["high"] == 24 * 3600


@is_wired
def test_budget_that_is_enough_is_told_in_run_json(run, answers, prices, tmp_path):
    with LoopbackServer(Bill()) as server:
        code, _, _ = run(answers(3), server, "--budget", 5, "--prices", prices)
    kept = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    assert code == 0
    assert kept["budget"] == 5
    assert "left" not in kept


@is_wired
@pytest.mark.parametrize("length", [0, 4096])
def test_true_spend_never_passes_the_budget(run, answers, prices, tmp_path, length):
    bill = Bill("cl100k", length=length)
    with LoopbackServer(bill, latency_s=0.02, remember=False) as server:
        code, _, told = run(
            answers(300), server, "--budget", 1, "--prices", prices, "--concurrency", 32
        )
    assert code == 3
    assert "--budget 1" in told
    assert GOES_ON in told
    assert 0.5 < bill.usd <= 1
    reasons = Counter((row["status"], row["reason"]) for row in scores(tmp_path / "out"))
    assert set(reasons) == {("graded", ""), ("unscored", "budget")}
    assert reasons["graded", ""] == bill.calls
    kept = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    assert kept["exit"]["code"] == 3
    assert kept["cost"]["usd"] == pytest.approx(bill.usd, abs=1e-4)


@is_wired
def test_the_same_command_goes_on_with_as_much_again(run, answers, prices):
    path, bill = answers(120), Bill()
    with LoopbackServer(bill, remember=False) as server:
        codes = [run(path, server, "--budget", "0.4", "--prices", prices)[0] for _ in range(4)]
    assert codes[0] == 3
    assert codes[-1] == 0
    assert bill.calls == 120


def test_first_look_is_spread_over_the_items_and_the_rest_follows(run, answers, prices, tmp_path):
    path = answers(60)
    with LoopbackServer(Bill()) as server:
        code, told, _ = run(path, server, "--limit", 7, "--prices", prices, "--format", "html")
        assert len(server.requests) == 7
        rows = scores(tmp_path / "out")
        assert (tmp_path / "out" / "report.html").is_file()
        code_of_rest, done, _ = run(path, server, "--prices", prices)
        assert len(server.requests) == 60
    assert (code, code_of_rest) == (0, 0)
    graded = Counter(row["item_id"] for row in rows if row["status"] == "graded")
    assert sorted(graded.values()) == [2, 2, 3]
    assert {row["reason"] for row in rows if row["status"] == "unscored"} == {"not_reached"}
    assert told["left"]["answers"] == 53
    assert told["left"]["requests"]["low"] == 53
    assert "left" not in done


def test_first_look_again_takes_the_next_answers(run, answers, prices):
    path = answers(30)
    with LoopbackServer(Bill()) as server:
        lefts = [
            run(path, server, "--limit", 12, "--prices", prices)[1].get("left") for _ in range(3)
        ]
        assert len(server.requests) == 30
    assert [each and each["answers"] for each in lefts] == [18, 6, None]


def test_first_look_asks_equal_answers_once_and_settles_their_copies(
    run, answers, prices, tmp_path
):
    with LoopbackServer(Bill()) as server:
        _, told, _ = run(answers(60, copies=2), server, "--limit", 6, "--prices", prices)
        assert len(server.requests) == 6
    assert Counter(row["status"] for row in scores(tmp_path / "out"))["graded"] == 12
    assert told["left"]["answers"] == 48
    assert told["left"]["requests"]["low"] == 24


@pytest.mark.parametrize("language", ["zh", "en"])
def test_first_look_says_what_the_whole_will_cost(run, answers, prices, language):
    path = answers(60)
    with LoopbackServer(Bill()) as server:
        _, _, told = run(
            path, server, "--limit", 20, "--prices", prices, "--lang", language, as_json=False
        )
    words = labels(language, "cli")
    assert words["left"].format(count=40) in told
    assert words["whole"].split("{")[0] in told
    assert words["open_many"].split("{count}")[1] not in told


def wrong_for(share, what):
    """Content that is *what* for a *share* of the answers, by their number, whenever asked."""

    def content(body):
        number = int(re.search(r"编号(\d+)", body["messages"][1]["content"])[1])
        return what if number % 10 >= 10 - share * 10 else rating_content(body)

    return content


def test_failing_for_a_common_cause_ends_the_run_with_that_cause(run, answers, prices, tmp_path):
    path = answers(300)
    with LoopbackServer(Bill(content=wrong_for(0.4, "no json")), remember=False) as server:
        code, _, told = run(
            path, server, "--fail-over", "0.2", "--prices", prices, "--concurrency", 4
        )
    assert code == 3
    assert "--fail-over 0.2" in told
    assert "invalid" in told
    assert GOES_ON in told
    reasons = Counter(row["reason"] for row in scores(tmp_path / "out"))
    assert reasons["not_reached"] > 100


def test_fewer_failures_than_the_share_end_nothing(run, answers, prices):
    with LoopbackServer(Bill(content=wrong_for(0.1, "no json")), remember=False) as server:
        code, told, _ = run(answers(90), server, "--fail-over", "0.4", "--prices", prices)
    assert code == 1
    assert told["counts"]["answers"] == 90


def test_answers_refused_for_their_own_sake_never_end_a_run(run, answers, prices):
    def refuses(body, _number):
        number = int(re.search(r"编号(\d+)", body["messages"][1]["content"])[1])
        return "content_filter_400" if number % 2 else "ok"

    with LoopbackServer(refuses, remember=False) as server:
        code, told, _ = run(answers(90), server, "--fail-over", "0.1", "--prices", prices)
    assert code == 1
    assert told["counts"]["unscored"] == 45


@pytest.mark.parametrize("part", ["cli"])
def test_labels_are_the_same_in_both_languages(part):
    zh, en = labels("zh", part), labels("en", part)
    assert zh.keys() == en.keys()
    fields = re.compile(r"\{\w+\}")
    assert [
        name for name in zh if set(fields.findall(zh[name])) != set(fields.findall(en[name]))
    ] == []
