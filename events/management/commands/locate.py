"""Print the evidence that points at words of a text."""

import re
import sys

from django.core.management.base import BaseCommand

from events.loading.check.evidence import sha256
from events.loading.texts.folder import read_text
from events.loading.texts.locate import locate, locate_alike
from events.loading.wording import explained

LINE_END = re.compile(r"\r\n?|\n")


class Command(BaseCommand):
    help = "Print where words stand in a text, ready to paste into a fixture; or the text's length and hash."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", help="The text of an article, in UTF-8.")
        parser.add_argument("words", nargs="?", help="The words to find, exactly as printed.")

    def handle(self, file, words, **options):
        try:
            text = read_text(file)
        except OSError as error:
            self._refuse(explained(error))
        except UnicodeDecodeError as error:
            self._refuse(f"{file}: byte {error.start} is not UTF-8; give the text in UTF-8")
        if words is None:
            self.stdout.write(f'"characters": {len(text)},\n"sha256": "{sha256(text)}",')
            return
        if not words:
            self._refuse("no words to find; give some, or leave them out for the text's own hash")
        passages = locate(text, words)
        alike = [] if passages else locate_alike(text, words)
        if not passages:
            self.stderr.write(
                "These words do not stand in the text"
                + ("; something like them does:" if alike else ", nor anything like them.")
            )
        for passage in passages or alike:
            self._print(passage)
        if len(passages) > 1:
            self.stderr.write(f"The words stand {len(passages)} times in the text: choose one.")
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
