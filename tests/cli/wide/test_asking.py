"""At a terminal: the table is shown, and where something is not sure a person is asked."""

import sys

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo terminal")
BASELINE = ("-r", "service-manager", "--judge", "baseline", "-o", "out", "--progress", "none")


@pytest.mark.usefixtures("in_chinese")
def test_table_is_shown_and_nothing_asked_where_all_is_sure(at_terminal, export):
    code, screen = at_terminal("grade", export("wjx"), *BASELINE, typed="")
    assert code == 0
    assert "wjx.csv 的各列这样理解：" in screen
    assert "考生（编号）" in screen
    assert "继续吗？" not in screen


@pytest.mark.usefixtures("in_chinese")
def test_yes_goes_on(at_terminal, export):
    path = export("google")
    code, screen = at_terminal("grade", path, *BASELINE, typed="y\n")
    assert code == 0
    assert "有 1 处不能确定，请看上表。" in screen
    assert "继续吗？[y/N]" in screen
    assert (path.parent / "out" / "report.html").is_file()


def test_anything_else_stops_and_leaves_nothing(at_terminal, export):
    path = export("google")
    code, screen = at_terminal("grade", path, *BASELINE, "--lang", "en", typed="\n")
    assert code == 2
    assert "Go on? [y/N]" in screen
    assert "Stopped; nothing was sent." in screen
    assert [each.name for each in path.parent.iterdir()] == ["google.csv"]
