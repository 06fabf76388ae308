"""The lines that pages put round their articles, in the languages of most of the web: whole phrases from the lists in the
.txt files beside this one, and patterns for what varies. Pure.

A line is judged as a whole, without the counts, arrows and punctuation at its ends:

- "» Comments (12)" is a label (`labels.txt`): no article says it.
- "Related articles" leads away (`leads.txt`): headlines of other articles follow it.
- "Politics" is furniture (`furniture.txt`): the name of a site's section or page, which an article may hold as well, so
  that it counts only as a sign that here is a page's edge.
- "Your email address will not be published." is the site's own sentence to its visitor.
"""

# ruff: noqa: E501  # a pattern is easier to read whole than cut into lines

from __future__ import annotations

import re
from functools import cache
from importlib import resources

_EDGES = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_LONGEST_PHRASE = 80
"""Characters of the longest line that is looked up in the lists."""


@cache
def _phrases(name: str) -> frozenset[str]:
    """Of one list: a phrase a line, a blank line between languages."""
    text = resources.files(__package__).joinpath(f"{name}.txt").read_text(encoding="utf-8")
    return frozenset(_core(line) for line in text.split("\n") if line)


def _core(line: str) -> str:
    """ "» Kommentare (12)" -> "kommentare"."""
    return _EDGES.sub("", line).casefold().replace("’", "'")


def _is_among(name: str, line: str) -> bool:
    return len(line) <= _LONGEST_PHRASE and _core(line) in _phrases(name)


_SHARES = re.compile(
    r"""^(?:
      share\ (?:this|on|via|article|post)\b.{0,25} | (?:sign|log)\ (?:in|up|out)\ .{0,30} | subscribe\ to\ .{0,50}
    | (?:sign\ up|subscribe)\ (?:for|to)\ .{0,80}newsletters?.{0,40} | follow\ (?:us\ on|me\ on)\ .{0,60} | download\ (?:our|the)\ app.{0,30}
    | (?:\d+|no)\ (?:comments?|responses?|replies)(?:\ yet|\ (?:to|on)\ .{0,120})? | click\ to\ (?:share|email|print)\b.{0,60}
    | (?:auf|bei)\ (?:facebook|twitter|whatsapp|linkedin|xing)\ teilen.{0,30} | (?:\d+|keine)\ (?:kommentare?|antworten?)(?:\ zu\ .{0,120})?
    | (?:partager|suivez-nous)\ sur\ .{0,40} | \d+\ (?:commentaires?|réactions?|comentarios?|comentários?|commenti|reacties|komentarzy|kommentarer) | (?:compartir|compartilhar|síguenos|siguenos|condividi|seguici)\ (?:en|no|na|su)\ .{0,60}
    )[.:!»›→]?$""",
    re.IGNORECASE | re.VERBOSE,
)
_LEADS_ON = re.compile(
    r"""^(?:
      (?:previous|next|prev|older|newer)(?:\ (?:article|post|story|page|entry))? | more\ (?:from|on|in)\ .{1,60} | read\ the\ latest\ from\ .{1,60}
    | mehr\ (?:aus|von|zum\ thema)\ .{1,60} | (?:plus|más|mais|altro)\ (?:de|da|do|en|em|su)\ .{1,40}
    )[.:!»›→]?$""",
    re.IGNORECASE | re.VERBOSE,
)
_COPYRIGHT = re.compile(
    r"^(?:(?:©|\(c\)|copyright) .{0,120}|[^.!?。！？]{0,60}©.{0,80}|all rights reserved.{0,80})$",
    re.IGNORECASE,
)
_INLINE_LINK = re.compile(
    r"""^(?:(?:read\ (?:more|also)|also\ read|related|see\ also|more|watch|listen
    | (?:lesen\ sie|lies)\ (?:auch|mehr|dazu) | mehr\ zum\ thema | siehe\ auch | lire\ aussi | à\ lire(?:\ aussi)? | voir\ aussi | lire\ la\ suite
    | le[ae](?:\ (?:también|más|además))? | le[er]\ más | mir[áa]\ también | ver?\ también | vea\ también | te\ puede\ interesar | leia\ (?:também|mais) | veja\ (?:também|mais) | saiba\ mais
    | leggi\ anche | guarda\ anche | lees\ (?:ook|meer|verder) | czytaj\ (?:też|także|więcej) | zobacz\ (?:też|także|również) | les\ også | läs\ (?:också|mer) | læs\ også
    | читайте\ также | смотрите\ также | اقرأ\ أيضا[ًا]?)\s*[:|»›–-]
    | 関連記事\s*[：:] | あわせて読みたい\s*[：:] | 相关(?:阅读|新闻)\s*[：:] | 延伸閱讀\s*[：:])\s*\S.{0,160}$""",
    re.IGNORECASE | re.VERBOSE,
)
_BREADCRUMB = re.compile(
    r"^(?:home|news|start|startseite|sie sind hier|you are here|accueil|inicio|início)(?:\s*+[>»›/|:]\s*+[\w &'’-]{1,40}+){1,6}$",
    re.IGNORECASE,
)
_TAGS = re.compile(
    r"""^(?:tags?|topics?|filed\ under|filed\ in|categories|category|posted\ in|keywords|tagged(?:\ with)? | abgelegt\ unter | schlagw[oö]rter?(?:\ zum\ thema)? | schlagworte(?:\ zum\ thema)? | themen | kategorien? | veröffentlicht\ (?:in|unter)
    | mots[-\ ]clés | étiquettes | catégories? | classé\ (?:dans|sous) | etiquetas | temas | categorías? | palavras-chave | categorias? | argomenti | tag | categorie | tagi | kategorie | теги | метки | рубрик[аи] | الكلمات\ المفتاحية | タグ | 标签 | 標籤
    )\s*[:：]\s*\S.{0,200}$""",
    re.IGNORECASE | re.VERBOSE,
)
_CREDIT = re.compile(
    r"""^[\[(]?\s*(?:photos?|photo\ credit|image(?:\ credit)?|picture|pic|foto|fotos|fot\.|bild|bilder|bildquelle|crédits?(?:\ photos?)?|crédito|credits?|fotografía|zdjęcie|фото|写真|图片来源|圖片來源)
    (?:\ (?:by|von|de|di|par))?\s*[:：/©]\s*[^.!?]{1,80}[\])]?$""",
    re.IGNORECASE | re.VERBOSE,
)

