"""Granian as `manage.py serve` starts it: without its warning that the threads of a process are many.

Most of them wait: for a turn, for a client that reads an export, or for a probe. `CHEAP` and `COSTLY` of the limits say
how many work.
"""

import logging

from granian.cli import entrypoint


def is_worth_a_line(record):
    return not record.getMessage().startswith("Configuration allows spawning up to")


if __name__ == "__main__":
    logging.getLogger("_granian").addFilter(is_worth_a_line)
    entrypoint()
