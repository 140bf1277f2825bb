"""The benchmarks: one file each, with a `run()` that gives figures."""