_SERVICE = re.compile(
    r"""^(?:
      (?:your|deine|ihre|votre|tu|il\ tuo|twój|je)\ (?:e-?mail[-\ ](?:address|adresse?|adres)|adresse\ e-mail|adresse\ de\ messagerie|dirección\ de\ correo|indirizzo\ email|adres\ e-?mail)\b.{0,40}\b(?:not\ be\ published|nicht\ veröffentlicht|ne\ sera\ pas\ publiée|no\ será\ publicad[ao]|non\ sarà\ pubblicato|nie\ zostanie\ opublikowany|niet\ gepubliceerd)\b.{0,120}
    | (?:o\ seu\ endereço\ de\ e-?mail|seu\ e-?mail)\ não\ será\ publicado.{0,80} | メールアドレスが公開されることはありません.{0,60} | ваш\ (?:адрес\ )?e-?mail\ не\ будет\ опубликован.{0,80}
    | notify\ me\ of\ (?:follow-?up|new)\ .{0,80} | save\ my\ name,?\ e-?mail.{0,100} | benachrichtig(?:e|en\ sie)\ mich\ (?:über|bei|per)\ .{0,80} | (?:enter|geben\ sie|gib)\ (?:your|ihre|deine)\ e-?mail[-\ ]ad.{0,160}
    | (?:sign\ up|subscribe)\ (?:now\ )?(?:for|to)\ (?:our|the|my|this)\ .{0,30}(?:newsletters?|e-?nation\ edition|edition|blog|podcast|channel|feed)\b.{0,80} | (?:get|receive)\ .{0,60}\b(?:in|to|straight\ to|delivered\ to)\ your\ (?:inbox|phone)\b.{0,80} | never\ miss\ .{0,60}\bnewsletter\b.{0,60}
    | (?:by\ (?:clicking|submitting|signing\ up|subscribing|entering)|mit\ (?:der|ihrer|deiner)\ anmeldung|en\ vous\ inscrivant|al\ suscribirte)\b.{0,100}\b(?:agree|consent|accept|stimm\w*|akzeptier\w*|acceptez|aceptas?)\b.{0,400} | you\ (?:can|may)\ unsubscribe\ at\ any\ time.{0,60}
    | (?:simple\ theme\.\ )?(?:proudly\ )?powered\ by\ (?:wordpress|blogger|ghost|drupal|joomla|discourse|disqus|substack)\b.{0,30} | this\ (?:entry|article|post)\ was\ posted\ (?:in|on|by)\ .{0,160} | .{0,60}(?:all\ rights\ reserved|alle\ rechte\ vorbehalten|tous\ droits\ réservés|todos\ los\ derechos\ reservados|todos\ os\ direitos\ reservados|tutti\ i\ diritti\ riservati|все\ права\ защищены)\.?
    | (?:please\ )?enable\ javascript\b.{0,100} | (?:this|our)\ (?:web)?site\ uses\ cookies\b.{0,300} | we\ use\ cookies\b.{0,200}\b(?:site|website|experience|browsing|consent|preferences|privacy|traffic)\b.{0,200} | (?:diese|unsere)\ (?:web)?(?:site|seite)\ (?:verwendet|nutzt)\ cookies\b.{0,300} | wir\ (?:verwenden|nutzen)\ cookies\b.{0,200}\b(?:seite|website|webseite|erlebnis|nutzung|datenschutz\w*)\b.{0,200}
    | (?:want\ to\ )?(?:follow|find)\ (?:us|me|@?\w+)\ on\ (?:facebook|twitter|instagram|x|telegram|tiktok|youtube)\b.{0,120}
    )$""",
    re.IGNORECASE | re.VERBOSE,
)
"""Sentences in which a site speaks to its visitor: prose, but no article's."""


def is_service(line: str) -> bool:
    """True for a site's own sentence to its visitor (cookies, newsletters, comment forms), prose though it is."""
    return bool(_SERVICE.match(line))


def leads_away(line: str) -> bool:
    """True for a label under which a page lists other articles."""
    return _is_among("leads", line) or bool(_LEADS_ON.match(line))


def is_label(line: str) -> bool:
    """True for a whole line that no article says itself; prose is not excepted here."""
    if _is_among("labels", line) or leads_away(line):
        return True
    return any(pattern.match(line) for pattern in (_SHARES, _INLINE_LINK, _BREADCRUMB, _TAGS, _CREDIT))


def is_copyright(line: str) -> bool:
    return bool(_COPYRIGHT.match(line))


def is_furniture(line: str) -> bool:
    """True for a label, and for the name of a section or a service of a site: a sign, not a proof."""
    return _is_among("furniture", line) or is_label(line) or is_copyright(line) or is_service(line)
