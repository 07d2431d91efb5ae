"""A parsed document as plain text, for a mail or a printer."""

from collections.abc import Sequence

from markdown_it.token import Token

_RULES = {"h1": "=", "h2": "-"}
_RULE_LENGTH = 40
_INDENT = "    "


def plain_text(tokens: Sequence[Token]) -> str:
    """*tokens* without marks: headings underlined, lists with dashes, tables by bars."""
    made = _Lines()
    for token in tokens:
        made.take(token)
    return "\n".join(made.lines).strip() + "\n"


class _Lines:
    """The lines so far, and what the next words stand in."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._around: list[str] = []
        self._numbers: list[str] = []
        self._cells: list[str] = []

    def take(self, token: Token) -> None:
        """Go into, or out of, a part of the document, or take its words."""
        if token.type == "inline":
            self._say(_said(token))
        elif token.nesting > 0:
            self._around.append(token.tag)
            if token.tag == "li":
                self._numbers.append(f"{token.info}." if token.info else "-")
            if token.tag in _RULES or token.tag == "h3":
                self.lines.append("")
        elif token.nesting < 0:
            self._around.pop()
            if token.tag == "li":
                self._numbers.pop()
            self._leave(token.tag)

    def _leave(self, tag: str) -> None:
        is_listed = "li" in self._around
        if tag == "tr":
            self.lines.append("  " + " | ".join(self._cells))
            self._cells = []
        elif tag in {"p", "ul", "ol", "table"} and not is_listed:
            self.lines.append("")

    def _say(self, text: str) -> None:
        around = self._around
        if around[-1] in {"td", "th"}:
            self._cells.append(text)
            return
        depth = around.count("li")
        dash = "  " * (depth - 1) + self._numbers[-1] + " " if depth else ""
        self.lines.append(_INDENT * around.count("blockquote") + dash + text)
        if around[-1] in _RULES:
            self.lines.append(_RULES[around[-1]] * _RULE_LENGTH)


def _said(token: Token) -> str:
    return "".join(
        "\n" if each.type in {"softbreak", "hardbreak"} else each.content
        for each in token.children or ()
    )
