"""What benchmarks play on: folders, servers, clients, and the bare applications to compare with."""
