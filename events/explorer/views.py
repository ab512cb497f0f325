"""The front page."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from events.models import Release
from events.vocabulary import Collection


@require_safe
def home(request):
    """Show what there is and where it leads."""
    release = Release.objects.order_by("-number").first()
    return render(request, "home.html", {"release": release, "collections": Collection.values})
