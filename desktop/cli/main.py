"""Reads the command line and answers with an exit status; the work itself is the workspace's."""

from __future__ import annotations

import argparse
import errno
import io
import json
import logging
import sys
from collections.abc import Iterable, Sequence
from contextlib import redirect_stdout, suppress
from pathlib import Path
from typing import Any, NoReturn

from desktop import __version__
from desktop.cli.plain import REFUSED
from desktop.cli.screen import Screen
from desktop.declare.problems import Refusal
from desktop.declare.text import _, add_catalog, use_language
from desktop.faults import keep_report
from desktop.resources import resource


class _Help(argparse.HelpFormatter):
    """The help in the language in use: argparse itself speaks English only."""

    def add_usage(
        self, usage: Any, actions: Iterable[argparse.Action], groups: Iterable[Any], prefix: str | None = None
    ) -> None:
        super().add_usage(usage, actions, groups, _("cách dùng: ") if prefix is None else prefix)

    def start_section(self, heading: str | None) -> None:
        said = {"positional arguments": _("tham số"), "options": _("tùy chọn")}
        super().start_section(said.get(heading or "", heading))


class _Parser(argparse.ArgumentParser):
    def __init__(self, **options: Any) -> None:
        # Whole names only: what a script calls today must not mean another option tomorrow.
        super().__init__(allow_abbrev=False, add_help=False, formatter_class=_Help, **options)
        self.add_argument("-h", "--help", action="help", help=_("xem cách dùng này"))

    def error(self, message: str) -> NoReturn:
        raise Refusal(_in_words(message), _("Xem cách dùng: ntp-desktop --help"))


def _in_words(message: str) -> str:
    """What argparse says, in the language in use: its own words are English only."""
    about, _colon, rest = message.partition(": ")
    about = about.removeprefix("argument ")
    if "required" in message:
        return _("Lệnh còn thiếu: {what}.").format(what=rest or about)
    if "unrecognized" in message:
        return _("Không hiểu: {what}.").format(what=rest)
    if "invalid choice" in message:
        what = rest.removeprefix("invalid choice: ").partition(" (choose from")[0]
        return _("Không có lựa chọn này: {what}.").format(what=what)
    if "not allowed with" in message:
        return _("{one} và {other} không đi cùng nhau.").format(one=about, other=rest.rpartition(" ")[2])
    if "expected" in message:
        return _("Thiếu giá trị sau {option}.").format(option=about)
    if "invalid" in message:
        return _("{option} cần một số nguyên, không phải {what}.").format(
            option=about, what=rest.rpartition(": ")[2]
        )
    return _("Lệnh chưa đúng: {message}.").format(message=message)


def _number(text: str) -> int:
    # What no database counts to is the number of nothing.
    if abs(int(text)) > sys.maxsize:
        raise ValueError
    return int(text)


def _count(text: str) -> int:
    if int(text) < 0:
        raise ValueError
    return _number(text)


_VERSION = f"NTP Desktop {__version__}"


