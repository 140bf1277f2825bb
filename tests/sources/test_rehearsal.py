"""A dry run at a server that does what it is asked, and at one that does not know what that is."""

import dataclasses

import pytest

from portal.law.effects import Effect
from portal.sources.connector import Failure, Limits, SourceFailed
from portal.sources.orders import ItemState, Order
from portal.sources.rehearsal import dry_run
from tests.sources.server import place, serving
from tests.sources.test_helsinki import ANNA, TREE, system


class Service:
    """A profile service; one that `ignores` dry runs erases at once."""

    def __init__(self, *, ignores=False, says=204, deaf_after=False):
        """Begin with data on one person."""
        self.held, self.ignores, self.says = True, ignores, says
        self.deaf_after, self.asked = deaf_after, []

    def answer(self, web):
        """Give the tree or delete it."""
        self.asked.append(web.command)
        if web.command == "DELETE":
            self.held = self.held and not self.ignores
            web.say(self.says)
        elif self.deaf_after and "DELETE" in self.asked:
            web.say(503)
        else:
            web.say(200, TREE) if self.held else web.say(204)


def rehearsed(folder, service, effect=Effect.ERASE):
    with serving(service.answer) as server:
        order = Order("1.1", effect, ANNA, ("profile",))
        return dry_run(system(server), place(folder), order, Limits())


def test_a_system_that_only_says_what_it_would_do_is_believed(tmp_path):
    service = Service()
    (result,) = rehearsed(tmp_path, service)
    assert result.state is ItemState.POSSIBLE
    assert service.asked == ["GET", "DELETE", "GET"]


@pytest.mark.parametrize("says", [204, 200, 403, 500])
def test_a_system_that_erased_is_found_out_whatever_it_says(tmp_path, says):
    with pytest.raises(SourceFailed) as failed:
        rehearsed(tmp_path, Service(ignores=True, says=says))
    assert failed.value.failure is Failure.VANISHED
    assert failed.value.detail == "profile"
    assert not failed.value.may_retry


def test_a_system_that_held_nothing_can_lose_nothing(tmp_path):
    service = Service(ignores=True)
    service.held = False
    rehearsed(tmp_path, service)
    assert service.asked == ["GET", "DELETE"]


def test_a_system_that_cannot_be_looked_at_is_asked_nothing(tmp_path):
    service = Service(deaf_after=True)
    service.asked.append("DELETE")
    with pytest.raises(SourceFailed) as failed:
        rehearsed(tmp_path, service)
    assert failed.value.may_retry
    assert service.asked == ["DELETE", "GET"]


def test_one_that_cannot_be_looked_at_afterwards_is_for_people_and_not_tried_again(tmp_path):
    with pytest.raises(SourceFailed) as failed:
        rehearsed(tmp_path, Service(deaf_after=True))
    assert failed.value.failure is Failure.UNREACHABLE
    assert not failed.value.may_retry


def test_orders_that_erase_nothing_need_no_look(tmp_path):
    with serving(lambda web: web.say(200, {"dry_run": True, "items": []})) as server:
        register = dataclasses.replace(system(server), connector="http", location=server.at())
        order = Order("1.1", Effect.RESTRICT, ANNA, ("profile",))
        assert dry_run(register, place(tmp_path), order, Limits()) == ()
    assert [each.path for each in server.asked] == ["/instructions"]
