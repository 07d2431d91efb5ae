"""What type checkers see of the installed package."""

import importlib.util
import sys
from pathlib import Path

import pytest

CONSUMER = Path(__file__).with_name("consumer.py")

# Unused ignores are errors, so each line of the consumer that must be refused is. What no public
# signature names is passed over: reading openai alone takes ten times as long as all of this.
CONFIG = """
[mypy]
strict = true
[mypy-openai.*,aiohttp.*,httpx2.*,pydantic.*,jinja2.*,babel.*,genai_prices.*,pytest.*,opentelemetry.*]
follow_imports = skip
[mypy-grader.writers.*,grader.stores.*,grader.engines.*,grader.planning.*,grader.pipeline,grader.desk]
follow_imports = skip
[mypy-grader.core.*,grader.readers.*,grader.text.*,grader.wiring.readers,grader.wiring.engines]
follow_imports = skip
[mypy-grader.core.feedback]
follow_imports = silent
"""


def test_types_hold_for_code_that_uses_the_wheel(place, run, tmp_path):
    if importlib.util.find_spec("mypy") is None:
        pytest.skip("NOT TESTED: mypy is not installed")
    (tmp_path / "mypy.ini").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "theirs.py").write_bytes(CONSUMER.read_bytes())
    done = run(sys.executable, "-m", "mypy", "--python-executable", place.python, "--cache-dir",
               tmp_path / "cache", "--no-error-summary", "theirs.py", cwd=tmp_path)  # fmt: skip
    assert done.stdout == ""
