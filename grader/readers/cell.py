"""What is done to every cell, whatever its format."""

_RUNNABLE = frozenset("=+-@\t\r\n＝＋－＠")


def plain(cell: str) -> str:
    """*cell* without the apostrophe that keeps a spreadsheet from running it."""
    if len(cell) > 1 and cell[0] == "'" and cell[1] in _RUNNABLE:
        return cell[1:]
    return cell
