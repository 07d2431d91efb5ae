"""Libraries that come with an extra of the package, looked for before work begins."""

from importlib.util import find_spec

from ..errors import SettingError

_STATS = ("numpy", "scipy", "krippendorff")


def need_stats(command: str) -> None:
    """
    See that what computes the figures of *command* is installed.

    Raises:
        SettingError: it is not.
    """
    if not all(map(find_spec, _STATS)):
        raise SettingError(
            'grader {command}: needs an extra; pip install "interview-grader[stats]"',
            command=command,
        )
