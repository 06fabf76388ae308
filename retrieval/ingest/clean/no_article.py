"""Why a page is no article, or not all of it: error pages, consent walls, log-ins, parked domains, lists of links, and
beginnings before a paywall. Pure.

A page is refused only when it says little, and by what it is rather than by one phrase: its whole title, its forms and
marks, how much of its text speaks of consent, how much of it is links.
"""

from __future__ import annotations

import re
from http import HTTPStatus

from lxml import etree

from ...text import normalise, word_count
from ..fetch.refresh import sends_on
from ..formats.html_metadata import Meta, Node, words_in

# ruff: noqa: E501  # a pattern is easier to read whole than cut into lines


_TEASER_WORDS = 120
"""A page behind a paywall that shows fewer words shows its beginning only; a metered page that shows all has more."""
_WALL = re.compile(
    r"subscribe\ (?:now\ )?to\ (?:continue|keep|read)|to\ (?:continue|keep)\ reading|this\ (?:article|story|content)\ is\ (?:only\ )?(?:for|available\ to|reserved\ for)\ (?:\w+\ )?(?:subscribers|members)"
    r"|(?:subscribers?|members?)[-\ ]only|already\ a\ (?:subscriber|member)\?|create\ a\ free\ account\ to\ (?:read|continue)|sign\ in\ to\ (?:read|continue)"
    r"|jetzt\ weiterlesen|weiterlesen\ mit|nur\ für\ abonnent|exklusiv\ für\ abonnent|artikel\ freischalten|réservé\ (?:aux|à\ nos)\ abonnés|pour\ lire\ la\ suite"
    r"|(?:exclusivo|solo)\ para\ suscriptores|para\ seguir\ leyendo|exclusivo\ para\ assinantes|riservat[oi]\ agli\ abbonati|alleen\ voor\ abonnees|tylko\ dla\ (?:prenumeratorów|subskrybentów)"
    r"|(?:to|and)\ (?:read|continue|unlock|access|see|view)\b[^.!?]{0,60}\b(?:subscribe|sign\ (?:in|up)|log\ in|register|become\ a\ (?:member|subscriber))\b|\b(?:subscribe|sign\ (?:in|up)|log\ in|register)\b[^.!?]{0,40}\bto\ (?:read|continue|keep|unlock|access|see|view)\ (?:the\ (?:full|rest|whole|entire|complete)|this|more|on\b)"
    r"|\bum\b[^.!?]{0,60}\b(?:weiterzulesen|zu\ lesen|lesen\ zu\ können)\b[^.!?]{0,60}\b(?:abo\w*|anmeld\w*|meld\w*|registrier\w*)|\bpour\ (?:lire|continuer|accéder)\b[^.!?]{0,60}\b(?:abonn\w+|connect\w+|inscri\w+)|\bpara\ (?:leer|ler|seguir|continuar|acceder|acessar)\b[^.!?]{0,60}\b(?:suscr\w+|inici\w+|reg[ií]str\w+|assin\w+|cadastr\w+)|\bper\ (?:leggere|continuare)\b[^.!?]{0,60}\b(?:abbon\w+|acced\w+|registr\w+)|чтобы\ (?:читать|прочитать|продолжить)[^.!?]{0,60}(?:подпи|войд|зарегистр)\w*"
    r"|(?:続き|全文)[^。]{0,12}(?:登録|会員|購読|ログイン)|(?:阅读|閱讀|查看)[^。]{0,6}(?:全文|余下|餘下)[^。]{0,12}(?:登[录錄]|订阅|訂閱|会员|會員)|(?:登[录錄]|订阅|訂閱)[^。]{0,8}(?:阅读|閱讀|查看)(?:全文|更多)"
    r"|この記事は(?:会員|有料)|会員限定|有料会員|残り\s*[\d,]+\s*文字|本文仅限|订阅后|付费阅读|только\ для\ подписчиков",
    re.IGNORECASE,
)  # fmt: skip
NEEDS_SCRIPT = re.compile(
    r"(?:enable|requires?|needs?|turn\ on|without|(?:aktivier|activ|habilit)\w{0,20}|включите)\W{1,20}(?:\w{1,40}\W{1,20}){0,4}javascript|javascript\W{1,20}(?:\w{1,40}\W{1,20}){0,5}(?:enabled|required|disabled|aktiviert|activé|activado)",
    re.IGNORECASE,
)
CUT_SHORT = "the page seems to show only its beginning to readers without a subscription"
_WALLED = (
    "the page shows only its beginning to readers without a subscription, so save the text that you may read as a file "
    "and add that"
)
_END = 300
"""Characters at the end of a text: the invitation to subscribe and the terms that follow it."""
SCRIPT_ONLY = (
    "the page shows its text only with JavaScript, so copy the text from a browser into a file and add that"
)
_EMPTY_SHELL = "//body//*[@id='root' or @id='app' or @id='__next' or @id='__nuxt' or @id='main-app'][not(normalize-space())]"
_WALL_LOOKED_AT = 200_000
"""Characters of a page in which such words are looked for."""


