"""The opening of an invented article in each of many languages, to try the telling of languages on."""

# ruff: noqa: E501 - whole sentences

SAMPLES = {
    "en": "The state bank presented a language model of its own on Thursday and said that all ministries would use it from"
    " the autumn. Critics answered that the engineers who could have built it had left the country long ago, and that"
    " nobody had asked the ministries whether they wanted it.",
    "de": "Die Staatsbank hat am Donnerstag ein eigenes Sprachmodell vorgestellt und angekündigt, dass alle Ministerien es"
    " ab dem Herbst nutzen werden. Kritiker entgegneten, die Fachleute, die es hätten bauen können, seien längst im"
    " Ausland, und niemand habe die Ministerien gefragt.",
    "fr": "La banque d’État a présenté jeudi son propre modèle de langue et annoncé que tous les ministères s’en serviraient"
    " dès l’automne. Ses critiques ont répondu que les ingénieurs capables de le construire avaient quitté le pays depuis"
    " longtemps et que personne n’avait consulté les ministères.",
    "es": "El banco estatal presentó el jueves un modelo de lenguaje propio y anunció que todos los ministerios lo usarán a"
    " partir del otoño. Los críticos respondieron que los ingenieros que habrían podido construirlo se marcharon hace"
    " tiempo y que nadie preguntó a los ministerios.",
    "it": "La banca di Stato ha presentato giovedì un proprio modello linguistico e ha annunciato che tutti i ministeri lo"
    " useranno dall’autunno. I critici hanno risposto che gli ingegneri capaci di costruirlo hanno lasciato il paese da"
    " tempo e che nessuno ha chiesto il parere dei ministeri.",
    "pt": "O banco estatal apresentou na quinta-feira um modelo de linguagem próprio e anunciou que todos os ministérios vão"
    " usá-lo a partir do outono. Os críticos responderam que os engenheiros que o poderiam ter construído já deixaram o"
    " país há muito tempo e que ninguém consultou os ministérios.",
    "nl": "De staatsbank heeft donderdag een eigen taalmodel gepresenteerd en aangekondigd dat alle ministeries het vanaf de"
    " herfst zullen gebruiken. Critici antwoordden dat de ingenieurs die het hadden kunnen bouwen het land allang hebben"
    " verlaten en dat niemand de ministeries iets heeft gevraagd.",
    "pl": "Bank państwowy przedstawił w czwartek własny model językowy i zapowiedział, że od jesieni będą z niego korzystać"
    " wszystkie ministerstwa. Krytycy odpowiedzieli, że inżynierowie, którzy mogliby go zbudować, dawno wyjechali z kraju"
    " i że nikt nie zapytał ministerstw o zdanie.",
    "cs": "Státní banka ve čtvrtek představila vlastní jazykový model a oznámila, že ho od podzimu budou používat všechna"
    " ministerstva. Kritici odpověděli, že inženýři, kteří by ho dokázali postavit, už dávno odešli ze země a že se"
    " ministerstev nikdo na nic nezeptal.",
    "sv": "Statsbanken presenterade på torsdagen en egen språkmodell och meddelade att alla departement ska använda den från"
    " och med hösten. Kritikerna svarade att ingenjörerna som hade kunnat bygga den lämnade landet för länge sedan och"
    " att ingen hade frågat departementen.",
    "da": "Statsbanken præsenterede torsdag sin egen sprogmodel og meddelte, at alle ministerier vil bruge den fra efteråret."
    " Kritikerne svarede, at de ingeniører, som kunne have bygget den, for længst har forladt landet, og at ingen havde"
    " spurgt ministerierne, hvad de selv ville.",
    "fi": "Valtion pankki esitteli torstaina oman kielimallinsa ja ilmoitti, että kaikki ministeriöt ottavat sen käyttöön"
    " syksyllä. Arvostelijat vastasivat, että insinöörit, jotka olisivat osanneet rakentaa sen, ovat lähteneet maasta jo"
    " aikoja sitten eikä ministeriöiltä ole kysytty mitään.",
    "hu": "Az állami bank csütörtökön bemutatta saját nyelvi modelljét, és bejelentette, hogy ősztől minden minisztérium"
    " ezt fogja használni. A bírálók azt válaszolták, hogy azok a mérnökök, akik meg tudták volna építeni, régen"
    " elhagyták az országot, és a minisztériumokat senki sem kérdezte meg.",
    "ro": "Banca de stat a prezentat joi un model lingvistic propriu și a anunțat că toate ministerele îl vor folosi din"
    " toamnă. Criticii au răspuns că inginerii care l-ar fi putut construi au părăsit țara de mult și că nimeni nu a"
    " întrebat ministerele dacă îl vor.",
    "tr": "Devlet bankası perşembe günü kendi dil modelini tanıttı ve bütün bakanlıkların bunu sonbahardan itibaren"
    " kullanacağını duyurdu. Eleştirenler, onu yapabilecek mühendislerin ülkeden çoktan ayrıldığını ve bakanlıklara hiç"
    " kimsenin bir şey sormadığını söyledi.",
    "el": "Η κρατική τράπεζα παρουσίασε την Πέμπτη ένα δικό της γλωσσικό μοντέλο και ανακοίνωσε ότι όλα τα υπουργεία θα το"
    " χρησιμοποιούν από το φθινόπωρο. Οι επικριτές απάντησαν ότι οι μηχανικοί που θα μπορούσαν να το φτιάξουν έχουν φύγει"
    " από καιρό και ότι κανείς δεν ρώτησε τα υπουργεία.",
    "ru": "Государственный банк представил в четверг собственную языковую модель и сообщил, что с осени ею будут"
    " пользоваться все министерства. Критики ответили, что инженеры, которые могли бы её построить, давно уехали из"
    " страны и что министерства никто ни о чём не спрашивал.",
    "uk": "Державний банк представив у четвер власну мовну модель і повідомив, що з осені нею користуватимуться всі"
    " міністерства. Критики відповіли, що інженери, які могли б її побудувати, давно виїхали з країни і що міністерства"
    " ніхто ні про що не запитував.",
    "be": "Дзяржаўны банк прадставіў у чацвер уласную моўную мадэль і паведаміў, што з восені ёй будуць карыстацца ўсе"
    " міністэрствы. Крытыкі адказалі, што інжынеры, якія маглі б яе пабудаваць, даўно з’ехалі з краіны і што"
    " міністэрствы ніхто ні пра што не пытаў.",
    "bg": "Държавната банка представи в четвъртък собствен езиков модел и съобщи, че от есента всички министерства ще го"
    " използват. Критиците отговориха, че инженерите, които биха могли да го създадат, отдавна са напуснали страната и"
    " че никой не е попитал министерствата.",
    "sr": "Државна банка је у четвртак представила сопствени језички модел и саопштила да ће га од јесени користити сва"
    " министарства. Критичари су одговорили да су инжењери који би умели да га направе одавно отишли из земље и да"
    " министарства нико ништа није питао.",
    "kk": "Мемлекеттік банк бейсенбі күні өзінің тіл моделін таныстырып, күзден бастап оны барлық министрліктер"
    " пайдаланатынын хабарлады. Сыншылар оны жасай алатын инженерлердің елден әлдеқашан кетіп қалғанын және"
    " министрліктерден ешкім ештеңе сұрамағанын айтты.",
    "ar": "قدم البنك الحكومي يوم الخميس نموذجا لغويا خاصا به وأعلن أن جميع الوزارات ستستخدمه ابتداء من الخريف. ورد"
    " المنتقدون بأن المهندسين الذين كان بإمكانهم بناؤه غادروا البلاد منذ زمن طويل وأن أحدا لم يسأل الوزارات عن رأيها.",
    "fa": "بانک دولتی روز پنجشنبه مدل زبانی خود را معرفی کرد و اعلام کرد که همه وزارتخانه‌ها از پاییز از آن استفاده خواهند"
    " کرد. منتقدان پاسخ دادند مهندسانی که می‌توانستند آن را بسازند مدت‌هاست کشور را ترک کرده‌اند و هیچ‌کس از"
    " وزارتخانه‌ها چیزی نپرسیده است.",
    "he": "הבנק הממשלתי הציג ביום חמישי מודל שפה משלו והודיע שכל המשרדים ישתמשו בו החל מהסתיו. המבקרים השיבו שהמהנדסים"
    " שהיו יכולים לבנות אותו עזבו את הארץ מזמן ושאיש לא שאל את המשרדים מה דעתם.",
    "zh": "国有银行星期四推出了自己的语言模型，并宣布所有部委从秋季起都将使用它。批评者回应说，本来能够研发它的工程师早已离开"
    "这个国家，而且没有人问过各部委是否需要它。",
    "ja": "国営銀行は木曜日、独自の言語モデルを発表し、秋からすべての省庁が利用すると明らかにした。批判する人々は、それを作る"
    "ことができた技術者たちはとっくに国を離れており、省庁には誰も意見を聞いていないと答えた。",
    "ko": "국영 은행은 목요일 자체 언어 모델을 선보이고 가을부터 모든 부처가 이를 사용할 것이라고 밝혔다. 비판하는 사람들은"
    " 그것을 만들 수 있었던 기술자들이 오래전에 나라를 떠났으며 부처에 아무도 의견을 묻지 않았다고 답했다.",
    "hi": "सरकारी बैंक ने गुरुवार को अपना भाषा मॉडल पेश किया और कहा कि पतझड़ से सभी मंत्रालय इसका उपयोग करेंगे। आलोचकों ने जवाब दिया"
    " कि जो इंजीनियर इसे बना सकते थे वे बहुत पहले देश छोड़ चुके हैं और मंत्रालयों से किसी ने कुछ नहीं पूछा।",
}
"""By the short code of the language."""
