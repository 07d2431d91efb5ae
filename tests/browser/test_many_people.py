"""A large run in a browser: the report finds everyone, whose answers are on pages beside it."""

import pytest

axe = pytest.importorskip("axe_playwright_python.sync_playwright")


@pytest.fixture(scope="module")
def report(write):
    return write(230, most=20)


def test_a_candidate_of_another_page_is_found_and_opened_from_the_folder(visit, report):
    page = visit(report.address)
    page.fill("#find", "考生207")
    page.wait_for_function("() => document.getElementById('shown').textContent.includes('1 人')")
    page.click("#settled tbody a")
    page.wait_for_url("**/people-0005.html#p207")
    page.wait_for_function("() => document.activeElement.closest('#p207')")
    page.click("#p207-1 summary")
    assert "我是考生207" in page.inner_text("#p207-1 .text")
    page.click("#p207 .back a")
    page.wait_for_url("**/report.html#list")


def test_order_is_over_everyone_not_over_those_listed(visit, report):
    page = visit(report.address)
    page.click("#settled thead th:nth-child(1) button")
    page.wait_for_function("() => document.getElementById('shown').textContent.includes('230 人')")
    assert page.inner_text("#settled tbody tr:first-child bdi") == "考生01"
    assert page.inner_text("#open tbody tr:first-child bdi") == "考生06"


def test_without_a_script_the_lists_lead_to_everyone(visit, report):
    page = visit(report.address, java_script_enabled=False)
    page.click(".lists a")
    page.wait_for_load_state()
    assert page.locator("tbody tr").count() == 230
    page.click("text=考生207")
    assert page.url.endswith("people-0005.html#p207")
    assert page.locator("#p207").is_visible()


def test_words_are_found_on_a_page_of_people(visit, report):
    page = visit((report.folder / "report-pages" / "people-0003.html").as_uri())
    page.fill("#find", "我是考生150")
    page.wait_for_function("() => document.getElementById('shown').textContent.includes('1 人')")
    assert page.locator(".person:visible").count() == 1


@pytest.mark.parametrize("name", ["report.html", "report-pages/people-0001.html"])
def test_axe_finds_nothing_serious_on_either_kind_of_page(visit, write, name):
    page = visit((write(10, most=20).folder / name).as_uri())
    found = axe.Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert [each["id"] for each in found if each["impact"] in {"serious", "critical"}] == []
