"""Where an answer is written: several lines, in the terminal; loaded only by grader practice."""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

from prompt_toolkit import PromptSession
from prompt_toolkit.application import run_in_terminal
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.output import create_output

from ..errors import InputError
from ..text import content_size, fold
from .editor import edited
from .told import say_lines

_EDIT = ":edit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A text, handed in or left; `seconds` is how long it was open."""

    text: str
    is_handed_in: bool
    seconds: float


class Pen:
    """
    Takes an answer of several lines, and lines for a choice.

    Enter begins a new line, typed or pasted. Ctrl+D, or Esc then Enter, hands in; Ctrl+E, or a
    line that says `:edit`, opens the editor; Ctrl+C stops, and the text is returned. What is
    drawn goes to stderr where stdout is no terminal.
    """

    def __init__(self, words: dict[str, str]) -> None:
        self._words = words
        output = create_output(always_prefer_tty=True)
        self._answers: PromptSession[Written] = PromptSession(
            multiline=True,
            key_bindings=self._keys(),
            bottom_toolbar=self._toolbar,
            output=output,
        )
        self._choices: PromptSession[str] = PromptSession(output=output)
        self._began = 0.0

    def write(self, draft: str = "") -> Written:
        """What is written, beginning with *draft*."""
        sys.stdout.flush()  # what was said comes first, also through a pipe
        self._began = time.monotonic()
        return self._answers.prompt("", default=draft)

    def line(self, asked: str) -> str:
        """
        One line, without the blanks around it.

        Raises:
            EOFError: Ctrl+D.
            KeyboardInterrupt: Ctrl+C.
        """
        sys.stdout.flush()
        return _sound(self._choices.prompt(asked)).strip()

    def _toolbar(self) -> str:
        text = self._answers.default_buffer.text
        return self._words["toolbar"].format(count=sum(content_size(fold(text).text)))

    def _keys(self) -> KeyBindings:
        keys = KeyBindings()
        keys.add("c-d")(self._ending(is_handed_in=True))
        keys.add("escape", "enter")(self._ending(is_handed_in=True))
        keys.add("c-c")(self._ending(is_handed_in=False))
        keys.add("<sigint>")(self._ending(is_handed_in=False))
        keys.add("c-e")(_open_editor)
        keys.add("enter")(_end_line)
        return keys

    def _ending(self, *, is_handed_in: bool) -> Callable[[KeyPressEvent], None]:
        def end(event: KeyPressEvent) -> None:
            written = Written(
                text=_sound(event.current_buffer.text),
                is_handed_in=is_handed_in,
                seconds=time.monotonic() - self._began,
            )
            event.app.exit(result=written)

        return end


def _sound(text: str) -> str:
    """*text* without halves of characters, which a terminal makes of bytes that are no UTF-8."""
    return text.encode("utf-8", "replace").decode()


def _end_line(event: KeyPressEvent) -> None:
    buffer = event.current_buffer
    line = buffer.document.current_line
    if line.strip() == _EDIT:
        buffer.delete_before_cursor(len(buffer.document.current_line_before_cursor))
        buffer.delete(len(buffer.document.current_line_after_cursor))
        _open_editor(event)
    else:
        buffer.newline(copy_margin=False)


def _open_editor(event: KeyPressEvent) -> None:
    buffer = event.current_buffer

    def change() -> None:
        try:
            text = edited(_sound(buffer.text))
        except InputError as error:
            say_lines(error.message)
            return
        buffer.text = text
        buffer.cursor_position = len(text)

    run_in_terminal(change)
