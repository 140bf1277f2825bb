"""Fields of our own: several choices with a box each, and a day with words for what is none."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from wtforms import DateField, Form, SelectMultipleField
from wtforms.validators import StopValidation
from wtforms.widgets import CheckboxInput, ListWidget


class Boxes(SelectMultipleField):
    """Several choices with a box each."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """As any choice of several; ours judge what was chosen with words of their own."""
        super().__init__(*args, validate_choice=False, **kwargs)
        self.type = SelectMultipleField.__name__  # templates know it by that name


class DayField(DateField):
    """A day as browsers send it, or as people type it where the browser has no calendar."""

    data: Any

    def __init__(self, *args: Any, **more: Any) -> None:
        """Take what DateField takes."""
        super().__init__(*args, format=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"], **more)
        self.type = DateField.__name__  # templates know it by that name

    def process_data(self, value: Any) -> None:
        """Take a day, also as it was stored."""
        if isinstance(value, str):
            value = date.fromisoformat(value) if value else None
        super().process_data(value)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the day; nothing typed is no fault yet."""
        self.data = None
        if not valuelist or not valuelist[0].strip():
            return
        try:
            super().process_formdata([valuelist[0].strip()])
        except ValueError:
            raise ValueError(_("Fill in a date, such as 18-12-2026.")) from None

    def pre_validate(self, form: Form) -> None:  # noqa: ARG002 - WTForms passes it
        """Say one thing about a day that cannot be read, not two."""
        if self.process_errors:
            raise StopValidation
