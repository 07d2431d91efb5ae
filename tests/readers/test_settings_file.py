"""grader.toml: read with its lines, refused where it holds a key."""

import pytest

from grader.errors import SettingError
from grader.readers.settings_file import read_settings


@pytest.fixture
def read(tmp_path):
    def write(text):
        path = tmp_path / "grader.toml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_settings(path)

    return write


def test_no_file_says_nothing(tmp_path):
    assert read_settings(tmp_path / "grader.toml") is None


def test_settings_are_read_with_table_and_line(read):
    text = '\ufeff# head\r\njudge = "openai" # who\r\n\r\n[grade]\r\nanswers = [\r\n  "a.csv",\r\n\r\n  "b.csv",\r\n]\r\nmax-tokens = 9\r\n["rubric-import"]\r\nbudget = 1.5'
    found = read(text)
    said = [(each.table, each.key, each.value, each.line) for each in found.said]
    assert said == [
        ("", "judge", "openai", 2),
        ("grade", "answers", ["a.csv", "b.csv"], 5),
        ("grade", "max_tokens", 9, 10),
        ("rubric-import", "budget", 1.5, 12),
    ]
    assert found.tables == {"": 2, "grade": 4, "rubric-import": 11}
    assert found.where(12) == "grader.toml:12"


def test_line_holds_behind_a_text_that_looks_like_a_setting(read):
    found = read('[grade]\nquestion = """\nsamples = 3\n[review]\u2028x\n"""\nsamples = 5\n')
    assert [(each.key, each.line) for each in found.said] == [("question", 2), ("samples", 6)]


@pytest.mark.parametrize(
    "text",
    [
        'api_key = "SECRET-0"',
        'OPENAI_API_KEY = "SECRET-0"',
        '[grade]\n"api-key" = "SECRET-0"',
        'password = "SECRET-0"',
        '# api_key = "SECRET-0"',
        'model = "sk-SECRET-0abcdefghijklmn"',
        "# mine: sk-proj-SECRET-0abcdefghijklmn",
        'base_url = "https://me:SECRET-0@example.org/v1"',
        'base_url = "https://example.org/v1?api-key=SECRET-0"',
        'api_key = "SECRET-0',
    ],
)
def test_key_is_refused_and_not_repeated(read, text):
    with pytest.raises(SettingError, match=r"^grader.toml:[12]: keys and passwords") as caught:
        read(text)
    assert "SECRET-0" not in str(caught.value)
    assert "OPENAI_API_KEY" in str(caught.value)


@pytest.mark.parametrize(
    "text",
    ['api_key_file = "../key.txt"', "max_tokens = 4096", 'answers = "sk-answers.xlsx"',
     'base_url = "http://127.0.0.1:8000/v1"', "# 密钥不要写在这里：请设环境变量 OPENAI_API_KEY"],
)  # fmt: skip
def test_what_only_looks_like_a_key_is_read(read, text):
    assert len(read(text).said) == (not text.startswith("#"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[grade]\njudge = “x”", "grader.toml:2:9: not understood ("),
        ('store = "C:\\data"', "grader.toml:1:1"),
        ('answers = ["a"\n', "grader.toml: not understood (Unclosed array)"),
        ("samples = 1\nsamples = 2", "grader.toml:2:12: not understood (Cannot overwrite a value)"),
        ("max-cell = 1\nmax_cell = 2", "grader.toml:2: max_cell: stands in line 1 already"),
        ('lang = "中"'.encode("gb18030"), "grader.toml: not UTF-8"),
        ("#" * 100_001, "grader.toml: more than 100,000 bytes"),
        ("a = " + "[" * 20_000, "grader.toml: n"),
    ],
)  # fmt: skip
def test_file_that_cannot_be_read_is_told_by_place(read, text, told):
    with pytest.raises(SettingError) as caught:
        read(text)
    assert str(caught.value).startswith(told)


def test_folder_in_its_place_is_told(tmp_path):
    (tmp_path / "grader.toml").mkdir()
    with pytest.raises(SettingError, match="cannot be read"):
        read_settings(tmp_path / "grader.toml")
