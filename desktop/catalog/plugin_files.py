"""Reads the file of a component, a wheel, and asks whether it is whole and fits here; runs nothing of it."""

from __future__ import annotations

import base64
import csv
import hashlib
import importlib.metadata as metadata
import importlib.util
import io
import sys
import zipfile
import zlib
from collections.abc import Mapping
from configparser import ConfigParser
from configparser import Error as ConfigFault
from dataclasses import dataclass
from email.message import Message
from email.parser import Parser
from pathlib import Path, PurePosixPath

from desktop.catalog.plugin_folders import find_plugins, newest_plugins, spelled, version_of
from desktop.declare.problems import Refusal
from desktop.declare.text import _
from desktop.hookspecs import ENTRY_POINTS

LARGEST = 200 * 2**20
"""Bytes a component may take unpacked; what asks for more is no component but an accident."""
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    ConfigFault,
    csv.Error,
    KeyError,
    EOFError,
    IndexError,
    ValueError,
    RuntimeError,
    NotImplementedError,
)
_FORBIDDEN = set('<>:"|?*\\') | {chr(code) for code in range(32)}


@dataclass(frozen=True)
class PluginFile:
    """A component as its file brings it: who it says it is, and its files by name."""

    component: str
    title: str
    distribution: str
    version: str
    module: str
    files: Mapping[str, bytes]


class _Points(ConfigParser):
    """Entry points: their names keep their letters as they are."""

    def optionxform(self, optionstr: str) -> str:
        return optionstr


def read_plugin_file(path: Path) -> PluginFile:
    """The component in a file. Raises `Refusal` where the file is damaged or not for this program."""
    find_plugins()
    try:
        with zipfile.ZipFile(path) as archive:
            plugin = _read(archive, path.name)
    except OSError as failure:
        raise Refusal(
            _("Không mở được tệp “{file}”.").format(file=path.name),
            _("Kiểm tra tệp còn ở chỗ cũ và ổ USB còn cắm."),
        ) from failure
    except _BROKEN as failure:
        raise Refusal(
            _("“{file}” không phải tệp thành phần, hoặc đã hỏng khi chép.").format(file=path.name),
            _("Chép lại tệp .whl từ nơi đã giao rồi thử lại."),
        ) from failure
    _refuse_what_is_ours(plugin)
    _refuse_older(plugin)
    return plugin


def _read(archive: zipfile.ZipFile, file: str) -> PluginFile:
    if sum(entry.file_size for entry in archive.infolist()) > LARGEST:
        raise Refusal(_("“{file}” lớn quá, không phải tệp thành phần.").format(file=file))
    files = {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
    (about,) = {name.partition("/")[0] for name in files if name.partition("/")[0].endswith(".dist-info")}
    _compare_digests(files, f"{about}/RECORD")
    _refuse_places(files, file)
    _refuse_other_machines(files[f"{about}/WHEEL"], file)
    said = _headers(files[f"{about}/METADATA"])
    points = _Points(delimiters=("=",), interpolation=None)
    points.read_string(files.get(f"{about}/entry_points.txt", b"").decode("utf-8"))
    if not points.has_section(ENTRY_POINTS):
        raise Refusal(
            _("“{file}” không có thành phần nào của chương trình.").format(file=file),
            _("Chọn tệp .whl của thành phần."),
        )
    component, module = points.items(ENTRY_POINTS)[0]
    return PluginFile(
        component, str(said["Summary"] or component), str(said["Name"]), str(said["Version"]), module, files
    )


def _headers(content: bytes) -> Message:
    return Parser().parsestr(content.decode("utf-8"), headersonly=True)


def _compare_digests(files: Mapping[str, bytes], record: str) -> None:
    """What was lost or changed on a stick is found by the digests the file itself holds."""
    rows = csv.reader(io.StringIO(files[record].decode("utf-8")))
    told = {row[0]: row[1] for row in rows if row and row[0] != record}
    digests = {
        name: "sha256=" + base64.urlsafe_b64encode(hashlib.sha256(content).digest()).decode().rstrip("=")
        for name, content in files.items()
        if name != record
    }
    if told != digests:
        raise zipfile.BadZipFile


def _refuse_places(files: Mapping[str, bytes], file: str) -> None:
    for name in files:
        parts = PurePosixPath(name).parts
        strange = name.startswith("/") or ".." in parts or _FORBIDDEN & set(name)
        if strange or parts[0].endswith(".data"):
            raise Refusal(
                _("“{file}” đòi ghi tệp ra ngoài thư mục của thành phần nên không được cài.").format(
                    file=file
                ),
                _("Báo cho người viết thành phần."),
            )


def _refuse_other_machines(wheel: bytes, file: str) -> None:
    from packaging.tags import parse_tag, sys_tags

    fits = set(sys_tags())
    said = _headers(wheel).get_all("Tag", [])
    if not any(tag in fits for text in said for tag in parse_tag(text)):
        raise Refusal(
            _("“{file}” làm cho loại máy khác hoặc bản Python khác.").format(file=file),
            _("Hỏi nơi đã giao tệp để lấy bản cho chương trình này."),
        )


def _refuse_what_is_ours(plugin: PluginFile) -> None:
    """A component brings packages of its own; it never stands before one that is here already."""
    name = spelled(plugin.distribution)
    points = metadata.entry_points(group=ENTRY_POINTS)
    owners = {point.module.partition(".")[0]: spelled(point.dist.name) for point in points if point.dist}
    before = [each.folder for each in newest_plugins() if each.name == name]
    tops = {each.partition("/")[0].partition(".")[0] for each in plugin.files if ".dist-info/" not in each}
    for top in sorted(tops):
        own = owners.get(top) == name or any((folder / top).exists() for folder in before)
        if not own and (top in sys.stdlib_module_names or importlib.util.find_spec(top) is not None):
            raise Refusal(
                _("Thành phần “{name}” mang theo gói “{package}”, là gói đã có trong chương trình.").format(
                    name=plugin.component, package=top
                ),
                _("Báo cho người viết thành phần."),
            )


def _refuse_older(plugin: PluginFile) -> None:
    try:
        here = metadata.version(plugin.distribution)
    except metadata.PackageNotFoundError:
        return
    if version_of(plugin.version) < version_of(here):
        raise Refusal(
            _("Máy đã có thành phần “{name}” {here}, mới hơn bản {version} trong tệp.").format(
                name=plugin.component, here=here, version=plugin.version
            ),
            _("Không cần cài; bản đang có và dữ liệu vẫn nguyên."),
        )
