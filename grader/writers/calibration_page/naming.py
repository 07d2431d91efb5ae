"""What is scored, by the names the rubric gives it."""

from ...records import Rubric
from ...records.agreement import Measured
from ..views import Words

_MOST = 60


class Naming:
    """Items, criteria and dimensions of one rubric in words; ids where it does not know them."""

    def __init__(self, rubric: Rubric, words: Words) -> None:
        self._words = words
        self._items = {each.id: each for each in rubric.items}
        self._criteria = {each.id: each.description.of(words.language) for each in rubric.criteria}

    def of(self, each: Measured) -> str:
        """What *each* is about, in one line."""
        if not each.names or each.kind == "total":
            return self._words(f"all_{each.kind}")
        if each.kind == "dimension":
            return self._words.dimension(each.names[0])
        return " · ".join(self.parts(each))

    def parts(self, each: Measured) -> tuple[str, str]:
        """The item's id, and what is asked there or what the criterion says."""
        if not each.names:
            return self._words(f"all_{each.kind}"), ""
        item = self._items.get(each.names[0])
        if each.kind == "item":
            return each.names[0], _short(item.text.of(self._words.language)) if item else ""
        return each.names[0], _short(self._criterion(*each.names[:2]))

    def _criterion(self, item_id: str, criterion_id: str = "") -> str:
        item = self._items.get(item_id)
        for each in item.criteria if item else ():
            if each.id == criterion_id:
                return each.description.of(self._words.language)
        return self._criteria.get(criterion_id, criterion_id)


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _MOST else f"{flat[: _MOST - 1]}…"
