"""The cost of Attest, beside its peers, measured in the same run: `python -m benchmarks.run`."""
