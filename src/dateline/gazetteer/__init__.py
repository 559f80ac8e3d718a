"""Place names to places."""

from .build import build_gazetteer
from .lookup import Gazetteer, open_gazetteer
from .mentions import Mention

__all__ = ["Gazetteer", "Mention", "build_gazetteer", "open_gazetteer"]
