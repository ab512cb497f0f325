"""The site as a client sees it, with each answer read to its end."""

import pytest

from tests.api.conftest import one_connection  # noqa: F401


@pytest.fixture
def ask(client, db):
    def ask(method, url, **headers):
        response = getattr(client, method)(url, headers=headers)
        if response.streaming:
            b"".join(response)  # a file is closed at its end
        return response

    return ask
