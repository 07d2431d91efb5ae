"""The command where only the package and its dependencies are installed."""

import json
import shutil

import pytest


def test_version_tells_build_python_and_platform(place, run, tmp_path):
    told = run(place.python, "-P", "-m", "grader", "--version", cwd=tmp_path).stdout
    first, second = told.splitlines()
    build = place.packages / "grader" / "build.json"
    commit = json.loads(build.read_text())["commit"] if build.exists() else ""
    assert first.startswith("grader 0.1.0")
    assert f"(build {commit}, 20" in first if commit else first == "grader 0.1.0"
    assert second.startswith("CPython 3.")


def test_bash_completes_commands_and_options(place, run, tmp_path):
    """The script that --show-completion prints, in a real bash."""
    bash = shutil.which("bash")
    if not bash:
        pytest.skip("NOT TESTED: no bash")
    script = """
        source /dev/stdin <<< "$(_GRADER_COMPLETE=source_bash grader)"
        complete -p grader
        COMP_WORDS=(grader gr) COMP_CWORD=1; _grader_completion grader; echo "${COMPREPLY[*]}"
        COMP_WORDS=(grader grade --fail-) COMP_CWORD=2; _grader_completion grader; echo "${COMPREPLY[*]}"
    """
    path = f"{place.folder / 'bin'}:/usr/bin:/bin"
    told = run(bash, "--norc", "-c", script, cwd=tmp_path, PATH=path).stdout.splitlines()
    assert told[0].endswith("_grader_completion grader")
    assert told[1:] == ["grade", "--fail-over --fail-under"]


@pytest.mark.parametrize(
    ("shell", "mark"),
    [
        ("zsh", "#compdef grader"),
        ("fish", "complete --command grader"),
        ("pwsh", "Register-Argument"),
    ],
)
def test_other_shells_get_a_script_of_theirs(shell, mark, monkeypatch, capsys):
    from grader.cli.app import main

    monkeypatch.setenv("_GRADER_COMPLETE", f"source_{shell}")
    with pytest.raises(SystemExit) as end:
        main([])
    assert end.value.code == 0
    assert mark in capsys.readouterr().out


# What each command wants, in one process: starting Python costs more than all of them.
ASKED = {
    "grade paper.docx -r service-manager --judge baseline": "documents",
    "rubric import paper.docx": "documents",
    "rubric import paper.html": "documents",
    "rubric import paper.pdf": "documents",
    "report out --format letters --signed-by 王芳": "documents",
    "grade a.csv -r service-manager --judge baseline --cut 60%": "stats",
    "report out --rank --cut 60%": "stats",
    "calibrate out --human marks.csv": "stats",
    "audit out --group 性别": "stats",
    "grade a.csv -r service-manager --judge baseline-fitted --marks marks.csv": "stats",
    "grade a.csv -r service-manager --base-url http://127.0.0.1:9/v1 --model m -o new": "telemetry",
}
RUN_ALL = """
import contextlib, io, json, os, shutil, sys
from grader.cli.app import main
codes = []
main("grade a.csv -r service-manager --judge baseline -o out --lang en".split())
for command in json.loads(sys.argv[1]):
    if "--base-url" in command:
        os.environ["OTEL_TRACES_EXPORTER"] = "otlp"
    with contextlib.redirect_stderr(io.StringIO()) as told:
        code = main([*command.split(), *(["--lang", "en"] if "import" not in command else [])])
    codes.append((code, told.getvalue()))
print(json.dumps(codes))
"""


def test_core_grades_alone_and_each_extra_says_what_to_install(place, run, tmp_path):
    for name in ("paper.docx", "paper.html", "paper.pdf"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "a.csv").write_text(
        "candidate_id,item_id,answer,性别\nA01,一/1,不知道,女\n", "utf-8"
    )
    (tmp_path / "marks.csv").write_text(
        "candidate_id,item_id,points,reviewer\nA01,一/1,3,W\n", "utf-8"
    )
    done = run(
        place.python, "-P", "-c", RUN_ALL, json.dumps(list(ASKED)), cwd=tmp_path, LANG="C.UTF-8"
    )
    counts = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))["counts"]
    assert counts["answers"] == 1
    for name in ("report.html", "report.xlsx"):
        assert (tmp_path / "out" / name).stat().st_size > 1000
    told = json.loads(done.stdout.splitlines()[-1])
    for (command, extra), (code, line) in zip(ASKED.items(), told, strict=True):
        assert code == 2, (command, line)
        assert f'pip install "interview-grader[{extra}]"' in line, (command, line)
        assert line.count("\n") == 1, (command, line)
    assert not (tmp_path / "new").exists()
