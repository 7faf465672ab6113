"""The differ refuses to compare what is not the same set of texts."""

import json
from pathlib import Path

import pytest

from bench import same


def test_it_refuses_to_run_without_the_evaluation_texts(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(same, "MISSING", "no evaluation material in /nowhere; set NOTICES_EVAL to its folder")
    with pytest.raises(SystemExit) as ended:
        same.main(["--save", str(tmp_path / "values.json")])
    assert ended.value.code == 2
    assert "set NOTICES_EVAL" in capsys.readouterr().err
    assert not (tmp_path / "values.json").exists()


def test_it_refuses_values_of_other_texts(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(same, "MISSING", "")
    monkeypatch.setattr(same, "load_scorer", lambda: None)
    monkeypatch.setattr(same, "read_all", lambda _scorer: {"one": {"kind": ["other"]}, "two": {"kind": ["other"]}})
    saved = tmp_path / "values.json"
    saved.write_text(json.dumps({"one": {"kind": ["other"]}}), "utf-8")
    with pytest.raises(SystemExit) as ended:
        same.main(["--against", str(saved)])
    assert ended.value.code == 2
    assert "1 texts, 2 here" in capsys.readouterr().err