def why_empty(tree: etree._Element) -> str:
    """What to tell of a page without text."""
    words = " ".join(tree.itertext())[:_WALL_LOOKED_AT]
    if tree.xpath(_EMPTY_SHELL) or NEEDS_SCRIPT.search(words):
        return SCRIPT_ONLY
    return "the page has no article text; name the article's own page, not a list, a video or a picture"


def why_teaser(tree: etree._Element, node: Node, meta: Meta, words: int) -> str | None:
    """Why `words` words are not the whole article; None where they may be."""
    if words >= _TEASER_WORDS:
        return None
    locked = meta.first("article:content_tier") or ""
    if _is_false(node.get("isAccessibleForFree")) or locked.lower() in ("locked", "metered", "paid"):
        return _WALLED
    return _WALLED if _WALL.search(" ".join(tree.xpath("string(//body)").split())[:_WALL_LOOKED_AT]) else None


def invites(text: str) -> bool:
    """Whether a text ends in the invitation to pay for its rest."""
    return _WALL.search(text[-_END:]) is not None


def _is_false(value: object) -> bool:
    return value is False or (
        isinstance(value, str) and value.strip().lower() in ("false", "http://schema.org/false")
    )


_SHORT = 120
"""Words. Whoever has more to say is not refused for a title or a form."""
_BARE = 60
"""Words. A log-in form, a demand for JavaScript or a price for the domain beside fewer is the page's purpose."""
_LONGEST_WALL = 400
_CONSENT_DENSITY = 0.045
"""Words of consent in a word. Walls have from 5 to 12 in a hundred; reports about cookies and data protection 1 to 4."""
_LIST_SHARE = 0.8
"""Of the text's words in lines that are nothing but links: a list of other pages."""

_NOT_FOUND = r"""(?:http\ )?(?:error|fehler|erreur)?[\ :]{0,3}404(?:[\ :]{0,3}(?:error|not\ found|page\ not\ found|fehler|seite\ nicht\ gefunden))? | (?:oops|whoops|sorry|uh\ oh)?[\ ,:]{0,3}(?:(?:the|this|that|your)\ )?(?:requested\ )?(?:page|file|article|story|content|link)?\ ?(?:was\ |is\ )?(?:not\ found|missing|gone|unavailable|(?:does\ not|doesn['’]t)\ exist|no\ longer\ (?:exists|available|here)|(?:could\ not|couldn['’]t|cannot|can['’]t)\ be\ found)
    | we\ (?:could\ not|couldn['’]t|cannot|can['’]t)\ find\ (?:that|this|the|your)\ page | (?:die\ )?(?:seite|artikel)\ (?:wurde\ |konnte\ )?nicht\ gefunden(?:\ werden)? | seite\ existiert\ nicht | (?:la\ )?página\ no\ (?:encontrada|existe|disponible) | no\ (?:se\ ha\ )?encontr(?:amos|ado)\ la\ página | (?:la\ )?page\ (?:est\ )?(?:introuvable|non\ trouvée|n['’]existe\ (?:pas|plus)) | pagina\ (?:non\ trovata|niet\ gevonden|inesistente) | página\ não\ encontrada
    | (?:sidan|siden)\ (?:kunde\ inte\ hittas|hittades\ inte|finns\ inte|blev\ ikke\ fundet|ble\ ikke\ funnet|finnes\ ikke) | (?:nie\ znaleziono\ strony|strona\ nie\ (?:istnieje|została\ znaleziona)) | страница\ не\ (?:найдена|существует) | .{0,12}ページ(?:が|は)(?:見つかりません|存在しません|ありません).{0,8} | (?:您访问的|该|此)?(?:页面|网页|文章|頁面|網頁)(?:不存在|未找到|没有找到|找不到|已删除) | 找不到(?:该|此)?(?:网页|页面|頁面|網頁) | 페이지를\ 찾을\ 수\ 없습니다 | الصفحة\ غير\ موجودة | ไม่พบหน้า.{0,20}"""
