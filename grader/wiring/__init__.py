"""From names to objects."""

from .engines import ENGINES, EngineSettings, check_engine, make_engine
from .judges import JUDGES, JudgeSettings, key_source, make_judge, watched_judge
from .places import journal_path, made_folder, practice_path, price_named, versions
from .prompts import instructions, proposal_templates, rubric_named, templates, withheld
from .readers import PAPERS, READERS, expanded, read_rows

__all__ = [
    "ENGINES",
    "JUDGES",
    "PAPERS",
    "READERS",
    "EngineSettings",
    "JudgeSettings",
    "check_engine",
    "expanded",
    "instructions",
    "journal_path",
    "key_source",
    "made_folder",
    "make_engine",
    "make_judge",
    "practice_path",
    "price_named",
    "proposal_templates",
    "read_rows",
    "rubric_named",
    "templates",
    "versions",
    "watched_judge",
    "withheld",
]
