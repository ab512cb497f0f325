"""The systems that are measured: how each is started, asked and understood."""

from benchmarks.systems.attest import Attest
from benchmarks.systems.datasette import DatasetteSQL, DatasetteTable
from benchmarks.systems.fastapi import FastAPI
from benchmarks.systems.floor import CachedFloor, Floor
from benchmarks.systems.naive_drf import NaiveDRF

__all__ = [
    "Attest",
    "CachedFloor",
    "DatasetteSQL",
    "DatasetteTable",
    "FastAPI",
    "Floor",
    "NaiveDRF",
]