def make_parser() -> argparse.ArgumentParser:
    """All commands and their options, as `--help` shows them."""
    parser = _Parser(prog="ntp-desktop", description=_("Sổ Chương trình MTQG"))
    parser.add_argument("--version", action="version", version=_VERSION, help=_("xem phiên bản"))
    parser.add_argument("--demo", action="store_true", help=_("mở cửa sổ với dữ liệu mẫu mới"))
    _add_common(parser, top=True)
    commands = parser.add_subparsers(dest="command", parser_class=_Parser, metavar=_("LỆNH"))

    def command(name: str, says: str) -> argparse.ArgumentParser:
        found = commands.add_parser(name, help=says, description=says)
        _add_common(found, top=False)
        return found

    command("components", _("các thành phần đã cài, trạng thái và lỗi nếu có"))
    _add_component(
        command("component", _("cài một thành phần từ tệp .whl, hay gỡ nó; dữ liệu vẫn nguyên")),
        command("open", _("mở một tệp của chương trình như khi bấm đúp: tệp thành phần .whl")),
    )
    _add_template(command("template", _("tệp Excel trống cho một loại hồ sơ")))
    _add_import(command("import", _("nhập tệp Excel: nhận dạng, kiểm tra, ghi các dòng tốt")))
    _add_layouts(command("layouts", _("các mẫu bố cục: có sẵn, và đã nhớ khi nhập; ghi ra tệp cho nơi khác")))
    export = command("export", _("xuất hồ sơ ra tệp Excel nhập lại được"))
    _add_export(export)
    listing = command("list", _("liệt kê hồ sơ"))
    listing.add_argument("type", metavar="TYPE")
    listing.add_argument("--sort", metavar="FIELD", help=_("xếp theo trường; --sort=-TRƯỜNG để xếp ngược"))
    listing.add_argument("--limit", type=_count, metavar="N")
    for each in (export, listing):
        _add_names(each)
        each.add_argument("--where", action="append", default=[], metavar="FIELD=VALUE")
    check = command("check", _("kiểm tra mọi quy tắc trên mọi hồ sơ"))
    check.add_argument("type", nargs="?", metavar="TYPE")
    chart = _add_chart(command("chart", _("vẽ một biểu đồ")))
    for each in (export, listing, chart):
        _add_day(each, with_level=each is not listing)
    check.add_argument(
        "--as-of", metavar="DATE", help=_("nói thêm địa bàn của mỗi vấn đề, theo địa giới của ngày đó")
    )
    _add_report(report := command("report", _("một báo cáo ra tệp Word, Excel hoặc PDF")))
    _add_day(report, with_level=True)
    _add_changes(
        command("changes", _("các lần thay đổi dữ liệu; lần nhập kèm tệp, số dòng, cách đọc cột")),
        command("undo", _("hoàn tác một lần thay đổi")),
    )
    _add_copy(
        command("backup", _("sao lưu tệp dữ liệu như nó đang có, vào thư mục backups hay tệp được chỉ"))
    )
    _add_demo(command("demo", _("làm trọn việc chính trên dữ liệu mẫu, không mở cửa sổ")))
    return parser


def _add_day(parser: argparse.ArgumentParser, *, with_level: bool) -> None:
    parser.add_argument(
        "--as-of", metavar="DATE", help=_("theo địa giới của một ngày; bỏ trống là như đã báo cáo")
    )
    if with_level:
        parser.add_argument(
            "--level", choices=("province", "district"), help=_("gộp địa bàn đến cấp này, cùng với --as-of")
        )


def _add_layouts(layouts: argparse.ArgumentParser) -> None:
    layouts.add_argument("names", nargs="*", metavar="NAME", help=_("tên mẫu đã nhớ; bỏ trống là mọi mẫu"))
    layouts.add_argument("-o", "--out", metavar="FILE.json")


def _add_changes(changes: argparse.ArgumentParser, undo: argparse.ArgumentParser) -> None:
    changes.add_argument("--record", metavar="ID")
    changes.add_argument("--limit", type=_count, default=100, metavar="N")
    undo.add_argument("change_set", type=_number, metavar="CHANGE_SET")


def _add_chart(chart: argparse.ArgumentParser) -> argparse.ArgumentParser:
    chart.add_argument("name", metavar="NAME")
    chart.add_argument("-o", "--out", metavar="FILE.png|svg")
    return chart


def _add_report(report: argparse.ArgumentParser) -> None:
    report.add_argument("name", metavar="NAME")
    report.add_argument("-o", "--out", required=True, metavar="FILE.xlsx|docx|pdf")
    report.add_argument(
        "--period", metavar="P", help=_("kỳ: 2026, 2026-Q2, 2026-H1, 2026-9M, 2026-06 hay NGÀY..NGÀY")
    )
    report.add_argument("--place", metavar="CODE", help=_("mã xã, mã tỉnh; bỏ trống là mọi địa bàn"))
    report.add_argument("--masked", action="store_true", default=None, help=_("che dữ liệu cá nhân"))


def _add_component(component: argparse.ArgumentParser, opened: argparse.ArgumentParser) -> None:
    opened.add_argument("file", metavar="FILE")
    component.add_argument("act", choices=("install", "remove"), help=_("cài từ tệp, hay gỡ theo tên"))
    component.add_argument("what", metavar="FILE.whl|NAME")


def _add_copy(copy: argparse.ArgumentParser) -> None:
    copy.add_argument("-o", "--out", metavar="FILE")


def _add_demo(demo: argparse.ArgumentParser) -> None:
    demo.add_argument("--out", required=True, metavar="DIR")
    demo.add_argument(
        "--all-looks",
        action="store_true",
        help=_("chụp mọi trang cả nền tối, tương phản cao, tiếng Anh, màn hình gấp đôi"),
    )


