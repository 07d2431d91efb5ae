"""Templates: a typo is an error, and each carries a version."""

import pytest
from jinja2 import TemplateSyntaxError, UndefinedError

from grader.core.render import Templates
from grader.errors import SettingError
from grader.readers.resources import prompt_sources
from grader.records import LANGUAGES

HEAD = "{#- version: 1 -#}\n"
SOURCES = {"system": HEAD + "{{ question }}", "user": HEAD + "{{ lines }}", "repair": HEAD + "x"}


def test_unknown_variable_is_an_error_not_an_empty_place():
    with pytest.raises(UndefinedError, match="answr"):
        Templates({**SOURCES, "user": HEAD + "Grade {{ answr }}"}).fill("user", answer="x")


@pytest.mark.parametrize(
    "inner", ["{% for p in people %}{% endfor %}", "{{ item.points }}", "{% if x %}{% endif %}"]
)
def test_unknown_name_in_a_loop_attribute_or_test_is_an_error_too(inner):
    with pytest.raises(UndefinedError):
        Templates({**SOURCES, "user": HEAD + inner}).fill("user", item={"id": 1})


def test_template_that_is_no_template_is_an_error_at_once():
    with pytest.raises(TemplateSyntaxError):
        Templates({**SOURCES, "repair": HEAD + "{% if %}"})


@pytest.mark.parametrize(
    "head", ["", "version: 1\n", "{# Version one #}", "\n{#- version: 1 -#}", "{#- version: x -#}"]
)
@pytest.mark.parametrize("name", ["system", "user", "repair"])
def test_template_without_a_version_on_top_is_refused(name, head):
    with pytest.raises(SettingError, match=rf"{name}\.j2: no version"):
        Templates({**SOURCES, name: f"{head}text"})


def test_missing_template_is_refused():
    with pytest.raises(SettingError, match="user"):
        Templates({name: text for name, text in SOURCES.items() if name != "user"})


def test_version_tells_all_three_templates():
    sources = {
        name: text.replace("1", str(n)) for n, (name, text) in enumerate(SOURCES.items(), start=11)
    }
    assert Templates(sources).version == "11.12.13"


def test_version_line_is_not_sent():
    assert Templates(SOURCES).fill("user", lines="先道歉") == "先道歉"


def test_words_are_not_escaped():
    """A prompt is plain text: `&lt;` would be another answer than `<`."""
    assert Templates(SOURCES).fill("user", lines="<b> & 'x'") == "<b> & 'x'"


@pytest.mark.parametrize("language", LANGUAGES)
def test_shipped_templates_are_whole(language):
    made = Templates(prompt_sources(language))
    assert made.version.count(".") == 2
    assert made.fill("user", nonce="n", lines="[1] x").count("n>") == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_shipped_templates_say_json_which_some_servers_demand(language):
    sources = prompt_sources(language)
    assert "json" in sources["system"]
    assert "JSON" in sources["user"]
