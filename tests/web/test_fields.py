"""Days as they are typed."""

from datetime import date

import pytest
from werkzeug.datastructures import MultiDict

from portal.web.fields import DayField
from portal.web.typed import Needed, PlainForm


class DayForm(PlainForm):
    """One day."""

    day = DayField("Day", validators=[Needed("fill in")])


@pytest.mark.parametrize("typed", ["2026-12-18", "18-12-2026", " 18/12/2026 "])
def test_a_day_is_read_as_browsers_and_people_write_it(app, typed):
    with app.test_request_context("/"):
        form = DayForm(MultiDict({"day": typed}))
        assert form.validate()
        assert form.day.data == date(2026, 12, 18)


@pytest.mark.parametrize(
    ("typed", "says"),
    [("", "fill in"), ("31-02-2026", "18-12-2026"), ("morgen", "18-12-2026"), ("9" * 99, "18")],
)
def test_what_is_no_day_is_told_once_in_the_readers_language(app, typed, says):
    with app.test_request_context("/"):
        form = DayForm(MultiDict({"day": typed}))
        assert not form.validate()
        assert len(form.day.errors) == 1
        assert says in form.day.errors[0]
