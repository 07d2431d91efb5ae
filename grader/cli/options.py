"""The options, each said once; commands pick theirs."""

from pathlib import Path
from typing import Annotated, Literal

import typer

DuplicateRule = Literal["ask", "first", "last"]
_GROUPS, _SWAPS = "Outcome by group", "Counterfactual test"
_JUDGE, _READING, _RUNNING = "The judge", "Reading", "Running and reporting"
PANELS = (_GROUPS, _SWAPS, _JUDGE, _READING, _RUNNING)
"""Headings of options, in the order of help."""


def _of_judge(*names: str, help: str, **more: object) -> object:  # noqa: A002 - typer's word
    return typer.Option(*names, help=help, rich_help_panel=_JUDGE, **more)  # type: ignore[arg-type]


def _of_reading(*names: str, help: str, **more: object) -> object:  # noqa: A002 - typer's word
    return typer.Option(*names, help=help, rich_help_panel=_READING, **more)  # type: ignore[arg-type]


def _of_running(*names: str, help: str, **more: object) -> object:  # noqa: A002 - typer's word
    return typer.Option(*names, help=help, rich_help_panel=_RUNNING, **more)  # type: ignore[arg-type]


RubricName = Annotated[
    str, typer.Option("--rubric", "-r", help="A shipped rubric's id, or a .yaml file.")
]
RubricOrPosts = Annotated[
    str,
    typer.Option(
        "--rubric", "-r", help="A shipped rubric's id, or a .yaml file; needed unless --by has all."
    ),
]
AnswerFiles = Annotated[
    list[str],
    typer.Argument(
        help="Files of answers (.csv .tsv .json .jsonl .xlsx .docx .txt), folders of them, or -."
    ),
]
AnswerFile = Annotated[str, typer.Argument(help="A text file with the answer, or - for stdin.")]
ItemOfAnswer = Annotated[str, typer.Option("--item", "-i", help="The item's id.")]
RunFolder = Annotated[Path, typer.Argument(metavar="DIR", help="The folder of a run.")]
Out = Annotated[
    Path | None, typer.Option("--out", "-o", help="Folder of the run; else ./<stem>-graded.")
]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object on stdout, nothing else.")]
SpokenIn = Annotated[
    str, typer.Option("--lang", help="Help and messages in zh or en; else your system's.")
]
Language = Annotated[str, typer.Option("--lang", help="Labels in zh or en; else the rubric's.")]

OfCandidate = Annotated[str, typer.Option("--candidate", help="A candidate's id.")]
OfItem = Annotated[str, typer.Option("--item", "-i", help="An item's id; else all items.")]
Contact = Annotated[str, typer.Option(help="Whom to ask, and how: a line of text.")]

JudgeName = Annotated[str, _of_judge(help="openai, baseline, baseline-fitted or replay.")]
Model = Annotated[str, _of_judge(help="The model's name there; else GRADER_MODEL.")]
BaseUrl = Annotated[str, _of_judge(help="An OpenAI-compatible endpoint; else OPENAI_BASE_URL.")]
ApiKeyFile = Annotated[Path | None, _of_judge(help="File with the key; else OPENAI_API_KEY.")]
Replay = Annotated[Path | None, _of_judge(help="Recorded replies, for --judge replay.")]
Temperature = Annotated[float, _of_judge(min=0.0, max=2.0, help="Sent to the model.")]
Seed = Annotated[int | None, _of_judge(help="Sent to the model if given.")]
MaxTokens = Annotated[int, _of_judge(min=1, help="The longest reply, in tokens.")]
Timeout = Annotated[float, _of_judge(min=0.1, help="Seconds for one call as a whole.")]
PromptLanguage = Annotated[str, _of_judge(help="Prompts in zh or en; else the rubric's.")]

