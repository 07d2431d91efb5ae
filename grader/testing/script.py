"""A script: what is answered, request after request."""

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias, TypeVar, cast

from .request import Body

T = TypeVar("T")
Turn: TypeAlias = Callable[[Body, int], T]
Script: TypeAlias = Turn[T] | T | Sequence[Turn[T] | T] | None


def follow(script: Script[T], default: T) -> Turn[T]:
    """
    *script* as one callable of a request's body and number (the first is 0).

    A callable is asked each time. A list is consumed in order, and its last step stays; a step
    may be a callable too. A single step stays from the start, and None is *default*.
    """
    if script is None:
        return lambda _body, _number: default
    if callable(script):
        return script
    is_list = isinstance(script, Sequence) and not isinstance(script, str | Mapping)
    left = deque(cast("Sequence[T]", script) if is_list else [cast("T", script)])
    if not left:
        raise ValueError("script: an empty list answers nothing; leave it out, or name one step")

    def turn(body: Body, number: int) -> T:
        step = left.popleft() if len(left) > 1 else left[0]
        return cast("T", step(body, number)) if callable(step) else step

    return turn
