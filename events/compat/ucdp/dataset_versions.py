"""The versions of UCDP's dataset that are served, and the release that each is read from."""

from events.api.problems.errors import NoSuchThing
from events.api.store.release_cache import remembered
from events.api.store.releases import identity_of
from events.compat.ucdp.coding import DATASET
from events.models import Release


class NoSuchVersion(NoSuchThing):
    """A version that cannot be served, with the reason."""

    def __init__(self, detail):
        super().__init__(detail, part="version")


def release_of(version, wanted, standing):
    """Return (slug of the dataset, identity of the release) of a version; raise NoSuchVersion.

    `wanted` is the number of the release to read it from, or None for the newest one with it; `standing` is the
    newest Release, or None. A version is one of UCDP's own, or the slug of a dataset as it is now.
    """
    if standing is None:
        raise NoSuchVersion("Nothing is published yet.")
    releases = _releases(standing)
    slug = version if version in releases[0][1] else DATASET
    holding = [one for one, datasets in releases if _holds(datasets, slug, version)]
    if not holding:
        raise NoSuchVersion(f"There is no version {version!r} here: {_offered(releases)}.")
    found = [one for one in holding if wanted in (None, one[0])]
    if not found:
        raise NoSuchVersion(
            f"Release {wanted} does not hold version {version!r}; the newest that does is {holding[0][0]}."
        )
    if found[0] != releases[0][0] and Release.objects.filter(number=found[0][0], pruned=True):
        raise NoSuchVersion(
            f"Version {version!r} was in release {found[0][0]}, whose replaced states have been deleted here: "
            f"{_offered(releases, version)}."
        )
    return slug, found[0]


@remembered(2)
def _releases(standing):
    """Return (identity, versions of datasets) of each release, the newest first."""
    return [(identity_of(one), one.datasets) for one in Release.objects.order_by("-number")]


def _holds(datasets, slug, version):
    return slug in datasets and version in (slug, datasets[slug])


def _offered(releases, gone=None):
    """Return in words what versions there are but for one that is gone."""
    versions = [datasets.get(DATASET) for _, datasets in releases]
    versions = [version for version in versions if version != gone]
    names = [*filter(None, dict.fromkeys(versions)), *releases[0][1]]
    return f"there are {', '.join(names)}" if names else "there is none"
