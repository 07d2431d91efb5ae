"""render: an item becomes a prompt, an answer becomes numbered lines behind a fence."""

from .message import answer_message, fence, repair_message
from .prompt import render_prompt
from .proposal import render_proposal
from .schema import reply_schema, reply_skeleton
from .sent import sent_digest, stamp_of
from .template import Templates

__all__ = [
    "Templates",
    "answer_message",
    "fence",
    "render_prompt",
    "render_proposal",
    "repair_message",
    "reply_schema",
    "reply_skeleton",
    "sent_digest",
    "stamp_of",
]
