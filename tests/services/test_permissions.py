"""Who may do what."""

from portal.models.audit import Role
from portal.services.permissions import Task, may, roles_that_may


def test_a_privacy_officer_reads_and_nothing_else():
    assert [task for task in Task if may(Role.PRIVACY_OFFICER, task)] == [Task.READ]


def test_the_fg_alone_handles_a_complaint_to_the_fg_and_registers_none():
    for role in Role:
        done = {task for task in Task if may(role, task, fg_only=True)}
        if role is Role.PRIVACY_OFFICER:
            assert done == {task for task in Task if may(Role.HANDLER, task)} - {Task.REGISTER}
        else:
            assert not done


def test_an_administrator_manages_accounts_and_sources_and_sees_no_case():
    done = [task for task in Task if may(Role.ADMINISTRATOR, task)]
    assert done == [Task.MANAGE_STAFF, Task.SUSPEND]


def test_a_handler_searches_but_does_not_say_which_sources_are_off():
    assert roles_that_may(Task.SUSPEND) == (Role.COORDINATOR, Role.ADMINISTRATOR)


def test_only_a_coordinator_divides_the_work():
    assert roles_that_may(Task.ASSIGN) == (Role.COORDINATOR,)


def test_a_coordinator_may_all_a_handler_may():
    assert all(may(Role.COORDINATOR, task) for task in Task if may(Role.HANDLER, task))


def test_who_has_no_role_may_nothing():
    assert not any(may(None, task) for task in Task)
