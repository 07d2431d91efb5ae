"""A price table of one's own: which entry counts, and how its mistakes are told."""

from decimal import Decimal

import pytest

from grader.errors import InputError
from grader.prices.table import read_price_table
from grader.records import Price, Usage

HERE = "https://api.example.com/v1"


@pytest.fixture
def table(tmp_path):
    def write(text, name="prices.yaml"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return read_price_table(path)

    return write


def test_a_list_and_a_key_with_a_list_are_read_alike(table):
    entries = "- {model: m1, input: 2.5, cached: 0.25, output: 10}\n"
    for text in (entries, f"prices:\n{entries}"):
        price = table(text).price("m1", HERE)
        assert (price.input, price.cached, price.output) == (
            Decimal("2.5"),
            Decimal("0.25"),
            Decimal(10),
        )
        assert price.source == "prices.yaml"


def test_json_is_read_tabs_and_all(table):
    found = table(
        '{\n\t"prices": [\n\t\t{"model": "m1", "input": 1e-1, "output": 2}\n\t]\n}', "p.json"
    )
    assert found.price("m1", HERE).input == Decimal("0.1")


def test_exact_names_go_before_patterns_and_hosts_before_none(table):
    found = table(
        "- {model: qwen-*, input: 1, output: 1}\n"
        "- {model: qwen-plus, input: 2, output: 2}\n"
        "- {model: qwen-plus, endpoint: api.example.com, input: 3, output: 3}\n"
        "- {model: '*', endpoint: 127.0.0.1:8080, input: 4, output: 4}\n"
    )
    assert found.price("qwen-max", HERE).input == 1
    assert found.price("qwen-plus", "https://elsewhere.test/v1").input == 2
    assert found.price("qwen-plus", HERE).input == 3
    assert found.price("any", "http://127.0.0.1:8080/v1").input == 4
    assert found.price("any", "http://127.0.0.1:9090/v1") is None


def test_a_model_that_no_entry_covers_has_no_price(table):
    assert table("- {model: m1, input: 1, output: 1}").price("m2", HERE) is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "the table is empty"),
        ("prices: []", "1:9: a list of prices is needed"),
        ("- {model: m, input: 1}", "1:3: 'output' is missing"),
        ("- model: m\n  input: 1\n  output: 2\n  outptu: 3", "4:3: unknown key 'outptu'"),
        ("- {model: m, input: 1, input: 2, output: 1}", "1:24: key 'input' stands here twice"),
        ("- {model: m, input: '1', output: 1}", "1:21: input: US dollars"),
        ("- {model: m, input: one, output: 1}", "1:21: input: US dollars"),
        ("- {model: m, input: -1, output: 1}", "1:21: input: US dollars"),
        ("- {model: m, input: .inf, output: 1}", "1:21: input: US dollars"),
        ("- {model: m, input: NaN, output: 1}", "1:21: input: US dollars"),
        ("- {model: m, input: [1], output: 1}", "1:21: input: US dollars"),
        ("- {model: '', input: 1, output: 1}", "1:11: model: a text"),
        ("- {model: m, endpoint: 'https://x.test/v1', input: 1, output: 1}", "1:24: endpoint:"),
        (
            "- {model: m, input: 1, output: 1}\n- {model: m, input: 2, output: 1}",
            "2:3: the model stands in line 1",
        ),
        ("- m", "1:3: a price with its keys"),
        ("models: []", "1:1: unknown key 'models'"),
        ("- {model: m", "not YAML or JSON"),
    ],
)
def test_a_mistake_is_told_with_its_place(table, text, told):
    with pytest.raises(InputError) as error:
        table(text)
    assert told in str(error.value)
    assert "prices.yaml" in str(error.value)


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(InputError, match=r"--prices .*cannot be read"):
        read_price_table(tmp_path / "none.yaml")


def test_price_adds_up_by_the_million():
    price = Price(input=Decimal("2.5"), cached=Decimal("0.25"), output=Decimal(10))
    used = Usage(input=1_000_000, cached=400_000, output=100_000)
    assert price.of(used) == Decimal("1.5") + Decimal("0.1") + Decimal(1)


def test_price_without_a_cached_rate_bills_the_whole_input():
    price = Price(input=Decimal(2), output=Decimal(10))
    assert price.of(Usage(input=1_000_000, cached=999_999, output=0)) == 2


def test_price_at_most_reckons_input_as_written_to_the_cache():
    price = Price(input=Decimal(4), written=Decimal(5), cached=Decimal("0.4"), output=Decimal(20))
    used = Usage(input=1_000_000, cached=0, output=0)
    assert (price.of(used), price.at_most(used)) == (4, 5)


def test_usage_that_nobody_counted_and_more_cached_than_sent_do_no_harm():
    price = Price(input=Decimal(4), cached=Decimal(1), output=Decimal(20))
    assert price.of(Usage()) == 0
    assert price.of(Usage(input=1_000_000, cached=5_000_000)) == 1
