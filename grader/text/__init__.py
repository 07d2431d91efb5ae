"""Text as several stages need it: cleaned, cut into lines, folded, found again."""

from .clean import clean
from .columns import columns, wrapped
from .controls import controls_shown, json_text, sign
from .fold import Folded, content_size, fold, is_cjk
from .grams import Grams, grams
from .lines import merged, numbered
from .overlap import shares_passage
from .shared import Passage, Tokens, plain_tokens, runs, shared_passages, stretches, tokens
from .skipped import is_empty_cell, is_skip_mark

__all__ = [
    "Folded",
    "Grams",
    "Passage",
    "Tokens",
    "clean",
    "columns",
    "content_size",
    "controls_shown",
    "fold",
    "grams",
    "is_cjk",
    "is_empty_cell",
    "is_skip_mark",
    "json_text",
    "merged",
    "numbered",
    "plain_tokens",
    "runs",
    "shared_passages",
    "shares_passage",
    "sign",
    "stretches",
    "tokens",
    "wrapped",
]
