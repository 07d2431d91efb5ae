"""A ridge regression of what people gave on what an answer says, and how well it foretells."""

from collections.abc import Callable, Sequence

import numpy as np
from sklearn.linear_model import RidgeCV
from sklearn.model_selection import GroupKFold

from .features import Array, Features

FOLDS = 5
_STRENGTHS = np.logspace(-2, 2, 9)
MakeFeatures = Callable[[Sequence[str]], Features]


class _Fit:
    """One fit: values foretold from *texts*, and the marks that stand for them."""

    def __init__(self, make: MakeFeatures, texts: Sequence[str], marks: Array) -> None:
        self._features = make(texts)
        rows = self._features.of(texts)
        self._models = [self._fitted(rows, column) for column in marks.T]
        self._given = np.sort(marks, axis=0)
        self._foretold = np.column_stack([np.sort(_left_out(each)) for each in self._models])

    @staticmethod
    def _fitted(rows: Array, column: Array) -> RidgeCV:
        # With a scoring named, what each text is foretold without itself is kept.
        model = RidgeCV(_STRENGTHS, scoring="neg_mean_squared_error", store_cv_results=True)
        return model.fit(rows, column)

    def marks(self, texts: Sequence[str]) -> Array:
        """
        The mark of each text: the one that stands as high among people's as its value does.

        A regression draws towards the mean; rounded, it would hardly ever give the ends.
        """
        rows = self._features.of(texts)
        made = [
            self._placed(model.predict(rows), target) for target, model in enumerate(self._models)
        ]
        return np.column_stack(made)

    def _placed(self, values: Array, target: int) -> Array:
        known, given = self._foretold[:, target], self._given[:, target]
        # Values that differ by rounding alone are one.
        span = 1e-9
        low = np.searchsorted(known, values - span, side="left")
        high = np.searchsorted(known, values + span, side="right")
        place = (low + high) / 2 / len(known)
        found: Array = given[np.minimum((place * len(given)).astype(int), len(given) - 1)]
        return found

    def weights_of(self, lines: Sequence[str]) -> Array:
        """How much each of *lines* speaks for a high mark, one column a target."""
        rows = self._features.characters(lines)
        size = rows.shape[1]
        return np.column_stack([rows @ model.coef_[:size] for model in self._models])


def _left_out(model: RidgeCV) -> Array:
    """What each text is foretold by a model that was fitted without it."""
    best = int(np.argmin(np.abs(_STRENGTHS - model.alpha_)))
    found: Array = model.cv_results_.reshape(-1, len(_STRENGTHS))[:, best]
    return found


class Model:
    """
    Learnt from *texts*, whose *marks* have one column for each criterion, or one for the item.

    `held_out` are the marks that models fitted without a text, and all texts like it (*groups*),
    foretell for it: five folds, the strength of each fit chosen inside it.
    """

    def __init__(
        self, make: MakeFeatures, texts: Sequence[str], marks: Array, groups: Sequence[int]
    ) -> None:
        self.held_out = np.empty_like(marks)
        folds = GroupKFold(n_splits=FOLDS, shuffle=True, random_state=0)
        for known, left in folds.split(marks, groups=groups):
            fit = _Fit(make, [texts[i] for i in known], marks[known])
            self.held_out[left] = fit.marks([texts[i] for i in left])
        self._fit = _Fit(make, texts, marks)

    def marks(self, text: str) -> Array:
        """The marks foretold for a text that was not learnt from."""
        found: Array = self._fit.marks([text])[0]
        return found

    def weights_of(self, lines: Sequence[str]) -> Array:
        """How much each of *lines* speaks for a high mark, one column a target."""
        return self._fit.weights_of(lines)