def _add_common(parser: argparse.ArgumentParser, *, top: bool) -> None:
    # The same options stand before and after the command; the later one must not reset the earlier.
    unset: Any = None if top else argparse.SUPPRESS
    no: Any = False if top else argparse.SUPPRESS
    parser.add_argument("--database", default=unset, metavar="PATH_OR_URL", help=_("tệp dữ liệu"))
    parser.add_argument("--language", choices=("vi", "en"), default=unset, help=_("ngôn ngữ"))
    parser.add_argument("--safe", action="store_true", default=no, help=_("không nạp thành phần nào"))
    parser.add_argument("--json", action="store_true", default=no, help=_("trả lời bằng một đối tượng JSON"))


def _add_import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.add_argument("--type", metavar="TYPE", help=_("loại hồ sơ, nếu muốn chỉ rõ"))
    parser.add_argument(
        "--layout", metavar="NAME|FILE.json", help=_("mẫu bố cục có sẵn, hay tệp mẫu của nơi khác")
    )
    parser.add_argument(
        "--write-layout", metavar="FILE.json", help=_("ghi cách đọc cột ra tệp mẫu cho nơi khác dùng")
    )
    parser.add_argument("--place", metavar="CODE", help=_("mã xã của các dòng, hay mã tỉnh, huyện cũ"))
    parser.add_argument(
        "--settle",
        metavar="FILE",
        help=_("tệp JSON: giá trị chưa hiểu nghĩa là gì, dòng nào là hồ sơ đã lưu"),
    )
    parser.add_argument("--dry-run", action="store_true", help=_("chỉ xem trước, không ghi"))
    parser.add_argument("--all-or-nothing", action="store_true", help=_("có dòng lỗi thì không ghi gì"))
    parser.add_argument("--drafts", action="store_true", help=_("giữ dòng vi phạm quy tắc làm nháp"))
    parser.add_argument(
        "--corrections", metavar="FILE", help=_("bản sao của chính tệp có ghi lỗi; nhiều tệp thì là thư mục")
    )


