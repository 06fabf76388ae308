"""Draws `docs/answer.png`: the example question and its answer, as an app of Discord would show them.

The answer is the real one: the seed is ingested into a temporary folder, the question asked, and the embed of
`bot/render.py` drawn. Needs chromium: `python docs/render_answer.py`.
"""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path

import discord

from bot.render import outcome_embed
from retrieval import Settings, open_library

HERE = Path(__file__).parent
SEEDS = HERE.parent / "seeds"
QUESTION = "when is the Tomahawk contract expected?"
WIDTH, HEIGHT, SCALE = 720, 420, 1.5

STYLE = """
* { box-sizing: border-box; margin: 0 }
body { background: #313338; color: #dbdee1; padding: 20px 16px;
  font: 16px/1.375 "gg sans", "Noto Sans", sans-serif }
.message { display: grid; grid-template-columns: 40px 1fr; column-gap: 16px; margin-bottom: 18px }
.avatar { width: 40px; height: 40px; border-radius: 50%; display: grid; place-items: center;
  color: #fff; font-weight: 600 }
.name { color: #f2f3f5; font-weight: 500; margin-right: 6px }
.tag { background: #5865f2; color: #fff; border-radius: 4px; font-size: 10px; font-weight: 600;
  padding: 2px 5px; vertical-align: 2px; margin-right: 6px }
.time { color: #949ba4; font-size: 12px }
.mention { background: #3c4270; color: #c9cdfb; border-radius: 3px; padding: 0 2px }
.reply { grid-column: 2; color: #b5bac1; font-size: 14px; margin-bottom: 4px; position: relative }
.reply::before { content: ""; position: absolute; left: -36px; top: 9px; width: 30px; height: 12px;
  border: 2px solid #4e5058; border-right: 0; border-bottom: 0; border-top-left-radius: 6px }
.embed { background: #2b2d31; border-left: 4px solid; border-radius: 4px; padding: 12px 16px 14px;
  margin-top: 6px; max-width: 560px; font-size: 14px }
.title { color: #f2f3f5; font-size: 16px; font-weight: 700; margin-bottom: 8px }
.embed p { margin: 0 0 2px }
.embed b { color: #fff; font-weight: 700 }
blockquote { border-left: 4px solid #4e5058; border-radius: 4px; padding-left: 10px; margin: 2px 0 8px }
.gap { height: 2px }
.footer { color: #b5bac1; font-size: 12px; margin-top: 10px; white-space: pre-line }
.button { display: inline-block; background: #4e5058; color: #fff; border-radius: 3px; font-size: 14px;
  font-weight: 500; padding: 7px 16px; margin-top: 8px }
a { color: #00a8fc; text-decoration: none }
"""


async def ask() -> discord.Embed:
    """The embed that answers the example question."""
    with tempfile.TemporaryDirectory() as folder:
        async with open_library(Settings(data_dir=Path(folder))) as library:
            await library.ingest([SEEDS])
            return outcome_embed(await library.ask(QUESTION))


def page(embed: discord.Embed) -> str:
    colour = f"#{embed.colour.value:06x}" if embed.colour else "#4e5058"
    title = f'<div class="title">{inline(embed.title)}</div>' if embed.title else ""
    return f"""<!doctype html><meta charset="utf-8"><style>{STYLE}</style>
{message("Ann", "#c4703b", "", f'<span class="mention">@Dateline</span> {escape(QUESTION)}')}
{
        message(
            "Dateline",
            "#3b6ea5",
            '<span class="tag">APP</span>',
            f'<div class="embed" style="border-color: {colour}">{title}{blocks(embed.description or "")}'
            f'<div class="footer">{escape(embed.footer.text or "")}</div></div><span class="button">Sources</span>',
            reply=f'<span class="mention">@Ann</span> @Dateline {escape(QUESTION)}',
        )
    }"""


def message(name: str, colour: str, tag: str, body: str, reply: str = "") -> str:
    above = f'<div class="reply">{reply}</div>' if reply else ""
    return (
        f'<div class="message">{above}<div class="avatar" style="background: {colour}">{name[0]}</div>'
        f'<div><span class="name">{name}</span>{tag}<span class="time">Today at 09:41</span><div>{body}</div></div></div>'
    )


def blocks(markdown: str) -> str:
    """The few block forms that `bot/render.py` writes: block quotes, paragraphs, blank lines."""
    out = []
    for line in markdown.split("\n"):
        if line.startswith("> "):
            out.append(f"<blockquote>{inline(line[2:])}</blockquote>")
        else:
            out.append(f"<p>{inline(line)}</p>" if line else '<div class="gap"></div>')
    return "".join(out)


def inline(markdown: str) -> str:
    """Bold, links and escapes."""
    text = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", escape(markdown, quote=False))
    text = re.sub(r"\[([^\]\[]+)\]\((https?:[^)]+)\)", r'<a href="\2">\1</a>', text)
    return re.sub(r"\\([^0-9A-Za-z\s])", r"\1", text)


def main() -> None:
    browser = sys.argv[1] if len(sys.argv) > 1 else "chromium"
    with tempfile.TemporaryDirectory() as folder:
        html = Path(folder, "answer.html")
        html.write_text(page(asyncio.run(ask())), encoding="utf-8")
        subprocess.run(  # noqa: S603  # the browser that the person who runs this names
            [
                browser,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--hide-scrollbars",
                f"--force-device-scale-factor={SCALE}",
                f"--window-size={WIDTH},{HEIGHT}",
                f"--screenshot={HERE / 'answer.png'}",
                html.as_uri(),
            ],
            check=True,
            capture_output=True,
        )


if __name__ == "__main__":
    main()
