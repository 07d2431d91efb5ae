"""What an answer of mine hit and missed, and what to write: feedback.py FILE ITEM [RUBRIC]."""

import os
import sys
from pathlib import Path

from grader import Answer, BaselineJudge, GraderError, OpenAIJudge, feedback, grade, load_rubric


def judge() -> OpenAIJudge | BaselineJudge:
    """The model the environment names; without one, the offline word comparison."""
    model, key = os.environ.get("GRADER_MODEL"), os.environ.get("OPENAI_API_KEY")
    address = os.environ.get("OPENAI_BASE_URL")
    if model and (key or address):
        return OpenAIJudge(model, base_url=address, api_key=key or "none")
    return BaselineJudge()


def main(arguments: list[str]) -> int:
    """Read the answer, print the feedback; 1 where a person has to look, as `grader feedback`."""
    if len(arguments) not in {2, 3}:
        raise SystemExit(__doc__)
    file, item_id, rubric_name = [*arguments, "service-manager"][:3]
    try:
        rubric = load_rubric(rubric_name)
        if item_id not in rubric.by_id:
            raise SystemExit(f"item {item_id!r}: choose one of {', '.join(rubric.by_id)}")
        text = Path(file).read_text(encoding="utf-8-sig")
        answer = Answer(candidate_id="me", item_id=item_id, text=text)
        [score] = grade([answer], rubric, judge=judge())
    except (GraderError, OSError, UnicodeDecodeError) as error:
        raise SystemExit(f"{file}: {error}") from None
    made = feedback(score, rubric)
    by = score.rater or "no judge needed"
    print(f"{made.question}\n\n{made.points} / {made.max_points} ({made.status}, {by})")
    for point in made.hit:
        print(f"\n+ {point.asks}")
        for quote in point.quotes:
            print(f"    “{quote}”")
    for point in made.missed:
        print(f"\n- {point.asks}\n    {point.found}")
    for text in made.instead:
        print(f"\n> {text}")
    return 1 if made.status in {"held", "unscored"} else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
