"""Documents know no database."""

import pytest


@pytest.fixture(autouse=True)
def data_dir():
    """In place of the fixture that gives every other test a database."""
