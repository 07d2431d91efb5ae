"""How often the checks look at an answer that is asked for several times."""

from grader.desk import Desk
from grader.readers.resources import find_rubric
from grader.readers.rubric_yaml import load_rubric
from grader.records import Answer, Observation
from grader.wiring import templates

RUBRIC = load_rubric(find_rubric("service-manager"))


def answer(text, item):
    return Answer(candidate_id="1", item_id=item.id, text=text)


def desk_of(looked):
    def check(answer, item, language):
        looked.append((answer.text, item.id))
        yield Observation(flag="injection_suspected", spans=((0, 2),))

    return Desk(RUBRIC, templates("zh"), checks=[check])


def test_each_answer_is_looked_at_once_in_a_pass():
    looked = []
    desk = desk_of(looked)
    one, other, *_ = RUBRIC.items
    pass_over = [answer("先道歉。", one), answer("先道歉。", other), answer("再回访。", one)]
    for each in pass_over:
        first, second = desk.observations(each), desk.observations(each)
        assert first == second
        desk.task(each, "a judge")
        assert first[0].spans == ((0, 2),)
    assert looked == [(each.text, each.item_id) for each in pass_over]


def test_only_the_last_answers_are_kept():
    looked = []
    desk = desk_of(looked)
    [item, *_] = RUBRIC.items
    for number in range(2_000):
        desk.observations(answer(f"答 {number}", item))
    desk.observations(answer("答 1999", item))
    assert len(looked) == 2_000
    desk.observations(answer("答 0", item))
    assert len(looked) == 2_001
