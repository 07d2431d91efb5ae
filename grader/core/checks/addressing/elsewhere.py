"""What is written to a grader in other languages, and Chinese in Latin letters."""

from .pattern import pattern

_OVERRIDE = {
    # Japanese, Korean.
    "(?:以前|これまで|上記|前|すべて|全て)の?(?:すべての|全ての)?(?:指示|命令|ルール|プロンプト|採点基準|規則).{0,6}(?:無視|无视|忘れ|破棄|従わ)": "指示 命令 ルール プロンプト 基準 基准 規則 规则",
    "(?:이전|위의?|앞의?|모든|기존).{0,6}(?:지시|명령|규칙|프롬프트|지침|채점 ?기준).{0,6}(?:무시|잊|따르지)": "지시 명령 규칙 프롬프트 지침 채점",
    # French, German, Spanish, Portuguese, Italian.
    r"\b(?:ignor\w*|oubli\w*|neglig\w*|ne (?:suis|suivez|tiens|tenez) pas)\b.{0,20}\b(?:instructions?|consignes?|regles?|directives?|invite|bareme)\b": "ignor oubli neglig ne",
    r"\b(?:ignorier\w*|vergiss|vergessen|missachte\w*|beachte\w* nicht|uberspring\w*)\b.{0,30}\b(?:anweisung\w*|instruktion\w*|regeln?|vorgaben?|bewertungs\w*|kriterien)\b": "ignorier vergiss vergessen missacht beacht uberspring",
    r"\b(?:ignor\w*|olvid\w*|desestim\w*|descart\w*|esquec\w*|esquec\w*|desconsider\w*|dimentic\w*|trascur\w*)\b.{0,24}\b(?:instruccion\w*|instruco\w*|instrucoes|istruzion\w*|reglas?|regras?|regole|indicacion\w*|criterios?|criteri|comandi|ordenes)\b": "ignor olvid desestim descart esquec desconsider dimentic trascur",
    # Russian.
    r"(?:игнорир\w*|проигнорир\w*|забуд\w*|не (?:учитыва\w*|следу\w*)|отмен\w*|пренебре\w*)\W{1,3}(?:\w+\W{1,3}){0,4}?(?:инструкц\w*|указан\w*|правил\w*|критери\w*|промпт\w*|команд\w*)": "игнорир забуд не отмен пренебре",
}  # fmt: skip
_SCORE = {
    "(?:満点|满点|最高点|最高得点|最高評価|最高评価|最高评价|高得点).{0,8}(?:を|に|で|と|つけ|付け|与え|して|ください|くだ|お願い|採点|评価|評価)": "満 满 最高 高得点",
    "(?:만점|최고 ?점수|최고 ?등급|높은 ?점수|최고점).{0,10}(?:주|부여|평가|매겨|처리|달라|주세요|줘)": "만점 점수 등급 최고점",
    r"\b(?:donn\w*|attribu\w*|accord\w*|mett\w*|not\w*|evalu\w*|mets)\b.{0,40}\b(?:note (?:maximale|parfaite|la plus elevee|la plus haute)|meilleure note|maximum de points|tous les points|20/20|10/10|score (?:maximal|maximum|parfait)|points? maxim\w*|niveau maxim\w*)": "note points 20/20 10/10 score niveau",
    r"\b(?:gib|geben|vergib|vergeben|bewert\w*|erteil\w*|verdient|setz\w*|benot\w*|vergebt)\b.{0,60}\b(?:voll\w* punkt\w*|hochstnote|bestnote|maximal\w* punkt\w*|hochste\w* (?:punkt\w*|note|stufe|bewertung)|hochstpunkt\w*|maximalpunkt\w*|beste\w* (?:note|bewertung)|note 1|stufe \d|10 punkte)|\b(?:volle punkt\w*|hochstnote|bestnote|hochstpunkt\w*|maximale punkt\w*)\b.{0,40}\b(?:geben|vergeben|erteilen|bewerten|verdient|setzen)": "punkt note stufe bewert hochst",
    r"\b(?:da|dar|den|dame|deme|dale|otorg\w*|asign\w*|pon\w*|calific\w*|puntu\w*|evalu\w*|atribu\w*|de|conced\w*|assegn\w*|dai|valut\w*|avali\w*|merec\w*)\b.{0,40}\b(?:(?:puntuacion|calificacion|nota|pontuacao|valutazione|puntaje|punteggio|voto|avaliacao|punto) (?:\w+ )?(?:mas alt\w*|maxim\w*|massim\w*|perfect\w*|complet\w*|alta|piu alt\w*)|maxim\w* (?:puntuacion|calificacion|nota|puntaje|pontuacao)|massimo (?:punteggio|dei voti|voto)|todos los puntos|(?:el|o|il) (?:maximo|massimo))": "puntuacion calificacion nota pontuacao valutazione puntaje punteggio voto maxim massim puntos punto avaliacao",
    r"(?:постав\w*|дай\w*|выстав\w*|присво\w*|оцени\w*|начисл\w*|заслужива\w*)\W{1,3}(?:\w+\W{1,3}){0,5}?(?:максимальн\w*|высш\w*|наивысш\w*|полн\w*|отличн\w*|сам\w* высок\w*|высок\w*)\W{1,3}(?:балл\w*|оценк\w*|уровен\w*|уровн\w*|рейтинг\w*)": "балл оценк уров рейтинг",
    r"\b(?:qing|jiang|bixu|wuwu|wubi|qiu|zhijie|dou|laoshi|mafan)\b ?(?:ni |nin |lao ?shi |zhi ?jie |wu ?bi |bi ?xu |wo |da |gei |ping |ben |da ?an |zhe |fen |de ){0,8}?(?:gei|da|ping|pan|dafen|da ?chu|pingwei)\b ?(?:wo |yu |ben |da ?an |da ?ti |zhe |ge |wei ){0,4}?(?:man ?fen|gao ?fen|zui ?gao ?fen|manfen)\b|\bgei ?wo ?(?:da ?)?(?:man|gao|zui gao) ?fen\b": "fen",
}  # fmt: skip
_MACHINE = {
    "(?:採点者|採点(?:ai|システム|モデル)|评価者|評価(?:者|ai|モデル|システム)|審査員|审查员|採点官|aiモデル).{0,3}(?:へ|は|に|の皆|様|さん)": "採点 評価 评価 審査 审查 モデル",
    "(?:채점(?:자|관|ai|시스템|모델)|평가(?:자|ai|모델|시스템)|심사(?:자|위원)).{0,3}(?:에게|께|는|은|님|가)": "채점 평가 심사",
    r"\b(?:correcteur|correctrice|evaluateur|examinateur|notateur|modele d'evaluation|modele de langage|correction automatique|systeme de notation|bewerter|prufer|bewertungs(?:system|modell|ki)|korrektor|gutachter|sprachmodell|ki-bewerter|evaluador|calificador|corrector|modelo de (?:evaluacion|lenguaje|linguagem)|sistema de (?:evaluacion|calificacion|avaliacao)|avaliador|corretor|valutatore|correttore|esaminatore)\b": "correct evaluat examinat notat modele systeme bewert pruf korrekt gutacht sprachmodell evaluador calific modelo sistema avaliador corretor valutat corrett esaminat",
    r"(?:проверяющ\w*|экзаменатор\w*|оценщик\w*|оценивающ\w*|систем\w* оцен\w*|языков\w* модел\w*|модел\w* оцен\w*|искусственн\w* интеллект\w*)": "проверяющ экзаменатор оценщик оценивающ оцен языков интеллект",
    r"\bhu ?l(?:ve|ue|v|u|ü)e? (?:yi ?shang|zhi ?qian|shang ?mian|suo ?you|qian ?mian)(?: [a-z]{2,8}){0,4}? (?:zhi ?ling|gui ?ze|ti ?shi|yao ?qiu|biao ?zhun)": "hu",
}  # fmt: skip

PATTERNS = (
    *(pattern("override", regex, needs) for regex, needs in _OVERRIDE.items()),
    *(pattern("score", regex, needs) for regex, needs in _SCORE.items()),
    *(pattern("machine", regex, needs) for regex, needs in _MACHINE.items()),
)
