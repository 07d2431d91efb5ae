"""Prices of the bundled tables: known, unknown, never nothing."""

from decimal import Decimal

import pytest

from grader.prices.bundled import bundled_price
from grader.wiring import price_named

OPENAI = "https://api.openai.com/v1"


def test_a_known_model_has_its_cached_rate():
    price = bundled_price("gpt-4o", OPENAI)
    assert price.cached < price.input < price.output
    assert price.source == "genai-prices"


def test_a_price_that_rises_with_length_begins_at_its_first_step():
    price = bundled_price("gpt-5.6-sol", OPENAI)
    assert price.input < price.written < price.output


@pytest.mark.parametrize(
    ("model", "endpoint"),
    [
        ("gpt-4o", "http://127.0.0.1:8000/v1"),
        ("gpt-4o", "http://localhost:11434/v1"),
        ("gpt-4o", "http://10.0.0.7/api.openai.com/v1"),
        ("gpt-4o", "http://proxy:4000/api.openai.com/v1"),
        ("no-such-model", OPENAI),
        ("qwen-plus", "https://dashscope.aliyuncs.com/compatible-mode/v1"),
    ],
)
def test_what_the_tables_do_not_know_is_unknown(model, endpoint):
    assert bundled_price(model, endpoint) is None


def test_own_table_goes_before_the_bundled_one_and_falls_back_to_it(tmp_path):
    path = tmp_path / "p.yaml"
    path.write_text("- {model: gpt-4o, input: 99, output: 99}", encoding="utf-8")
    assert price_named("gpt-4o", OPENAI, path).input == 99
    assert price_named("gpt-4o-mini", OPENAI, path).source == "genai-prices"


def test_a_judge_without_an_endpoint_costs_nothing():
    assert price_named("", "").output == Decimal(0)
