"""Where an article says of itself that it was corrected. Pure."""

# ruff: noqa: E501  # a pattern is easier to read whole than cut into lines

from __future__ import annotations

import re

from ...text import sentences

_LONGEST = 600
"""Characters of a sentence; a longer one is no notice, but a text without sentence ends."""
_WORK = r"(?:article|story|report|post|piece|column|headline|caption|dispatch|obituary|interview|transcript|video|graphic|chart)"
_CHANGED = r"(?:updated|amended|corrected|clarified|revised|edited|refiled)"
_WRONG = rf"(?:amended|corrected|clarified|this\ {_WORK}\ (?:has\ been|was)\ {_CHANGED}|corrects?|correction|incorrect(?:ly)?|wrong(?:ly)?|mistaken(?:ly)?|in\ error|misstated|misidentified)"

_LABELLED = re.compile(
    r"""^[\[(【*_\s—–-]*+(?:
      (?:corrections?|clarifications?|corrigend(?:um|a)|errat(?:um|a)|correction\ (?:appended|notice))(?:\ (?:and|&|/)\ (?:clarification|correction)s?)?(?:,?\s*+(?:[\[(–—-]\s*+)?\w++\.?\ \d{1,2}(?:,\ \d{4})?[\])]?)?
    | korrektur(?:hinweis)?|richtigstellung|berichtigung | rectificatif|erratum|correctif|mise\ au\ point
    | fe\ de\ erratas?|fe\ de\ errores|corrección|rectificación|aclaración | correção|errata|retificação | rettifica|errata\ corrige|correzione
    | correctie|rectificatie|rättelse|rettelse|oikaisu|sprostowanie|düzeltme | исправление|уточнение|поправка | تصحيح|تصويب
    | 訂正(?:とお詫び)?|お詫びと訂正|更正(?:说明|啟事)?|勘误|勘誤 | 정정(?:보도)?|바로잡습니다
    )\s*+(?:[\])】]\s*+)?[:：】|]\s*+\S.*[.!?。)\]】]["'”’]?$""",
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
    )""",
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
