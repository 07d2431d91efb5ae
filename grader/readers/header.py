"""The line that names the columns, whatever its format."""

from collections.abc import Sequence

from ..errors import InputError
from .cell import plain


def headers_of(cells: Sequence[str], where: str) -> list[str]:
    """
    The names of the columns that *cells* give; *where* begins the message of what is wrong.

    Raises:
        InputError: there is no name, or one stands there twice.
    """
    headers = [plain(cell.strip()).strip() for cell in cells]
    if not any(headers):
        raise InputError("{where}: no header; the first line names the columns", where=where)
    twice = sorted({each for each in headers if each and headers.count(each) > 1})
    if twice:
        raise InputError(
            "{where}: column {column!r} stands there twice; rename one of them",
            where=where,
            column=twice[0],
        )
    return headers
