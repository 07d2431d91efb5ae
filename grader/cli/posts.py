"""grader grade --by: several posts in one file, a run and a report for each."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from ..core.arrange import ItemIndex, Wish
from ..core.arrange.headers import bare
from ..errors import InputError
from ..readers.resources import labels
from ..records import OFFLINE, Language, Rubric
from ..runs import Post, PostRun, Posts, Watch, find_posts, look_ahead
from ..text import json_text
from ..wiring import rubric_named, versions
from ..writers.posts_page import PostLine, write_posts_page
from ..writers.run_json import run_object
from .agreement import Agreement
from .ahead import tell_ahead
from .duplicates import chooser
from .grading import (
    files_named,
    folder_of,
    folder_run,
    language_named,
    sources_of,
    tell_not_redacted,
    tell_proposed,
    watch_of,
)
from .judging import tell_alike
from .progress import Progress
from .running import calibration_told, report_in, signals, tell_counts, tell_next, tell_open
from .told import harmless, say, speak_unless_asked
from .wish import Wish as Options


def grade_posts(wish: Options) -> int:
    """Grade each post as wished, say how it went, and return the worst exit code."""
    asked = language_named("--prompt-lang", wish.prompt_lang)
    _speak(wish)
    with files_named(wish.answers) as files:
        found = find_posts(sources_of(wish, files), wish.by or [], wish.rubric, say)
        rubrics = {each.rubric: rubric_named(each.rubric, asked) for each in found}
        first = rubrics[found[0].rubric]
        language = language_named("--lang", wish.lang) or first.language
        words = labels(speak_unless_asked(first.language), "cli")
        for name, rubric in rubrics.items():
            tell_proposed(rubric, name, words)
        tell_not_redacted(wish, words)
        agree = Agreement(words, takes_all=wish.yes, is_ahead=wish.dry_run)
        tell_alike(wish, say)
        plans = [_plan(wish, post, rubrics, files, language) for post in found]
        if wish.dry_run:
            return _tell_ahead(plans, agree, words, as_json=wish.as_json)
        posts = Posts(folder=folder_of(wish), limits=plans[0].plan.limits, runs=plans)
        with posts.staged(agree):
            _run(posts, wish, agree, words)
            _write_index(posts, rubrics, language)
    _tell(posts, words)
    if wish.as_json:
        print(json_text(_object(posts)))
    return posts.exit_code


def _speak(wish: Options) -> None:
    """Speak like the first rubric that is named, where it can be read; else that is told later."""
    named = [wish.rubric, *(each.rpartition("=")[2].strip() for each in wish.by or [])]
    with suppress(InputError):
        speak_unless_asked(rubric_named(next(filter(None, named), "")).language)


def _plan(
    wish: Options, post: Post, rubrics: dict[str, Rubric], files: list[Path], language: Language
) -> PostRun:
    rubric = rubrics[post.rubric]
    own = replace(wish, rubric=post.rubric)
    plan = folder_run(own, rubric, files, language, Watch(choose=chooser(language)))
    plan.folder = folder_of(wish) / post.folder
    plan.name = post.value
    wishes = tuple(_wishes(plan.sources.wishes, rubric, list(rubrics.values())))
    others = tuple(each for name, each in rubrics.items() if name != post.rubric)
    plan.sources = replace(plan.sources, wishes=wishes, others=others, pick=post.pick)
    return PostRun(post=post, plan=plan)


def _wishes(wishes: tuple[Wish, ...], rubric: Rubric, others: list[Rubric]) -> Iterator[Wish]:
    """The *wishes* as they are for one of the posts: a column of another's item is passed over."""
    for wish in wishes:
        is_known = rubric.is_open or ItemIndex(rubric).by_id(wish.target) is not None
        is_item = wish.target not in {"", "candidate_id"}
        is_others = any(ItemIndex(each).by_id(wish.target) for each in others)
        yield replace(wish, target="") if is_item and is_others and not is_known else wish


def _run(posts: Posts, wish: Options, agree: Agreement, words: dict[str, str]) -> None:
    for each in posts.turns():
        if each.staged is None:
            continue
        say(words["post"].format(name=harmless(each.plan.name)))
        with Progress(words, wish.progress) as bar:
            each.plan.watch = watch_of(bar, agree, each.plan.labels_language)
            with signals(bar):
                each.run = each.plan.go_on(each.staged)
        tell_counts(each.run, words)


def _write_index(posts: Posts, rubrics: dict[str, Rubric], language: Language) -> None:
    lines = [
        PostLine(
            name=each.post.value,
            report=report_in(each.plan.folder).relative_to(posts.folder).as_posix(),
            rubric=rubrics[each.post.rubric].title.of(language),
            rows=each.post.rows,
            counts=each.run.counts if each.run else None,
        )
        for each in posts.runs
    ]
    judges = (each.run.judge for each in posts.runs if each.run)
    offline = next((OFFLINE[judge] for judge in judges if judge in OFFLINE), "")
    write_posts_page(
        posts.folder,
        lines,
        column=bare(posts.runs[0].post.column).rstrip(":："),
        language=language,
        labels=labels(language, "report"),
        offline=offline,
    )


def _tell(posts: Posts, words: dict[str, str]) -> None:
    runs = [each.run for each in posts.runs if each.run is not None]
    for offline in dict.fromkeys(OFFLINE[run.judge] for run in runs if run.judge in OFFLINE):
        say(words[offline])
    for each in posts.runs:
        if each.run is None:
            say(words["post_not_begun"].format(name=harmless(each.plan.name)))
        elif each.run.waiting or each.run.left or each.run.counts.is_open:
            say(words["post"].format(name=harmless(each.plan.name)))
            tell_open(each.run, words)
    for told in dict.fromkeys(calibration_told(run, words) for run in runs):
        say(told)
    say(words["report"].format(path=posts.folder / "index.html"))
    worst = [
        each
        for each in posts.runs
        if each.run and (each.run.exit_code == posts.exit_code or each.run.waiting)
    ]
    if worst and worst[-1].run:
        tell_next(worst[-1].run, worst[-1].plan.folder, words)


def _object(posts: Posts) -> dict[str, object]:
    made = [
        {
            "name": each.post.value,
            "folder": each.post.folder,
            "run": None if each.run is None else run_object(each.run, versions()),
        }
        for each in posts.runs
    ]
    return {"by": posts.runs[0].post.column, "posts": made, "exit": {"code": posts.exit_code}}


def _tell_ahead(
    plans: list[PostRun], agree: Agreement, words: dict[str, str], *, as_json: bool
) -> int:
    told = []
    for each in plans:
        plan = each.plan
        plan.watch = replace(plan.watch, agree=agree)
        if plan.limits.most_answers:
            share = max(1, plan.limits.most_answers // len(plans))
            plan.limits = replace(plan.limits, most_answers=share)
        if as_json:
            told.append({"name": each.post.value, **look_ahead(plan).as_object()})
            continue
        print(words["post"].format(name=harmless(plan.name)))
        tell_ahead(plan, words, as_json=False)
    if as_json:
        print(json_text({"dry_run": True, "posts": told}))
    return 0
