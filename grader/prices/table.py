"""A price table of one's own: YAML or JSON, strict, every mistake told with its place."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ..errors import InputError, SettingError
from ..message import Message
from ..records import Price

_FORM = "prices: [{model: NAME, input: 2.5, output: 10}]"
_TEXTS, _RATES = ("model", "endpoint"), ("input", "cached", "output")
_NEEDED = ("model", "input", "output")
_MOST_BYTES = 1_000_000
_GLOB = "*?["


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One price, for models that match `model`, everywhere or at the host `endpoint` alone."""

    model: str
    endpoint: str
    price: Price

    @property
    def rank(self) -> tuple[bool, bool]:
        """Sorts an exact model before a pattern, then a named host before any."""
        return any(sign in self.model for sign in _GLOB), not self.endpoint

    def covers(self, model: str, endpoint: str) -> bool:
        """True where this is a price of *model* at *endpoint*."""
        parts = urlsplit(endpoint)
        hosts = {"", (parts.hostname or "").lower(), parts.netloc.lower()}
        is_model = self.model == model or fnmatchcase(model, self.model)
        return is_model and self.endpoint.lower() in hosts


@dataclass(frozen=True, slots=True)
class PriceTable:
    """The entries of a file, the closest match first."""

    entries: tuple[Entry, ...]

    def price(self, model: str, endpoint: str) -> Price | None:
        """The price of *model* at *endpoint*; None where no entry covers it."""
        found = (each.price for each in self.entries if each.covers(model, endpoint))
        return next(found, None)


def read_price_table(path: Path) -> PriceTable:
    """
    The prices in *path*: a list, or `prices:` with a list.

    Each has `model` (exact, or a pattern with * and ?), `input` and `output`, and may have
    `cached` and `endpoint` (a host). Rates are US dollars per million tokens.

    Raises:
        InputError: the file cannot be read, or a place in it does not fit.

    """
    try:
        content = path.read_bytes()[: _MOST_BYTES + 1]
        if len(content) > _MOST_BYTES:
            raise SettingError(
                "--prices {path}: more than {most:,} bytes; shorten the table",
                path=path,
                most=_MOST_BYTES,
            )
        text = content.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingError("--prices {path}: cannot be read; check the file", path=path) from error
    entries = list(_Table(path, text).entries())
    return PriceTable(tuple(sorted(entries, key=lambda each: each.rank)))


class _Table:
    """One file as nodes, which know their places."""

    def __init__(self, path: Path, text: str) -> None:
        self._path = path
        self._text = text

    def entries(self) -> Iterator[Entry]:
        seen: dict[tuple[str, str], int] = {}
        for node in self._list():
            entry = self._entry(node)
            name = (entry.model, entry.endpoint.lower())
            if name in seen:
                raise self._wrong(
                    node, Message("the model stands in line {line} too; keep one", line=seen[name])
                )
            seen[name] = node.start_mark.line + 1
            yield entry

    def _list(self) -> list[Any]:
        from ruamel.yaml import YAML
        from ruamel.yaml.error import YAMLError

        try:
            # A tab between the values of a JSON file is no YAML; inside texts there are none.
            root = YAML(typ="safe", pure=True).compose(self._text.expandtabs())
        except YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            place = f":{mark.line + 1}:{mark.column + 1}" if mark else ""
            told = getattr(error, "problem", None) or error
            raise InputError(
                "{path}{place}: not YAML or JSON ({told}); write {form}",
                path=self._path,
                place=place,
                told=told,
                form=_FORM,
            ) from None
        if root is None:
            raise InputError(
                "{path}: the table is empty; write {form}", path=self._path, form=_FORM
            )
        if root.id == "mapping":
            root = self._keys(root, ("prices",), ("prices",))["prices"]
        if root.id != "sequence" or not root.value:
            raise self._wrong(root, Message("a list of prices is needed; write {form}", form=_FORM))
        return list(root.value)

    def _entry(self, node: Any) -> Entry:
        if node.id != "mapping":
            raise self._wrong(
                node, Message("a price with its keys is needed; write {form}", form=_FORM)
            )
        found = self._keys(node, (*_TEXTS, *_RATES), _NEEDED)
        rates = {name: self._rate(name, found[name]) for name in _RATES if name in found}
        texts = {name: self._name(name, found[name]) for name in _TEXTS if name in found}
        price = Price(
            input=rates["input"],
            output=rates["output"],
            cached=rates.get("cached"),
            source=self._path.name,
        )
        return Entry(model=texts["model"], endpoint=texts.get("endpoint", ""), price=price)

    def _keys(self, node: Any, known: tuple[str, ...], needed: tuple[str, ...]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in node.value:
            if key.value not in known:
                names = ", ".join(known)
                raise self._wrong(
                    key,
                    Message(
                        "unknown key {key!r}; the keys are {names}", key=key.value, names=names
                    ),
                )
            if key.value in found:
                raise self._wrong(
                    key, Message("key {key!r} stands here twice; keep one of them", key=key.value)
                )
            found[key.value] = value
        for name in needed:
            if name not in found:
                raise self._wrong(
                    node, Message("{name!r} is missing; write {form}", name=name, form=_FORM)
                )
        return found

    def _name(self, name: str, node: Any) -> str:
        if node.id != "scalar" or not node.value.strip():
            raise self._wrong(node, Message("{name}: a text is needed", name=name))
        if name == "endpoint" and ("/" in node.value or "@" in node.value):
            raise self._wrong(
                node,
                Message("endpoint: {value!r} is no host; write api.example.com", value=node.value),
            )
        return str(node.value).strip()

    def _rate(self, name: str, node: Any) -> Decimal:
        try:
            is_plain = node.id == "scalar" and not node.style
            rate = Decimal(node.value) if is_plain else None
        except InvalidOperation:
            rate = None
        if rate is None or not rate.is_finite() or rate < 0:
            raise self._wrong(
                node,
                Message(
                    "{name}: US dollars per million tokens are needed, as a number like 2.5",
                    name=name,
                ),
            )
        return rate

    def _wrong(self, node: Any, problem: Message) -> InputError:
        mark = node.start_mark
        return InputError(
            "{path}:{line}:{column}: {problem}",
            path=self._path,
            line=mark.line + 1,
            column=mark.column + 1,
            problem=problem,
        )
