"""Files kept beside a database, named by their content; knows no record."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

from desktop.declare.fields import AttachedFile
from desktop.declare.problems import Refusal
from desktop.declare.text import _, tidy


class Attachments:
    """The folder `NAME.files` beside the database `NAME.db`."""

    def __init__(self, database: Path) -> None:
        self.folder = database.with_name(f"{database.stem}.files")

    def keep(self, path: Path) -> AttachedFile:
        """Copy a file into the folder; the same content is kept once."""
        try:
            with path.open("rb") as stream:
                digest = hashlib.file_digest(stream, "sha256").hexdigest()
            kept = self.folder / digest
            if not kept.exists():
                self.folder.mkdir(exist_ok=True)
                part = kept.with_name(digest + ".part")
                try:
                    shutil.copyfile(path, part)
                    os.replace(part, kept)
                finally:
                    part.unlink(missing_ok=True)
        except OSError:
            raise Refusal(
                _("Không đính kèm được tệp “{name}”.").format(name=path.name),
                _("Kiểm tra tệp còn ở đó, không mở trong chương trình khác, và ổ đĩa còn chỗ trống."),
            ) from None
        return AttachedFile(tidy(path.name), digest)

    def path_of(self, file: AttachedFile) -> Path:
        """Where the file lies."""
        kept = self.folder / file.digest
        if not kept.exists():
            raise Refusal(
                _("Không thấy tệp đính kèm “{name}”.").format(name=file.name),
                _("Thư mục “{folder}” phải nằm cạnh tệp dữ liệu.").format(folder=self.folder.name),
            )
        return kept
