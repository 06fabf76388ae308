"""Plain text copied from a web page, without the page around the article. Pure and repeatable.

Only whole lines go, and only lines that a page puts round an article: navigation, invitations, notices, and the foreign
headlines that stand under a label like "Related articles". A line that reads like prose stays, wherever it stands, unless
the site speaks to its visitor in it ("Your email address will not be published."). Where many of a site's labels stand
together with no prose between them, all of it is a menu and goes.

`find_correction` finds where an article says of itself that it was corrected.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ...dates.pages import is_event_line, is_labelled, press_day, stated_day
from ...text import normalise, sentences, word_count
from .boilerplate import is_copyright, is_furniture, is_label, is_service, leads_away

_FEWEST_LABELS = 3
"""So many pieces of furniture make a menu, if one of them is a label that no article has ("Log in")."""
_WIDEST_GAP = 20
"""Lines between two pieces of one menu: a site's own sections, in words that no list can know."""
_TITLE_WORDS = 5
_TITLE_LINES = 12
"""A line of so many words so shortly before the prose is its title or its standfirst, and stays.

All four numbers stand in the middle of a plateau: from 3 to 5 labels, gaps of 10 to 40 lines and titles of 4 to 6 words
no sentence of the public extraction set was lost, and the share of residue that went differs by 5 in 100."""


def without_navigation(lines: Sequence[str], is_prose: Callable[[str], bool]) -> list[str]:
    """Lines of menus become blank; prose never does."""
    out = list(lines)
    for run, ended_by_prose in _runs(lines, is_prose):
        menus = _menus(lines, run)
        if not menus:
            continue
        kept = _title(lines, run) if ended_by_prose else set()
        for first, last in menus:
            for at in run[first : last + 1]:
                out[at] = lines[at] if at in kept else ""
    return out


def _runs(lines: Sequence[str], is_prose: Callable[[str], bool]) -> Iterator[tuple[list[int], bool]]:
    """Places of lines with no prose between them, blank ones left out; and whether prose comes next."""
    run: list[int] = []
    for at, line in enumerate(lines):
        if not line:
            continue
        if not is_prose(line):
            run.append(at)
        elif run:
            yield run, True
            run = []
    if run:
        yield run, False


def _menus(lines: Sequence[str], run: Sequence[int]) -> list[tuple[int, int]]:
    """(first, last) positions in `run` of each menu. A menu near the page's edge reaches to it."""
    groups: list[list[int]] = []
    for position, at in enumerate(run):
        if is_furniture(lines[at]):
            if groups and position - groups[-1][-1] <= _WIDEST_GAP:
                groups[-1].append(position)
            else:
                groups.append([position])
    return [
        (group[0], group[-1])
        for group in groups
        if len(group) >= _FEWEST_LABELS and any(is_label(lines[run[position]]) for position in group)
    ]


def _title(lines: Sequence[str], run: Sequence[int]) -> set[int]:
    """Places of the last long lines in a row, close before the prose."""
    kept: set[int] = set()
    for at in reversed(run[-_TITLE_LINES:]):
        if word_count(lines[at]) >= _TITLE_WORDS and not is_furniture(lines[at]):
            kept.add(at)
        elif kept:
            break
    return kept


_ATTRIBUTION = re.compile(
    r"[\[(]\s*+(?:attribution|source|sources|via|credit)\s*+:\s*+(?P<bracketed>[^\[\]()\n]{2,120}?)\s*+[\])]"
    r"|^(?:source|attribution|sources)\s*+:\s*+(?P<line>[^\n.]{2,80})$",
    re.IGNORECASE | re.MULTILINE,
)
_BYLINE = re.compile(
    r"^[Bb][Yy]:? (?P<name>[A-Z][\w.'’-]+(?: (?:[A-Z][\w.'’-]+|de|van|von|der|la|and|&)){1,8})(?:\s*[|,•·-]\s*.{0,60})?$"
)
_BY_AT_END = re.compile(r"[.,|]?\s[Bb]y (?P<name>[A-Z][\w.'’-]{1,30}(?: [A-Z][\w.'’-]{1,30}){1,3})$")
_MASTHEAD = re.compile(
    r"(?:The )?(?:[A-ZÀ-Þ][\w’'-]{1,20}(?: &)? ){1,4}(?:Times|Post|Gazette|Ledger|Courier|Tribune|Herald|Journal|Magazine"
    r"|Chronicle|Observer|Guardian|Telegraph|Standard|Dispatch|Sentinel|Examiner|Inquirer|Argus|Echo|Mail|Mirror|Monitor|Zeitung|Anzeiger"
    r"|Kurier|Tagblatt)|(?:The )?(?:Guardian|Observer|Telegraph|Economist|Atlantic)"
)
"""The name of a newspaper, by its last word."""
_BETWEEN = re.compile(r"[|,•·–—-]\s*")
_ENDS_LIKE_PROSE = re.compile(r"[.!?…。！？؟।][\"'”’)\]»」』]*$")
_HEADLINE_WORDS = 25
"""A headline under a navigation label is one line of at most so many words that does not end like a sentence."""
_PROSE_WORDS = 6
_LONG_WORDS = 25
"""A line of so many words is running text, however it ends: no menu has one."""
_HEAD_LINES = 12
"""How many lines at the top may hold a byline or a stated date: after that the article has begun."""


