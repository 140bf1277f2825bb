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


def milliseconds(action: Callable[[], object], times: int = 5) -> float:
    """The median time an action takes, after one that warms up.

    Args:
        action: what to measure.
        times: how many runs count.
    """
    action()
    spent = []
    for _ in range(times):
        begin = time.perf_counter()
        action()
        spent.append((time.perf_counter() - begin) * 1000)
    return median(spent)
