"""Libraries that come with an extra of the package, looked for before work begins."""

from importlib import import_module

from ..errors import SettingError

_STATS = ("numpy", "scipy")


def need_stats(command: str) -> None:
    """
    See that what computes the figures of *command* is installed.

    Raises:
        SettingError: it is not.
    """
    try:
        for name in _STATS:
            import_module(name)
    except ImportError as error:
        raise SettingError(
            "grader {command}: needs an extra; pip install 'interview-grader[stats]'",
            command=command,
        ) from error
