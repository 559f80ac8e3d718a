"""One frozen Config, read at the edge and passed down; nothing else reads the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import msgspec

from .errors import ConfigError
from .model import Scope


class Config(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Every setting, with its default.

    `store` is a path to an SQLite file or a `postgresql://` URL. `lexicons` are YAML files of an
    analyst's own, read after those shipped. `threshold` is the least confidence of a claim that is
    kept: higher trades recall for precision.
    """

    store: str = "dateline.db"
    cache: str = ""  # folder for what is built once (the gazetteer); "" is the user's cache folder
    gazetteer: str = ""  # an SQLite gazetteer of the user's own; "" is the one built from GeoNames facts
    lexicons: tuple[str, ...] = ()
    scope: Scope = "political"
    threshold: float = 0.5
    threads: int = 1
    workers: int = 1

    @property
    def cache_folder(self) -> Path:
        """Where built things are kept: the setting, or XDG_CACHE_HOME/dateline."""
        if self.cache:
            return Path(self.cache)
        base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
        return Path(base) / "dateline"


def load_config(path: Path | None = None, environ: Mapping[str, str] | None = None, **options: object) -> Config:
    """Read settings: options win over DATELINE_* variables, these over the TOML file, this over defaults.

    Raises:
        ConfigError: the file is missing, is no TOML, or holds a setting that does not exist.
    """
    settings: dict[str, object] = {}
    if path is not None:
        try:
            settings.update(msgspec.toml.decode(path.read_bytes()))
        except OSError as error:
            raise ConfigError(f"Cannot read the settings file {path}: {error.strerror}.") from error
        except msgspec.DecodeError as error:
            raise ConfigError(f"{path} is no valid TOML: {error}.") from error
    for name in Config.__struct_fields__:
        value = (environ or {}).get(f"DATELINE_{name.upper()}")
        if value is not None:
            settings[name] = value.split(os.pathsep) if name == "lexicons" else value
    settings.update({name: value for name, value in options.items() if value is not None})
    try:
        return msgspec.convert(settings, Config, strict=False)
    except msgspec.ValidationError as error:
        names = ", ".join(Config.__struct_fields__)
        raise ConfigError(f"A setting is wrong: {error}.", remedy=f"Settings are {names}.") from error
