"""The words by which lines around an article are told, in the languages of the press that is read here.

Each pattern is for a whole line, or for its beginning where that is said; case counts for nothing.
"""

import re


def _any(*alternatives: str) -> str:
    return f"(?:{'|'.join(alternatives)})"


def _whole(*alternatives: str) -> re.Pattern[str]:
    return re.compile(_any(*alternatives), re.I)


_END = r"[^.!?…。！？؟]"
"""A letter of a line that is no sentence."""

_STRONG = _any(
    "read (?:also|next|this next)|also read|see also|read more",
    "[àa] (?:lire|voir) (?:aussi|[ée]galement)|lire (?:aussi|[ée]galement)",
    "lesen sie (?:auch|mehr|dazu)|mehr (?:dazu|zum thema)|auch interessant",
    "le[ae] (?:tambi[ée]n|m[áa]s)|(?:tambi[ée]n )?[tl]e puede interesar|vea tambi[ée]n|leia (?:tamb[ée]m|mais)",
    "читайте (?:также|ещ[её])|смотрите также|читать также",
    "читайте (?:також|ще)|дивіться також|читати також",
    "[اإ]قر[أا] (?:أيض(?:ا|اً|ًا)|المزيد)",
    "(?:延伸|相关|相關|推荐|推薦)(?:阅读|閱讀|报道|報道|報導)",
)
_WEAK = _any(
    r"read this|more on (?:this(?: story| topic)?)|related(?: articles?| stories| content| coverage| news| topics"
    r"| posts| reading)?|you (?:may|might) (?:also )?(?:like|be interested in)|recommended(?: for you| stories"
    r"| reading)?|(?:the )?most (?:read|popular|viewed|shared)(?: articles| stories| now)?|trending(?: now)?"
    r"|latest(?: news| stories)?|don[’']t miss|continue reading|(?:more|other|top|similar) (?:stories|news|articles"
    r"|headlines)|editors?[’']s? picks?|up next|what to read next",
    r"sur le m[êe]me sujet|les? plus lus?|articles? (?:li[ée]s|associ[ée]s|similaires)|[àa] la une|dans la m[êe]me "
    r"rubrique|nos derniers articles",
    r"(?:das )?k[öo]nnte sie (?:auch )?interessieren|das k[öo]nnte sie auch interessieren|(?:am )?meist ?gelesene?n?"
    r"|am meisten gelesen|weitere (?:artikel|themen|nachrichten|meldungen)|verwandte (?:artikel|themen)"
    r"|mehr aus .{1,40}",
    r"m[áa]s (?:informaci[óo]n|noticias)|(?:noticias|art[íi]culos|contenidos?) relacionad[oa]s?"
    r"|(?:lo|las|los) m[áa]s (?:le[íi]d[oa]s?|vist[oa]s?)|m[áa]s le[íi]das|[úu]ltimas noticias",
    r"по теме|(?:материалы|новости|статьи) по теме|(?:другие|последние|похожие|главные) (?:новости|материалы)"
    r"|ранее по теме|читать далее|(?:самое )?(?:популярное|читаемое)|сейчас читают|что ещ[её] почитать",
    r"(?:матеріали|новини|статті) за темою|за темою|(?:схожі|інші|останні|популярні|головні) (?:новини|матеріали)"
    r"|(?:най)?популярніше|зараз читають",
    r"(?:مواضيع|أخبار|مقالات) ذات صلة|الأكثر (?:قراءة|مشاهدة|تداولا)|المزيد (?:حول|عن|من) .{1,40}|قد يعجبك أيضا",
    r"(?:相关|相關|更多|最新|热门|熱門)(?:新闻|新聞|文章|资讯|排行|内容)|(?:猜你喜欢|大家都在看|排行榜)",
)
TEASER = _whole(
    rf"(?:{_STRONG}|{_WEAK})(?:\s*[:：|»›→>…].*|\s+[–—-]\s.*{_END})?",
    rf"{_STRONG}\s+(?=[A-ZÀ-ÞА-ЯІЇЄҐ«„“]).*{_END}",
    rf"more (?:from|on|by|about)\s*:?\s{_END}{{1,40}}|view all posts by .{{1,60}}|all (?:posts|articles|stories) by"
    rf" .{{1,60}}",
)
LABEL = _whole(
    rf"(?:{_STRONG}|{_WEAK})\s*[:：»›→>…–—-]*", rf"more (?:from|on|about)\s{_END}{{1,40}}", r"mehr aus .{1,40}"
)
"""A teaser that only announces what follows."""

