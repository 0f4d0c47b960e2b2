import pytest

from bakeoff.render import plain_label


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("acme/large-1:free", "acme/large-1:free"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("\" onmouseover='x'", "&quot; onmouseover=&#x27;x&#x27;"),
        ("two\r\n  lines\tand\u2028more ", "two lines and more"),
        ("\x1b[31mred\x07\x7f\x9b", "␛[31mred␇␡\ufffd"),
        ("pay\u202egnp.exe\u2066\u200b\ufeff", "paygnp.exe"),
        ("tag\U000e0041s", "tags"),
        ("👩\u200d🔬 می\u200cخواهم", "👩\u200d🔬 می\u200cخواهم"),
        ("\ud83d\0", "\ufffd\ufffd"),
        ("&amp;", "&amp;amp;"),
    ],
)
def test_a_label_is_one_safe_and_visible_line(text: str, label: str) -> None:
    assert plain_label(text) == label
