"""ACLED's token endpoint: every user gets the token, in the form of RFC 6749, and nothing else accepts POST."""

import pytest

from events.compat.acled.token import LARGEST_BODY, TOKEN

URL = "/compat/acled/oauth/token"
PASSWORD = {"grant_type": "password", "client_id": "acled", "username": "any", "password": "any"}
FORM = "application/x-www-form-urlencoded"


def body_of(fields):
    return "&".join(f"{name}={value}" for name, value in fields.items())


@pytest.mark.parametrize(
    "fields", [PASSWORD, {"grant_type": "refresh_token", "refresh_token": "x"}]
)
@pytest.mark.parametrize("is_multipart", [False, True])
def test_every_user_gets_the_token(client, fields, is_multipart):
    if is_multipart:
        answer = client.post(URL, fields)
    else:
        answer = client.post(URL, body_of(fields), content_type=FORM)
    assert answer.status_code == 200
    assert answer.json() == {
        "token_type": "Bearer",
        "expires_in": 86_400,
        "access_token": TOKEN,
        "refresh_token": TOKEN,
    }
    assert answer["Content-Type"] == "application/json"
    assert (answer["Cache-Control"], answer["Pragma"]) == ("no-store", "no-cache")
    assert not answer.cookies


# (body, content type): the error and its description
REFUSED = {
    ("", FORM): (
        "invalid_request",
        "Send a form with the fields grant_type, username and password.",
    ),
    ("grant_type=implicit", FORM): (
        "unsupported_grant_type",
        "'implicit' is not offered. Allowed: password, refresh_token.",
    ),
    ("grant_type=password&username=a", FORM): (
        "invalid_request",
        "Without password. Any value will do: there are no accounts.",
    ),
    ("grant_type=password", FORM): (
        "invalid_request",
        "Without username and password. Any value will do: there are no accounts.",
    ),
    ("grant_type=refresh_token", FORM): (
        "invalid_request",
        "Without refresh_token. Any value will do: there are no accounts.",
    ),
    ("{}", "application/json"): (
        "invalid_request",
        "The body is not a form (application/x-www-form-urlencoded).",
    ),
    ("x", "multipart/form-data"): (
        "invalid_request",
        "The body is not a form (application/x-www-form-urlencoded).",
    ),
    (f"grant_type={'a' * LARGEST_BODY}", FORM): (
        "invalid_request",
        "The body has more than 16,384 bytes.",
    ),
}


@pytest.mark.parametrize("sent", REFUSED, ids=lambda sent: sent[0][:40])
def test_a_request_with_a_fault_is_refused(client, sent):
    body, content_type = sent
    answer = client.post(URL, body, content_type=content_type)
    error, description = REFUSED[sent]
    assert answer.status_code == 400
    assert answer.json() == {"error": error, "error_description": description}


def test_fields_in_the_url_are_refused(client):
    answer = client.post(f"{URL}?{body_of(PASSWORD)}")
    assert (
        answer.json()["error_description"]
        == "Send the fields in the body of the request, not in its URL."
    )


def test_no_secret_is_logged(client, caplog):
    caplog.set_level("DEBUG")
    secret = {"password": "s3cret", "username": "someone"}
    client.post(URL, body_of(PASSWORD | secret), content_type=FORM)
    client.post(f"{URL}?{body_of(PASSWORD | secret)}")
    client.post(URL, body_of(PASSWORD | secret), content_type="application/json")
    assert caplog.messages
    assert not [line for line in caplog.messages if "s3cret" in line or "someone" in line]


@pytest.mark.parametrize("method", ["get", "head", "put", "patch", "delete"])
def test_it_accepts_post_alone(client, db, method):
    answer = getattr(client, method)(URL)
    assert (answer.status_code, answer["Allow"]) == (405, "POST, OPTIONS")
    if method != "head":
        assert answer["Content-Type"] == "application/problem+json"


def test_pages_of_other_hosts_may_ask_for_it(client, settings):
    settings.CORS_ALLOW_ALL_ORIGINS = True
    origin = {"origin": "https://a.example"}
    answer = client.post(URL, body_of(PASSWORD), content_type=FORM, headers=origin)
    assert answer["access-control-allow-origin"] == "*"
    # No cookie is ever sent along, so there is nothing that another page could make use of.
    assert "access-control-allow-credentials" not in answer


def test_data_need_no_token_and_take_any(client, db):
    url = "/compat/acled/api/acled/read"
    for token in (TOKEN, "expired"):
        answer = client.get(url, headers={"authorization": f"Bearer {token}"})
        assert answer.status_code == 200