_CHECKED = r"""just\ a\ moment | attention\ required | (?:403[\ :-]{0,3})?(?:access\ (?:to\ this\ page\ has\ been\ )?denied|forbidden) | (?:ddos|bot)[\ -](?:protection|check|verification).{0,30} | (?:security|robot|browser|human)\ (?:check|verification|challenge) | are\ you\ (?:a\ )?(?:human|robot).{0,20} | (?:please\ )?(?:verify|verifying|confirm)\ (?:that\ )?you\ are\ (?:a\ )?(?:human|not\ a\ robot).{0,20} | (?:we\ are\ )?checking\ (?:if\ the\ site\ connection\ is\ secure|your\ browser).{0,80} | (?:your\ )?request\ (?:was\ |has\ been\ )?(?:blocked|rejected|unsuccessful) | pardon\ our\ interruption | captcha
    | einen\ moment(?:\ bitte)? | zugriff\ verweigert | sicherheitsüberprüfung | acceso\ denegado | un\ momento | accès\ refusé | un\ instant | accesso\ negato | acesso\ negado | доступ\ (?:запрещ[её]н|ограничен) | アクセスが拒否されました | (?:安全|人机|访问)(?:验证|验證|驗證|检查)"""
_CLOSED = r"""(?:(?:the|this|our)\ )?(?:web)?site\ (?:is\ )?(?:currently\ )?(?:down|under|offline|undergoing).{0,40} | (?:down\ for\ |under\ |scheduled\ |planned\ )?maintenance(?:\ mode|\ work)? | we(?:['’]ll|\ will|['’]re|\ are)\ (?:be\ )?(?:(?:right\ )?back\ (?:soon|shortly)|down\ for\ .{0,30}|currently\ down.{0,30}) | be\ right\ back | (?:503[\ :-]{0,3})?service\ (?:temporarily\ )?unavailable | (?:website\ )?coming\ soon
    | wartung(?:sarbeiten|smodus)? | (?:sitio\ )?en\ mantenimiento | (?:site\ )?en\ maintenance | (?:sito\ )?in\ manutenzione | (?:site\ )?em\ manutenção | технические\ работы | (?:ただいま|現在)?.{0,8}メンテナンス(?:中)?.{0,10} | (?:系统|网站)维护(?:中)?"""
