"""What the small model sees of an answer: its characters, its key points, its length."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.preprocessing import StandardScaler

from ...records import Item, Language
from ...text import fold, grams
from ..baseline.key_points import key_points

Array = np.ndarray[Any, np.dtype[np.float64]]
_MOST_GRAMS = 2_000
# A whole text's n-grams have length one together; so much does each of the few figures weigh.
_WEIGHT = 0.3


class Features:
    """
    Figures of answers to *item*, scaled by the *texts* that are learnt from.

    N-grams of one to three characters that two texts have at least, weighted by how rare they
    are; the share of each criterion's key points that is covered; the length.
    """

    def __init__(self, item: Item, language: Language, texts: Sequence[str]) -> None:
        self._points = list(key_points(item, language).values())
        self._grams = TfidfVectorizer(
            analyzer="char",
            ngram_range=(1, 3),
            min_df=2,
            max_features=_MOST_GRAMS,
            sublinear_tf=True,
            preprocessor=lambda text: fold(text).text,
        )
        self._scale = StandardScaler()
        self._grams.fit(texts)
        self._scale.fit(self._few(texts))

    def of(self, texts: Sequence[str]) -> Array:
        """One row a text."""
        few = self._scale.transform(self._few(texts)) * _WEIGHT
        return np.hstack([self.characters(texts), few])

    def characters(self, texts: Sequence[str]) -> Array:
        """The n-grams alone: the first columns of the same rows."""
        rows: Array = self._grams.transform(texts).toarray()
        return rows

    def _few(self, texts: Sequence[str]) -> Array:
        return np.array([self._figures(text) for text in texts], dtype=np.float64)

    def _figures(self, text: str) -> list[float]:
        said = grams(text)
        covered = [
            max((len(point & said) / len(point) for point in points), default=0.0)
            for points in self._points
        ]
        return [*covered, float(np.log1p(len(text)))]
