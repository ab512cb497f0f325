"""How much of the articles' texts the records account for."""

import sys

from django.core.management.base import BaseCommand
from django.db import DatabaseError

from events.loading.check.coverage import described
from events.loading.problem import Unreadable
from events.loading.texts.folder import Texts
from events.loading.wording import did_you_mean, explained
from events.management.output import count, stop
from events.models import Article
from events.models.near_keys import like_keys
from events.models.spans import account, stretches

AROUND = 60  # characters of a gap that are shown


class Command(BaseCommand):
    help = (
        "Print which share of each article's text is the evidence of a record or listed as left out, and the gaps. "
        "Exit status 1 if there are gaps."
    )
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument(
            "article",
            metavar="ARTICLE",
            nargs="?",
            help="The article's slug. Default: all articles that were read.",
        )
        parser.add_argument(
            "--texts",
            metavar="DIR",
            help=(
                "A folder with the articles' texts, whatever their names. Gaps are then exact, and the first words of "
                "each are printed; without it, gaps of a few characters are taken for punctuation."
            ),
        )

    def handle(self, article, texts, **options):
        try:
            rows = self._articles(article)
            texts = texts and Texts(texts)
            found = stretches([row.slug for row in rows])
            gaps = 0
            for row in rows:
                text = self._text(texts, row)
                counted = account(row.characters, *found[row.slug], text)
                self.stdout.write(f"{row.slug}: {described(counted)}")
                gaps += len(counted.gaps)
                for start, end in counted.gaps if text else ():
                    words = " ".join(text[start:end].split())
                    self.stdout.write(
                        f"  {start} to {end}: {words[:AROUND]}{'…' * (len(words) > AROUND)}"
                    )
        except (DatabaseError, OSError) as error:
            stop(self, f"{explained(error)}.")
        self.stdout.write(f"{count(len(rows), 'article')}, {count(gaps, 'gap')}.")
        if gaps:
            sys.exit(1)

    def _articles(self, slug):
        read = Article.objects.filter(characters__isnull=False, current__isnull=False)
        rows = list(read.filter(slug=slug) if slug else read.order_by("slug"))
        if slug and not rows:
            hint = did_you_mean(slug, like_keys(read, slug))
            stop(self, f"ARTICLE: {slug!r} is not an article whose text was read{hint}")
        return rows

    def _text(self, texts, row):
        if not texts:
            return None
        try:
            text = texts.find(row.sha256)
        except Unreadable as error:
            stop(self, f"{row.slug}: its text {error}.")
        if text is None:
            self.stderr.write(f"{row.slug}: the folder holds no text with its hash.")
        return text