_DOOR = r"""(?:please\ )?(?:sign|log)[\ -]?in(?:\ (?:to|required|or)\ .{1,40}|\ required)? | log-?in | authentication\ required | (?:members|member|customer)\ (?:login|area) | anmeld(?:en|ung)(?:\ erforderlich)? | einloggen | (?:iniciar|inicia)\ sesión | identifíquese | (?:se\ )?connexion | se\ connecter | identifiez-vous | accedi | entrar | iniciar\ sessão | inloggen | logg?a?\ inn? | logowanie | вход | войти | ログイン | (?:用户|会员)?登[录錄入] | 로그인"""
_FAULT = rf"""(?:http\ )?(?:error|fehler|erreur)[\ :]{{0,3}}[45]\d\d | (?:http\ )?(?:(?:error|fehler|erreur)[\ :]{{0,3}})?(?:[45]\d\d[\ :-]{{0,3}})?(?:{"|".join(re.escape(each.phrase) for each in HTTPStatus if each >= 400 and " " in each.phrase)}) | (?:internal\ )?server\ error"""
"""Titles of one word alone, "Conflict", may be an article's."""
_TURNED = r"""ad[\ -]?block(?:er|ing)?(?:\ (?:is\ )?(?:detected|enabled|active)|\ erkannt|\ détecté|\ detectado) | (?:please\ |bitte\ )?(?:disable|turn\ off|deaktivieren\ sie|désactivez|desactiva|desactive)\ (?:your|ihren|votre|tu|su)\ (?:ad[\ -]?block(?:er)?|werbeblocker|bloqueur\ de\ publicités?|bloqueador\ de\ (?:anuncios|publicidad)) | (?:your\ |this\ )?browser\ (?:is\ )?(?:not\ (?:supported|up\ to\ date)|unsupported|outdated|out\ of\ date) | unsupported\ browser | zugriff\ nicht\ möglich
    | are\ you\ (?:over|at\ least|older\ than)\ \d\d(?:\ years\ old)? | age\ (?:verification|check|gate) | (?:this\ |the\ )?(?:content|page|site|website|article|video)?\ ?(?:is\ )?(?:not\ |un)available\ in\ your\ (?:country|region|location|area)"""
_KINDS = {
    name: re.compile(rf"(?:{pattern})", re.IGNORECASE | re.VERBOSE)
    for name, pattern in {
        "found": _NOT_FOUND,
        "checked": _CHECKED,
        "closed": _CLOSED,
        "door": _DOOR,
        "fault": _FAULT,
        "turned": _TURNED,
    }.items()
}
"""Whole titles."""
_WHY = {
    "found": "the page says that it was not found",
    "checked": "the server checks its visitors and shows no article to programs",
    "closed": "the site is down for maintenance, so try again later",
    "door": "the page asks its visitors to log in",
    "fault": "the server shows an error page, so try again later",
    "turned": "the page turns this visitor away (a blocker, a browser, an age or a country), so copy the text from a browser into a file and add that",
    "consent": "the page asks for consent to cookies and shows no article before",
    "sale": "the domain is parked or for sale",
    "on": "the page only leads on to another one; name that one",
    "list": "the page is a list of links; name the article's own page",
    "script": SCRIPT_ONLY,
}
_CONSENT = re.compile(
    r"\b(?:cookies?|consent\w*|privacy|personali[sz]ed\ (?:ads|advertising|content)|personal\ data|legitimate\ interests?|partners|geolocation|einwilligung\w*|datenschutz\w*|privatsphäre|personenbezogen\w*|personalisier\w*|partner|zustimm\w*|consentement\w*|vie\ privée|données\ personnelles|partenaires|intérêts?\ légitimes?|consentimiento|privacidad|datos\ personales|socios"
    r"|consenso|dati\ personali|consentimento|dados\ pessoais|toestemming|persoonsgegevens|samtycke|samtykke|zgod[aęy]|danych\ osobowych|согласи\w+|персональн\w+\ данн\w+|куки)\b|同意|クッキー|個人情報|隐私|隱私|쿠키|동의",
    re.IGNORECASE,
)  # fmt: skip
_VISITOR = re.compile(
    r"\b(?:you|your|sie|ihre[mnrs]?|ihr|du|dein\w*|vous|votre|vos|usted|su|sus|tu|tus|você|seu|sua|tuoi|tua|u|uw|je|jouw|du|din|ditt|twoj\w*|вы|ваш\w*)\b|あなた|お客様|您|你|귀하",
    re.IGNORECASE,
)
_FOR_SALE = re.compile(
    r"\b(?:domain|domäne|dominio|domaine|домен)\b.{0,80}\b(?:for\ sale|available|parked|buy|expired|verkauf\w*|geparkt|en\ venta|à\ vendre|in\ vendita|продаж\w*|прода[её]тся)\b|\b(?:buy|inquire\ about|purchase)\ this\ domain\b|(?:域名|ドメイン).{0,20}(?:出售|转让|販売|売り)",
    re.IGNORECASE | re.DOTALL,
)
_CHALLENGES = (
    "//*[@id='challenge-form' or @id='challenge-running' or @id='challenge-error-text' or @id='cf-wrapper' or @id='cf-error-details'"
    " or @id='px-captcha' or @id='sec-if-cpt-container' or @id='ddv1-captcha-container' or @id='captcha-form']"
    " | //form[contains(@action, '__cf_chl') or contains(@action, 'validateCaptcha')]"
    " | //iframe[contains(@src, 'captcha-delivery.com') or contains(@src, '_Incapsula_Resource')]"
)
"""What the services that guard servers put into their pages; a comment form's captcha is none of it."""
_LOG_IN = "//form[not(ancestor::header or ancestor::nav)]//input[@type='password']"
_SPLIT = re.compile(r" [|–—·•:»-]{1,3} ")
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_MOST_LINKS = 3_000


