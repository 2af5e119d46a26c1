"""A test client that checks every page it fetches and fills forms as a browser would."""

from typing import Any
from urllib.parse import urljoin, urlsplit

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.page_checks import defects_of, forms_of


class CheckedClient(FlaskClient):
    """Fails the test when a page has a defect, wherever the test was heading."""

    def open(self, *arguments: Any, **options: Any) -> TestResponse:
        """Fetch, and check what is an HTML page or, asked for by htmx, a part of one."""
        response = super().open(*arguments, **options)
        if response.mimetype == "text/html" and not 300 <= response.status_code < 400:
            is_part = response.request.headers.get("HX-Request") == "true"
            defects = defects_of(response.get_data(as_text=True), is_part=is_part)
            assert not defects, f"{response.request.method} {response.request.path}: {'; '.join(defects)}"
            # It has arrived: what is done afterwards is done now.
            response.close()
        return response

    def submit(self, page: TestResponse, button: str, /, **fields: Any) -> TestResponse:
        """Fill in the form that has the button, press it, and return what comes back before any redirect.

        Args:
            page: the page that holds the form.
            button: the whole text of the button.
            fields: values by name, None to leave one out; the others keep what the page put into them.
        """
        forms = forms_of(page.get_data(as_text=True))
        matching = [form for form in forms if button in form.buttons]
        assert len(matching) == 1, (
            f"{len(matching)} forms have a button {button!r}: {[f.buttons for f in forms]}"
        )
        form = matching[0]
        unknown = set(fields) - set(form.names)
        assert not unknown, (
            f"The form has no field {', '.join(sorted(unknown))}, but {', '.join(form.names)}."
        )
        values = form.values | form.buttons[button] | fields
        values = {name: value for name, value in values.items() if value is not None}
        address = urlsplit(
            urljoin(page.request.url, form.actions.get(button) or form.action or page.request.url)
        )
        path = f"{address.path}?{address.query}" if address.query and form.method == "post" else address.path
        if form.method == "post":
            # Browsers tell the site that a form stood on.
            return self.post(path, data=values, headers={"Origin": page.request.host_url.rstrip("/")})
        return self.get(path, query_string=values)
