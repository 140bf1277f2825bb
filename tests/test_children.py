"""Orders carried out in processes of their own: what goes in, comes out, and is kept apart."""

import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from portal import children

PROGRAM = '''
"""Does what it is told."""
import os, signal, sys, time
LOADED = []

def prepare():
    LOADED.append(os.getpid())

def main():
    order = sys.stdin.read()
    if order == "who":
        print(LOADED[0], os.getpid(), os.getppid())
    elif order == "where":
        print(os.getcwd(), sorted(os.environ.items()))
    elif order == "files":
        print(sorted(os.listdir("/proc/self/fd"), key=int))
    elif order == "fail":
        raise ValueError("anna@example.nl")
    elif order == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    elif order == "leave":
        sys.exit(7)
    elif order == "hang":
        print(os.getpid(), flush=True)
        open(os.environ["NOTE"], "w").write(str(os.getpid()))
        time.sleep(60)
    else:
        sys.stdout.write(order)
        sys.stdout.flush()
    return 0
'''


@pytest.fixture(scope="module")
def program(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("program") / "doing.py"
    path.write_text(PROGRAM)
    return path


@pytest.fixture
def do(program, tmp_path):
    def do_(order: str, *, seconds: float = 20.0, **environment: str) -> children.Done:
        return children.run(
            program, order.encode(), folder=tmp_path, seconds=seconds, environment=environment
        )

    return do_


def alive(number: int) -> bool:
    """Whether a process runs, and is not merely waiting to be buried."""
    try:
        return "Z" not in Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False


def gone(number: int) -> bool:
    ends = time.monotonic() + 10
    while alive(number) and time.monotonic() < ends:
        time.sleep(0.01)
    return not alive(number)


def test_an_order_of_many_megabytes_comes_back_whole(do):
    order = "0123456789" * 1_000_000
    assert do(order).output.decode() == order


def test_each_order_has_a_process_of_its_own_and_the_program_is_loaded_once(do):
    first, second = (do("who").output.split() for _ in range(2))
    assert first[0] == second[0] == first[2]  # the server loaded it, and is the parent
    assert first[1] != second[1]


def test_a_child_finds_its_folder_and_its_environment_and_nothing_of_ours(
    do, tmp_path, monkeypatch
):
    monkeypatch.setenv("PORTAL_SECRET_KEY", "ours alone")
    monkeypatch.setenv("LD_LIBRARY_PATH", "/somewhere")
    folder, _, found = do("where", HOME="/nowhere").output.decode().partition(" ")
    assert Path(folder) == tmp_path
    assert found.strip() == "[('HOME', '/nowhere'), ('LD_LIBRARY_PATH', '/somewhere')]"


def test_the_server_knows_none_of_our_settings(program, tmp_path, monkeypatch):
    monkeypatch.setenv("PORTAL_SECRET_KEY", "ours alone")
    other = tmp_path / "other.py"
    other.write_text(program.read_text())
    done = children.run(other, b"who", folder=tmp_path, seconds=20)
    server = done.output.split()[0].decode()
    assert b"PORTAL" not in Path(f"/proc/{server}/environ").read_bytes()


def test_a_child_has_no_file_of_another_open(do):
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: do("files").output.decode(), range(8)))
    assert {each.strip() for each in found} == {"['0', '1', '2', '3']"}  # 3 is the list itself


@pytest.mark.parametrize(("order", "status"), [("fail", 1), ("die", -9), ("leave", 1)])
def test_how_a_child_ended_is_told_and_nothing_half_is_given(do, order, status):
    done = do(order)
    assert (done.status, done.output) == (status, b"")


def test_what_a_child_says_of_its_errors_is_told_to_who_asked_alone(do, capfd):
    assert b"ValueError" in do("fail").errors
    assert "anna" not in "".join(capfd.readouterr())


def test_a_child_that_takes_too_long_is_killed(do, tmp_path):
    note = tmp_path / "note"
    with pytest.raises(children.ChildTooSlow):
        do("hang", seconds=1.0, NOTE=str(note))
    assert gone(int(note.read_text()))


def test_orders_are_carried_out_side_by_side(do, tmp_path):
    note = tmp_path / "note"
    with ThreadPoolExecutor(1) as pool:
        hanging = pool.submit(do, "hang", seconds=3.0, NOTE=str(note))
        while not note.exists():
            time.sleep(0.01)
        assert do("hello").output == b"hello"
        assert alive(int(note.read_text()))
        with pytest.raises(children.ChildTooSlow):
            hanging.result()


def test_after_the_server_died_another_takes_its_place(do):
    server = int(do("who").output.split()[0])
    os.kill(server, 9)
    assert gone(server)
    assert do("hello").output == b"hello"


def test_servers_that_are_closed_end_and_the_next_order_starts_another(do):
    server = int(do("who").output.split()[0])
    children.close()
    assert gone(server)
    assert do("hello").output == b"hello"


def test_a_server_ends_with_the_process_that_started_it(program, tmp_path):
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:  # as a web server forks: the other's server is not used
        done = children.run(program, b"who", folder=tmp_path, seconds=20)
        os.write(writing, done.output.split()[0])
        os._exit(0)
    os.waitpid(child, 0)
    server = int(os.read(reading, 20))
    os.close(reading)
    os.close(writing)
    own = int(children.run(program, b"who", folder=tmp_path, seconds=20).output.split()[0])
    assert server != own
    assert gone(server)
