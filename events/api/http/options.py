"""The answer to OPTIONS: what DRF says of a view, and as strict about parameters as the answer to GET."""

from rest_framework.metadata import SimpleMetadata

from events.api.query.parameters import Reading


class Description(SimpleMetadata):
    """Describe a URL; raise ParameterError for a parameter that GET does not take there.

    A preflight request of a browser does not come this far: the CORS middleware answers it, so that the page can
    read the error that its request meets.
    """

    def determine_metadata(self, request, view):
        if hasattr(view, "parameters"):
            action = getattr(view, "action_map", {}).get("get") or getattr(view, "action", None)
            lists = view.lists() if hasattr(view, "lists") else frozenset()
            Reading(request.query_params, view.parameters(action), lists).check()
        return super().determine_metadata(request, view)
