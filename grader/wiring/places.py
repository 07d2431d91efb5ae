"""Where a journal lies, what a model costs, and which versions are at work."""

from decimal import Decimal
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from ..errors import SettingError, StoreError
from ..message import cause
from ..prices.bundled import bundled_price
from ..prices.table import read_price_table
from ..records import Price


def journal_path(store: str, folder: Path) -> Path:
    """
    The file of the journal: *store* as `sqlite:///PATH`, else `grader.db` in *folder*.

    Raises:
        SettingError: another kind of store.
    """
    if not store:
        return folder / "grader.db"
    if not store.startswith("sqlite:///") or len(store) <= len("sqlite:///"):
        raise SettingError("--store {store!r}: no such store; write sqlite:///PATH", store=store)
    return Path(store.removeprefix("sqlite:///"))


def practice_path(rubric_id: str) -> Path:
    """The file of what a person practised by that rubric, in the folder of their own data."""
    # Not for other commands, which keep nothing of a person's own.
    from platformdirs import user_data_path

    return user_data_path("interview-grader", appauthor=False) / f"practice-{rubric_id}.db"


def price_named(
    model: str, endpoint: str, table: Path | None = None, *, engine: str = "local"
) -> Price | None:
    """
    The price of *model* at *endpoint*: from the file *table*, else from the bundled ones.

    None where neither knows it; nothing at all where there is no endpoint. By the engine `batch`
    a bundled price is what the provider asks for batches, where that is known, else the full one.

    Raises:
        InputError: the file is not a price table.
    """
    own = read_price_table(table).price(model, endpoint) if table else None
    if not endpoint:
        return Price(input=Decimal(0), output=Decimal(0))
    return own or bundled_price(model, endpoint, is_batch=engine == "batch")


def versions() -> dict[str, str]:
    """Versions of this package and of what shapes its results."""
    names = ("interview-grader", "openai", "jinja2", "phonenumbers", "pydantic", "python-stdnum",
             "rapidfuzz", "tenacity")  # fmt: skip
    return {name: _version(name) for name in names}


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def made_folder(place: Path) -> Path:
    """
    The folder *place*, made where it is not there.

    Raises:
        StoreError: it cannot be made.
    """
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            "{folder}: cannot be made ({reason}); choose another folder",
            folder=place,
            reason=cause(error),
        ) from error
    return place
