"""Files kept with a database, named by their content; knows no record."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import sqlalchemy as sa

from desktop.declare.fields import AttachedFile
from desktop.declare.problems import Refusal
from desktop.declare.text import _, tidy
from desktop.storage.engines import Engines

kept_files = sa.Table(
    "attachment",
    sa.MetaData(),
    sa.Column("digest", sa.Text, primary_key=True),
    sa.Column("content", sa.LargeBinary, nullable=False),
)
"""Where a server keeps them, for all who work on it."""


class Attachments:
    """The folder `NAME.files` beside the database `NAME.db`."""

    def __init__(self, database: Path) -> None:
        self.folder = database.with_name(f"{database.stem}.files")

    def keep(self, path: Path) -> AttachedFile:
        """Copy a file into the folder; the same content is kept once."""
        try:
            digest = _digest(path)
            kept = self.folder / digest
            if not kept.exists():
                self.put(digest, lambda part: shutil.copyfile(path, part))
        except OSError:
            raise _not_attached(path) from None
        return AttachedFile(tidy(path.name), digest)

    def put(self, digest: str, fill: Callable[[Path], object]) -> None:
        """Lay a file into the folder, which takes its name when it is whole. Raises `OSError`."""
        self.folder.mkdir(exist_ok=True)
        part = self.folder / f"{digest}.part"
        try:
            fill(part)
            os.replace(part, self.folder / digest)
        finally:
            with suppress(OSError):  # of a drive that is gone, which has been told of already
                part.unlink(missing_ok=True)

    def close(self) -> None:
        """The files stay where they are."""

    def path_of(self, file: AttachedFile) -> Path:
        """Where the file lies."""
        kept = self.folder / file.digest
        if not kept.exists():
            raise Refusal(
                _("Không thấy tệp đính kèm “{name}”.").format(name=file.name),
                _("Thư mục “{folder}” phải nằm cạnh tệp dữ liệu.").format(folder=self.folder.name),
            )
        return kept


class ServerAttachments:
    """The files in the database itself; one that is looked at is laid into a folder nobody else may open."""

    def __init__(self, engines: Engines) -> None:
        self._engines = engines
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def keep(self, path: Path) -> AttachedFile:
        """Take a file into the database; the same content is kept once."""
        try:
            content = path.read_bytes()
        except OSError:
            raise _not_attached(path) from None
        digest = hashlib.sha256(content).hexdigest()
        with self._engines.beside.begin() as connection:
            # Imported here: only an office with a server has its words loaded.
            from sqlalchemy.dialects.postgresql import insert

            kept = insert(kept_files).values(digest=digest, content=content)
            connection.execute(kept.on_conflict_do_nothing())
        return AttachedFile(tidy(path.name), digest)

    def path_of(self, file: AttachedFile) -> Path:
        """Where a copy of the file lies until the database is let go."""
        self._folder = self._folder or tempfile.TemporaryDirectory(
            prefix="ntp-tep-", ignore_cleanup_errors=True
        )
        kept = Path(self._folder.name) / file.digest
        if not kept.exists():
            kept.write_bytes(self._content(file))
        return kept

    def close(self) -> None:
        """Throw the copies away."""
        if self._folder is not None:
            self._folder.cleanup()

    def _content(self, file: AttachedFile) -> bytes:
        with self._engines.reader.connect() as connection:
            asked = sa.select(kept_files.c.content).where(kept_files.c.digest == file.digest)
            content = connection.scalar(asked)
        if content is not None:
            return bytes(content)
        raise Refusal(
            _("Không thấy tệp đính kèm “{name}”.").format(name=file.name),
            _("Đính kèm lại tệp đó vào hồ sơ."),
        )


def attachments_of(engines: Engines) -> Attachments | ServerAttachments:
    """Where the files of a database are kept."""
    where = engines.where
    return Attachments(where) if isinstance(where, Path) else ServerAttachments(engines)


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _not_attached(path: Path) -> Refusal:
    return Refusal(
        _("Không đính kèm được tệp “{name}”.").format(name=path.name),
        _("Kiểm tra tệp còn ở đó, không mở trong chương trình khác, và ổ đĩa còn chỗ trống."),
    )
