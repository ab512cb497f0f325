"""ACLED's `oauth/token` (RFC 6749): its clients ask for a token first, and every one of them gets it here.

There are no accounts. The token is the same for everyone and gives access to nothing, and nothing is stored.
"""

from django.http import JsonResponse
from rest_framework.exceptions import ParseError, UnsupportedMediaType
from rest_framework.parsers import FormParser, MultiPartParser
from rest_framework.views import APIView

from config.limits import TOKEN_LIFETIME as LIFETIME

TOKEN = "no-account-is-needed-here"
LARGEST_BODY = 16_384  # bytes; clients send some hundred
# The fields of each grant besides its type. (`client_id` is not needed here.)
NEEDED = {"password": ("username", "password"), "refresh_token": ("refresh_token",)}


class TokenView(APIView):
    """The one URL that accepts POST, as OAuth requires; an error has the form of RFC 6749, section 5.2."""

    schema = None  # the description of the API is of what can be read
    parser_classes = (FormParser, MultiPartParser)

    def post(self, request):
        if request.query_params:
            return _refusal("Send the fields in the body of the request, not in its URL.")
        if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST_BODY:
            return _refusal(f"The body has more than {LARGEST_BODY:,} bytes.")
        try:
            fields = request.data
        except (ParseError, UnsupportedMediaType):
            return _refusal("The body is not a form (application/x-www-form-urlencoded).")
        grant = fields.get("grant_type")
        if not grant:
            return _refusal("Send a form with the fields grant_type, username and password.")
        if grant not in NEEDED:
            told = f"{grant!r} is not offered. Allowed: {', '.join(NEEDED)}."
            return _refusal(told, "unsupported_grant_type")
        missing = [name for name in NEEDED[grant] if not fields.get(name)]
        if missing:
            return _refusal(
                f"Without {' and '.join(missing)}. Any value will do: there are no accounts."
            )
        return _answer(
            200, token_type="Bearer", expires_in=LIFETIME, access_token=TOKEN, refresh_token=TOKEN
        )


def _refusal(description, error="invalid_request"):
    return _answer(400, error=error, error_description=description)


def _answer(status, **body):
    headers = {"Cache-Control": "no-store", "Pragma": "no-cache"}
    return JsonResponse(body, status=status, headers=headers)
