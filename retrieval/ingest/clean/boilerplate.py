"""The words that pages put round their articles, in the languages of most of the web. Pure.

A line is judged as a whole, without the counts, arrows and punctuation at its ends. Three kinds: labels, which are never
an article's own words; labels that foreign headlines follow; and furniture, the names of a site's sections and legal
pages, which an article may well hold and which count only as a sign that here is a page's edge.
"""

# ruff: noqa: E501  # a list of labels is easier to read in long lines

from __future__ import annotations

import re

_EDGES = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_LONGEST_LABEL = 80
"""Characters of the longest line that is looked up; a longer one is no label."""

_LABELS = """
write a comment|leave a comment|post a comment|add a comment|submit a comment|post your comments|write a reply|leave a reply|leave a reply cancel reply|leave a response|write a response|add comment|comment|comments|no comments|no comments yet|there are no comments yet|comments are closed|comments closed|view comments|show comments|read comments|load comments|hide comments|view all comments|show all comments|load more comments|join the conversation|join the discussion|be part of the conversation|reply|add yours|hide them|flag comment|report abuse|report this comment
advertisement|advertisements|ad|ads|advertise with us|sponsored|sponsored content|promoted content|paid content|paid post|story continues below|story continues below advertisement|article continues below|article continues after advertisement
skip to content|skip to main content|skip to navigation|jump to navigation|back to top|scroll to top|go to top|top of page|open menu|close menu|toggle menu|toggle navigation|open navigation|close navigation|open search|toggle search|menu|search|search for|home|navigation|main navigation|main menu|breadcrumb|you are here|close|read aloud
share|tweet|pin it|like this|like|likes|print|print this|print this page|print this article|printer friendly|email|email this|mail|facebook|twitter|whatsapp|linkedin|reddit|telegram|pinterest|tumblr|instagram|youtube|flipboard|xing|pocket|messenger|mastodon|bluesky|threads|viber|line|vkontakte|copy link|copied|save|save for later|bookmark|listen|listen to article|listen to this article|share this|share this article|share this post|share this story|share article|sharing is caring|click to share|opens in new window|permalink|bookmark the permalink|text size|font size
sign in|sign up|log in|login|log out|logout|register|my account|create account|forgot password|forgot your password|lost your password|remember me|subscribe|subscribe now|subscribe today|already a subscriber|already a member|free sign up|unsubscribe|username|your email|your email address|email address|your name|enter your email|enter your email address|website|submit|leave this field blank|required fields are marked|your email address will not be published|notify me of new posts by email|notify me of follow-up comments by email|follow|follow us|follow us on|connect with us|stay connected|newsletter|newsletters|download our app|get the app|install app
accept|accept all|accept cookies|accept all cookies|cookie policy|cookie settings|cookie preferences|manage cookies|cookies|privacy policy|privacy notice|privacy settings|privacy|do not sell my info|do not sell my personal information|terms of use|terms of service|terms and conditions|terms & conditions|terms|contact us|about us|site map|sitemap|all rights reserved|filed under|tagged|post navigation
schreibe einen kommentar|schreiben sie einen kommentar|kommentar schreiben|kommentar verfassen|kommentar hinterlassen|hinterlasse einen kommentar|kommentar abgeben|antworten abbrechen|antwort abbrechen|schreibe einen kommentar antworten abbrechen|kommentar verfassen antwort abbrechen|kommentare|kommentar|keine kommentare|kommentare anzeigen|alle kommentare|antworten|anzeige|werbung|gesponsert|zum inhalt springen|direkt zum inhalt|zum hauptinhalt|springe zum inhalt|zur navigation|zur startseite|nach oben|zum seitenanfang|seitenanfang|startseite|menü|suche|suchen|suche nach|teilen|artikel teilen|beitrag teilen|diesen artikel teilen|teilen sie dies mit|teilen mit|teile diesen beitrag|gefällt mir|drucken|artikel drucken|merken|vorlesen|link kopieren|anmelden|abmelden|registrieren|einloggen|passwort vergessen|passwort zurücksetzen|angemeldet bleiben|ihr benutzername|ihr passwort|jetzt abonnieren|abonnieren|newsletter abonnieren|zum newsletter|folgen sie uns|folge uns|folgen|cookie-einstellungen|cookies akzeptieren|alle akzeptieren|datenschutz|datenschutzerklärung|datenschutzhinweise|impressum|nutzungsbedingungen|agb|alle rechte vorbehalten|über uns|kontakt|schließen|schliessen|abbrechen|schriftgröße|schlagworte|schlagwörter|ihre e-mail-adresse|deine e-mail-adresse wird nicht veröffentlicht|erforderliche felder sind mit markiert|benachrichtige mich über neue beiträge via e-mail|benachrichtige mich über nachfolgende kommentare via e-mail|zurück zur übersicht
laisser un commentaire|ajouter un commentaire|écrire un commentaire|poster un commentaire|commenter|commentaires|commentaire|aucun commentaire|vos réactions|voir les commentaires|répondre|annuler la réponse|publicité|aller au contenu|aller au contenu principal|haut de page|retour en haut|accueil|rechercher|recherche|partager|partager cet article|partager sur|partagez|imprimer|envoyer|copier le lien|j'aime|se connecter|connexion|s'inscrire|s'abonner|je m'abonne|abonnez-vous|inscription|mot de passe oublié|déjà abonné|suivez-nous|nous suivre|accepter|tout accepter|gérer les cookies|mentions légales|politique de confidentialité|confidentialité|conditions générales|conditions d'utilisation|cgu|tous droits réservés|plan du site|nous contacter|contactez-nous|qui sommes-nous|votre nom|votre adresse e-mail|votre commentaire|fermer
deja un comentario|deja una respuesta|dejar un comentario|escribe un comentario|comentar|comentar este artículo|comentarios|comentario|sin comentarios|no hay comentarios|ver comentarios|responder|cancelar respuesta|publicidad|anuncio|saltar al contenido|ir al contenido|volver arriba|inicio|buscar|búsqueda|compartir|comparte|compartir en|comparte esta noticia|compartir en facebook|compartir en twitter|me gusta|imprimir|enviar|copiar enlace|guardar|iniciar sesión|cerrar sesión|registrarse|regístrate|suscríbete|suscribirse|suscríbete ahora|síguenos|síganos|síguenos en|aceptar|aceptar cookies|política de privacidad|política de cookies|privacidad|aviso legal|términos y condiciones|términos de uso|condiciones de uso|todos los derechos reservados|mapa del sitio|contáctanos|quiénes somos|contacto|cerrar|tu correo electrónico|menú
deixe um comentário|deixe uma resposta|comente|comentários|comentário|sem comentários|nenhum comentário|cancelar resposta|publicidade|continua após a publicidade|pular para o conteúdo|ir para o conteúdo|voltar ao topo|início|pesquisar|busca|compartilhar|compartilhe|compartilhar no facebook|partilhar|curtir|salvar|copiar link|entrar|cadastre-se|assine|assine já|assinar|siga-nos|aceitar|política de privacidade|política de cookies|termos de uso|todos os direitos reservados|mapa do site|fale conosco|quem somos|contato|fechar
lascia un commento|scrivi un commento|commenta|commenti|commento|nessun commento|rispondi|annulla risposta|pubblicità|vai al contenuto|torna su|torna all'inizio|cerca|condividi|condividi su|condividi su facebook|mi piace|stampa|invia|salva|accedi|esci|registrati|iscriviti|abbonati|seguici|seguici su|accetta|accetta tutti|informativa sulla privacy|informativa privacy|note legali|condizioni d'uso|tutti i diritti riservati|mappa del sito|contatti|contattaci|chi siamo|chiudi
geef een reactie|plaats een reactie|reacties|reactie|geen reacties|reageer|beantwoorden|advertentie|ga naar de inhoud|naar de inhoud|terug naar boven|zoeken|zoek|delen|deel|deel dit artikel|deel dit bericht|vind ik leuk|afdrukken|inloggen|aanmelden|registreren|abonneren|volg ons|accepteren|alles accepteren|privacybeleid|privacyverklaring|cookiebeleid|algemene voorwaarden|alle rechten voorbehouden|over ons|sluiten
dodaj komentarz|skomentuj|komentarze|komentarz|brak komentarzy|zobacz komentarze|odpowiedz|anuluj odpowiedź|reklama|przejdź do treści|do góry|szukaj|wyszukaj|udostępnij|podziel się|lubię to|drukuj|wyślij|zapisz|zaloguj|zaloguj się|wyloguj|zarejestruj się|rejestracja|subskrybuj|obserwuj nas|akceptuję|polityka prywatności|regulamin|wszelkie prawa zastrzeżone|mapa strony|o nas|zamknij
skriv en kommentar|legg igjen en kommentar|lämna en kommentar|lämna ett svar|legg igjen svar|kommentarer|ingen kommentarer|inga kommentarer|annonse|annons|hopp til innhold|hopp til hovedinnhold|hoppa till innehåll|til toppen|till toppen|søk|sök|søg|del|dela|del på facebook|dela på facebook|skriv ut|logg inn|logga in|log ind|registrer|følg oss|følg os|följ oss|personvern|personvernerklæring|integritetspolicy|privatlivspolitik|alle rettigheter reservert|om oss|om os|lukk|stäng|luk
kommentti|kommentit|jätä kommentti|jaa|hae|haku|kirjaudu|mainos|hozzászólások|hozzászólás|szólj hozzá|megosztás|keresés|bejelentkezés|hirdetés|adatvédelem|impresszum|komentáře|přidat komentář|hledat|sdílet|přihlásit se|reklama|ochrana osobních údajů|comentarii|lasă un comentariu|caută|distribuie|autentificare|publicitate|yorum yap|yorumlar|yorum|paylaş|ara|giriş|giriş yap|üye ol|abone ol|reklam|gizlilik politikası|tüm hakları saklıdır|ana sayfa|σχόλια|αναζήτηση|κοινοποίηση|αρχική|σύνδεση|διαφήμιση|bình luận|chia sẻ|tìm kiếm|đăng nhập|trang chủ|komentar|bagikan|cari|masuk|beranda|iklan
комментарии|комментарий|оставить комментарий|добавить комментарий|нет комментариев|ответить|отменить ответ|реклама|перейти к содержимому|перейти к содержанию|наверх|главная|меню|поиск|искать|найти|поделиться|поделиться в facebook|распечатать|печать|отправить|сохранить|войти|вход|выйти|регистрация|зарегистрироваться|подписаться|подпишитесь|подписаться на рассылку|мы в соцсетях|принять|политика конфиденциальности|пользовательское соглашение|все права защищены|карта сайта|контакты|о нас|о проекте|закрыть|коментарі|залишити коментар|поділитися|пошук|головна|увійти|вхід|підписатися|всі права захищено
أضف تعليق|إضافة تعليق جديد|إضافة تعليق|اترك تعليقا|اترك ردا|التعليقات|تعليقات|تعليق|لا توجد تعليقات|إعلان|إعلانات|تجاوز إلى المحتوى الرئيسي|انتقل إلى المحتوى|الصفحة الرئيسية|الرئيسية|القائمة|بحث|استمارة البحث|البحث|شارك|مشاركة|شارك على فيسبوك|طباعة|إرسال|حفظ|تسجيل الدخول|دخول|تسجيل|اشترك|الاشتراك|تابعنا|تابعونا|تابعونا على|سياسة الخصوصية|حماية الخصوصية|شروط الاستخدام|جميع الحقوق محفوظة|اتصل بنا|من نحن|إغلاق|פרסומת|תגובות|הוסף תגובה|שתף|חיפוש|התחברות|דף הבית
コメント|コメントする|コメントを書く|コメントを残す|コメントはまだありません|返信|広告|スポンサーリンク|本文へスキップ|本文へ移動|ページトップへ|ページの先頭へ|トップへ戻る|トップページ|ホーム|メニュー|検索|シェア|シェアする|共有|ツイート|ツイートする|いいね|いいね!|印刷|印刷する|保存|ログイン|ログアウト|新規登録|会員登録|無料会員登録|購読|フォロー|フォローする|メルマガ登録|プライバシーポリシー|利用規約|サイトマップ|お問い合わせ|会社概要|運営会社|閉じる|無断転載を禁じます|無断転載禁止
评论|发表评论|写评论|查看评论|暂无评论|添加评论|回复|广告|跳至内容|跳转到主要内容|返回顶部|回到顶部|首页|菜单|搜索|分享|分享到|打印|收藏|点赞|登录|注册|退出|订阅|关注我们|关注|隐私政策|隐私声明|使用条款|服务条款|版权所有|网站地图|联系我们|关于我们|关闭|責任編輯|責任编辑|留言|發表評論|評論|回覆|廣告|首頁|選單|搜尋|分享至|列印|登入|註冊|訂閱|追蹤我們|隱私權政策|使用條款|版權所有|網站地圖|聯絡我們|關於我們|關閉|댓글|댓글 쓰기|댓글 달기|답글|광고|본문 바로가기|메뉴|홈|검색|공유|공유하기|인쇄|저장|로그인|로그아웃|회원가입|구독|구독하기|팔로우|개인정보처리방침|개인정보 처리방침|이용약관|무단전재 및 재배포 금지|사이트맵|문의하기|회사소개|닫기|맨 위로|ความคิดเห็น|แสดงความคิดเห็น|แชร์|ค้นหา|เข้าสู่ระบบ|หน้าแรก|โฆษณา|टिप्पणी|टिप्पणियाँ|शेयर करें|खोजें|विज्ञापन
"""
_LEADS = """
related|related articles|related stories|related posts|related news|related content|related topics|related links|related coverage|recommended|recommended for you|recommended reading|recommended stories|recommended articles|similar articles|similar posts|more articles|more stories|more news|more posts|more coverage|more from this section|other articles|other stories|other news|latest|latest news|latest stories|latest articles|latest posts|recent posts|recent articles|recent comments|recent stories|popular|popular posts|popular articles|popular stories|popular news|trending|trending now|trending stories|trending topics|top stories|top news|top posts|most read|most popular|most viewed|most shared|most commented|editors picks|editor's picks|editor’s picks|editors' picks|what to read next|read next|read also|also read|see also|continue reading|up next|don't miss|don’t miss|in case you missed it|you may also like|you might also like|you may also enjoy|you may like|you might like|you may also be interested in|you might also be interested in|previous article|next article|previous|next|previous post|next post|older posts|newer posts|older post|newer post|next story|previous story|next page|previous page|around the web|from around the web|promoted stories
ähnliche beiträge|ähnliche artikel|ähnliche themen|verwandte artikel|verwandte themen|verwandte beiträge|das könnte sie auch interessieren|das könnte dich auch interessieren|auch interessant|weitere artikel|weitere beiträge|weitere themen|weitere meldungen|weitere nachrichten|weitere informationen|mehr zum thema|zum thema|lesen sie auch|lesen sie mehr|lies auch|mehr lesen|meistgelesen|meistgelesene artikel|am meisten gelesen|viel gelesen|meistkommentiert|neueste beiträge|neueste artikel|neueste kommentare|letzte beiträge|letzte kommentare|aktuelle artikel|aktuelle beiträge|aktuelle nachrichten|aktuelle meldungen|empfohlen|empfohlen für dich|empfehlungen|empfehlungen der redaktion|vorheriger artikel|nächster artikel|vorheriger beitrag|nächster beitrag|beitragsnavigation|top-themen|topthemen
articles liés|articles similaires|articles correspondants|articles recommandés|articles récents|articles les plus lus|les plus lus|les plus commentés|les plus partagés|sur le même sujet|sur le même thème|à lire aussi|lire aussi|lire la suite|à lire également|à découvrir|à voir aussi|voir aussi|vous aimerez aussi|recommandé pour vous|article précédent|article suivant|dernières actualités|derniers articles|en savoir plus|plus d'articles|plus d'infos
noticias relacionadas|notas relacionadas|artículos relacionados|temas relacionados|relacionados|relacionadas|lo más leído|lo más visto|más leídas|más leídos|más noticias|lo último|últimas noticias|también te puede interesar|te puede interesar|te puede gustar|te recomendamos|recomendados|recomendadas|mirá también|ver también|vea también|lea también|lee también|leer más|lea más|seguir leyendo|artículo anterior|artículo siguiente|noticia anterior|noticia siguiente|ver más|entradas recientes
notícias relacionadas|artigos relacionados|matérias relacionadas|leia também|leia mais|veja também|veja mais|saiba mais|mais lidas|mais lidos|mais vistas|últimas notícias|recomendado para você|você também pode gostar|continue lendo|posts relacionados
articoli correlati|notizie correlate|articoli recenti|leggi anche|leggi tutto|potrebbe interessarti|potrebbe interessarti anche|ti potrebbe interessare|ti potrebbero interessare|i più letti|più letti|ultime notizie|articolo precedente|articolo successivo|guarda anche|argomenti
lees ook|lees meer|lees verder|gerelateerde artikelen|gerelateerd|meer nieuws|meest gelezen|laatste nieuws|aanbevolen|vorig artikel|volgend artikel|czytaj także|czytaj też|czytaj więcej|zobacz także|zobacz też|zobacz również|przeczytaj także|najnowsze|najpopularniejsze|polecane|powiązane artykuły|podobne artykuły|les også|läs mer|läs också|læs også|læs mere|les mer|mest lest|mest läst|mest læste|siste nytt|senaste nytt|relaterte artikler|relaterade artiklar|anbefalt|lue myös|luetuimmat|ezek is érdekelhetnek|kapcsolódó cikkek|ajánlott|čtěte také|mohlo by vás zajímat|související články|citește și|articole similare|ilgili haberler|bunlar da ilginizi çekebilir|son haberler|en çok okunanlar|διαβάστε επίσης|σχετικά άρθρα|tin liên quan|xem thêm|đọc thêm|baca juga|artikel terkait|berita terkait
читайте также|смотрите также|похожие статьи|похожие материалы|похожие новости|материалы по теме|по теме|новости по теме|ещё по теме|еще по теме|популярное|самое читаемое|последние новости|рекомендуем|следующая статья|предыдущая статья|читать далее|читайте також|схожі новини|останні новини|اقرأ أيضا|اقرأ أيضاً|إقرأ أيضا|مواضيع ذات صلة|أخبار ذات صلة|مقالات ذات صلة|موضوعات متعلقة|المزيد|الأكثر قراءة|آخر الأخبار|قد يهمك أيضا|المقال السابق|المقال التالي|כתבות נוספות|עוד בנושא
関連記事|関連ニュース|関連キーワード|あわせて読みたい|こちらもおすすめ|おすすめ記事|おすすめ|人気記事|最新記事|最新ニュース|アクセスランキング|ランキング|次の記事|前の記事|続きを読む|もっと見る|相关阅读|相关新闻|相关文章|相关推荐|推荐阅读|热门文章|热门新闻|最新文章|最新新闻|延伸阅读|猜你喜欢|上一篇|下一篇|阅读更多|更多|相關新聞|相關文章|延伸閱讀|推薦閱讀|熱門文章|熱門新聞|最新新聞|看更多|관련기사|관련 기사|관련 뉴스|많이 본 뉴스|인기 기사|추천 기사|최신 기사|이전 기사|다음 기사|더보기|ข่าวที่เกี่ยวข้อง|संबंधित खबरें
"""
_FURNITURE = """
news|world|politics|business|sport|sports|culture|opinion|video|videos|photos|podcast|podcasts|travel|lifestyle|technology|tech|science|health|entertainment|education|environment|music|movies|books|food|fashion|weather|horoscope|classifieds|obituaries|jobs|careers|events|shop|store|archive|archives|blog|blogs|forum|community|magazine|press|support|help|faq|about|about me|contact|advertise|advertising|media kit|mediadaten|editorial|legal|accessibility|rss|rss feed|feed|feedback|services|products|resources|categories|category|tags|topics|meta|blogroll|social|social media|social networks|multimedia|reviews|developers|partners|donate|membership|english|deutsch|français|español|português|italiano|русский|العربية|中文|日本語|live|today|local|national|international|regional|download|downloads|more|name|e-mail|site|copyright|disclaimer|imprint|cookie|password|entries feed|comments feed|wordpress|wordpress.org|powered by wordpress|powered by blogger|powered by|view my complete profile|mobile|mobile version|editions|e-paper|epaper|tools|connect|company|team|staff|mission statement|terms and privacy|ethics policy|corrections|corrections and clarifications|letters|letters to the editor|crossword|puzzles|games
politik|wirtschaft|kultur|panorama|wissen|gesundheit|reise|reisen|unterhaltung|medien|mediathek|wetter|termine|veranstaltungen|karriere|stellenangebote|redaktion|presse|archiv|kategorien|themen|aktuell|aktuelles|ratgeber|magazin|abo|service|hilfe|rechtliches|barrierefreiheit|partner|autoren|übersicht|kundenservice|werben|inserieren|nachrichten
politique|économie|société|culture|monde|santé|voyage|cinéma|musique|météo|contact|rubriques|catégories|régions|boutique|emploi|annonces|newsletters|archives|presse|le journal|édition abonnés
política|economía|economia|sociedad|deportes|mundo|cultura|opinión|opinião|salud|saúde|tecnología|tecnologia|espectáculos|esportes|internacional|nacional|policiales|turismo|horóscopo|clima|edición impresa|categorías|categorias|etiquetas|ciencia|educación|educação|educación y cultura|provincias|clasificados|anuncie|quienes somos|contacto|colunistas|brasil|cidades
politica|cronaca|esteri|spettacoli|salute|scienza|viaggi|redazione|pubblicità|chi siamo|economie|buitenland|binnenland|cultuur|gezondheid|wetenschap|nieuws|vacatures|polityka|gospodarka|kraj|świat|kultura|zdrowie|nauka|pogoda|kontakt|wiadomości|prenumerata|nyheter|nyheder|kultur|ekonomi|økonomi|vær|väder
политика|экономика|общество|культура|спорт|наука|мир|в мире|происшествия|технологии|видео|фото|архив|рубрики|рекламодателям|редакция|новости|السياسة|سياسة|اقتصاد|رياضة|ثقافة|وطنية|الأخيرة|صحة|تكنولوجيا|فيديو|العالم|政治|経済|社会|国際|スポーツ|文化|科学|天気|地域|動画|写真|速報|体育|财经|国际|科技|娱乐|军事|视频|图片|財經|國際|娛樂|정치|경제|사회|국제|문화|스포츠|연예|날씨|포토
"""


def _core(line: str) -> str:
    """What is looked up: "» Kommentare (12)" is "kommentare"."""
    return _EDGES.sub("", line).casefold().replace("’", "'")


def _set(words: str) -> frozenset[str]:
    return frozenset(_core(word) for line in words.split("\n") for word in line.split("|") if word)


LABELS, LEADS, FURNITURE = _set(_LABELS), _set(_LEADS), _set(_FURNITURE)

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
    return _core_of(line) in LEADS or bool(_LEADS_ON.match(line))


def is_label(line: str) -> bool:
    """True for a whole line that no article says itself; prose is not excepted here."""
    if _core_of(line) in LABELS or leads_away(line):
        return True
    return any(pattern.match(line) for pattern in (_SHARES, _INLINE_LINK, _BREADCRUMB, _TAGS, _CREDIT))


def is_copyright(line: str) -> bool:
    return bool(_COPYRIGHT.match(line))


def is_furniture(line: str) -> bool:
    """True for a label, and for the name of a section or a service of a site: a sign, not a proof."""
    return _core_of(line) in FURNITURE or is_label(line) or is_copyright(line) or is_service(line)


def _core_of(line: str) -> str:
    return _core(line) if len(line) <= _LONGEST_LABEL else ""
