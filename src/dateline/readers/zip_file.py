"""Zip archives and WACZ web archives: the reports in them, in the order of their names."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import BinaryIO, cast

from .folder import is_passed_over, without_attachments
from .input import Budget, Context, Counted, Input
from .record import Origin, Problem, Reading, Unreadable, fail

_CHUNK = 64 * 1024
_MOST_MEMBERS = 1_000_000
_ENCRYPTED = 0x1
# What zipfile raises for a bad member; NotImplementedError is its word for a compression that it does not know.
_UNPACK_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)
_CORRUPT = Problem(
    reason="corrupt", message="This member of the archive is corrupt.", remedy="Fetch or pack the archive again."
)


def read(source: Input, context: Context) -> Iterator[Reading]:
    """Read each member; of a WACZ its archives, checked against the hashes that it lists.

    Raises:
        Unreadable: the archive is cut or corrupt, holds nothing to read, or is a bomb.
    """
    with source.seekable() as stream, _open(stream) as archive:
        budget = context.budget or Budget(stream.seek(0, io.SEEK_END))
        members = {info.filename: info for info in archive.infolist() if not info.is_dir()}
        if "[Content_Types].xml" in members or "mimetype" in members:
            message = "This is an office document or a book, which is not read here."
            raise Unreadable("unsupported-format", message, remedy="Convert it to text or HTML.")
        if len(members) > _MOST_MEMBERS:
            message = f"The archive lists {len(members):,} members; {_MOST_MEMBERS:,} are read."
            raise Unreadable("archive-bomb", message, remedy="Unpack it and read the folder.")
        names = sorted(name for name in members if not any(map(is_passed_over, name.split("/"))))
        is_wacz = "datapackage.json" in members and any(name.startswith("archive/") for name in names)
        if is_wacz:
            yield from _check_hashes(archive, source.origin)
            names = [name for name in names if name.startswith("archive/")]
        else:
            names = without_attachments(names, lambda name: _head(archive, members[name]))
        if not names:
            raise Unreadable("empty", "The archive holds no file to read.", remedy="Check that it was packed whole.")
        for name in names:
            yield from _read_member(archive, members[name], source.origin, context, budget)
            if budget.blown:
                return


def _open(stream: BinaryIO) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(stream)
    except _UNPACK_ERRORS as error:
        message = f"The archive is cut or corrupt: {error}. Its list of members stands at the end."
        raise Unreadable("truncated", message, remedy="Fetch or pack the archive again.") from error


def _read_member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, origin: Origin, context: Context, budget: Budget
) -> Iterator[Reading]:
    inner = origin.inside(f"member {info.filename}", name=info.filename.rpartition("/")[2])
    if info.flag_bits & _ENCRYPTED:
        message = "This member of the archive is encrypted."
        yield fail(Problem(reason="encrypted", message=message, remedy="Unpack it with its password."), inner)
        return
    try:
        member = archive.open(info)
    except _UNPACK_ERRORS as error:
        message = f"{_CORRUPT.message} ({error})"
        yield fail(Problem(reason="corrupt", message=message, remedy=_CORRUPT.remedy), inner)
        return
    with member:
        counted = Counted(cast("BinaryIO", member), budget, _UNPACK_ERRORS, _CORRUPT)
        yield from context.descend(Input(cast("BinaryIO", io.BufferedReader(counted, _CHUNK)), inner), budget)


def _head(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    try:
        with archive.open(info) as member:
            return member.read(_CHUNK)
    except _UNPACK_ERRORS:
        return b""  # the failure comes when it is read


def _check_hashes(archive: zipfile.ZipFile, origin: Origin) -> Iterator[Reading]:
    """Compare the archives of a WACZ with the hashes in its datapackage.json."""
    try:
        package = json.loads(archive.read("datapackage.json"))
        resources = package["resources"]
        listed = {str(item["path"]): str(item["hash"]) for item in resources if isinstance(item, Mapping)}
    except (*_UNPACK_ERRORS, KeyError, TypeError, RecursionError) as error:
        message = f"The list of contents cannot be read ({error}): its hashes were not compared."
        yield fail(_tampered(message), origin.inside("member datapackage.json"))
        return
    for path, written in sorted(listed.items()):
        name, _, value = written.partition(":")
        if not path.startswith("archive/") or name != "sha256":
            continue
        found = _sha256(archive, path)
        if found != value:
            what = "is missing" if found is None else "differs from the hash in the list of contents"
            yield fail(_tampered(f"This web archive {what}."), origin.inside(f"member {path}"))


def _sha256(archive: zipfile.ZipFile, path: str) -> str | None:
    digest = hashlib.sha256()
    try:
        with archive.open(path) as member:
            while chunk := member.read(_CHUNK):
                digest.update(chunk)
    except (*_UNPACK_ERRORS, KeyError):
        return None
    return digest.hexdigest()


def _tampered(message: str) -> Problem:
    remedy = "Do not rely on this file as evidence before you have compared it with its source."
    return Problem(reason="hash-mismatch", message=message, remedy=remedy)
