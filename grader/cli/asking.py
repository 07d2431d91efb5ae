"""Questions in the terminal, answered by a person or by a pipe."""

import contextlib
import sys
import unicodedata
from collections.abc import Callable, Sequence
from decimal import Decimal, InvalidOperation

from ..errors import InputError
from .told import harmless, say

_YES = {"y", "yes", "是", "好"}
_NO = {"n", "no", "否", "不"}
_MOST_POINTS = Decimal(1000)


class Asker:
    """
    Asks on stderr and reads stdin a line at a time.

    What does not fit is asked again, with the reason. `words` are the labels of the language
    in which is asked; `answered` counts the lines taken.
    """

    def __init__(self, words: dict[str, str]) -> None:
        self.words = words
        self.answered = 0
        self._is_person = sys.stdin.isatty() and sys.stderr.isatty()
        if self._is_person:
            # With it, a line that is being typed can be edited; Windows brings its own.
            with contextlib.suppress(ImportError):
                import readline  # noqa: F401

    def line(self, asked: str) -> str:
        """
        One line, without the blanks around it.

        Raises:
            InputError: there are no more lines.
        """
        print(harmless(asked), end="", file=sys.stderr, flush=True)
        try:
            text = input() if self._is_person else self._piped()
        except EOFError:
            print(file=sys.stderr)
            raise InputError(self.words["new_ended"].format(count=self.answered)) from None
        self.answered += 1
        return text.strip()

    def _piped(self) -> str:
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        # Nobody types the line end that a terminal would show.
        print(file=sys.stderr)
        return line

    def text(self, name: str, default: str = "", *, may_be_empty: bool = False, **more: str) -> str:
        """A line for the label `new_NAME`; Enter takes *default*."""
        asked = self.words[f"new_{name}"].format(**more)
        if may_be_empty:
            asked = self.words["new_or_end"].format(text=asked)
        elif default:
            asked = self.words["new_default"].format(text=asked, default=default)
        while True:
            found = self.line(self.words["new_prompt"].format(text=asked)) or default
            if found or may_be_empty:
                return found
            say(self.words["new_needed"])

    def lines(self, name: str) -> str:
        """Several lines, up to an empty one."""
        found = [self.line(self.words["new_prompt"].format(text=self.words[f"new_{name}"]))]
        while found[-1]:
            found.append(self.line("  "))
        return "\n".join(found).strip()

    def fitting(self, name: str, fits: Callable[[str], str], default: str = "") -> str:
        """A line that *fits*, which gives the reason where it does not."""
        while True:
            found = self.text(name, default)
            reason = fits(found)
            if not reason:
                return found
            say(reason)

    def points(self, name: str, default: Decimal, most: Decimal = _MOST_POINTS) -> Decimal:
        """A number of points above 0, up to *most*."""
        while True:
            found = as_points(self.text(name, f"{default:f}"))
            if found is not None and 0 < found <= most:
                return found
            say(self.words["new_wrong_points"].format(most=f"{most:f}"))

    def choice(self, name: str, labels: Sequence[str], default: int = 0) -> int:
        """The number, from 0, of one of *labels*, which are listed with numbers from 1."""
        listed = "  ".join(f"{number} {label}" for number, label in enumerate(labels, start=1))
        say(f"  {listed}")
        while True:
            found = unicodedata.normalize("NFKC", self.text(name, str(default + 1)))
            if found.isdecimal() and 1 <= int(found) <= len(labels):
                return int(found) - 1
            say(self.words["new_wrong_choice"].format(most=len(labels)))

    def agrees(self, name: str, *, default: bool, **more: str) -> bool:
        """Yes or no."""
        asked = self.words[f"new_{name}"].format(**more)
        hint = "[Y/n]" if default else "[y/N]"
        while True:
            found = self.line(self.words["new_prompt"].format(text=f"{asked} {hint}")).casefold()
            if not found:
                return default
            if found in _YES | _NO:
                return found in _YES
            say(self.words["new_wrong_yes"])


def as_points(text: str) -> Decimal | None:
    """*text* as points with at most 4 decimal places, full-width digits too; else None."""
    try:
        found = Decimal(unicodedata.normalize("NFKC", text))
    except InvalidOperation:
        return None
    if not found.is_finite() or found != round(found, 4):
        return None
    return found.normalize() if found != found.to_integral_value() else found.quantize(Decimal(1))
