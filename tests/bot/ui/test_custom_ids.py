"""The ids of components come back from clients that anybody may change: no number in them is too large to look up."""

from __future__ import annotations

import re

from tests.own_code import CODE, name_of

TEMPLATE = re.compile(r'template=r"([^"]+)"')
BOUNDED = re.compile(r"\(\\d\{1,(\d+)\}\)")


def test_every_number_in_an_id_has_a_bound() -> None:
    templates = {
        template: name_of(path) for path in CODE for template in TEMPLATE.findall(path.read_text("utf-8"))
    }
    assert len(templates) > 15
    wrong = {
        template: place
        for template, place in templates.items()
        if r"\d" in BOUNDED.sub("", template) or any(int(most) > 20 for most in BOUNDED.findall(template))
    }
    assert wrong == {}