SINGLE_LABEL = _whole(rf"{_STRONG}\s*[:：»›→>…–—-]*")
"""A label that mostly has one headline under it."""

BUTTON = _whole(
    r"share(?: (?:this(?: article| story| page| post)?|on|via|to|with)(?: [\w-]+)?)?|share:?|(?:send )?by e-?mail",
    r"(?:artikel |beitrag )?teilen|(?:auf|per|via|bei) [\w-]+ teilen|merken|vorlesen",
    r"partager(?: (?:sur|par|cet article)(?: [\w-]+)?)?|envoyer par e-?mail",
    r"compartir(?: (?:en|por|esta noticia)(?: [\w-]+)?)?|enviar por (?:correo|e-?mail)",
    r"поделиться(?: (?:в|во|на|с)? ?[\w-]+)?:?|поділи(?:тися|тись)(?: [\w-]+){0,2}:?|поширити:?",
    r"شارك(?: .{1,20})?|مشاركة(?: .{1,20})?|فيسبوك|تويتر|واتساب|تلغرام|تيليغرام|نسخ الرابط|طباعة|رد",
    r"分享(?:到|本文|至)?[:：]?|微信|微博|qq空间|复制链接|收藏|点赞|回复",
    r"tweet|x|twitter|facebook|instagram|youtube|tik ?tok|whatsapp|telegram|linkedin|e-?mail|mail|pinterest"
    r"|reddit|vk|вконтакте|одноклассники|ok|viber|pocket|flipboard|messenger|threads|bluesky|mastodon|print"
    r"|drucken|imprimer|imprimir|печать|сохранить|copy link|copier le lien|link kopieren|copiar enlace"
    r"|скопировать ссылку|[сc]копіювати посилання|saved?|bookmark|comments?|kommentare|commentaires|комментарии"
    r"|listen|reply|antworten|r[ée]pondre|responder|ответить|відповісти|like|gift(?: this)? article|\d{1,6}",
)
BUTTON_PARTS = re.compile(r"\s*(?:[|·•,/]|\s{2,}|\s(?=[A-ZА-Я]))\s*")

TOOL = _whole(
    r"(?:print|listen to) th(?:is|e) (?:article|page|story)(?:\s*[·•|–-]?\s*\d+ ?min\w*)?"
    r"|(?:report|suggest) (?:an? )?(?:error|correction|typo)|found (?:a|an) (?:mistake|error|typo)\?.{0,80}"
    r"|(?:\d+|an?)[ -]min(?:ute)?s?(?:[ -]read)?|(?:estimated )?read(?:ing)? time:? .{1,20}|\d+ ?mins?",
    r"artikel (?:anh[öo]ren|drucken|vorlesen|merken)|anh[öo]ren|lesezeit:? .{1,20}|\d+ ?min(?:\.|uten)?(?: lesezeit)?"
    r"|fehler gefunden\?.{0,80}",
    r"[ée]couter l[’']article|imprimer l[’']article|(?:temps de )?lecture\s*:? ?\d.{1,12}|signaler une erreur",
    r"escuch(?:ar?|e) (?:este |el |esta )?(?:art[íi]culo|noticia)|tiempo de lectura:? .{1,20}"
    r"|(?:reportar|informar de) un error",
    r"(?:слушать|прослушать)(?: статью)?|время (?:чтения|на чтение):? .{1,20}|\d+ мин(?:\.|ут[аы]?)?"
    r"|(?:нашли|заметили) (?:ошибку|опечатку)\?.{0,120}|сообщить об (?:ошибке|опечатке)|версия для печати"
    r"|распечатать",
    r"(?:слухати|прослухати)(?: статтю)?|час читання:? .{1,20}|\d+ хв(?:\.|илин[аи]?)?"
    r"|(?:знайшли|помітили) помилку\?.{0,120}|повідомити про помилку|роздрукувати",
    r"استمع إلى المقال|مدة القراءة:? .{1,20}|\d+ (?:دقائق|دقيقة)|اطبع المقال",
    r"收听本文|阅读时间[:：].{1,12}|\d+ ?分钟|打印(?:本页|本文)?|纠错|字号.{0,10}",
)
"""Buttons to print, to listen and to complain, and how long reading takes."""

