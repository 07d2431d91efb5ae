"""What is done to every cell, whatever its format."""

# What begins a formula, also behind blanks and quotes: as the tables are written.
_RUNNABLE = frozenset("=+-@\t\r\n＝＋－＠")


def plain(cell: str) -> str:
    """*cell* without the apostrophe that keeps a spreadsheet from running it."""
    is_ours = cell.startswith("'") and cell.lstrip(" '\"")[:1] in _RUNNABLE
    return cell[1:] if is_ours else cell
