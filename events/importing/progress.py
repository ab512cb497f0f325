"""How far an import is: a bar on a terminal, plain lines elsewhere."""

import shutil
import time

BAR = 30  # characters
EVERY_ON_TERMINAL = 0.2  # seconds
EVERY_ELSEWHERE = 10.0
LOOK = 256  # rows between two looks at the clock
MOST_WARNINGS = 20  # listed; the rest are counted


class Progress:
    """Tells of an import on a stream; `warnings` is the stream for what is odd."""

    def __init__(self, stream, warnings, clock=time.monotonic):
        self.stream, self.warnings, self.clock = stream, warnings, clock
        self.terminal = bool(getattr(stream, "isatty", lambda: False)())
        self.every = EVERY_ON_TERMINAL if self.terminal else EVERY_ELSEWHERE
        self.started = self.told = clock()
        self.rows = self.warned = 0
        self.name, self.size, self.at = "", 0, 0
        self.width = 0

    def begin(self, file):
        """Begin another file."""
        self.name, self.size, self.at = file.path.name, file.path.stat().st_size, 0

    def position(self, position):
        """Note how many bytes of the file are read."""
        self.at = position

    def step(self):
        """Note that a row is done."""
        self.rows += 1
        if self.rows % LOOK == 0 and self._is_due():
            part = min(self.at / self.size, 1) if self.size else 0
            self._show(self.name, part, self.rows, "rows")

    def publish(self):
        """Begin to publish what is written."""
        self.say("Written; publishing.")
        self.started = self.told = self.clock()

    def published(self, done, total):
        """Note how many of the records are looked at."""
        if done == total:
            self.end()
        elif self._is_due():
            self._show("publishing", done / total, done, "records")

    def end(self):
        """End what is shown of the rows."""
        if self.terminal and self.width:
            self.stream.write("\r" + " " * self.width + "\r")
            self.width = 0

    def say(self, line):
        self.end()
        self.stream.write(f"{line}\n")
        self.stream.flush()

    def warn(self, line):
        """Tell what is odd, as long as that is not too much to read."""
        self.warned += 1
        if self.warned <= MOST_WARNINGS:
            self.end()
            self.warnings.write(f"{line}\n")
        elif self.warned == MOST_WARNINGS + 1:
            self.warnings.write("More of the kind follow and are only counted.\n")

    def _is_due(self):
        return self.clock() - self.told >= self.every

    def _show(self, name, part, number, noun):
        self.told = self.clock()
        speed = number / max(self.told - self.started, 1e-9)
        line = f"{name}: {part:4.0%}, {number:,} {noun}, {speed:,.0f} a second"
        if self.terminal:
            done = round(part * BAR)
            # A line that wraps cannot be written over.
            most = shutil.get_terminal_size().columns - 1
            line = f"[{'#' * done}{'.' * (BAR - done)}] {line}"[:most]
            self.stream.write("\r" + line.ljust(self.width))
            self.width = max(self.width, len(line))
        else:
            self.stream.write(f"{line}\n")
        self.stream.flush()
