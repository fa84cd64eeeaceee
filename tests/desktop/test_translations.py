import ast
import subprocess
import sys
from pathlib import Path

from podcast_studio import desktop
from podcast_studio.desktop.resources import resource

SCRIPT = Path(__file__).parents[2] / "packaging" / "translations.py"


def test_the_english_plurals_are_those_of_the_sources(tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(SCRIPT), str(tmp_path)], check=True)
    made = (tmp_path / "podcast_studio_en.ts").read_text(encoding="utf-8")
    kept = resource("translations", "podcast_studio_en.ts").read_text(encoding="utf-8")
    assert made == kept, "run: make translations"
    assert (tmp_path / "podcast_studio_en.qm").read_bytes() == resource(
        "translations", "podcast_studio_en.qm"
    ).read_bytes()


def test_no_text_hides_where_it_is_not_collected() -> None:
    """The collector does not look into f-strings, and takes only plain texts."""
    wrong = []
    for path in Path(desktop.__file__).parent.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        inside = {id(call) for text in ast.walk(tree) if isinstance(text, ast.JoinedStr) for call in ast.walk(text)}
        for call in ast.walk(tree):
            if isinstance(call, ast.Call) and _translates(call):
                text = call.args[_text_at(call)]
                if id(call) in inside or not isinstance(text, ast.Constant):
                    wrong.append(f"{path.name}:{call.lineno}")
    assert wrong == []


def _translates(call: ast.Call) -> bool:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    return name in ("tr", "translate") and bool(call.args)


def _text_at(call: ast.Call) -> int:
    """`translate` is given its context first."""
    return 0 if isinstance(call.func, ast.Attribute) and call.func.attr == "tr" else 1
