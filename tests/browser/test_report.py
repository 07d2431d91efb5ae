"""`report.html` in a browser: found, ordered, filtered, opened, read in the dark and on paper."""

import pytest

axe = pytest.importorskip("axe_playwright_python.sync_playwright")

SHOWN = "row => row.offsetParent !== null && row.querySelector('bdi').textContent"


@pytest.fixture(scope="module")
def report(write):
    return write()


@pytest.fixture
def page(visit, report):
    return visit(report.address)


def listed(page, table):
    """Who is shown in a table, from above."""
    rows = page.locator(f"#{table} tbody tr").element_handles()
    return [name for row in rows if (name := row.evaluate(SHOWN))]


def settled_total(page, column=1):
    return page.eval_on_selector_all(
        "#settled tbody tr", f"rows => rows.map(row => parseFloat(row.cells[{column}].textContent))"
    )


def told(page, holds):
    """What is announced, once it holds *holds*."""
    page.wait_for_function(
        "part => document.getElementById('shown').textContent.includes(part)", arg=holds
    )
    return page.inner_text("#shown")


def find(page, text):
    page.fill("#find", text)


def test_a_candidate_is_found_by_part_of_the_id_and_the_count_is_announced(page):
    find(page, "生07")
    assert told(page, "1 人") == "显示 1 人的 3 份答案（共 24 人）"
    assert (listed(page, "open"), listed(page, "settled")) == ([], ["考生07"])
    assert page.locator(".person:visible").count() == 1
    assert page.get_attribute("#shown", "aria-live") == "polite"


def test_words_of_an_answer_and_an_item_are_found(page):
    find(page, "一/3 不知道")
    told(page, "6 人的 6 份答案")
    assert page.locator(".answer:visible").count() == 6
    find(page, "没有人写过这句话")
    told(page, "没有符合条件的人")
    assert page.locator(".person:visible").count() == 0


def test_escape_shows_everyone_again_and_a_slash_leads_to_the_search(page):
    page.keyboard.press("/")
    page.keyboard.type("07")
    told(page, "1 人")
    page.keyboard.press("Escape")
    page.wait_for_function("() => document.getElementById('shown').textContent === ''")
    assert len(listed(page, "open") + listed(page, "settled")) == 24


def test_headers_order_both_tables_by_keyboard_and_say_so(page):
    head = page.locator("#settled thead th").nth(1)
    given = listed(page, "settled")
    page.focus("#settled thead th:nth-child(2) button")
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "descending"
    assert settled_total(page) == sorted(settled_total(page), reverse=True)
    assert listed(page, "settled") == given, "equal totals keep the order of the file"
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "ascending"
    assert settled_total(page) == sorted(settled_total(page))
    assert settled_total(page)[0] < settled_total(page)[-1]
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "none"
    assert listed(page, "settled") == given


def test_people_with_open_answers_are_filtered(page):
    page.select_option("#who", "open")
    told(page, "显示 4 人")
    assert (len(listed(page, "open")), listed(page, "settled")) == (4, [])


def test_one_item_of_everyone_is_filtered(page):
    page.select_option("#item", "一/2")
    told(page, "显示 24 人的 24 份答案")
    names = page.eval_on_selector_all(
        ".answer",
        "all => all.filter(e => !e.hidden).map(e => e.querySelector('.item').textContent)",
    )
    assert set(names) == {"一/2"}


def test_what_was_asked_stands_in_the_address_and_comes_back(page):
    page.select_option("#who", "settled")
    find(page, "考生1")
    told(page, "显示 8 人")
    page.reload()
    told(page, "显示 8 人")
    assert page.input_value("#find") == "考生1"
    assert (
        page.evaluate("localStorage.length + sessionStorage.length + document.cookie.length") == 0
    )


def test_a_link_opens_the_candidate_even_where_a_filter_hides_them(page):
    page.select_option("#who", "open")
    told(page, "4 人")
    page.evaluate("location.hash = 'p7'")
    page.wait_for_function("() => document.activeElement.closest('#p7')")
    assert page.locator("#p7").is_visible()


def test_a_link_to_a_mark_opens_its_answer(visit, report):
    page = visit(f"{report.address}#p7-1-1")
    assert page.locator("#p7-1").get_attribute("open") is not None
    page.wait_for_timeout(200)
    assert page.locator("#p7-1-1").is_visible()


def test_all_answers_are_opened_and_closed(page):
    page.click("#unfold")
    assert page.locator(".answer:not([open])").count() == 0
    page.click("#fold")
    assert page.locator(".answer[open]").count() == 0


def test_light_turns_dark_and_back(visit, report):
    page = visit(report.address, color_scheme="light")
    ground = "() => getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.click("#theme")
    assert page.get_attribute("#theme", "aria-pressed") == "true"
    assert page.evaluate(ground) != light
    page.click("#theme")
    assert page.evaluate(ground) == light


def test_without_a_script_all_is_there_and_no_control_is_shown(visit, report):
    page = visit(report.address, java_script_enabled=False)
    assert page.locator("#settled tbody tr").count() + page.locator("#open tbody tr").count() == 24
    assert page.locator("#tools").is_hidden()
    assert page.locator("#theme").is_hidden()
    page.click("#p7-1 summary")
    assert page.locator("#p7-1 .text").is_visible()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_paper_has_the_notice_every_answer_and_no_control(visit, write, language):
    report = write(4, language, judge="baseline")
    page = visit(report.address)
    page.emulate_media(media="print")
    for control in ("#tools", "#theme", ".contents", ".back", ".skip"):
        assert page.locator(control).first.is_hidden()
    assert page.get_by_text(report.labels["baseline_notice"]).is_visible()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".answer .text:visible").count() == 12
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("language", "scheme", "width"),
    [("zh", "light", 1280), ("en", "dark", 1280), ("en", "light", 390), ("zh", "dark", 390)],
)
def test_axe_finds_nothing_serious(visit, write, language, scheme, width):
    page = visit(write(12, language).address, color_scheme=scheme, width=width)
    page.click("#p6-1 summary")
    assert page.locator("svg.chart").count() >= 4
    assert serious(page) == []


def serious(page):
    """What axe finds of weight: which rule, and where."""
    found = axe.Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        (each["id"], [node["target"] for node in each["nodes"]][:3])
        for each in found
        if each["impact"] in {"serious", "critical"}
    ]


@pytest.mark.parametrize("width", [390, 1280])
def test_the_page_is_never_wider_than_the_window(visit, report, width):
    page = visit(report.address, width=width)
    page.click("#unfold")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [1280, 390])
def test_name_that_a_link_leads_to_stands_below_the_notice(visit, write, width):
    page = visit(write(judge="baseline").address, width=width)
    page.click("#settled tbody a >> nth=5")
    page.wait_for_function(
        "() => Math.abs(document.getElementById(location.hash.slice(1)).getBoundingClientRect().top)"
        " < innerHeight"
    )
    edge = "element => element.getBoundingClientRect()"
    notice = page.eval_on_selector(".notice:not(.small)", edge)
    tools = page.eval_on_selector("#tools", edge)
    name = page.eval_on_selector(page.evaluate("location.hash") + "-title", edge)
    assert name["top"] >= notice["bottom"]
    assert width < 700 or notice["bottom"] <= tools["top"] + 1