Samples = Annotated[
    int, _of_judge(min=1, max=15, help="Ask so many times about each answer; the middle counts.")
]
Jury = Annotated[
    str, _of_judge(help="Models there, M1,M2[,M3]: two opinions, a third where those differ.")
]
RegradeFlagged = Annotated[
    bool,
    _of_judge(
        "--regrade-flagged/--no-regrade-flagged",
        help="Ask about an answer that addresses the grader without those words as well.",
    ),
]
Anchors = Annotated[
    str,
    _of_judge(help="Show answers that people marked as examples: a sheet, a run's folder, review."),
]
Marks = Annotated[
    str,
    _of_judge(help="For baseline-fitted: people's marks to learn from; as for --anchors."),
]
SecondOpinion = Annotated[
    str,
    _of_judge(help="baseline-fitted: flag where a small model fitted on --marks is far off."),
]

Question = Annotated[str, _of_reading(help="The question, for a rubric without items.")]
Items = Annotated[str, _of_reading(help="Grade only these items: ids with commas between.")]
Map = Annotated[
    list[str] | None,
    _of_reading("--map", help="COLUMN=ITEM, COLUMN= (pass over) or A+B[-4:]=candidate_id; again."),
]
By = Annotated[
    list[str] | None,
    _of_reading("--by", help="Posts: COLUMN=RUBRIC or COLUMN:VALUE=RUBRIC; a report each; again."),
]
Yes = Annotated[bool, _of_reading("--yes", help="Take columns as understood, without asking.")]
AttackWished = Annotated[
    bool, typer.Option("--attack", help="Try whether texts in an answer move the model's points.")
]
WeakRubric = Annotated[
    str,
    typer.Option("--rubric", "-r", help="The rubric to try by."),
]
SendUnasked = Annotated[bool, typer.Option("--yes", help="Send without asking first.")]
SheetName = Annotated[
    str, _of_reading("--sheet", help="The sheet of a workbook, by name or number.")
]
SkipBadRows = Annotated[
    bool, _of_reading("--skip-bad-rows", help="Grade the good rows, list the others.")
]
Duplicates = Annotated[
    DuplicateRule,
    _of_reading("--duplicates", help="Which counts of two texts to one item: ask, first or last."),
]
MaxCell = Annotated[int, _of_reading(min=1, help="Most characters of an answer.")]
MaxRows = Annotated[int, _of_reading(min=1, help="Most rows of a file.")]
MaxBytes = Annotated[int, _of_reading(min=1, help="Most bytes of a file.")]

Redact = Annotated[
    bool,
    _of_reading(
        "--redact/--no-redact", help="Replace phone numbers, ids, names … before anything is sent."
    ),
]

Concurrency = Annotated[int, _of_running(min=1, max=1024, help="Most calls at a time.")]
EngineName = Annotated[str, _of_running(help="local, or batch: half the price, within a day.")]
Detach = Annotated[
    bool, _of_running("--detach", help="With --engine batch: hand in, and collect another time.")
]
Limit = Annotated[
    int | None,
    _of_running(min=1, help="A first look: this many answers, spread over the items."),
]
Budget = Annotated[float | None, _of_running(help="Stop before the calls cost more US dollars.")]
Prices = Annotated[
    Path | None, _of_running(help="Your prices (.yaml or .json), before the bundled ones.")
]
DryRun = Annotated[
    bool, _of_running("--dry-run", help="Tell requests, tokens, cost and time; send nothing.")
]
FailOver = Annotated[
    float | None,
    _of_running(help="Stop if a larger share (0 to 1) fails for one cause."),
]
Controls = Annotated[
    bool,
    _of_running("--controls", help="Grade the rubric's control answers too: does the judge hold?"),
]
Store = Annotated[str, _of_running(help="The journal; else sqlite:///DIR/grader.db.")]
FailUnder = Annotated[
    float | None, _of_running(min=0.0, max=100.0, help="Exit 5 if the mean percent is lower.")
]
Cut = Annotated[
    str, _of_running("--cut", help="Totals above or below 30, or 60%, or too close to tell.")
]
Bands = Annotated[
    Path | None,
    _of_running("--bands", help="Instead of --cut: a .yaml list of bands, {name: A, from: 80%}."),
]
Rank = Annotated[bool, _of_running("--rank", help="Ranks by total; ties share theirs.")]
MinAgreement = Annotated[
    float | None,
    _of_running(min=0.0, max=1.0, help="QWK with people below which bands and ranks are withheld."),
]
Formats = Annotated[
    str,
    _of_running("--format", help="Reports beside the tables: html, md, xlsx, letters; csv: none."),
]
SignedBy = Annotated[str, _of_running(help="For --format letters: who signs, and can be asked.")]
CalibrationOf = Annotated[
    Path | None,
    _of_running("--calibration", help="Agreement with people, of another folder: its file or DIR."),
]
Progress = Annotated[str, _of_running(help="auto, json (lines on stderr) or none.")]

