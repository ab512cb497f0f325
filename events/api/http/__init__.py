"""HTTP around an answer: the door in front of Django, conditional requests, compression, rendering, probes."""