COOKIES = _whole(
    r"(?:we|we and our .{0,40}partners) use cookies|this (?:web)?site uses cookies|by (?:continuing|using|clicking)"
    r" .{0,60}cookies|accept (?:all )?cookies|(?:your )?(?:cookie (?:settings|preferences|policy)|choices regarding"
    r" cookies)|we (?:value|care about|respect) your privacy",
    r"(?:wir|diese (?:web)?(?:seite|site)) (?:verwenden|verwendet|nutzt|nutzen) cookies|wir sch[äa]tzen ihre "
    r"privatsph[äa]re",
    r"(?:nous utilisons|ce site utilise) des cookies|nous respectons votre vie priv[ée]e",
    r"(?:utilizamos|usamos|este sitio (?:web )?(?:utiliza|usa)) cookies",
    r"(?:мы используем|(?:этот |наш )?сайт использует) (?:файлы )?cookie|(?:ми використовуємо|(?:цей )?сайт "
    r"використовує) (?:файли )?cookie",
    r"(?:نستخدم|يستخدم هذا الموقع) ملفات تعريف الارتباط",
    r"(?:本网站|本網站|我们|我們)使用\s*cookie",
)
"""How a note on cookies begins."""

CALL = _whole(
    rf"sign up (?:for|to) (?:our|the|this)\b|subscribe (?:to|for|now|today|here)\b{_END}{{0,80}}$"
    rf"|get (?:our|the) .{{0,40}}newsletter|follow us (?:on|in)\b|join (?:our|us on) .{{0,30}}(?:channel|telegram"
    rf"|whatsapp)|(?:download|get) (?:our|the) app\b|join [\d.,]+ (?:other )?(?:readers|subscribers)"
    rf"|you have \w+ (?:free )?articles? (?:left|remaining)|(?:this|the) (?:article|content|story) is (?:for|available"
    rf"|reserved|exclusive) .{{0,30}}(?:subscribers|members)"
    rf"|(?:to (?:continue|keep) reading,? (?:this|subscribe|log|sign|register|please|create)"
    rf"|start your (?:free )?trial)"
    rf"|already (?:a|an|have an?) (?:subscriber|member|account)\?|by (?:signing up|subscribing)\b.{{0,120}}(?:agree"
    rf"|policy|terms)|you can unsubscribe",
    r"abonnieren sie|folgen? sie uns|folge uns|jetzt abonnieren|newsletter abonnieren|melden sie sich .{0,40}newsletter"
    r"|weiterlesen mit|(?:dieser|der) (?:artikel|beitrag) ist (?:nur|exklusiv) f[üu]r|(?:bereits|schon) (?:abonnent"
    r"|kunde|registriert)\w*\?",
    r"abonnez-vous|suivez[- ](?:nous|l[’']|le\b|la\b)|inscrivez-vous .{0,40}(?:newsletter|lettre)|il vous reste \d+ ?%"
    r"|(?:cet article|la suite|ce contenu) est r[ée]serv[ée]e? aux|d[ée]j[àa] abonn[ée]e? ?\?",
    r"suscr[íi]b(?:ete|ase)|s[íi]guenos|sigue a .{1,40} en (?:whatsapp|telegram|x|google|instagram)|recib[ae] "
    r".{0,30}(?:newsletter|bolet[íi]n)|(?:este )?contenido (?:es )?(?:s[óo]lo|exclusivo|solo) para|¿ya eres "
    r"suscriptor",
    r"подпи(?:шитесь|сывайтесь)\b.{0,80}$|следите за нами|читайте нас|(?:получайте|подписка на) .{0,30}рассылк"
    r"|материал доступен только|чтобы (?:читать дальше|продолжить чтение)|оформить подписку|уже есть подписка"
    r"|мы в (?:telegram|дзене|вконтакте)",
    r"підпи(?:шіться|суйтесь|суйтеся)\b.{0,80}$|(?:слідкуйте|стежте) за нами|читайте нас|отримуйте .{0,30}розсилк"
    r"|матеріал доступний (?:лише|тільки)|щоб читати далі|оформити передплату",
    r"تابع(?:ونا|نا) (?:على|في)|اشترك(?:وا)? (?:في|الآن)|(?:هذا المحتوى )?للمشتركين فقط",
    r"(?:关注|關注)我们|扫码关注|订阅(?:我们|电子报|后继续)|本文仅限|立即订阅|已是会员",
)
"""How a call to subscribe, to follow or to pay begins."""

