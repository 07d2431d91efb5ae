"""Ten times kill -9 at a random moment of one run, and the same command again each time."""

import random
import time

from grader.testing import LoopbackServer

COUNT, KILLS, AT_ONCE = 150, 10, 4
LATENCY_S = 0.05
TABLES = ("scores.csv", "criteria.csv", "candidates.csv", "intake.csv")


def test_ten_kills_cost_what_was_in_flight_and_change_no_result(grading, until, watchdog):
    """
    A moment is a number of requests further on, and up to 50 ms later.

    Kills before the first request of a run (while it starts, stages or plans) are among them.
    """
    run, rng, killed = grading(COUNT), random.Random(20), 0
    options = ("--concurrency", AT_ONCE)
    with LoopbackServer(latency_s=LATENCY_S) as server, watchdog(120):
        for _ in range(KILLS):
            seen, more = len(server.requests), rng.choice((0, 1, 5, 9, 13))
            with run.start(server, *options) as process:
                if more:
                    until(lambda seen=seen, more=more: len(server.requests) >= seen + more, process)
                time.sleep(rng.uniform(0, 0.05) if more else rng.uniform(0.05, 0.5))
                assert process.poll() is None, "the moment came too late"
                process.kill()
                process.communicate()
                killed += 1
        assert COUNT / 4 < len(server.requests) < COUNT, "the kills hit the middle of the work"
        done = run.run(server, *options)
        assert done.code == 0, done.err
        assert COUNT <= len(server.requests) <= COUNT + killed * AT_ONCE
    with LoopbackServer() as undisturbed, watchdog(60):
        assert run.run(undisturbed, out="whole").code == 0
        assert len(undisturbed.requests) == COUNT
    for name in TABLES:
        resumed, whole = (run.folder / out / name for out in ("out", "whole"))
        assert resumed.read_bytes() == whole.read_bytes(), name
    assert run.outcomes() == {("graded", ""): COUNT}


def test_kill_after_the_last_reply_asks_again_no_more_than_was_in_flight(grading, until):
    """The journal holds the replies of the others, whether or not a report was written."""
    run = grading(40)
    run.formats = "html,md,xlsx"
    with LoopbackServer(latency_s=LATENCY_S) as server:
        with run.start(server, "--concurrency", AT_ONCE) as process:
            until(lambda: len(server.requests) == 40, process)
            time.sleep(LATENCY_S)
            process.kill()
            process.communicate()
        assert run.run(server, "--concurrency", AT_ONCE).code == 0
        assert 40 <= len(server.requests) <= 40 + AT_ONCE
    assert run.outcomes() == {("graded", ""): 40}
