"""Processes of our own: what they are told, and how they end."""

import os
import signal
import subprocess
import sys
from multiprocessing import active_children

import pytest

from pathway_economics.errors import InvalidModel
from pathway_economics.workers import in_order
from pathway_economics.workers.processes import ONE_THREAD, WorkerEnded

JOBS = """
import time
from pathway_economics.workers import in_order

def work(job):
    time.sleep(600 if job else 0)
    return job

{guard}
    for done in in_order(work, range(9), workers=2):
        print("begun", flush=True)
"""
GUARDED = JOBS.format(guard='if __name__ == "__main__":')
UNGUARDED = JOBS.format(guard="if True:")


def surroundings(_job):
    threads = {os.environ[name] for name in ONE_THREAD}
    return os.getpid(), threads, signal.getsignal(signal.SIGINT) == signal.SIG_IGN


def vanish(job):
    if job == 2:
        os._exit(3)
    return job


def refuse(job):
    raise InvalidModel(f"job {job}")


def test_workers_have_one_thread_each_and_do_not_hear_an_interrupt():
    before = dict(os.environ)
    told = list(in_order(surroundings, range(6), workers=2))
    assert os.getpid() not in {pid for pid, _, _ in told}
    assert all(threads == {"1"} and deaf for _, threads, deaf in told)
    assert dict(os.environ) == before
    assert active_children() == []


def test_a_worker_that_dies_is_an_error_that_says_so():
    with pytest.raises(WorkerEnded, match="worker process ended before its work"):
        list(in_order(vanish, range(8), workers=2))
    assert active_children() == []


def test_what_a_job_complains_of_arrives_as_it_is():
    with pytest.raises(InvalidModel, match="job 0"):
        list(in_order(refuse, range(8), workers=2))
    assert active_children() == []


def test_workers_end_when_nobody_wants_the_rest():
    results = in_order(surroundings, range(6), workers=2)
    next(results)
    results.close()
    assert active_children() == []


@pytest.fixture
def start(tmp_path):
    """Run a script as a shell would: an interrupt reaches it and all that it started."""
    begun = []

    def run_script(text):
        script = tmp_path / "script.py"
        script.write_text(text)
        begun.append(
            subprocess.Popen(
                [sys.executable, str(script)],
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                start_new_session=True,
            )
        )
        return begun[-1]

    yield run_script
    for process in begun:
        process.kill()
        process.wait()


def rest_of(process):
    """Wait until the script and whatever it started have closed their output; return it."""
    return process.communicate(timeout=120)


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="process groups are POSIX")
def test_an_interrupt_leaves_no_process_and_one_traceback(start):
    process = start(GUARDED)
    assert process.stdout.readline() == "begun\n"
    os.killpg(process.pid, signal.SIGINT)
    _, errors = rest_of(process)
    assert errors.count("Traceback") == 1
    assert errors.strip().endswith("KeyboardInterrupt")


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="process groups are POSIX")
def test_workers_leave_when_their_parent_is_killed(start):
    process = start(GUARDED)
    assert process.stdout.readline() == "begun\n"
    process.kill()
    rest_of(process)
    assert process.returncode == -signal.SIGKILL


def test_a_script_without_a_guard_is_told_so(start):
    output, errors = rest_of(start(UNGUARDED))
    assert output == ""
    assert errors.count("Traceback") == 1
    assert 'if __name__ == "__main__":' in errors
