"""Judges runs of text as they were drawn, when nobody knows yet how the gaps between them read.

The judgement errs on one side: what it calls clear says nothing of what is looked for, whether two
runs are one word, two words or two lines. What it doubts is read again by who does know.
"""

from collections.abc import Iterator, Sequence

from portal.law.redaction import normal, normal_lines
from portal.redaction.encodings import readings
from portal.redaction.matching import Finder

MOST = 5_000
"""Runs of which the judgement is kept: labels and heads come back on each page."""

_ESCAPES = "\\&<%="


class Runs:
    """Judges many runs against what one finder looks for."""

    def __init__(self, finder: Finder) -> None:
        """Begins without any judgement."""
        self._finder = finder
        self._judged: dict[str, tuple[str, int] | None] = {}

    def may_say(self, runs: Sequence[str], placed: Sequence[int] = ()) -> bool:
        """Whether runs may say what is looked for, in this order or as they are placed.

        What is written with escapes may say anything. Letters that go on from one run to the next
        count as if nothing stood between them.

        Parameters:
            placed: the numbers of runs in the order in which they are read, if that is another.
        """
        if any(has_escapes(text) for text in _glued(runs, placed)):
            return True
        if len(self._judged) > MOST:
            self._judged.clear()
        if new := [run for run in dict.fromkeys(runs) if run not in self._judged]:
            self._judge(new)
        letters, within = [], 0
        for run in runs:
            judged = self._judged[run]
            if judged is None:
                return True
            letters.append(judged[0])
            within += judged[1]
        orders = [letters, [letters[at] for at in placed]] if placed else [letters]
        return any(self._may_say("".join(order), within) for order in orders)

    def _may_say(self, letters: str, within: int) -> bool:
        """Whether letters may say more than is within the runs, or a title is in another run."""
        if self._finder.count(letters) != within:
            return True
        return within > 0 and self._finder.may_be_titled(letters)

    def _judge(self, runs: Sequence[str]) -> None:
        """Judge runs, all at once when nothing is in any of them: that is nearly always so."""
        together = "\n".join(runs)
        letters = normal_lines(together)
        if (
            len(letters) == len(runs)
            and not has_escapes(together)
            and not self._finder.count("\n".join(letters))
        ):
            self._judged.update((run, (each, 0)) for run, each in zip(runs, letters, strict=True))
        else:
            self._judged.update((run, self._judge_alone(run)) for run in runs)

    def _judge_alone(self, run: str) -> tuple[str, int] | None:
        """The letters of a run, and how many times they are like what is looked for but are not."""
        if has_escapes(run) or next(self._finder.find(run), None) is not None:
            return None
        letters = normal(run)
        return letters, self._finder.count(letters)


def _glued(runs: Sequence[str], placed: Sequence[int]) -> Iterator[str]:
    """All the ways in which runs may follow each other, if any has what an escape begins with."""
    glued = "".join(runs)
    if any(sign in glued for sign in _ESCAPES):
        yield glued
        yield "\n".join(runs)
        yield "".join(runs[at] for at in placed)


def has_escapes(text: str) -> bool:
    """Whether a text can be read in more ways than as it stands."""
    return sum(1 for _ in readings(text)) > 1
