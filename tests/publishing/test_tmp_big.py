from hypothesis import given, settings
from tests.publishing.test_sequences import play, LOADS
@settings(max_examples=150, derandomize=False)
@given(LOADS)
def test_x(published, loads):
    assert play(loads, everything=False) == play(loads, everything=True)
