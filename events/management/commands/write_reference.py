"""Write the reference pages of docs/."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from events.reference.pages import PAGES


class Command(BaseCommand):
    help = "Write docs/reference/ from the program: filters, fields, errors, settings, limits."
    requires_system_checks = ()

    def handle(self, **options):
        folder = Path(settings.BASE_DIR) / "docs" / "reference"
        folder.mkdir(parents=True, exist_ok=True)
        for name, written in PAGES.items():
            path, text = folder / f"{name}.md", written()
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                path.write_text(text, encoding="utf-8")
                self.stdout.write(f"Written: docs/reference/{name}.md")
