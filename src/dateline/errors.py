"""The exceptions of Dateline.

DatelineError
├── UsageError          the caller asked for something that cannot be; mend the call
│   └── ConfigError     a setting is wrong; mend the file or the variable
├── DocumentError       one document cannot be processed; it becomes a Failure, the run goes on
│   ├── ReadError       its bytes could not be read as the format they claim to be
│   └── LanguageError   its text is in a language that is not read for claims
├── StoreError          the store cannot be used; stop the run
│   └── NotFoundError   nothing has this id
└── ResourceError       a model, gazetteer or lexicon is missing or does not fit; stop the run
"""


class DatelineError(Exception):
    """Base of everything that Dateline raises on purpose.

    The message says what was wrong and where; `remedy` says what to do next.
    """

    def __init__(self, message: str, *, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}".rstrip()


class UsageError(DatelineError):
    """The caller asked for something that cannot be."""


class ConfigError(UsageError):
    """A setting is wrong."""


class DocumentError(DatelineError):
    """One document cannot be processed; the run goes on without it."""


class ReadError(DocumentError):
    """Bytes could not be read as the format they claim to be."""


class LanguageError(DocumentError):
    """A text is in a language that is not read for claims."""


class StoreError(DatelineError):
    """The store cannot be used."""


class NotFoundError(StoreError):
    """Nothing in the store has this id."""


class ResourceError(DatelineError):
    """A model, gazetteer or lexicon is missing or does not fit this version."""
