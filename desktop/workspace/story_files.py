"""One household's story as a workbook and as a page to print; reads no store."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape
from pathlib import Path

from desktop.declare.dates import show_date
from desktop.declare.numbers import show_number
from desktop.declare.supports import SOURCES
from desktop.declare.text import _, translate
from desktop.excel.cells import Value
from desktop.excel.dressing import Column, Sheet
from desktop.excel.sheets import write_workbook
from desktop.shared import Household, Person
from desktop.workspace.stories import Entry, Story, approved_in, from_offices, lent_in, paid_of, sum_of

_STYLE = (
    "body { font-family: 'Times New Roman', 'Noto Serif', serif; font-size: 11pt; }"
    "table { border-collapse: collapse; } th, td { border: 1px solid #888; padding: 3px 5px; }"
    "h1 { font-size: 14pt; } h2 { font-size: 12pt; }"
)


def headings_of(story: Story) -> list[str]:
    """The headings of the table of supports: what is asked first stands first, each source of money last."""
    short = {
        "NSTW": _("NSTW"),
        "NSĐP": _("NSĐP"),
        "NĐ28": _("Vay"),
        "XHH": _("XHH"),
        "KHÁC": _("Khác"),
    }
    money = [short.get(source, translate(SOURCES[source])) for source in story.sources()]
    money = [_("{name} (đ)").format(name=name) for name in (_("Tổng mức"), _("Đã chi"), *money)]
    return [_("Ngày, năm"), _("Nội dung"), _("Tình trạng"), _("Văn bản, chương trình"), *money]


def sum_title(title: str, entries: Sequence[Entry]) -> str:
    """What a sum of money is called: money that is only promised is not counted in without a word."""
    return _("{sum} (gồm dự kiến)").format(sum=title) if _has_promises(entries) else title


def _has_promises(entries: Sequence[Entry]) -> bool:
    return sum_of(entries) > sum_of(approved_in(entries))


def amounts_of(entries: Sequence[Entry], sources: Sequence[str]) -> list[int]:
    """All the money of some entries, what of it was paid, and what of it comes from each source."""
    return [sum_of(entries), paid_of(entries), *(sum_of(entries, source) for source in sources)]


def counted(story: Story) -> str:
    """What was decided for the household, how much of it was paid, and apart from it what is planned.

    What the bank lends is in none of the three, as it is never told as paid: it is told beside them.
    """
    approved = from_offices(approved_in(story.entries))
    planned = from_offices(story.entries) - approved
    says = [_("{count} hỗ trợ").format(count=len(story.entries))]
    says.append(_("được duyệt {amount} đ").format(amount=show_number(approved)))
    says.append(_("đã chi {amount} đ").format(amount=show_number(paid_of(story.entries))))
    if planned:
        says.append(_("dự kiến {amount} đ").format(amount=show_number(planned)))
    if lent := lent_in(story.entries):
        says.append(_("ngoài ra vay {amount} đ").format(amount=show_number(lent)))
    return " · ".join([*says, _("{count} vấn đề").format(count=len(story.problems))])


def _title() -> str:
    return _("HỘ VÀ CÁC KHOẢN HỖ TRỢ")


def heading_lines(story: Story) -> list[str]:
    """Who the household is, in a few lines."""
    head = story.household
    facts = [
        (_("Dân tộc"), Household.ethnicity.format(head.ethnicity)),
        (_("Số khẩu"), str(head.members or "")),
        (_("Diện hộ"), Household.poverty_class.format(head.poverty_class)),
    ]
    told = "; ".join(f"{label}: {value}" for label, value in facts if value)
    born = Household.birth.format(head.birth)
    name = f"{head.head_name}, {born}" if born else head.head_name or ""
    return [_("Chủ hộ: {name}").format(name=name), _("Nơi ở: {address}").format(address=story.address), told]


def write_story(story: Story, path: Path) -> None:
    """Write supports, members and problems into a workbook of three sheets."""
    write_workbook(path, [_support_sheet(story), _member_sheet(story), _problem_sheet(story)])


def _support_sheet(story: Story) -> Sheet:
    sources = story.sources()
    names = headings_of(story)
    kinds = [Column(_("Dự án, danh sách"), width=24), *(Column(name) for name in names[:4])]
    kinds += [Column(name, "money", 14) for name in names[4:]]
    rows: list[list[Value]] = []
    for title, entries in story.by_component():
        for entry in entries:
            money: list[Value] = list(amounts_of([entry], sources))
            rows.append([title, entry.day, entry.what, entry.state, entry.under, *money])
        total = sum_title(_("Cộng {title}").format(title=title), entries)
        rows.append([total, "", "", "", "", *amounts_of(entries, sources)])
    whole = sum_title(_("Tổng cộng"), story.entries)
    rows.append([whole, "", "", "", "", *amounts_of(story.entries, sources)])
    titles = [_title(), *heading_lines(story)]
    return Sheet(_("Hỗ trợ"), kinds, rows, titles, has_filter=False)


def _member_sheet(story: Story) -> Sheet:
    columns = [Column(_("Họ và tên"), width=24), Column(_("Quan hệ với chủ hộ")), Column(_("Ngày sinh"))]
    rows: list[list[Value]] = [list(member_row(person)) for person in story.members]
    return Sheet(_("Nhân khẩu"), columns, rows, has_filter=False)


def _problem_sheet(story: Story) -> Sheet:
    columns = [Column(_("Quy tắc")), Column(_("Vấn đề"), width=80, wraps=True), Column(_("Căn cứ"))]
    rows: list[list[Value]] = [[each.rule, each.message, each.basis] for each in story.problems]
    return Sheet(_("Vấn đề"), columns, rows, has_filter=False)


def member_row(person: Person) -> tuple[str, str, str]:
    """Name, relation to the head, birth."""
    return (
        person.full_name or "",
        Person.relation.format(person.relation),
        Person.birth.format(person.birth),
    )


def printed(story: Story, today: date) -> str:
    """The story as a page to print, in HTML."""
    sources = story.sources()
    rows = []
    for title, entries in story.by_component():
        for entry in entries:
            texts = (entry.day, entry.what, entry.state, entry.under)
            rows.append(_row([*texts, *_figures([entry], sources)]))
        total = sum_title(_("Cộng {title}").format(title=title), entries)
        rows.append(_row(["", total, "", "", *_figures(entries, sources)], bold=True))
    whole = sum_title(_("Tổng cộng"), story.entries)
    rows.append(_row(["", whole, "", "", *_figures(story.entries, sources)], bold=True))
    head = "".join(f"<th>{escape(name)}</th>" for name in headings_of(story))
    lines = "".join(f"<p>{escape(line)}</p>" for line in heading_lines(story))
    members = "".join(_row(list(member_row(person))) for person in story.members)
    problems = "".join(f"<li>{escape(each.message)}</li>" for each in story.problems)
    parts = [
        f"<h1>{escape(_title())}</h1>{lines}",
        f"<table width='100%'><tr>{head}</tr>{''.join(rows)}</table>",
        f"<h2>{escape(_('Nhân khẩu'))}</h2><table>{members}</table>" if members else "",
        f"<h2>{escape(_('Vấn đề'))}</h2><ul>{problems}</ul>" if problems else "",
        f"<p>{escape(_('In ngày {day}').format(day=show_date(today)))}</p>",
    ]
    return f"<html><head><style>{_STYLE}</style></head><body>{''.join(parts)}</body></html>"


def _figures(entries: Sequence[Entry], sources: Sequence[str]) -> list[str]:
    return [show_number(amount) for amount in amounts_of(entries, sources)]


def _row(cells: Sequence[str], bold: bool = False) -> str:
    mark = "b" if bold else "span"
    return "<tr>" + "".join(f"<td><{mark}>{escape(cell)}</{mark}></td>" for cell in cells) + "</tr>"
