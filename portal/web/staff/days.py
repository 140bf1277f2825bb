"""A field for a day, with our own words for what is no day."""

from typing import Any

from flask_babel import gettext as _
from wtforms import DateField, Form
from wtforms.validators import StopValidation


class DayField(DateField):
    """A day as browsers send it, or as people type it where the browser has no calendar."""

    data: Any

    def __init__(self, *args: Any, **more: Any) -> None:
        """Take what DateField takes."""
        super().__init__(*args, format=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"], **more)

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
