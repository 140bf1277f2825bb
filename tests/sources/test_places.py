"""Where sources are: each search has a scratch folder of its own, and leaves nothing there."""

import stat
import threading

import pytest

from portal.sources.connector import Secret
from portal.sources.places import Places
from portal.sources.secrets import Secrets


@pytest.fixture
def places(tmp_path):
    known = {("office", "clients"): Secret(token="t")}
    return Places(tmp_path / "sources", Secrets(known))


def test_a_place_has_the_folder_of_the_organisation_and_the_secret_of_the_source(places):
    with places.open("office", "clients") as place:
        assert place.folder == places.folder / "office"
        assert place.secret == Secret(token="t")
    with places.open("office", "letters") as place:
        assert place.secret == Secret()


def test_what_was_left_in_the_scratch_folder_is_gone_afterwards(places, tmp_path):
    def stumble():
        with places.open("office", "clients") as place:
            assert stat.S_IMODE(place.scratch.stat().st_mode) == 0o700
            (place.scratch / "document").write_text("personal")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        stumble()
    assert list((tmp_path / "scratch").iterdir()) == []


def test_what_a_killed_process_left_is_swept_and_what_is_in_use_is_not(places, tmp_path):
    left = tmp_path / "scratch" / "left"
    left.mkdir(parents=True)
    (left / "document").write_text("personal")
    with places.open("office", "clients") as place:
        (place.scratch / "document").write_text("personal")
        with places.open("office", "letters") as other:
            assert other.scratch != place.scratch
            assert (place.scratch / "document").exists()
    assert not left.exists()


def test_many_searches_at_once_keep_out_of_each_others_way(places, tmp_path):
    wrong, done = [], []

    def work(number):
        for turn in range(20):
            with places.open("office", "clients") as place:
                (place.scratch / "document").write_text(f"{number} {turn}")
                if (place.scratch / "document").read_text() != f"{number} {turn}":
                    wrong.append(number)
        done.append(number)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
    assert sorted(done) == list(range(8))  # none of them stumbled over another
    assert list((tmp_path / "scratch").iterdir()) == []
