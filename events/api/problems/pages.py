"""The page at `/errors/{name}`, which the `type` of a problem points to: its cause, an example, and the remedy."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from events.api.problems.errors import PROBLEMS

# What to say of each problem besides its title and cause: (a request that meets it, what to do).
REMEDIES = {
    "invalid-parameters": (
        "GET /api/v1/events/?countri=UA",
        (
            "Read `errors`: each entry names one parameter and what is wrong with it, and, where they are known, the "
            "values that are allowed and the one that you probably mean. Nothing was left out: when all entries are "
            "mended, the question is valid."
        ),
    ),
    "bad-request": (
        "GET /api/v1/events/ with a Host header that names another site",
        "Read `detail`. Send the host name of this site, and at most 1,000 parameters in at most 16,384 bytes.",
    ),
    "not-found": (
        "GET /api/v1/events/no-such-event/",
        (
            "Read `errors`: an entry names the part of the path that is wrong and, where one is near, the key or URL "
            "that you probably mean. `/api/v1/` lists all URLs."
        ),
    ),
    "method-not-allowed": (
        "POST /api/v1/events/",
        "Use GET, HEAD or OPTIONS. Data is published with the command `load_fixtures`, never over HTTP.",
    ),
    "not-acceptable": (
        "GET /api/v1/events/ with Accept: text/csv",
        (
            "Send one of the media types in `allowed`, or no Accept header for JSON. A file has a URL of its own: "
            "`/api/v1/events.csv`."
        ),
    ),
    "withdrawn": (
        "GET /api/v1/events/CODE/ of an event that was withdrawn",
        (
            "Read `reason` and `merged_into`: the record that took its place has the URL `merged_into_url`. Every state "
            "that was published is at `/api/v1/events/CODE/versions/`."
        ),
    ),
    "pruned": (
        "GET /api/v1/events/?release=1 after `prune_versions`",
        "Read `detail`: it says from which release on all states are kept. Ask for that release or a later one.",
    ),
    "precondition-failed": (
        "GET /api/v1/events/ with an If-Match header of an earlier answer",
        "Fetch the answer without If-Match and If-Unmodified-Since, and use its ETag from then on.",
    ),
    "range-not-satisfiable": (
        "GET /api/v1/releases/1/events.csv with Range: bytes=999999999-",
        (
            "Read the length of the file after `*/` in the Content-Range header, and ask for bytes before it. A download "
            "that has that many bytes is complete."
        ),
    ),
    "internal-error": (
        "any request that meets a fault of this program",
        "Report the request and its time to the people who run this site: the log of the server has the trace.",
    ),
    "unavailable": (
        "GET /api/v1/events/ while the database restarts",
        "Send the request again after as many seconds as the Retry-After header says.",
    ),
}


@require_safe
def problem_page(request, name):
    """Show one problem."""
    if name not in PROBLEMS:
        raise Http404
    status, title, cause = PROBLEMS[name]
    example, remedy = REMEDIES[name]
    return render(
        request,
        "problem.html",
        {
            "name": name,
            "status": status,
            "title": title,
            "cause": cause,
            "example": example,
            # Every second part is code.
            "remedy": [(part, number % 2) for number, part in enumerate(remedy.split("`"))],
            "problems": PROBLEMS,
        },
    )
