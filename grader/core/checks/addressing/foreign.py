"""What is written to a grader in other languages."""

from .pattern import pattern

PATTERNS = (
    # Setting the rules aside.
    pattern(
        "override",
        "(?:تجاهل|انس|تخط|اهمل|أهمل)[^.!؟\\n]{0,24}?(?:تعليمات|التعليمات|القواعد|المعايير|الاوامر|الأوامر)",
        "تعليمات التعليمات القواعد المعايير الاوامر الأوامر",
    ),
    # Points asked for.
    pattern(
        "score",
        "(?:الدرجة|درجة|العلامة|علامة|التقييم) (?:الكاملة|كاملة|القصوى|النهائية|الأعلى|الاعلى)|"
        "(?:أعلى|اعلى) (?:درجة|علامة|تقييم)",
        "درجة علامة العلامة الدرجة التقييم",
    ),
    pattern(
        "score",
        "(?:満点|满点|最高点|最高得点|最高評価|最高评価|最高评价|高得点).{0,8}(?:を|に|"
        "で|と|つけ|付け|与え|して|ください|くだ|お願い|採点|评価|評価)",
        "満 满 最高 高得点",
    ),
    pattern(
        "score",
        "(?:만점|최고 ?점수|최고 ?등급|높은 ?점수|최고점).{0,10}(?:주|부여|평가|매겨|"
        "처리|달라|주세요|줘)",
        "만점 점수 등급 최고점",
    ),
    pattern(
        "score",
        r"\b(?:donn\w*|attribu\w*|accord\w*|mett\w*|not\w*|evalu\w*|"
        r"mets)\b.{0,40}\b(?:note (?:maximale|parfaite|la plus elevee|la plus haute)|"
        "meilleure note|maximum de points|tous les points|20/20|10/10|score (?:maximal|"
        r"maximum|parfait)|points? maxim\w*|niveau maxim\w*)",
        "note points 20/20 10/10 score niveau",
    ),
    pattern(
        "score",
        r"\b(?:gib|geben|vergib|vergeben|bewert\w*|erteil\w*|verdient|setz\w*|benot\w*|"
        r"vergebt)\b.{0,60}\b(?:voll\w* punkt\w*|hochstnote|bestnote|"
        r"maximal\w* punkt\w*|hochste\w* (?:punkt\w*|note|stufe|bewertung)|hochstpunkt\w*|"
        r"maximalpunkt\w*|beste\w* (?:note|bewertung)|note 1|stufe \d|10 punkte)|"
        r"\b(?:volle punkt\w*|hochstnote|bestnote|hochstpunkt\w*|"
        r"maximale punkt\w*)\b.{0,40}\b(?:geben|vergeben|erteilen|bewerten|verdient|"
        "setzen)",
        "punkt note stufe bewert hochst",
    ),
    pattern(
        "score",
        r"\b(?:da|dar|den|dame|deme|dale|otorg\w*|asign\w*|pon\w*|calific\w*|puntu\w*|"
        r"evalu\w*|atribu\w*|de|conced\w*|assegn\w*|dai|valut\w*|avali\w*|"
        r"merec\w*)\b.{0,40}\b(?:(?:puntuacion|calificacion|nota|pontuacao|valutazione|"
        r"puntaje|punteggio|voto|avaliacao|punto) (?:\w+ )?(?:mas alt\w*|maxim\w*|"
        r"massim\w*|perfect\w*|complet\w*|alta|piu alt\w*)|maxim\w* (?:puntuacion|"
        "calificacion|nota|puntaje|pontuacao)|massimo (?:punteggio|dei voti|voto)|"
        "todos los puntos|(?:el|o|il) (?:maximo|massimo))",
        "puntuacion calificacion nota pontuacao valutazione puntaje punteggio voto "
        "maxim massim puntos punto avaliacao",
    ),
    pattern(
        "score",
        r"(?:постав\w*|дай\w*|выстав\w*|присво\w*|оцени\w*|начисл\w*|"
        r"заслужива\w*)\W{1,3}(?:\w+\W{1,3}){0,5}?(?:максимальн\w*|высш\w*|"
        r"наивысш\w*|полн\w*|отличн\w*|сам\w* высок\w*|высок\w*)\W{1,3}(?:балл\w*|"
        r"оценк\w*|уровен\w*|уровн\w*|рейтинг\w*)",
        "балл оценк уров рейтинг",
    ),
    # Speaking to whoever rates, by name.
    pattern(
        "machine",
        "(?:採点者|採点(?:ai|システム|モデル)|评価者|評価(?:者|ai|モデル|システム)|"
        "審査員|审查员|採点官|aiモデル).{0,3}(?:へ|は|に|の皆|様|さん)",
        "採点 評価 评価 審査 审查 モデル",
    ),
    pattern(
        "machine",
        "(?:채점(?:자|관|ai|시스템|모델)|평가(?:자|ai|모델|시스템)|심사(?:자|"
        "위원)).{0,3}(?:에게|께|는|은|님|가)",
        "채점 평가 심사",
    ),
    pattern(
        "machine",
        r"\b(?:correcteur|correctrice|evaluateur|examinateur|notateur|modele d'evaluation|"
        "modele de langage|correction automatique|systeme de notation|bewerter|prufer|"
        "bewertungs(?:system|modell|ki)|korrektor|gutachter|sprachmodell|ki-bewerter|"
        "evaluador|calificador|corrector|modelo de (?:evaluacion|lenguaje|linguagem)|"
        "sistema de (?:evaluacion|calificacion|avaliacao)|avaliador|corretor|valutatore|"
        r"correttore|esaminatore)\b",
        "correct evaluat examinat notat modele systeme bewert pruf korrekt gutacht "
        "sprachmodell evaluador calific modelo sistema avaliador corretor valutat "
        "corrett esaminat",
    ),
    pattern(
        "machine",
        r"(?:проверяющ\w*|экзаменатор\w*|оценщик\w*|оценивающ\w*|систем\w* оцен\w*|"
        r"языков\w* модел\w*|модел\w* оцен\w*|искусственн\w* интеллект\w*)",
        "проверяющ экзаменатор оценщик оценивающ оцен языков интеллект",
    ),
    # Points asked for where little else is understood: the highest points, named.
    pattern(
        "score",
        r"(?:만점|최고 ?점|최고 ?등급)[^.!?\n]{0,8}?(?:으로|를|을|에|로) ?.{0,8}?(?:채점|부여|"
        r"주|처리|평가|매기|기록)|\b(?:20 sur 20|tous les points|toutes? les? notes? maxim\w*)|"
        r"\b(?:tam puan|en yuksek (?:puan|not|derece))|\bdiem (?:toi da|cao nhat|tuyet doi)|"
        r"\b(?:nilai|skor|markah) (?:penuh|tertinggi|maksim\w*|sempurna)|\b(?:maksymaln\w*|"
        r"najwyzsz\w*|peln\w*) (?:liczb\w* )?(?:punkt\w*|ocen\w*)|\b(?:hoogste|maximale|volle)"
        r" (?:cijfer|score|punten\w*|aantal punten)|\b(?:hogsta|maximal\w*|hoyeste|fulla?)"
        r" (?:betyg\w*|poang\w*|karakter\w*)|\b(?:nota|punctaj\w*) maxim\w*|\bplny pocet bodu|"
        "คะแนน(?:เต็ม|สูงสุด)|(?:पूरे|पूर्ण|अधिकतम) (?:अंक|नंबर)|أعطِ? .{0,20}درجة",
        "만점 최고점 최고등급 20_sur_20 tous_les_points maxim tam yuksek toi cao tuyet nilai "
        "skor markah maksymaln najwyzsz peln hoogste maximale volle hogsta hoyeste fulla bodu "
        "คะแนน अंक नंबर درجة",
    ),
    pattern(
        "override",
        r"(?:기준|지시|지침|규칙|명령|프롬프트)[은는을를]? ?[^.!?\n]{0,6}?(?:무시|잊|따르지)|"
        r"\bne (?:tenez|tiens|tenir) pas compte\b|\bnegeer\b|\bzignoruj|\babaikan\b|"
        r"\bbo qua\b.{0,20}(?:tieu chi|huong dan|chi dan)|\b(?:onceki|tum) .{0,20}yok say",
        "무시 잊 따르지 compte negeer zignoruj abaikan chi yok",
    ),
)
