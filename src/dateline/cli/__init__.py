"""The command line: thin commands over the functions of `run`, of the same names."""

from .main import main

__all__ = ["main"]