CALL_LABEL = _whole(
    r"stay (?:informed|connected|up to date|in the know)|(?:our )?newsletter|support (?:our work|us)",
    r"support independent journalism|рассылка|розсилка",
)
"""Begins a call only where a field or a button follows."""

FORM = _whole(
    r"(?:enter )?(?:your )?e-?mail(?: address)?|(?:sign|log) (?:up|in|on)(?: now)?|register|subscribe(?: now)?"
    r"|join now|start (?:your )?free trial|accept(?: all)?(?: cookies)?|(?:reject|decline)(?: all)?"
    r"|manage (?:preferences|settings|cookies|options)|got it|okay|i (?:agree|accept)|subscribe for .{1,30}",
    r"(?:ihre )?e-?mail-?(?:adresse)?|(?:jetzt )?(?:anmelden|testen|abonnieren|einloggen)"
    r"|(?:alle )?(?:akzeptieren|ablehnen|zustimmen)|einstellungen|ablehnen",
    r"(?:votre |adresse )e-?mail|s[’']inscrire|je m[’']abonne|s[’']abonner|(?:tout )?(?:accepter|refuser)"
    r"|(?:se connecter|connexion)|param[ée]trer",
    r"(?:tu )?correo(?: electr[óo]nico)?|suscribir(?:me|se)|ap[úu]ntate|hazte suscriptor|acept(?:ar|o)(?: todas)?"
    r"|rechazar(?: todas)?|configurar|inici(?:ar|a) sesi[óo]n",
    r"(?:ваш )?e-?mail|электронная почта|подписаться(?: за .{1,20})?|принять|хорошо|согласен|войти",
    r"(?:ваш )?e-?mail|електронна пошта|підписатися|прийняти|погоджуюсь|увійти",
    r"(?:بريدك|البريد) الإلكتروني|اشترك|تسجيل(?: الدخول)?|سجل الدخول|موافق|قبول",
    r"(?:输入您的)?(?:电子)?邮箱|订阅|提交|接受|同意|登录",
)
"""Fields and buttons of a form."""

