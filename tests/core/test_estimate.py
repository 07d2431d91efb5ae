"""Characters into tokens, what real usage teaches, and ranges that hold."""

import random
from decimal import Decimal

import pytest

from grader.core.estimate import (
    ENOUGH,
    Fit,
    Load,
    Sizes,
    Terms,
    Work,
    expected_output,
    forecast,
    measure,
)
from grader.core.estimate.scripts import START
from grader.records import Outcome, Price, Usage

PRICE = Price(input=Decimal("2.5"), cached=Decimal("0.25"), output=Decimal(10))
OUTPUT = expected_output(4, "zh")
Draw = random.Random


def work(rng, own=300):
    """A request of a Chinese prompt and an answer of about *own* characters."""
    prefix = Sizes(cjk=1500, letters=500, digits=40, marks=250, spaces=300, json=2000, messages=2)
    return Work(
        prefix,
        Sizes(cjk=rng.randint(own // 2, 2 * own), digits=rng.randint(0, 60), marks=30),
        OUTPUT,
    )


def usage(each, ratios, length=480):
    tokens = sum(ratio * size for ratio, size in zip(ratios, each.sizes, strict=True))
    return Usage(input=round(tokens), output=length)


def taught(ratios, count=ENOUGH, seed=1, length=lambda rng: rng.randint(400, 560), **more):
    rng, fit = Draw(seed), Fit()
    for _ in range(count):
        each = work(rng)
        outcome = Outcome(
            key="k", text="{}", requests=1, usage=usage(each, ratios, length(rng)), **more
        )
        fit.learn(each, outcome)
    return fit


def load_of(count, seed=2):
    rng, load, works = Draw(seed), Load(), []
    for number in range(count):
        works.append(work(rng))
        load.add(works[-1], is_first=not number)
    return load, works


REAL = {
    "o200k": (0.68, 0.22, 0.45, 0.6, 0.05, 1.0, 0.3, 4),
    "cl100k": (1.2, 0.24, 0.5, 0.8, 0.1, 1.5, 0.35, 4),
    "deepseek": (0.6, 0.3, 1.0, 0.6, 0.0, 1.0, 0.0, 5),
}


def test_measure_tells_scripts_apart():
    assert measure("退款 ok, 12！é") == Sizes(cjk=3, letters=3, digits=2, marks=1, spaces=2)


def test_measure_loses_no_character():
    text = "客户 said: “不行”… 👍 Ж 3.5%\n\tкод"
    assert sum(measure(text)) == len(text)


def test_measure_counts_what_is_neither_as_other():
    assert measure("Жaж").other == 2
    assert measure("").cjk == 0


@pytest.mark.parametrize("name", REAL)
def test_starting_range_holds_for_known_tokenizers(name):
    load, works = load_of(50)
    found = forecast(load, Fit(), Terms(8, PRICE))
    real = sum(usage(each, REAL[name]).input for each in works)
    assert found.input.low <= real <= found.input.high
    assert found.learned == 0


@pytest.mark.parametrize("name", REAL)
def test_fit_of_20_replies_foretells_300_closely(name):
    load, works = load_of(300)
    found = forecast(load, taught(REAL[name]), Terms(8, PRICE))
    real = sum(usage(each, REAL[name]).input for each in works)
    low, high = found.input.low, found.input.high / (found.replies + 0.1)
    assert low <= real <= found.input.high
    assert low > 0.9 * real
    assert high < 1.2 * real


def test_fit_counts_only_from_20_replies_on():
    assert not taught(REAL["o200k"], ENOUGH - 1).is_enough
    assert taught(REAL["o200k"], ENOUGH).is_enough


def test_fit_ratios_stay_within_twice_the_starting_range():
    for ratios in ((50.0,) * 8, (0.0001,) * 8):
        found = taught(ratios, 200).ratios()
        assert all(
            start.low / 2 <= each <= start.high * 2
            for each, start in zip(found, START, strict=True)
        )


def test_fit_follows_an_endpoint_that_counts_unlike_all_others():
    """The ratios are bounded, but their sum is scaled to what was really counted."""
    load, works = load_of(100)
    ratios = [3 * start.high for start in START]
    found = forecast(load, taught(ratios), Terms(8, PRICE))
    assert found.input.low <= sum(usage(each, ratios).input for each in works) <= found.input.high


def test_fit_holds_where_every_reply_has_the_same_count():
    fit = Fit()
    each = work(Draw(1))
    for _ in range(30):
        fit.learn(each, Outcome(key="k", text="{}", requests=1, usage=Usage(input=900, output=150)))
    load = Load()
    for number in range(300):
        load.add(each, is_first=not number)
    found = forecast(load, fit, Terms(8, PRICE))
    assert found.input.low <= 300 * 900 <= found.input.high
    assert found.output.low <= 300 * 150 <= found.output.high


def test_output_range_narrows_around_the_mean_of_replies():
    load, _ = load_of(300)
    found = forecast(load, taught(REAL["o200k"], 50), Terms(8, PRICE))
    assert found.output.low < 300 * 480 < found.output.high
    assert found.output.low > 0.85 * 300 * 480


def test_long_replies_that_are_few_widen_the_range():
    def seldom(rng):
        return 4000 if rng.random() < 0.15 else 300

    steady = forecast(load_of(300)[0], taught(REAL["o200k"], 40), Terms(8, PRICE)).output
    wild = forecast(
        load_of(300)[0], taught(REAL["o200k"], 40, length=seldom), Terms(8, PRICE)
    ).output
    assert wild.high / wild.low > 1.5 * steady.high / steady.low


def test_second_replies_seen_raise_the_upper_end():
    calm, mending = taught(REAL["o200k"], 40), taught(REAL["o200k"], 40)
    for _ in range(40):
        mending.learn(work(Draw(3)), Outcome(key="k", text="{}", requests=2, repaired=1))
    load, _ = load_of(100)
    few, many = (forecast(load, fit, Terms(8, PRICE)).requests for fit in (calm, mending))
    assert few.low == many.low == 100
    assert few.high < 130
    assert many.high >= 150


def test_learned_share_of_the_cache_lowers_the_low_end_only():
    warm = taught(REAL["o200k"], 120)
    warm.cached = 0.7 * warm.input
    cold = taught(REAL["o200k"], 120)
    load, _ = load_of(300)
    with_cache, without = (forecast(load, fit, Terms(8, PRICE)) for fit in (warm, cold))
    assert with_cache.cached.low > 0
    assert without.cached == (0, 0)
    assert with_cache.usd[0] < without.usd[0]


def test_replies_of_unknown_usage_teach_no_sizes():
    fit = Fit()
    for _ in range(30):
        fit.learn(work(Draw(1)), Outcome(key="k", text="{}", requests=1))
    assert (fit.sized, fit.answers) == (0, 30)
    assert not fit.is_enough


def test_fit_survives_being_kept_as_text():
    fit = taught(REAL["cl100k"], 25, seconds=1.5)
    assert Fit.read(fit.text()) == fit


@pytest.mark.parametrize("text", ["", "{", "[]", '{"unknown": 1}', '{"gram": [[1]], "cross": [1]}'])
def test_kept_text_of_another_version_begins_anew(text):
    assert Fit.read(text) == Fit()


def test_old_replies_fade_so_that_a_changed_model_is_followed():
    fit = taught(REAL["deepseek"], 5000)
    assert fit.sized == 2500
    rng = Draw(5)
    for _ in range(20_000):
        each = work(rng)
        fit.learn(each, Outcome(key="k", text="{}", requests=1, usage=usage(each, REAL["cl100k"])))
    each = work(Draw(9))
    assert fit.input_of(each.sizes).usual == pytest.approx(
        usage(each, REAL["cl100k"]).input, rel=0.05
    )


def test_unknown_price_is_unknown_and_never_nothing():
    told = forecast(load_of(10)[0], Fit(), Terms(8, None)).as_object()
    assert told["cost"] == {"usd": None, "priced": False}


def test_nothing_to_ask_takes_nothing():
    told = forecast(Load(), Fit(), Terms(8, PRICE)).as_object()
    assert told["requests"] == {"low": 0, "high": 0}
    assert told["cost"]["usd"] == {"low": 0, "high": 0}
    assert told["seconds"] == {"low": 0, "high": 0}


def test_time_shrinks_with_calls_at_a_time():
    load, _ = load_of(300)
    alone, many = (forecast(load, Fit(), Terms(count, PRICE)).seconds for count in (1, 32))
    assert many.high < alone.high / 10


def test_expected_output_keeps_to_the_limit_and_knows_who_thinks():
    assert expected_output(4, "zh", most=100) == (100, 100, 100)
    assert expected_output(4, "zh", model="gpt-5.6-sol").high > expected_output(4, "zh").high + 2000
    assert expected_output(4, "en", model="gpt-4o") == expected_output(4, "en")
