"""Draws pages of the bot as an app of Discord shows them: dark and light, on a phone and on a desk. To be looked at.

    python docs/previews.py FOLDER            every page: FOLDER/phone-dark/answer.png …, and FOLDER/sheets
    python docs/previews.py FOLDER --only setup --width phone
    python docs/previews.py --readme          the picture in README: the real answer of the real library

Needs chromium (`--browser` names another one). `preview_pages` is the list of pages, `discord_html` draws one.
"""

from __future__ import annotations

import argparse
import asyncio
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from PIL import Image

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from discord_html import Names, Post, document, message_html  # noqa: E402  # found by the line above
from preview_pages import CHANNEL, PAGES, names_of, posts_of  # noqa: E402

from bot.asking.buttons import answer_view  # noqa: E402
from bot.ui.embeds import outcome_embed  # noqa: E402
from retrieval import Settings, open_library  # noqa: E402

QUESTION = "when is the Tomahawk contract expected?"
BETWEEN = (255, 0, 254)
"""The colour of the lines at which a long picture is cut into pages; no page has it."""
AT_ONCE = 6
"""Pages in one picture of the browser, which draws no higher than 16,384 pixels."""
HEIGHT = 16_000
WIDTHS = {"phone": 390, "desktop": 1100, "card": 720}
SHEET_COLUMNS = {"phone": 4, "desktop": 2}
SHEET_HEIGHT = 1500


def shots(pages: Sequence[str], width: str, *, browser: str, scale: float = 1) -> Iterator[Image.Image]:
    """Each page of HTML as a picture, as high as it needs."""
    for start in range(0, len(pages), AT_ONCE):
        some = pages[start : start + AT_ONCE]
        with tempfile.TemporaryDirectory() as folder:
            html, png = Path(folder, "pages.html"), Path(folder, "pages.png")
            html.write_text(document(some, f"rgb{BETWEEN}"), encoding="utf-8")
            command = [
                browser,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--hide-scrollbars",
                f"--force-device-scale-factor={scale}",
                f"--window-size={WIDTHS[width]},{HEIGHT if len(pages) > 1 else 1500}",
                f"--screenshot={png}",
                html.as_uri(),
            ]
            subprocess.run(command, check=True, capture_output=True)  # noqa: S603  # the browser that one names
            with Image.open(png) as picture:
                yield from cut(picture.convert("RGB"), len(some), round(WIDTHS[width] * scale))


def cut(picture: Image.Image, pages: int, wide: int) -> Iterator[Image.Image]:
    """The parts above the lines in the colour BETWEEN."""
    top, found = 0, 0
    column = [picture.getpixel((2, y)) for y in range(picture.height)]
    for y, colour in enumerate(column):
        if colour == BETWEEN:
            if y > top:
                found += 1
                yield picture.crop((0, top, wide, y))
            top = y + 1
    if found != pages:
        raise SystemExit(f"{pages} pages are higher than {picture.height} pixels: draw fewer at once")


def sheets(pictures: Sequence[Image.Image], columns: int, high: int = SHEET_HEIGHT) -> Iterator[Image.Image]:
    """Pages side by side, in columns that are filled from the top."""
    if not pictures:
        return
    wide, gap = pictures[0].width, 8
    at: list[tuple[int, int, Image.Image]] = []
    column, y = 0, 0
    for picture in pictures:
        if y and y + picture.height > high:
            column, y = column + 1, 0
        if column == columns:
            yield _sheet(at, columns * (wide + gap))
            at, column = [], 0
        at.append((column * (wide + gap), y, picture))
        y += picture.height + gap
    yield _sheet(at, columns * (wide + gap))


def _sheet(at: Sequence[tuple[int, int, Image.Image]], wide: int) -> Image.Image:
    sheet = Image.new("RGB", (wide, max(y + picture.height for _, y, picture in at)), (128, 128, 128))
    for x, y, picture in at:
        sheet.paste(picture, (x, y))
    return sheet


async def pages(names: Sequence[str], theme: str, width: str) -> list[str]:
    return [message_html(await posts_of(name), names_of(name), theme=theme, width=width) for name in names]


async def readme_page() -> str:
    """The example question and its answer, with the seed in a library of its own."""
    with tempfile.TemporaryDirectory() as folder:
        async with open_library(Settings(data_dir=Path(folder))) as library:
            await library.ingest([HERE.parent / "seeds"])
            outcome = await library.ask(QUESTION)
    post = Post(embeds=[outcome_embed(outcome)], view=answer_view(outcome, 1, CHANNEL), asks=QUESTION)
    return message_html([post], Names(), theme="dark", width="card")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--only", default="", help="pages whose name contains this")
    parser.add_argument("--theme", choices=["dark", "light"])
    parser.add_argument("--width", choices=["phone", "desktop"])
    parser.add_argument("--readme", action="store_true", help="draw docs/answer.png instead")
    parser.add_argument("--browser", default="chromium")
    wanted = parser.parse_args()
    if wanted.readme:
        (picture,) = shots([asyncio.run(readme_page())], "card", browser=wanted.browser, scale=1.5)
        picture.save(HERE / "answer.png", optimize=True)
        return
    if wanted.folder is None:
        parser.error("name a folder for the pictures")
    names = [name for name in PAGES if wanted.only in name]
    for width in [wanted.width] if wanted.width else ["phone", "desktop"]:
        for theme in [wanted.theme] if wanted.theme else ["dark", "light"]:
            folder = wanted.folder / f"{width}-{theme}"
            folder.mkdir(parents=True, exist_ok=True)
            drawn = list(shots(asyncio.run(pages(names, theme, width)), width, browser=wanted.browser))
            for name, picture in zip(names, drawn, strict=True):
                picture.save(folder / f"{name}.png")
            (wanted.folder / "sheets").mkdir(exist_ok=True)
            for number, sheet in enumerate(sheets(drawn, SHEET_COLUMNS[width]), 1):
                sheet.save(wanted.folder / "sheets" / f"{width}-{theme}-{number}.png")


if __name__ == "__main__":
    main()
