"""A case with items that name others, for tests of redacting."""

from portal.models.finding import Review
from portal.papers.pages import Page, Word
from portal.services import triage
from portal.sources.values import Field, Kind
from tests.services import stories
from tests.services.test_triage import NOW, hire

WHY = {
    "whose_interest": "Dit gaat over een ander mens.",
    "written_balance": "Die ander is hieraan te herkennen.",
}
GROUND = "others_rights"
STORY = "Sanne de Wit belde. Jan Peters was erbij, en mevrouw Peters ook (06-87654321)."


def field(value, **more):
    return Field("Aantekening", "Note", value, **more).as_row()


ITEMS = [
    [field(STORY, names_third_person=True)],
    [field("Jan Peters", names_third_person=True), field("2001-05-01", kind=Kind.DATE)],
    [field("huur", value_en="rent"), field("JAN  PETERS kwam in januari.")],
]


class Redacting:
    """A taken case with its items, and what every act on it needs."""

    def __init__(self, session, items=ITEMS):
        member = hire(session)
        self.session, self.actor = session, member.actor()
        self.case = stories.ask(session)
        self.organisation = stories.organisation()
        triage.take(self.case, actor=self.actor, now=NOW)
        self.search = stories.find(session, self.case, items, review=Review.UNDECIDED)
        self.items = list(self.search.findings)

    @property
    def who(self):
        """Who acts, and when."""
        return {"actor": self.actor, "now": NOW}

    @property
    def why(self):
        """On which ground, by whom, and when."""
        return {"ground": GROUND, "needs": WHY, **self.who}


def page(number=1, text="Jan Peters\nbelde", width=200.0, height=100.0):
    """A page with words of ten points a letter, twenty points a line."""
    words, at = [], 0
    for line, row in enumerate(text.split("\n")):
        x = 10.0
        for part in row.split(" "):
            top = 10.0 + 20 * line
            edges = tuple(x + 10 * (count + 1) for count in range(len(part)))
            box = (x, top, x + 10 * len(part), top + 10)
            words.append(Word(part, at, at + len(part), box, edges))
            at += len(part) + 1
            x += 10 * (len(part) + 1)
    return Page(number, width, height, text, tuple(words))
