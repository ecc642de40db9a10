"""The main job without a window: what the demo imports, draws, reports, exports and takes pictures of."""

from pathlib import Path
from typing import Any

import pytest

from desktop.cli.demo import LOOKS, picture_looks
from tests.desktop.cli.visits import FAULTY, GOOD, Command, shown, workbook


def test_that_demo_does_the_whole_job(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sample = workbook(tmp_path / "a.xlsx", [*GOOD, FAULTY])
    monkeypatch.setattr("desktop.cli.demo.sample_workbooks", lambda: [sample])
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "demo.db").write_text("left from an earlier run", "utf-8")
    pictures = tmp_path / "out" / "pictures"
    pictures.mkdir()
    for name in ("01-home.png", "gia-đình.png"):
        (pictures / name).touch()

    def draw(drawing: Any, path: Path, **options: Any) -> None:
        path.write_text(options["title"], "utf-8")

    def take(workspace: Any, folder: Path, language: str, *, workbook: Path | None = None) -> list[Path]:
        return [folder / f"{workbook.stem if workbook else 'home'}-{language}.png"]

    def print_page(html: str, path: Path, lies: bool) -> None:
        path.write_text(html, "utf-8")

    screen = shown(draw_chart=draw, take_pictures=take, print_pdf=print_page)
    status, answer, said = command("demo", "--out", "out", "--language=vi", screen=screen)
    assert status == 1
    assert answer["database"] == str(tmp_path / "out" / "demo.db")
    ours, imported = answer["imports"]
    assert ours["file"] == "danh-sach-nha-o.xlsx", "our own list comes before what lies about"
    assert (imported["file"], imported["sheets"][0]["new"], imported["problems"]) == ("a.xlsx", 3, 1)
    drawn = {chart["name"]: Path(chart["file"]) for chart in answer["charts"]}
    assert drawn["cost_by_stage"].read_text("utf-8") == "Chi phí theo bước"
    reports = [Path(report["file"]) for report in answer["reports"]]
    assert {path.suffix for path in reports} == {".docx", ".xlsx", ".pdf"}
    assert len(reports) == len(set(reports)) == 3 * len({report["name"] for report in answer["reports"]}) > 20
    assert all(path.stat().st_size for path in reports)
    exported = {export["type"]: export for export in answer["exports"]}
    assert exported["Visit"]["rows"] == answer["totals"]["Visit"] == 3
    assert exported["Household"]["rows"] == answer["totals"]["Household"] > 500
    assert all(Path(export["file"]).exists() for export in exported.values())
    assert (tmp_path / "out" / "corrections" / "a-can-sua.xlsx").exists()
    names = [Path(picture).name for picture in answer["pictures"]]
    assert names == ["danh-sach-nha-o-vi.png", "home-vi.png"], "the preview is taken before it is saved"
    assert [path.name for path in pictures.iterdir()] == ["gia-đình.png"], "somebody's own picture"
    assert isinstance(answer["problems"], int)
    assert "a.xlsx · Lượt thăm: đọc 4 dòng = 3 mới" in said


def test_that_every_look_has_its_own_folder(tmp_path: Path) -> None:
    taken: dict[str, tuple[str, dict[str, Any]]] = {}

    def take(folder: Path, language: str, **how: Any) -> list[Path]:
        taken[folder.name] = (language, how)
        return [folder / "01-import-preview.png"]

    sample = tmp_path / "a.xlsx"
    paths = picture_looks(tmp_path, take, LOOKS, sample)
    assert len({*paths}) == len(LOOKS) == len(taken)
    themes = {(language, how["theme"]) for language, how in taken.values()}
    assert themes == {
        (language, theme) for language in ("vi", "en") for theme in ("light", "dark", "contrast")
    }
    assert {language for language, how in taken.values() if how.get("ratio") == 2} == {"vi", "en"}
    assert all(how["workbook"] == sample for _language, how in taken.values())
