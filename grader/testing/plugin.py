"""The pytest plugin: fixtures `grader_server` and `grader_api`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NoReturn

import pytest

if TYPE_CHECKING:
    from .api import ScriptedApi
    from .server import LoopbackServer

# pytest loads this module in every suite of an environment that has the package: what the
# fixtures need is imported where they are used.


def _missing(error: ImportError, fixture: str) -> NoReturn:
    pytest.fail(
        f'{fixture}: {error.name} is not installed; pip install "interview-grader[testing]"',
        pytrace=False,
    )


@pytest.fixture
def grader_server() -> "Iterator[LoopbackServer]":
    """A `LoopbackServer` that gives a good reply to everything, until told otherwise."""
    try:
        from .server import LoopbackServer
    except ModuleNotFoundError as error:
        _missing(error, "grader_server")
    with LoopbackServer() as server:
        yield server


@pytest.fixture
def grader_api() -> "Iterator[ScriptedApi]":
    """A `ScriptedApi`: respx routes, and judges that ask there without a socket."""
    try:
        from .api import ScriptedApi
    except ModuleNotFoundError as error:
        _missing(error, "grader_api")
    api = ScriptedApi()
    yield api
    if api.failure:
        raise api.failure