def _add_template(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("type", metavar="TYPE")
    parser.add_argument("-o", "--out", required=True, metavar="FILE")
    parser.add_argument("--place", metavar="CODE", help=_("mã xã: ghi sẵn các hộ của xã, khóa cột đã biết"))


def _add_export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("type", metavar="TYPE")
    parser.add_argument("-o", "--out", required=True, metavar="FILE")
    parser.add_argument(
        "--into",
        metavar="FORM",
        help=_("mẫu của cơ quan: ghi hồ sơ vào bản sao của mẫu, giữ nguyên phần khác"),
    )
    parser.add_argument("--layout", metavar="NAME", help=_("bố cục của mẫu ở --into, nếu muốn chỉ rõ"))


def _add_names(parser: argparse.ArgumentParser) -> None:
    names = parser.add_mutually_exclusive_group()
    names.add_argument("--masked", action="store_true", default=None, help=_("che dữ liệu cá nhân"))
    names.add_argument(
        "--names",
        dest="masked",
        action="store_false",
        default=None,
        help=_("kèm tên, kể cả ở danh sách nhạy cảm; chỉ cho người có quyền biết"),
    )


def run(arguments: Sequence[str], screen: Screen) -> int:
    """Do what the command line says; a refusal is one sentence on standard error."""
    # What failed is told in sentences; the log is for those who set a handler of their own.
    logging.basicConfig(level=logging.CRITICAL)
    wants_json = "--json" in arguments
    _settle_streams()
    folder: Path | None = None
    try:
        add_catalog(resource("translations"))
        use_language(_language_named(arguments))
        options = make_parser().parse_args(arguments)
        is_file = options.database and "://" not in options.database
        folder = Path(options.database).parent if is_file else None
        if options.command is None:
            return screen.open_window(
                options.database, demo=options.demo, safe=options.safe, language=options.language
            )
        status, answer = _answer(options, screen)
        if wants_json:
            json.dump(answer, sys.stdout, ensure_ascii=False, indent=1)
            sys.stdout.write("\n")
            sys.stdout.flush()
        return status
    except Refusal as refusal:
        return _refuse(refusal, wants_json)
    except BrokenPipeError:
        return REFUSED
    except KeyboardInterrupt:
        return _refuse(Refusal(_("Đã dừng theo yêu cầu.")), wants_json)
    except OSError as failure:
        return _refuse(_refusal_of(failure), wants_json)
    except Exception as failure:
        return _refuse(_refusal_of_fault(failure, folder), wants_json)


def _settle_streams() -> None:
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            # Closed by the caller: what is said to nobody must not become a fault.
            setattr(sys, name, io.StringIO())
        elif hasattr(stream, "reconfigure"):
            # A console of an old code page must not turn a Vietnamese sentence into a traceback.
            stream.reconfigure(encoding="utf-8", errors="replace")


def _answer(options: argparse.Namespace, screen: Screen) -> tuple[int, dict[str, Any]]:
    from desktop.cli.commands import COMMANDS

    try:
        # What a component prints must not stand in the JSON of the answer.
        with redirect_stdout(sys.stderr):
            return COMMANDS[options.command](options, screen)
    except SystemExit as failure:
        raise RuntimeError("a component ended the program") from failure


def _refuse(refusal: Refusal, wants_json: bool) -> int:
    with suppress(OSError):
        if wants_json:
            json.dump({"refused": refusal.message, "advice": refusal.advice}, sys.stdout, ensure_ascii=False)
            sys.stdout.write("\n")
            sys.stdout.flush()
    with suppress(OSError):
        # One line, whatever the name of a file holds.
        print(" ".join(str(refusal).split()), file=sys.stderr, flush=True)
    return REFUSED


def _refusal_of_fault(failure: Exception, folder: Path | None) -> Refusal:
    """What is said of a fault of ours; its report is kept beside the data."""
    if folder is None:
        with suppress(Exception):
            from desktop.installation import data_folder

            folder = data_folder()
    report = keep_report(failure, folder)
    where = str(report) if report else type(failure).__name__
    return Refusal(
        _("Chương trình gặp lỗi khi làm việc này; dữ liệu đã lưu vẫn nguyên vẹn."),
        _("Gửi báo cáo lỗi ({where}) cho người hỗ trợ; báo cáo không chứa dữ liệu cá nhân.").format(
            where=where
        ),
    )


def _why(failure: OSError) -> str:
    says = {
        errno.EACCES: _("không có quyền"),
        errno.EPERM: _("không có quyền"),
        errno.EROFS: _("ổ đĩa chỉ cho đọc"),
        errno.ENOENT: _("không có ở đó"),
        errno.EEXIST: _("đã có một tệp tên ấy"),
        errno.ENOTDIR: _("đây không phải là thư mục"),
        errno.EISDIR: _("đây là một thư mục"),
    }
    return says.get(failure.errno or 0, str(failure.strerror))


def _refusal_of(failure: OSError) -> Refusal:
    """What the system would not do, as a sentence; its own words come in its own language."""
    if failure.errno is None:
        # Our own words: what is missing, and what to do.
        return Refusal(str(failure))
    if failure.errno in (errno.ENOSPC, errno.EDQUOT):
        return Refusal(_("Ổ đĩa đã đầy."), _("Xóa bớt tệp rồi thử lại."))
    if failure.errno == errno.ENAMETOOLONG:
        name = Path(failure.filename or "").name[:40]
        return Refusal(
            _("Tên tệp hoặc đường dẫn “{name}…” quá dài.").format(name=name),
            _("Chọn tên ngắn hơn, hoặc một thư mục ít cấp hơn."),
        )
    if failure.filename is None:
        return Refusal(
            _("Hệ thống từ chối: {why}.").format(why=_why(failure)),
            _("Đóng bớt chương trình khác rồi thử lại."),
        )
    return Refusal(
        _("Không đọc hoặc ghi được “{file}” ({why}).").format(file=failure.filename, why=_why(failure)),
        _("Đóng tệp nếu đang mở ở nơi khác, kiểm tra quyền của thư mục rồi thử lại."),
    )


def _language_named(arguments: Sequence[str]) -> str:
    # Known before parsing, so that the parser itself speaks it.
    for number, word in enumerate(arguments):
        if word == "--language" and arguments[number + 1 : number + 2] == ["en"]:
            return "en"
        if word == "--language=en":
            return "en"
    return "vi"