def why_no_article(tree: etree._Element, meta: Meta, node: Node, text: str) -> str | None:
    """Why a page with this cleaned text is no article; None where it may be one."""
    kind = _kind(tree, meta, node, text, word_count(text))
    return _WHY[kind] if kind else None


def _kind(tree: etree._Element, meta: Meta, node: Node, text: str, count: int) -> str | None:
    if count <= _LONGEST_WALL and _asks_for_consent(text, count):
        return "consent"
    if _is_list(tree, text, count):
        return "list"
    if count > _SHORT:
        return None
    if tree.xpath(_CHALLENGES):
        return "checked"
    if count <= _BARE and any(map(sends_on, meta.all(["refresh"]))):
        return "on"
    dated = meta.first("article:published_time") or node.get("datePublished")
    if not dated and (named := _named(tree)):
        return named
    return None if dated or count > _BARE else _bare_kind(tree, text)


def _bare_kind(tree: etree._Element, text: str) -> str | None:
    if _FOR_SALE.search(text):
        return "sale"
    if tree.xpath(_LOG_IN) and _VISITOR.search(text):
        return "door"
    demands = NEEDS_SCRIPT.search(text) or (
        tree.xpath(_EMPTY_SHELL) and NEEDS_SCRIPT.search(" ".join(tree.xpath("//noscript//text()")))
    )
    return "script" if demands else None


def _named(tree: etree._Element) -> str | None:
    """The kind of page that its <title> or one of its first headings names, with nothing but the site's name beside."""
    stated = [
        *tree.xpath("//head//title/text()")[:1],
        *map(words_in, tree.xpath("//h1 | //h2")[:3]),
    ]
    for line in stated:
        whole = normalise(" ".join(line.split()))[:200]
        for part in (whole, *_SPLIT.split(whole)):
            name = next(
                (kind for kind, title in _KINDS.items() if title.fullmatch(_EDGES.sub("", part))), None
            )
            if name:
                return name
    return None


def _asks_for_consent(text: str, count: int) -> bool:
    """Full of the words of consent, of several kinds, and addressed to the visitor."""
    found = [match.casefold() for match in _CONSENT.findall(text)]
    dense = len(found) >= _CONSENT_DENSITY * count and len(set(found)) >= 3
    return dense and _VISITOR.search(text) is not None


def _is_list(tree: etree._Element, text: str, count: int) -> bool:
    links = {_one_line(words_in(each)) for each in tree.xpath("//a[@href]")[:_MOST_LINKS]}
    lines = [_one_line(line) for line in text.split("\n") if line.strip()]
    linked = sum(word_count(line) for line in lines if line in links)
    return len(lines) > 3 and linked >= _LIST_SHARE * count


def _one_line(text: str) -> str:
    return normalise(" ".join(text.split())).casefold()
