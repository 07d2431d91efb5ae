"""What type checkers see of the installed package."""

import importlib.util
import sys
from pathlib import Path

import pytest

CONSUMER = Path(__file__).with_name("consumer.py")

# Unused ignores are errors, so each line of the consumer that must be refused is. Vendors' types
# are passed over: reading openai's takes ten times as long as all of this.
CONFIG = """
[mypy]
strict = true
warn_unused_ignores = true
[mypy-openai.*,aiohttp.*,httpx2.*,pydantic.*,jinja2.*,babel.*,genai_prices.*,pytest.*,opentelemetry.*]
follow_imports = skip
"""


def test_types_hold_for_code_that_uses_the_wheel(place, run, tmp_path):
    if importlib.util.find_spec("mypy") is None:
        pytest.skip("NOT TESTED: mypy is not installed")
    (tmp_path / "mypy.ini").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "theirs.py").write_bytes(CONSUMER.read_bytes())
    done = run(sys.executable, "-m", "mypy", "--python-executable", place.python, "--cache-dir",
               tmp_path / "cache", "--no-error-summary", "theirs.py", cwd=tmp_path)  # fmt: skip
    assert done.stdout == ""