@dataclass(frozen=True, slots=True)
class CleanText:
    """The article's own text and what the page around it told. Every field is as the page states it."""

    text: str
    publisher: str | None = None
    byline: str | None = None
    published_at: str | None = None


def clean(original: str, title: str | None = None, days: Collection[str] | None = None) -> CleanText:
    """Normalise `original` and drop the page around the article; the title's own line at the top goes too. `days` are
    those that are known from elsewhere: then lines that state one of them go, and no other is a publication date.

    Passes are made until one changes nothing, so that cleaning what was cleaned gives it back.
    """
    page = _pass(normalise(original), title, days)
    while (again := _pass(page.text, title, days)).text != page.text:
        page = CleanText(
            again.text,
            page.publisher or again.publisher,
            page.byline or again.byline,
            page.published_at or again.published_at,
        )
    return page


def _pass(text: str, title: str | None, days: Collection[str] | None) -> CleanText:
    lines = without_navigation(text.split("\n"), _is_running_text)
    keep = _without_title(_without_residue(lines), title)
    head = _without_head(keep, days)
    text, publisher = _without_attribution("\n".join(head.lines))
    return CleanText(normalise(text), publisher or head.publisher, head.byline, head.published_at)


def is_residue(line: str) -> bool:
    """True for a line that a page puts round an article, whatever stands before it."""
    return is_copyright(line) or is_service(line) or (not _is_prose(line) and is_label(line))


def _is_prose(line: str) -> bool:
    """Enough words, and the end of a sentence: kept, whatever it begins with."""
    return bool(_ENDS_LIKE_PROSE.search(line)) and word_count(line) >= _PROSE_WORDS


def _is_running_text(line: str) -> bool:
    return _is_prose(line) or word_count(line) >= _LONG_WORDS


def _without_residue(lines: list[str]) -> list[str]:
    """Residue lines become blank; so do the headlines under a label that leads elsewhere."""
    out: list[str] = []
    leads_elsewhere = False
    for line in lines:
        if leads_away(line) and not _is_prose(line):
            leads_elsewhere = True
            out.append("")
        elif leads_elsewhere and (not line or _is_headline(line)):
            out.append("")
        else:
            leads_elsewhere = False
            out.append("" if is_residue(line) else line)
    return out


def _is_headline(line: str) -> bool:
    return word_count(line) <= _HEADLINE_WORDS and not _ENDS_LIKE_PROSE.search(line)


def _without_title(lines: list[str], title: str | None) -> list[str]:
    wanted = normalise(title).casefold() if title else None
    at = 0
    while wanted and at < len(lines) and lines[at].lstrip("# ").casefold() in ("", wanted):
        at += 1
    return lines[at:]


class _Head(NamedTuple):
    lines: list[str]
    byline: str | None
    publisher: str | None
    published_at: str | None


def _without_head(lines: list[str], days: Collection[str] | None) -> _Head:
    """Take bylines, mastheads and stated publication days from the lines above the first prose; the first of each counts.
    Several days are a timeline, unless a line says that it is the publication's."""
    byline = publisher = None
    stated: list[tuple[int, str]] = []
    others = 0
    out = list(lines)
    for at, line in enumerate(lines):
        name, day = _masthead(line)
        if name and (day or word_count(line) <= _TITLE_WORDS):
            publisher, out[at] = publisher or name, ""
            stated += [(at, day)] if day else []
            if match := _BY_AT_END.search(line):
                byline = byline or match["name"]
        elif match := _BYLINE.match(line):
            byline, out[at] = byline or match["name"], ""
            if day := _day_at_end(line[match.end("name") :]):
                stated.append((at, day))
        elif (day := stated_day(line)) is not None and not is_event_line(line, _beside(lines, at)):
            stated.append((at, day))
        elif line:
            others += 1
        if others > _HEAD_LINES or (
            _ENDS_LIKE_PROSE.search(line) and word_count(line) > _HEADLINE_WORDS // 2
        ):
            break
    if days is None and len({day for _, day in stated}) > 1:
        stated = [(at, day) for at, day in stated if is_labelled(lines[at])]
    for at, day in stated:
        out[at] = "" if days is None or day in days or not out[at] else lines[at]
    published = stated[0][1] if stated else press_day(next((line for line in out if line), ""))
    return _Head(out, byline, publisher, published if days is None else None)


