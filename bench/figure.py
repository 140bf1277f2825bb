"""One measured figure and what it is compared with."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured figure.

    Attributes:
        name: what was measured.
        value: how much.
        unit: of what, such as 'requests/s' or 'ms'.
        reference: what it is compared with, measured in the same run.
        reference_value: how much that was, in the same unit.
    """

    name: str
    value: float
    unit: str
    reference: str
    reference_value: float

    @property
    def ratio(self) -> float:
        """The figure as a multiple of its reference."""
        return self.value / self.reference_value

    def __str__(self) -> str:
        return "\t".join(
            [self.name, f"{self.value:.3g}", self.unit, f"{self.ratio:.2f}", self.reference]
        )


Action = Callable[[], object]


def side_by_side(action: Action, reference: Action, times: int) -> tuple[float, float]:
    """The median milliseconds of two actions, done in turns after one of each that warms up.

    In turns, because what else the machine does then hinders both alike.

    Args:
        action: what to measure.
        reference: what to compare it with.
        times: how many runs of each count.
    """
    spent: tuple[list[float], list[float]] = ([], [])
    for number in range(times + 1):
        for place, each in enumerate((action, reference)):
            begin = time.perf_counter()
            each()
            if number:
                spent[place].append((time.perf_counter() - begin) * 1000)
    return median(spent[0]), median(spent[1])
