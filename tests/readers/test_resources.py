"""Files that travel with the package."""

import pytest

from grader.core.render import Templates
from grader.errors import InputError
from grader.readers.resources import find_rubric, folder, labels, prompt_sources, shipped_rubrics
from grader.records import LANGUAGES

PARTS = ("cli", "feedback", "report")


@pytest.mark.parametrize("name", ["prompts", "rubrics"])
def test_folders_are_found_in_the_package_or_beside_it(name):
    assert any(folder(name).iterdir())


@pytest.mark.parametrize("language", LANGUAGES)
def test_templates_of_each_language_are_complete(language):
    proposing = ["propose", "propose_repair", "propose_user"]
    assert sorted(prompt_sources(language)) == ["anchors", *proposing, "repair", "system", "user"]
    Templates(prompt_sources(language))


def test_templates_of_the_languages_carry_the_same_version():
    """A wording that moves scores moves them in both, or the languages drift apart."""
    one, other = (Templates(prompt_sources(language)).version for language in LANGUAGES)
    assert one == other


def test_shipped_rubric_is_found_by_its_id():
    assert find_rubric("customer-service") == shipped_rubrics()["customer-service"]


def test_shipped_id_wins_over_a_folder_of_that_name(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "customer-service").mkdir()
    assert find_rubric("customer-service").suffix == ".yaml"


@pytest.mark.parametrize("name", ["mine.yaml", "sub/mine.yml", "gone.yaml"])
def test_yaml_file_is_taken_by_its_name(tmp_path, monkeypatch, name):
    """Whether it is there, and a rubric, is told with more by the one who reads it."""
    monkeypatch.chdir(tmp_path)
    assert str(find_rubric(name)) == name


def test_unknown_rubric_is_told_with_those_there_are():
    with pytest.raises(InputError, match="no rubric called 'custmer'") as raised:
        find_rubric("custmer")
    assert all(name in str(raised.value) for name in shipped_rubrics())


@pytest.mark.parametrize("part", PARTS)
def test_languages_say_the_same_things(part):
    """A key that one language lacks would be an error in the middle of a report."""
    zh, en = (labels(language, part) for language in LANGUAGES)
    assert keys(zh) == keys(en) != set()


def keys(table, path=()):
    return {
        key
        for name, value in table.items()
        for key in (keys(value, (*path, name)) if isinstance(value, dict) else {(*path, name)})
    }
