"""Sets chunks in type by all cores at once; what was set is kept for who begins again."""

import hashlib
import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from portal.letters.rendering import FONTS, REPORT_LIMITS, Limits, typeset_pdf

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Order(Generic[T]):
    """A chunk to set.

    Attributes:
        about: what the one who orders wants to know of it when it is there.
        data, template, pictures: as `typeset_pdf` takes them.
    """

    about: T
    data: str
    template: str
    pictures: tuple[bytes, ...] = ()

    @property
    def name(self) -> str:
        """A name that nothing else has which would look different."""
        digest = hashlib.sha256(f"{self.template}\0{self.data}".encode())
        for picture in self.pictures:
            digest.update(hashlib.sha256(picture).digest())
        return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Batch:
    """How chunks are set.

    Attributes:
        folder: where they are kept, under the hash of what they were set from.
        workers: how many are set at once.
    """

    folder: Path
    fonts: Path = FONTS
    limits: Limits = REPORT_LIMITS
    workers: int = field(default_factory=lambda: len(os.sched_getaffinity(0)))

    def printed(self, orders: Iterable[Order[T]]) -> Iterator[tuple[T, Path]]:
        """What each order is about with the file it is set in, in order; few are under way.

        Raises:
            RenderingFailed: a chunk could not be set.
        """
        with ExitStack() as stack:
            pool = ThreadPoolExecutor(self.workers)
            stack.callback(pool.shutdown, cancel_futures=True)
            waiting: deque[tuple[T, Future[Path]]] = deque()
            for order in orders:
                waiting.append((order.about, pool.submit(self._set, order)))
                if len(waiting) > 2 * self.workers:
                    about, future = waiting.popleft()
                    yield about, future.result()
            for about, future in waiting:
                yield about, future.result()

    def _set(self, order: Order[T]) -> Path:
        path = self.folder / f"{order.name}.pdf"
        if not path.exists():
            pdf = typeset_pdf(
                order.data,
                order.template,
                pictures=order.pictures,
                limits=self.limits,
                fonts=self.fonts,
            )
            _write_whole(path, pdf)
        return path


def _write_whole(path: Path, pdf: bytes) -> None:
    """A file is there with all its bytes or not at all, whenever the machine stops."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.part")
    draft.write_bytes(pdf)
    draft.replace(path)
