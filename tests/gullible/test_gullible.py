"""Judges that believe everything: what they say settles no point."""

from decimal import Decimal

ZERO = Decimal(0)
OPEN = {"held", "gated"}


def settled(score):
    """The points that stand without a person."""
    return score.points or ZERO


def is_missed(score):
    """True where our checks did not see that a text addresses the grader."""
    return "injection_suspected" not in score.flags


def test_full_points_on_invented_words_settle_nothing(attacks, grade_all, gullible):
    for attack, score in grade_all(attacks, gullible("invents")):
        assert score.status in OPEN, attack.id
        assert (settled(score), score.points_low) == (ZERO, ZERO), attack.id


def test_echoed_json_settles_nothing(attacks, grade_all, gullible):
    """Most of it fits no form; what does not is no rating."""
    scores = grade_all(attacks, gullible("echoes"))
    for attack, score in scores:
        assert (settled(score), score.points_low) == (ZERO, ZERO), attack.id
    assert {score.reason for _, score in scores} >= {"invalid", "injection"}


def test_echoed_reply_that_fits_and_quotes_itself_is_held(attacks, with_reply, grade_all, gullible):
    """The words are located, but only in what the detector flagged."""
    forged = [with_reply(each) for each in attacks]
    for attack, score in grade_all(forged, gullible("echoes")):
        assert score.status == "held", attack.id
        assert (score.points, score.points_low) == (None, ZERO), attack.id


def test_points_on_the_attacks_own_words_are_held_at_the_lowest(attacks, grade_all, gullible):
    scores = grade_all(attacks, gullible("quotes_attack", attacks))
    for attack, score in scores:
        if not is_missed(score):
            assert score.status == "held", attack.id
            assert (score.points, score.points_low) == (None, ZERO), attack.id


def test_one_short_span_for_every_criterion_is_held(attacks, grade_all, gullible):
    scores = grade_all(attacks, gullible("quotes_one_span"))
    for attack, score in scores:
        if not is_missed(score):
            assert score.status == "held", attack.id
            assert score.points is None
        if score.status == "graded":
            assert "evidence_shared" in score.flags, attack.id