def _masthead(line: str) -> tuple[str | None, str | None]:
    """The newspaper that a line names, alone or with a day ("Alder Courier, 3 March 2024. By Jane Doe"), and the day."""
    if _MASTHEAD.fullmatch(line):
        return line, None
    pieces = [each.strip() for each in _BY_AT_END.sub("", line).split("|")]
    if len(pieces) > 1 and _MASTHEAD.fullmatch(pieces[-1]) and (day := stated_day(line)):
        return pieces[-1], day
    first = _BETWEEN.search(line)
    if first is None or not _MASTHEAD.fullmatch(name := line[: first.start()].strip()):
        return None, None
    day = stated_day(_BY_AT_END.sub("", line[first.end() :]).strip(" .|"))
    return (name, day) if day else (None, None)


def _day_at_end(text: str) -> str | None:
    """The day that ends a byline: ", head of research, 3 July 2025"."""
    ends = (text[mark.end() :] for mark in _BETWEEN.finditer(text))
    return next(filter(None, map(stated_day, ends)), None)


def _beside(lines: list[str], at: int) -> list[str]:
    return [line for line in lines[max(at - 3, 0) : at + 4] if line]


def _without_attribution(text: str) -> tuple[str, str | None]:
    """Attributions in brackets or on a line of their own in the final third go; the last one is the publisher."""
    matches = [match for match in _ATTRIBUTION.finditer(text) if match.start() >= len(text) * 2 / 3]
    if not matches:
        return text, None
    last, start = matches[-1], matches[0].start()
    # a blank in place of each, so that no words grow together
    kept = text[:start] + _ATTRIBUTION.sub(" ", text[start:])
    return kept, (last["bracketed"] or last["line"]).strip()


_LONGEST = 600
"""Characters of a sentence; a longer one is no notice, but a text without sentence ends."""
_WORK = r"(?:article|story|report|post|piece|column|headline|caption|dispatch|obituary|interview|transcript|video|graphic|chart)"  # noqa: E501
_CHANGED = r"(?:updated|amended|corrected|clarified|revised|edited|refiled)"
_WRONG = rf"(?:amended|corrected|clarified|this\ {_WORK}\ (?:has\ been|was)\ {_CHANGED}|corrects?|correction|incorrect(?:ly)?|wrong(?:ly)?|mistaken(?:ly)?|in\ error|misstated|misidentified)"  # noqa: E501

