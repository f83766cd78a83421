"""Another secret key than second factors were kept with: said at the door, and nobody is let in."""

import pytest
from django.test import Client, override_settings

from tests.actors.door import SECOND, code, is_in, person, recovery_codes, sign_in, visible

pytestmark = pytest.mark.usefixtures("facts")


@pytest.mark.parametrize("kind", ["app", "recovery"])
def test_it_works(client: Client, kind: str) -> None:
    user = person(app=True)
    given = code() if kind == "app" else recovery_codes(user)[0]
    with override_settings(SECRET_KEY="quite another secret key than before"):
        sign_in(client)
        answer = client.post(SECOND, {"code": given})
        assert answer.status_code == 409
        assert "Your second factor cannot be read: the secret key of this installation" in visible(answer)
        assert not is_in(client)
    sign_in(client)  # with the key of before, all is as it was
    assert client.post(SECOND, {"code": given}).status_code == 303
    assert is_in(client)
