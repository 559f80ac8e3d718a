"""Documents to claims."""

from .extractor import Extractor

__all__ = ["Extractor"]
