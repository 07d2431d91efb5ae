"""What a report for people is made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..records import Language, Person, Rubric, Run


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """
    One report.

    `people` are in the order of the file. `left_out` of them have no `scored` answers, because
    there are too many for one page, and `unlisted` more are in the tables only. `bad_rows` could
    not be used, `duplicate_rows` repeat an answer; neither is among the answers.
    """

    people: Sequence[Person]
    run: Run
    rubric: Rubric
    language: Language
    labels: Mapping[str, str]
    left_out: int = 0
    unlisted: int = 0
    bad_rows: int = 0
    duplicate_rows: int = 0
