"""Print the evidence that points at words of a text."""

import json
import re
import sys

from django.core.management.base import BaseCommand

from events.loading.check.evidence import sha256
from events.loading.encoding import BYTE_ORDER_MARK
from events.loading.fixture_fields import EXCERPTS
from events.loading.problem import Unreadable
from events.loading.texts.folder import read_text
from events.loading.texts.locate import locate, locate_alike

LINE_END = re.compile(r"\r\n?|\n")


class Command(BaseCommand):
    help = "Print where a text has some words, ready to paste into a fixture; or the text's length and hash."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", help="The text of an article, in UTF-8.")
        parser.add_argument("words", nargs="?", help="The words to find, exactly as printed.")

    def handle(self, file, words, **options):
        try:
            text = read_text(file)
        except Unreadable as error:
            self._refuse(f"{file}: {error}")
        if text.startswith(BYTE_ORDER_MARK):
            self.stderr.write(
                "The text begins with a byte order mark (U+FEFF), which counts as its first character."
            )
        if words is None:
            self.stdout.write(f'"characters": {len(text)},\n"sha256": "{sha256(text)}",')
            return
        if not words:
            self._refuse("no words to find; give some, or leave them out for the text's own hash")
        passages = locate(text, words)
        alike = [] if passages else locate_alike(text, words)
        if not passages:
            self.stderr.write(
                "These words are not in the text"
                + ("; words like them are:" if alike else ", nor are words like them.")
            )
        for passage in passages or alike:
            self._print(passage)
        if len(passages) > 1:
            self.stderr.write(f"The text has these words {len(passages)} times: choose one.")
        if not passages:
            sys.exit(1)

    def _refuse(self, message):
        self.stderr.write(message)
        sys.exit(1)

    def _print(self, passage):
        around = f"…{passage.before}[{passage.words}]{passage.after}…"
        self.stdout.write(f"line {passage.line}: {LINE_END.sub('↵', around)}")
        self.stdout.write(
            f'"evidence_start": {passage.start},\n"evidence_end": {passage.end},\n'
            f'"evidence_sha256": "{passage.sha256}",'
        )
        for name, words in zip(EXCERPTS, passage.excerpts, strict=True):
            if words:
                self.stdout.write(f'"{name}": {json.dumps(words, ensure_ascii=False)},')
