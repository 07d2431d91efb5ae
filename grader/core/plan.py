"""plan: under which key a rating is stored, so that the same one is never paid for twice."""

import hashlib
import json
from collections.abc import Iterable

from ..records import Line, Prompt


def key_of(identity: str, prompt: Prompt, lines: Iterable[Line], sample: int = 1) -> str:
    """
    The key of a rating: a hash of the request as intended.

    Judge (kind, version, endpoint, model, parameters as asked), item and template as rendered,
    the answer as rendered, and the sample number. Rung, refused parameters, nonce and attempt
    are not in it: they say how an answer was had, not which.
    """
    parts = [identity, prompt.digest, [line.text for line in lines], sample]
    content = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(content.encode()).hexdigest()
