"""Which column tells when a row was handed in."""

from collections.abc import Sequence

from ...text import fold

# In the order in which one is taken where a table has several: a later one is nearer the end.
_SUBMITTED = """提交时间 提交答卷时间 答卷提交时间 提交日期 完成时间 结束时间 结束答题时间
    时间戳记 时间戳 submitted_at submittedat submissiontime submitted submitdate submittime
    completiontime completedat endtime timestamp""".split()


def _plain(header: str) -> str:
    return fold(header).text.replace(" ", "")


_PLAIN = tuple(map(_plain, _SUBMITTED))


def time_column(headers: Sequence[str]) -> str:
    """The column of *headers* that holds the time of submission, else an empty text."""
    named = {_plain(header): header for header in reversed(headers)}
    return next((named[name] for name in _PLAIN if name in named), "")
