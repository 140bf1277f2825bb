"""Ports for servers of tests."""

import random
import socket

BELOW_THE_KERNELS = range(20_000, 32_000)
"""The kernel hands out none of these by itself, so nobody gets one between finding it and use."""


def free_port() -> int:
    """A port that nobody listens on, and that stays so.

    Raises:
        OSError: none was found.
    """
    for port in random.SystemRandom().sample(BELOW_THE_KERNELS, 100):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise OSError("no free port")