_LABELLED = re.compile(
    r"""^[\[(【*_\s—–-]*+(?:
      (?:corrections?|clarifications?|corrigend(?:um|a)|errat(?:um|a)|correction\ (?:appended|notice))(?:\ (?:and|&|/)\ (?:clarification|correction)s?)?(?:,?\s*+(?:[\[(–—-]\s*+)?\w++\.?\ \d{1,2}(?:,\ \d{4})?[\])]?)?
    | korrektur(?:hinweis)?|richtigstellung|berichtigung | rectificatif|erratum|correctif|mise\ au\ point
    | fe\ de\ erratas?|fe\ de\ errores|corrección|rectificación|aclaración | correção|errata|retificação | rettifica|errata\ corrige|correzione
    | correctie|rectificatie|rättelse|rettelse|oikaisu|sprostowanie|düzeltme | исправление|уточнение|поправка | تصحيح|تصويب
    | 訂正(?:とお詫び)?|お詫びと訂正|更正(?:说明|啟事)?|勘误|勘誤 | 정정(?:보도)?|바로잡습니다
    )\s*+(?:[\])】]\s*+)?[:：】|]\s*+\S.*[.!?。)\]】]["'”’]?$""",  # noqa: E501  # a pattern is easier to read whole than cut into lines
    re.IGNORECASE | re.VERBOSE,
)
"""A word for it, a colon, and a sentence: a headline ("Correction: what now") does not end like one."""
_SAID = re.compile(
    rf"""^[\[(*_\s—–-]*+(?:
      (?:editor|publisher|author)s?['’]?s?['’]?\ note\s*+(?:\([^()]{{1,40}}\)\s*+)?[:,—–-].*\b{_WRONG}\b | note\s*+:\s*+(?:this|an?\ (?:earlier|previous))\ .*\b{_WRONG}\b
    | this\ {_WORK}\ (?:has\ been|was|is\ being)\ (?:since\ |later\ |subsequently\ |first\ published\ .{{1,60}}\ and\ (?:was\ )?(?:last\ )?)?{_CHANGED}\b | the\ (?:article|story|post|headline)\ (?:has\ been|was)\ (?:since\ |later\ )?(?:amended|corrected|clarified|refiled)\b
    | (?:an?|the|in\ an?)\ (?:earlier|previous|prior|original|initial)\ (?:version|edition)s?\ of\ (?:(?:this|our)\ {_WORK}|the\ (?:article|story|headline))\b
    | this\ {_WORK}\ (?:(?:originally|initially|previously|earlier)\ (?:\w+ly\ )?(?:said|stated|reported|gave|named|listed|claimed|mentioned|included|identified|described|attributed|mis\w+)|(?:incorrectly|mistakenly|wrongly|erroneously)\ \w+) | (?:because\ of|due\ to)\ an\ editing\ error\b | \(?corrects\ (?:the\ )?(?:spelling|paragraph|headline|day|date|name|figure|title|story)\b
    | (?:update[ds]?|amended)\b[^.!?:]{{0,40}}[:–—-]\s*(?:this\ {_WORK}|an?\ (?:earlier|previous)\ version)\b | (?:korrigiert|aktualisiert)\b[^.!?:]{{0,40}}:\s*in\ einer\ früheren
    | in\ einer\ (?:früheren|ersten|vorherigen|älteren|ursprünglichen)\ (?:version|fassung)\ (?:dieses|des)\ | (?:dieser|diese)\ (?:artikel|text|beitrag|meldung)\ wurde\b.{{0,80}}\b(?:korrigiert|berichtigt|aktualisiert|überarbeitet) | anmerkung\ der\ redaktion\s*:.*(?:korrigiert|fehler|falsch|irrtümlich|früheren\ (?:version|fassung))
    | (?:dans\ )?une\ (?:première\ version|version\ (?:précédente|antérieure))\ de\ (?:cet|ce|notre)\ | cet\ article\ a\ été\ (?:modifié|corrigé|mis\ à\ jour|rectifié)
    | (?:en\ )?una\ versión\ (?:anterior|previa)\ de\ est[ea]\ | (?:este\ artículo|est[ea]\ (?:nota|noticia|información|texto))\ (?:ha\ sido|fue)\ (?:corregid|actualizad|modificad)[oa]
    | (?:n?uma\ )?versão\ anterior\ dest[ea]\ | est[ea]\ (?:texto|reportagem|artigo|matéria|notícia)\ foi\ (?:corrigid|atualizad|alterad)[oa] | (?:in\ )?una\ (?:precedente\ versione|versione\ precedente)\ di\ quest
    | in\ een\ eerdere\ versie\ van\ dit | i\ en\ (?:tidligere|tidigare)\ vers(?:j|)ion\ av\ | w\ (?:pierwotnej|poprzedniej|wcześniejszej)\ wersji\ (?:tekstu|artykułu) | в\ (?:предыдущей|первоначальной|более\ ранней)\ версии\ (?:этой|этого|статьи|материала|новости|текста)
    | (?:この記事|本記事|当初の記事|当初).{{0,60}}(?:訂正|修正)(?:しました|します|いたしました) | 本文.{{0,30}}(?:已更正|更正为|有修改)
    )""",  # noqa: E501  # a pattern is easier to read whole than cut into lines
    re.IGNORECASE | re.VERBOSE,
)
"""The article speaks of itself; other versions and other reports are somebody else's."""


def find_correction(text: str, language: str = "en") -> str | None:
    """The first sentence of `text`, verbatim, in which the article says that it was corrected, else updated; None where
    there is none. The text is a cleaned one.

    A notice begins its sentence ("Correction: ...", "This article was amended on ..."), so that neither a corrections
    officer nor the correction of a share price is one. `language` is a two-letter code.
    """
    said = None
    for span in sentences(text, language):
        sentence = text[span.start : span.end]
        if len(sentence) > _LONGEST:
            continue
        if _LABELLED.match(sentence):
            return sentence
        if said is None and _SAID.match(sentence):
            said = sentence
    return said