MarksFile = Annotated[
    Path | None,
    typer.Option("--import", help="Take the marks of a filled-in sheet (.xlsx .csv)."),
]
Blind = Annotated[
    bool, typer.Option("--blind", help="A sheet for a second marker: no marks, no reasons.")
]
Share = Annotated[
    float,
    typer.Option(min=0.0, max=1.0, help="This share of the unflagged answers is listed as well."),
]
Adjudicator = Annotated[
    str, typer.Option(help="With --import: whose marks settle it where reviewers differ.")
]
Settler = Annotated[
    str, typer.Option("--adjudicator", help="Who settles where people differ: gets a blind sheet.")
]
ReviewOut = Annotated[
    Path | None, typer.Option("--out", "-o", help="Folder of the sheets; else the run's.")
]
SkipBadMarks = Annotated[
    bool, typer.Option("--skip-bad-rows", help="Take the good rows, list the others.")
]
MarksSheet = Annotated[
    str, typer.Option("--sheet", help="With --import: the sheet of a workbook, by name or number.")
]

GroupColumns = Annotated[
    list[str] | None,
    typer.Option(
        "--group",
        help="A column of the answers file, or of --groups, that tells people apart; again.",
        rich_help_panel=_GROUPS,
    ),
]
GroupsFile = Annotated[
    Path | None,
    typer.Option(help="A file (.csv .xlsx …) of groups by candidate_id.", rich_help_panel=_GROUPS),
]
GroupsSheet = Annotated[
    str,
    typer.Option("--sheet", help="With --groups: the sheet of it.", rich_help_panel=_GROUPS),
]
BandsOf = Annotated[
    list[str] | None,
    typer.Option(
        "--bands", help='Numbers as groups: "AGE=<30,30-39,40+"; again.', rich_help_panel=_GROUPS
    ),
]
Intersect = Annotated[
    list[str] | None,
    typer.Option(
        "--intersect",
        help="Columns together, A+B, or none; else every two of --group; again.",
        rich_help_panel=_GROUPS,
    ),
]
Least = Annotated[
    int,
    typer.Option(min=2, help="Fewer people in a group are too few.", rich_help_panel=_GROUPS),
]
AuditCut = Annotated[
    str,
    typer.Option(
        "--cut", help="Also the shares at this total or above: 12 or 60%.", rich_help_panel=_GROUPS
    ),
]
AuditOut = Annotated[
    Path | None, typer.Option("--out", "-o", help="Folder of the audit's files; else DIR/audit.")
]
CounterfactualWished = Annotated[
    bool,
    typer.Option(
        "--counterfactual",
        help="Grade answers again with words for sex, region … swapped: do points follow?",
        rich_help_panel=_SWAPS,
    ),
]
SwapsFile = Annotated[
    Path | None,
    typer.Option("--swaps", help="Your words (.yaml), not the shipped.", rich_help_panel=_SWAPS),
]
SwapLimit = Annotated[
    int | None,
    typer.Option("--limit", min=1, help="So many answers, by chance.", rich_help_panel=_SWAPS),
]

ItemToPractise = Annotated[
    str, typer.Option("--item", "-i", help="Begin with this item; else one is offered.")
]
DimensionToPractise = Annotated[
    str, typer.Option("--dimension", help="Only items with points in empathy, process …")
]
HistoryFile = Annotated[
    Path | None, typer.Option("--history", help="The file of what you practised; else your own.")
]
NoHistory = Annotated[
    bool, typer.Option("--no-history", help="Keep nothing, and look at nothing kept.")
]
HistoryOnly = Annotated[
    bool, typer.Option("--history-only", help="Show history and progress, and end.")
]
