from __future__ import annotations

from pathlib import Path

import pytest

from dateline.gazetteer import Gazetteer


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """The gazetteer in the user's cache; it is built by the first test that ever asks."""
    return Gazetteer.open()


@pytest.fixture(scope="session")
def tables(gazetteer: Gazetteer) -> Path:
    return gazetteer.path