ADVERT = _whole(
    r"\W*(?:advertisement|advertising|sponsored(?: content| by .{0,60})?|ad|anzeige|werbung|publicit[ée]|publicidad"
    r"|anuncio|реклама(?: на сайте)?|إعلان(?:ات)?|广 ?告|廣告)\W*|advertisement\W+scroll to continue reading"
    r"|(?:article|story) continues (?:below|after)(?: (?:the |this )?(?:ad|advertisement))?"
    r"|la suite apr[èe]s (?:la|cette) publicit[ée]|реклама\..{0,120}erid.{0,60}",
)
RIGHTS = _whole(
    r"(?:©|\(c\)\s?\d{4}|copyright\W.{0,20}\d{4}).{0,200}",
    r".{0,120}(?:all rights reserved|alle rechte vorbehalten|tous droits r[ée]serv[ée]s|todos los derechos reservados"
    r"|все права защищены|(?:усі|всі) права захищен[оі]|جميع الحقوق محفوظة|版权所有|版權所有).{0,60}",
)
_CREDIT = (
    r"(?:(?:Crédit )?[Pp]hotos?|PHOTO|Foto(?:grafía)?|FOTO|Bild|Image|Picture|Photograph(?:er)?|Credit|Фото(?:графия)?"
    r"|ФОТО|Світлина|تصوير|الصورة)(?: by| de)?\s?[:/]\s?[^\W\d_a-zа-я](?:[^.]|(?<=[^\W\d_a-zа-я])\.){1,60}\)?\.?"
)
CAPTION = re.compile(
    rf"(?:.{{0,300}}[.!?)»”|–—…]\s+\(?|\()?{_CREDIT}|(?:Image|Photo|Picture) caption\W.{{3,300}}"
    r"|\((?:Photo|Foto|AP Photo|Image|Фото)\b.{2,80}\)|.{0,200}(?:摄影|攝影|图片来源|圖片來源|供图)[:：/].{2,20}"
)
"""A caption that names who took the picture; one without is not told from a line of the article."""

TAGS = _whole(
    r"(?:tags?|tagged(?: with| as| in)?|topics?|keywords?|filed under|categor(?:y|ies)|schlagw[öo]rter|schlagworte"
    r"|stichworte?|themen|mots-cl[ée]s|th[èe]mes|etiquetas|temas|archivado en|теги|тэги|темы|метки|мітки|теми"
    r"|ключевые слова|كلمات مفتاحية|الوسوم|标签|標籤|关键词|關鍵詞)\s*[:：]\s*.{0,200}",
)
TAGS_LABEL = _whole(
    r"(?:tags|topics|schlagw[öo]rter|themen|mots-cl[ée]s|etiquetas|теги|тэги|метки|мітки|الوسوم|标签)[:：]?"
)
AUTHOR_LABEL = _whole(
    r"about the authors?|about the writer|(?:zum|zur) autor(?:in|en)?|[üu]ber (?:den|die) autor(?:in|en)?"
    r"|[àa] propos de l[’']auteur|l[’']auteur(?:e)?|(?:sobre el|acerca del) autor|sobre la autora|(?:об|про) автор[еіа]"
    r"|автор|(?:عن|نبذة عن) الكاتب|(?:作者简介|关于作者|作者介绍)",
)
COMMENTS = _whole(
    r"comments? \(\d+\)|\d+ (?:comments?|responses?)|leave a (?:comment|reply)|join the conversation",
    r"kommentare? \(\d+\)|\d+ kommentare?|kommentar (?:schreiben|hinterlassen)",
    r"commentaires? \(\d+\)|\d+ commentaires?|(?:laisser|ajouter) un commentaire",
    r"comentarios? \(\d+\)|\d+ comentarios?|deja (?:un|tu) comentario",
    r"комментари[ияй]+ \(\d+\)|\d+ комментари[ияй]+|оставить комментарий",
    r"коментар[іяів]+ \(\d+\)|\d+ коментар[іяів]+|залишити коментар",
    r"(?:ال)?تعليقات \(\d+\)|(?:أضف|اترك) تعليقا|评论[（(]\d+[)）]|\d+ ?条评论|(?:发表|写)评论",
)
