"""Settings that differ between two runs, in the words of people."""

import json
from collections.abc import Mapping
from typing import Any

from .compare import Setting

Words = Mapping[str, str]
# They are kept as objects, of which most is alike in the two runs.
_OBJECTS = {"parameters", "ratings"}


def told_setting(each: Setting, words: Words) -> tuple[str, str]:
    """What *each* was and is; of an object only what differs. A side without it is empty."""
    if each.name not in _OBJECTS:
        return _plain(each.old, words), _plain(each.new, words)
    old, new = (json.loads(side) if side else {} for side in (each.old, each.new))
    names = [name for name in sorted({*old, *new}) if old.get(name) != new.get(name)]
    # How many ratings there were is told by whom they are asked of, one by one.
    names = [name for name in names if not (name == "samples" and "order" in names)]
    return _told(old, names, words), _told(new, names, words)


def _plain(value: str, words: Words) -> str:
    return words[value] if value in {"on", "off"} else value


def _told(side: Mapping[str, Any], names: list[str], words: Words) -> str:
    return words["settings_join"].join(
        _part(name, side[name], words) for name in names if name in side
    )


def _part(name: str, value: Any, words: Words) -> str:
    if name == "order":
        return words["settings_join"].join(_raters(value, words))
    if isinstance(value, bool):
        value = words["on" if value else "off"]
    known = words.get(f"setting_{name}")
    return known.format(value=value) if known else f"{name} {value}"


def _raters(order: list[dict[str, Any]], words: Words) -> list[str]:
    """Each rater once, in the order asked: how often, by which seeds, and on what condition."""
    told: dict[tuple[str, bool], list[Any]] = {}
    for each in order:
        key = each["rater"], bool(each.get("if_first_two_differ"))
        told.setdefault(key, []).append(each.get("seed"))
    found = []
    for (rater, is_third), seeds in told.items():
        text = f"{rater} × {len(seeds)}" if len(seeds) > 1 else rater
        if any(seed is not None for seed in seeds):
            text += f" (seed {', '.join(map(str, seeds))})"
        found.append(words["setting_third"].format(rater=text) if is_third else text)
    return found
