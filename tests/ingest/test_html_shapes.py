"""Web pages of unusual shape: short ones, whose menus are longer than they are, and deep ones."""

# ruff: noqa: E501  # markup is easier to read whole than cut into lines
from __future__ import annotations

import pytest

from .pages import BODY, page, read

SITE = (
    "<!doctype html><html lang='{lang}'><head><meta charset='utf-8'><title>{title}</title></head><body>"
    "<div class='top'><a href='/'>{menu[0]}</a> <a href='/w'>{menu[1]}</a> <a href='/c'>{menu[2]}</a></div>"
    "<ul><li><a href='/1'>{menu[3]}</a></li><li><a href='/2'>{menu[4]}</a></li></ul><div id='content'><h1>{title}</h1>{body}</div>"
    "<div class='rel'><h3>{menu[5]}</h3><ul><li><a href='/x'>{menu[6]}</a></li><li><a href='/y'>{menu[7]}</a></li></ul></div>"
    "</body></html>"
)


@pytest.mark.parametrize(
    ("lang", "title", "sentences", "menu"),
    [
        (
            "zh",
            "大桥重新开放",
            ["港口大桥自星期二起重新开放，市政府说。"],
            "首页 国际 财经 登录 注册 相关新闻 东京股市下跌 台风接近九州",
        ),
        (
            "zh",
            "大桥重新开放",
            ["港口大桥自星期二起重新开放，市政府说。", "市长表示，从五月一日起骑自行车的人可以免费通行。"],
            "首页 国际 财经 登录 注册 相关新闻 东京股市下跌 台风接近九州",
        ),
        (
            "ja",
            "橋が再開",
            ["港の橋は火曜日から再び開いていると市が発表した。"],
            "ホーム 国際 経済 ログイン 登録 関連 株価 台風",
        ),
        (
            "th",
            "สะพานเปิด",
            ["สะพานท่าเรือเปิดอีกครั้งตั้งแต่วันอังคาร"],
            "หน้าแรก ต่างประเทศ เศรษฐกิจ เข้าสู่ระบบ สมัคร ข่าว หุ้น พายุ",
        ),
        (
            "en",
            "Bridge open",
            ["The bridge is open again since Tuesday."],
            "Home World Money Login Join Related Stocks Storm",
        ),
        (
            "sv",
            "Bron öppen",
            ["Bron är öppen igen sedan tisdagen."],
            "Hem Världen Ekonomi Inloggning Bli-medlem Mer Börsen Storm",
        ),
    ],
)
def test_a_short_page_keeps_no_navigation(lang: str, title: str, sentences: list[str], menu: str) -> None:
    body = "".join(f"<p>{sentence}</p>" for sentence in sentences)
    found = read(SITE.format(lang=lang, title=title, body=body, menu=menu.split()))
    assert found.text.split("\n\n") == sentences


@pytest.mark.parametrize(
    "nested",
    [
        "<div>" * 3_000 + "<p>{}</p>" + "</div>" * 3_000,
        "<p>" + "<span>" * 500 + "{}" + "</p>",
        "".join(f"<p><b>Item {n} of a list whose tags are never closed.<font>" for n in range(300)) + "<p>{}",
        "".join(f"<blockquote>Level {n} of a mail that quotes a mail." for n in range(300)) + "<p>{}",
        "".join(f"<ul><li>Level {n} of a list in a list." for n in range(300)) + "<li>{}",
        "<table><tr><td>" * 300 + "<p>{}</p>",
    ],
)
def test_what_lies_deep_is_read(nested: str) -> None:
    deep = "The deep sentence says that the bridge will open in May."
    found = read(page(f"{BODY}{nested.format(deep)}")).text
    assert deep in found
    assert BODY.split("<p>")[1].split("</p>")[0][:60] in found


@pytest.mark.parametrize(
    "unread", ["<p hidden>{0}</p>", "<div hidden><p>{0}</p></div>", "<p>It <del>{0}</del> ends.</p>"]
)
def test_what_a_page_hides_or_has_struck_out_is_no_text(unread: str) -> None:
    text = read(page(BODY + unread.format("Nobody agreed to anything.") + "<p>It was late.</p>")).text
    assert "Nobody agreed" not in text
    assert text.endswith("It was late.")


def test_a_whole_article_that_waits_for_a_script_is_read() -> None:
    hidden = page(BODY).replace("<article>", "<article hidden>").replace("<body>", "<body hidden>")
    assert read(hidden).text == read(page(BODY)).text
