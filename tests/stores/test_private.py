"""What is replaced in an answer stays with it in the intake."""

from contextlib import closing

from grader.records import Answer, Redaction
from grader.stores.intake import Intake


def test_redactions_come_back_with_their_answer(tmp_path):
    path = tmp_path / "intake.db"
    made = (Redaction(2, 5, "[姓名1]", "name"), Redaction(7, 18, "[手机号1]", "phone"))
    with closing(Intake(path)) as intake:
        intake.add(Answer(candidate_id="A", item_id="1", text="我叫王小明，电话13800138000"))
        intake.add(Answer(candidate_id="B", item_id="1", text="没有"))
        intake.add(Answer(candidate_id="C", item_id="1", text=None))
        intake.private.redact(lambda text: made if "王" in text else ())
    with closing(Intake(path)) as intake:
        [block] = intake.blocks()
        found = {each.answer.candidate_id: each.answer.redactions for each in block}
    assert found == {"A": made, "B": (), "C": ()}
