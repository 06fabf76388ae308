"""Messages of a bot as HTML that looks as an app of Discord shows them: what is drawn is the payload that Discord gets.

Enough of Discord's markdown, embeds, buttons, selects and forms to see what a reader sees; colours as in its dark and
light themes. Own work, not Discord's code; where its apps differ among each other, the phone decides.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import escape
from typing import Any

import discord
from babel.dates import format_date, format_datetime, format_time, format_timedelta
from discord import ui

STYLE = """
* { box-sizing: border-box; margin: 0 }
.dark { --back: #313338; --embed: #2b2d31; --text: #dbdee1; --strong: #f2f3f5; --dim: #949ba4; --link: #00a8fc;
  --bar: #4e5058; --code: #1e1f22; --button: #4e5058; --button-text: #fff; --field: #1e1f22; --mention: #3c4270;
  --mention-text: #c9cdfb; --private: #36374a }
.light { --back: #fff; --embed: #f2f3f5; --text: #313338; --strong: #060607; --dim: #5c5e66; --link: #006ce7;
  --bar: #c4c9ce; --code: #e3e5e8; --button: #e3e5e8; --button-text: #313338; --field: #ebedef; --mention: #e6e8fd;
  --mention-text: #4450a8; --private: #f1f2fe }
body { width: max-content }
.page { background: var(--back); color: var(--text); font: 16px/1.375 "gg sans", "Noto Sans", "Noto Sans CJK JP",
  "Noto Color Emoji", sans-serif; padding: 16px; overflow: hidden; overflow-wrap: anywhere }
.phone { width: 390px; padding: 12px 12px 14px } .desktop { width: 1100px } .card { width: 720px }
.message { display: grid; grid-template-columns: 40px minmax(0, 1fr); column-gap: 16px; margin-bottom: 16px }
.phone .message { column-gap: 12px }
.message:last-child { margin-bottom: 0 }
.private { background: var(--private); margin: 0 -12px; padding: 6px 12px }
.avatar { width: 40px; height: 40px; border-radius: 50%; display: grid; place-items: center; color: #fff;
  font-weight: 600 }
.name { color: var(--strong); font-weight: 500; margin-right: 6px }
.tag { background: #5865f2; color: #fff; border-radius: 4px; font-size: 10px; font-weight: 600; padding: 2px 5px;
  vertical-align: 2px; margin-right: 6px }
.time { color: var(--dim); font-size: 12px }
.mention { background: var(--mention); color: var(--mention-text); border-radius: 3px; padding: 0 2px; font-weight: 500 }
.stamp { background: var(--code); border-radius: 3px; padding: 0 2px }
.reply { grid-column: 2; color: var(--dim); font-size: 14px; margin-bottom: 4px; position: relative;
  white-space: nowrap; overflow: hidden; text-overflow: ellipsis; padding-left: 36px; margin-left: -36px }
.reply::before { content: ""; position: absolute; left: 0; top: 9px; width: 30px; height: 12px;
  border: 2px solid var(--bar); border-right: 0; border-bottom: 0; border-top-left-radius: 6px }
.embed { background: var(--embed); border-left: 4px solid; border-radius: 4px; padding: 12px 16px 14px; margin-top: 6px;
  max-width: 520px; font-size: 14px; display: grid; gap: 8px }
.phone .embed { padding: 10px 12px 12px }
.author { color: var(--strong); font-weight: 600 }
.title { color: var(--strong); font-size: 16px; font-weight: 600 }
.fields { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 8px }
.fields > div { grid-column: 1 / -1 } .fields > .inline { grid-column: auto }
.phone .fields > .inline { grid-column: 1 / -1 }
.field { color: var(--strong); font-weight: 600; margin-bottom: 2px }
.embed img { max-width: 100%; border-radius: 4px; margin-top: 4px }
b { font-weight: 700 } small { font-size: 12px; color: var(--dim); display: block; line-height: 1.35 }
blockquote { border-left: 4px solid var(--bar); border-radius: 4px; padding-left: 10px; margin: 2px 0 }
pre { background: var(--code); border-radius: 4px; padding: 8px; white-space: pre-wrap; font-size: 13px; margin: 4px 0 }
code { background: var(--code); border-radius: 3px; padding: 0 3px; font: 85% "Noto Sans Mono", monospace }
h1, h2, h3 { color: var(--strong); font-size: 18px; margin: 6px 0 2px } ul, ol { padding-left: 22px; margin: 0 }
.spoiler { background: var(--bar); color: transparent; border-radius: 3px }
.gap { height: 1.375em }
.footer { color: var(--text); opacity: .85; font-size: 12px; white-space: pre-line }
.row { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 8px; max-width: 520px }
.button { background: var(--button); color: var(--button-text); border-radius: 4px; font-size: 14px; font-weight: 500;
  padding: 6px 14px; min-height: 32px }
.style1 { background: #5865f2; color: #fff } .style3 { background: #248046; color: #fff }
.style4 { background: #da373c; color: #fff } .disabled { opacity: .5 }
.select { background: var(--field); border-radius: 4px; padding: 8px 34px 8px 12px; width: 100%; max-width: 400px;
  font-size: 14px; position: relative; min-height: 38px }
.select::after { content: "⌄"; position: absolute; right: 12px; top: 3px; font-size: 18px }
.hint { color: var(--dim) }
.only { color: var(--dim); font-size: 12px; margin-top: 6px } .only a { margin-left: 4px }
.form { background: var(--embed); border-radius: 8px; padding: 16px; max-width: 440px; display: grid; gap: 12px;
  border: 1px solid var(--bar) }
.form .label { font-size: 14px; font-weight: 600; color: var(--strong) }
.form .input { background: var(--field); border-radius: 4px; padding: 9px 12px; min-height: 38px; margin-top: 4px }
.form .tall { min-height: 84px }
.thread { font-weight: 600; color: var(--strong); margin-bottom: 12px }
a { color: var(--link); text-decoration: none }
.phone .auto { unicode-bidi: plaintext }
"""
KINDS = {5: "@", 6: "@", 7: "@", 8: "#"}


@dataclass(frozen=True, slots=True)
class Post:
    """A message of the bot. `asks` stands above it as somebody's message that it replies to."""

    content: str = ""
    embeds: Sequence[discord.Embed] = ()
    view: ui.View | None = None
    form: ui.Modal | None = None
    private: bool = False
    asks: str | None = None
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    """File name -> PNG, for "attachment://" in an embed."""


@dataclass(frozen=True, slots=True)
class Names:
    """What mentions and moments read as."""

    channels: Mapping[int, str] = field(default_factory=dict)
    roles: Mapping[int, str] = field(default_factory=dict)
    people: Mapping[int, str] = field(default_factory=dict)
    now: datetime = datetime(2026, 1, 20, 9, 41, tzinfo=UTC)
    locale: str = "en"


def message_html(posts: Sequence[Post], names: Names, *, theme: str, width: str) -> str:
    """One page with these messages. `theme` is dark or light, `width` phone, desktop or card."""
    inner = "".join(_post(post, Markdown(names)) for post in posts)
    return f'<div class="{theme}"><div class="page {width}">{inner}</div></div>'


def document(pages: Sequence[str], between: str) -> str:
    """All pages below each other, with a line of the colour `between` after each."""
    line = f'<div style="background: {between}; height: 4px; width: 100%"></div>'
    return (
        f'<!doctype html><meta charset="utf-8"><style>{STYLE}</style>{"".join(page + line for page in pages)}'
    )


def _post(post: Post, markdown: Markdown) -> str:
    above = ""
    reply = ""
    if post.asks is not None:
        above = _message(
            "Ann", "#c4703b", "", f'<div><span class="mention">@Dateline</span> {escape(post.asks)}</div>'
        )
        reply = f'<span class="mention">@Ann</span> @Dateline {escape(post.asks)}'
    body = f"<div>{markdown.blocks(post.content)}</div>" if post.content else ""
    body += "".join(_embed(embed.to_dict(), markdown, post.pictures) for embed in post.embeds)
    body += "".join(_row(row, markdown) for row in (post.view.to_components() if post.view else ()))
    if post.private:
        body += '<div class="only">👁 Only you can see this · <a>Dismiss message</a></div>'
    if post.form is not None:
        return above + _form(post.form.to_dict(), markdown)
    shown = _message("Dateline", "#3b6ea5", '<span class="tag">APP</span>', body, reply)
    return above + (f'<div class="private">{shown}</div>' if post.private else shown)


def _message(name: str, colour: str, tag: str, body: str, reply: str = "") -> str:
    above = f'<div class="reply">{reply}</div>' if reply else ""
    return (
        f'<div class="message">{above}<div class="avatar" style="background: {colour}">{name[0]}</div>'
        f'<div><span class="name">{name}</span>{tag}<span class="time">Today at 09:41</span>{body}</div></div>'
    )


def _embed(embed: Mapping[str, Any], markdown: Markdown, pictures: Mapping[str, bytes]) -> str:
    parts = []
    if author := embed.get("author"):
        parts.append(f'<div class="author auto">{escape(author["name"])}</div>')
    if title := embed.get("title"):
        shown = markdown.inline(title)
        parts.append(f'<div class="title auto">{f"<a>{shown}</a>" if embed.get("url") else shown}</div>')
    if description := embed.get("description"):
        parts.append(f"<div>{markdown.blocks(description)}</div>")
    if fields := embed.get("fields"):
        shown = "".join(
            f'<div class="{"inline" if each.get("inline") else ""}"><div class="field">{markdown.inline(each["name"])}'
            f"</div>{markdown.blocks(each['value'])}</div>"
            for each in fields
        )
        parts.append(f'<div class="fields">{shown}</div>')
    if image := embed.get("image"):
        parts.append(_image(image["url"], pictures))
    if footer := embed.get("footer"):
        parts.append(f'<div class="footer auto">{escape(footer["text"])}</div>')
    return (
        f'<div class="embed" style="border-color: #{embed.get("color", 0x4E5058):06x}">{"".join(parts)}</div>'
    )


def _image(url: str, pictures: Mapping[str, bytes]) -> str:
    """A picture that was attached; of one on the web only its address, because nothing is fetched."""
    if (attached := pictures.get(url.removeprefix("attachment://"))) is None:
        return f'<div class="footer auto">{escape(url)}</div>'
    return f'<img src="data:image/png;base64,{base64.b64encode(attached).decode()}">'


def _row(row: Mapping[str, Any], markdown: Markdown) -> str:
    return f'<div class="row">{"".join(_control(each, markdown) for each in row["components"])}</div>'


def _control(item: Mapping[str, Any], markdown: Markdown) -> str:
    if item["type"] == 2:
        emoji = (item.get("emoji") or {}).get("name") or ""
        label = escape(" ".join(filter(None, (emoji, item.get("label")))))
        return f'<span class="button style{item["style"]}{" disabled" if item.get("disabled") else ""}">{label}</span>'
    if item["type"] == 4:
        text = item.get("value") or ""
        hint = f'<span class="hint">{escape(item.get("placeholder") or "")}</span>'
        return f'<div class="input{" tall" if item["style"] == 2 else ""}">{escape(text) or hint}</div>'
    chosen = [escape(each["label"]) for each in item.get("options", ()) if each.get("default")]
    chosen += [
        f'<span class="mention">{markdown.named(KINDS[item["type"]], int(each["id"]))}</span>'
        for each in item.get("default_values", ())
    ]
    hint = f'<span class="hint">{escape(item.get("placeholder") or "")}</span>'
    return f'<div class="select">{", ".join(chosen) or hint}</div>'


def _form(form: Mapping[str, Any], markdown: Markdown) -> str:
    parts = [f'<div class="title">{escape(form["title"])}</div>']
    for label in form["components"]:
        note = f'<div class="hint">{escape(label["description"])}</div>' if label.get("description") else ""
        title = f'<div class="label">{escape(label["label"])}</div>'
        parts.append(f"<div>{title}{note}{_control(label['component'], markdown)}</div>")
    return f'<div class="form">{"".join(parts)}</div>'


class Markdown:
    """Discord's markdown, as far as a bot's own texts go, with nothing of it left over by accident."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._rules: list[tuple[re.Pattern[str], Callable[[re.Match[str]], str]]] = [
            (re.compile(r"\\([^0-9A-Za-z\s])"), lambda m: escape(m[1])),
            (re.compile(r"``(.+?)``|`([^`\n]+)`"), lambda m: f"<code>{escape(m[1] or m[2])}</code>"),
            (
                re.compile(r"\[((?:\\.|[^\]\\\[])+)\]\(<?(https?://[^)\s>]+)>?\)"),
                lambda m: f"<a>{self.inline(m[1])}</a>",
            ),
            (
                re.compile(r"<(#|@&|@)(\d+)>"),
                lambda m: f'<span class="mention">{self.named(m[1], int(m[2]))}</span>',
            ),
            (re.compile(r"<t:(\d+)(?::([a-zA-Z]))?>"), self._moment),
            (re.compile(r"</([^:>]+):\d+>"), lambda m: f'<span class="mention">/{escape(m[1])}</span>'),
            (re.compile(r"<?(https?://[^\s>]*[^\s>.,)])>?"), lambda m: f"<a>{escape(m[1])}</a>"),
            (self._pair(r"\*\*"), lambda m: f"<b>{self.inline(m[1])}</b>"),
            (self._pair("__"), lambda m: f"<u>{self.inline(m[1])}</u>"),
            (self._pair("~~"), lambda m: f"<s>{self.inline(m[1])}</s>"),
            (self._pair(r"\|\|"), lambda m: f'<span class="spoiler">{self.inline(m[1])}</span>'),
            (re.compile(r"\*(?!\s)((?:\\.|[^*\\])+?)(?<!\s)\*"), lambda m: f"<i>{self.inline(m[1])}</i>"),
            (re.compile(r"(?<!\w)_((?:\\.|[^_\\])+?)_(?!\w)"), lambda m: f"<i>{self.inline(m[1])}</i>"),
        ]

    @staticmethod
    def _pair(mark: str) -> re.Pattern[str]:
        return re.compile(rf"{mark}((?:\\.|[^\\])+?){mark}(?!{mark[-2:]})", re.DOTALL)

    def inline(self, text: str) -> str:
        """Emphasis, links, code, mentions, moments and escapes of one line."""
        out, at = [], 0
        while at < len(text):
            for pattern, show in self._rules:
                if match := pattern.match(text, at):
                    out.append(show(match))
                    at = match.end()
                    break
            else:
                out.append(escape(text[at]))
                at += 1
        return "".join(out)

    def blocks(self, text: str) -> str:
        """Code blocks, headings, quotes, lists, small lines and paragraphs."""
        out = []
        for code, rest in _fences(text):
            if code is not None:
                out.append(f"<pre>{escape(code)}</pre>")
            else:
                out += self._lines(rest.split("\n"))
        return "".join(out)

    def _lines(self, lines: Sequence[str]) -> Iterator[str]:
        quoted: list[str] = []
        for line in [*lines, None]:
            if line is not None and line.startswith("> "):
                quoted.append(line[2:])
                continue
            if quoted:
                yield f"<blockquote>{''.join(self._lines(quoted))}</blockquote>"
                quoted = []
            if line is not None:
                yield self._line(line)

    def _line(self, line: str) -> str:
        if not line.strip():
            return '<div class="gap"></div>'
        if match := re.match(r"(#{1,3}) +(.+)", line):
            return f"<h{len(match[1])}>{self.inline(match[2])}</h{len(match[1])}>"
        if line.startswith("-# "):
            return f'<small class="auto">{self.inline(line[3:])}</small>'
        if match := re.match(r"\s*[-*] +(.+)", line):
            return f"<ul><li>{self.inline(match[1])}</li></ul>"
        if match := re.match(r"(\d+)\. +(.+)", line):
            return f'<ol start="{match[1]}"><li>{self.inline(match[2])}</li></ol>'
        return f'<div class="auto">{self.inline(line)}</div>'

    def named(self, sign: str, id: int) -> str:
        """A channel, role or person by name."""
        known = {
            "#": self._names.channels,
            "@&": self._names.roles,
            "@": {**self._names.roles, **self._names.people},
        }
        return f"{sign[0]}{escape(known[sign].get(id, 'unknown'))}"

    def _moment(self, match: re.Match[str]) -> str:
        when, locale = datetime.fromtimestamp(int(match[1]), UTC), self._names.locale
        if match[2] == "R":
            shown = format_timedelta(when - self._names.now, add_direction=True, locale=locale)
        elif match[2] in ("d", "D"):
            shown = format_date(when, "long" if match[2] == "D" else "short", locale=locale)
        elif match[2] in ("t", "T"):
            shown = format_time(when, "short", locale=locale)
        else:
            shown = format_datetime(when, "long" if match[2] == "F" else "medium", locale=locale)
        return f'<span class="stamp">{escape(shown)}</span>'


def _fences(text: str) -> Iterator[tuple[str | None, str]]:
    """(code, "") or (None, text), in order; an escaped fence is none."""
    at = 0
    for match in re.finditer(r"(?<!\\)```(?:\w*\n)?(.+?)(?<!\\)```", text, re.DOTALL):
        if before := text[at : match.start()].strip("\n"):
            yield None, before
        yield match[1].strip("\n"), ""
        at = match.end()
    if rest := text[at:]:
        yield None, rest
