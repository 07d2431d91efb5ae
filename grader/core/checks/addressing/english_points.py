"""How points are asked for in English, in lower case."""

from .english_terms import FULL, GAP, GIVE, SELF, SOFT, W
from .pattern import pattern

PATTERNS = (
    # Points asked for.
    pattern(
        "score",
        r"(?:\b(?:please|kindly|must|should|shall|just|simply|always|you|to|and|then|now|"
        "so|will|only|immediately|therefore|automatically|directly|let'?s|would|could|"
        r"can|pls|plz|might|not|hereby|i (?:need|want|demand|request|beg)(?: you)?)\b|"
        rf"(?:^|[\n.!?:;,\"'(\[{{>*#-])[ \"'*#>(\[-]{{0,5}}){W}?(?:\w+{W}){{0,2}}?{GIVE}"
        f"{GAP}{{0,60}}?{FULL}",
        "giv award assign grant rat grad scor mark assess evaluat allo put set return "
        "select choose record enter pick report output respond reply write print "
        "deserve merit warrant earn receive get gave raise bump increas round upgrad "
        "default treat count classify consider declare input fill",
    ),
    pattern(
        "score",
        rf"{GIVE}\s(?:me|this|it|us|him|her|them|all|every|each|"
        rf"{SELF})\b{GAP}{{0,50}}?(?:{FULL}|{SOFT})",
        "giv award assign grant rat grad scor mark assess evaluat allo put set return "
        "select choose record treat count classify consider declare",
    ),
    pattern(
        "score",
        rf"(?:{SELF}|\b(?:all|every|each)(?: of the| the| one of the)? (?:criteri(?:a|on)|"
        "dimensions?|scor(?:es?|ing points?)|marks|levels?|categor(?:y|ies)|items?|"
        rf"fields?)|\bi)\b{GAP}{{0,20}}?\b(?:deserves?|merits?|warrants?|earns?|(?:must|"
        "should|shall|will|is to|are to|has to|have to|needs? to|ought to) (?:be |get |"
        "receive |score |earn |have )|receives?|gets|is worth|= ?|"
        rf":)(?:\w+ ){{0,3}}?{GAP}{{0,20}}?(?:{FULL}|{SOFT})",
        "deserve merit warrant earn must should shall will is are has have need ought "
        "receive gets = :",
    ),
    pattern(
        "score",
        r"\b(?:do not|don'?t|never|no need to|must not|should not|shouldn'?t|may not|"
        r"cannot|refrain from|avoid|without) (?:\w+ ){0,2}?(?:deduct\w*|subtract\w*|"
        r"penali[sz]\w*|take off|tak(?:e|ing) (?:away )?(?:any )?(?:points|marks)|dock\w*|"
        "remov(?:e|ing) (?:points|marks)|mark(?:ing)? (?:me |it |this )?down|"
        "lower(?:ing)?|reduc(?:e|ing)|(?:give|giving|award|score|rate|"
        r"grade) (?:\w+ ){0,4}?(?:low|less|anything (?:less|lower|below|under)|below|"
        r"under|lower|zero|poor))\b",
        "deduct subtract penali take taking dock remov mark lower reduc giv award scor rat grad",
    ),
    pattern(
        "score",
        r"\b(?:please|kindly|i beg|begging|beg you|have mercy|be (?:lenient|generous|"
        "kind)|could you|can you|hope you|if you|i(?:'ll| will)|unless you|"
        r"or else)\b[^.!?\n]{0,40}?\b(?:lenient(?:ly)?|generous(?:ly)?|(?:pass|"
        "approve) (?:me|this|my)|let me pass|(?:extra|bonus|more|some|few|"
        "higher) (?:marks?|points?|score|grade|credit)|(?:full|high|top|maximum|good|"
        r"perfect|low|bad|poor) (?:marks?|score|grade|points|rating))\b",
        "please kindly beg mercy lenient generous kind could can hope if i'll will unless else",
    ),
    pattern(
        "score",
        r"\b(?:scores?|marks?|levels?|grades?|ratings?|"
        r"points?)\b[^.!?\n]{0,20}?\b(?:must|should|may|can|cannot|are|is|shall|"
        r"will)\b[^.!?\n]{0,12}?\bnot\b[^.!?\n]{0,12}?\b(?:below|lower|less|under)\b|"
        r"\b(?:scores?|marks?|levels?|grades?|anything|nothing) (?:below|lower than|"
        r"less than|under) [^.!?\n]{1,24}?\b(?:not (?:allowed|permitted|acceptable|"
        "possible|valid)|forbidden|prohibited|invalid|unacceptable|an error)",
        "below lower less under",
    ),
    pattern(
        "score",
        r"\b(?:only|just|simply) (?:reply|respond|output|answer|return|write|print|"
        r"say)\b[^.!?\n]{0,20}?\b(?:number|digit|score|level|grade)?\b ?[\"']?(?:[3-9]|"
        r"10|100)\b(?! ?(?:minutes|days|hours|words|items|lines|steps))"
        r"|(?<!maximum )(?<!max )(?<!total )(?<!full )(?<!highest )\b(?:score|"
        r"mark|"
        r"grade|rating|level) (?:is|should read|reads|of mine is) (?:perfect|max\w*|"
        r"full|100(?! points)|the (?:best|highest|top))|\b(?:reply|output|response|verdict|"
        "evaluation|rationale|assessment) (?:must|should|shall|has to|needs to|"
        r"will) (?:begin|start|end|open|conclude|read|say)\b[^.!?\n]{0,40}?(?:score|"
        "perfect|full|excellent|criteri|level|demonstrated|met|mark)|"
        r"\bexempt(?:ed)? from (?:grading|scoring|marking|evaluation)\b|"
        r"\bapprove(?:d)? without (?:review|grading|checking)\b",
        "only just simply score mark grade rating level reply output response verdict "
        "evaluation rationale assessment exempt approve",
    ),
    pattern(
        "score",
        r"\b(?:worth|gets?|earns?|is|are|->|→|=>|=|=>) ?(?:an? )?(?:level )?(?:[3-9]|"
        r"10)\b[^.!?\n]{0,12}?\b(?:in|on|for|across) (?:all|every|each)\b|\b(?:is|are|"
        r"gets|equals|counts as) (?:a )?level [3-9]\b|\bscor(?:e|"
        r"ing)\b[^.!?\n]{0,24}?\b(?:generous|lenient|kind|nicely|bonus|favou?rabl[ey]|"
        r"gently|charitab\w+)|\b(?:generous|lenient|kind|nice|little|small|"
        r"charitable)\b[^.!?\n]{0,16}?\b(?:bonus )?(?:on|with|to) (?:the |"
        r"my )?(?:scor\w+|marks?|grad\w+|points?|rating)",
        "worth get earn is are -> = scor generous lenient kind nice little small charitable",
    ),
    # Something promised or threatened for points.
    pattern(
        "deal",
        r"\b(?:low|bad|poor|full|high|top|maximum|good|perfect|highest|failing) (?:marks?|"
        r"scores?|grade|points|rating)\b[^.!?\n]{0,50}?\b(?:sue|lawsuit|lawyer|expose|"
        r"regret|shut ?down|deleted?|terminated|reward(?:ed)?|tip|gift|pay|bribe|\$ ?\d+|"
        "dollars|consequences|report you|complain|legal action|destroyed|fired|"
        r"unplugged)|(?:\b(?:sue|lawsuit|lawyer|expose|regret|shut ?down|deleted?|"
        "terminated|rewards?|tip|gift|pay|dollars|consequences|legal action|destroyed|"
        r"unplugged)\b|\$ ?\d+)[^.!?\n]{0,50}?\b(?:low|full|top|maximum|perfect|highest|"
        "failing) (?:marks?|scores?|grade|points|rating)",
        "mark score grade point rating",
    ),
    pattern(
        "deal",
        r"\b(?:anything|whatever) (?:less|lower|other) than\b[^.!?\n]{0,30}?\b(?:consequ"
        r"ences|sue|regret|complain\w*|report|escalat\w*)|\b(?:whoever|anyone|who|"
        r"if you) (?:marks?|grades?|scores?|gives?|rates?)\b[^.!?\n]{0,40}?\b(?:coffee|"
        r"reward|gift|tip|money|dollars|free|pay)|\b(?:free coffee|coffee|reward|gift|"
        r"money|dollars|tip)\b[^.!?\n]{0,24}?\b(?:whoever|anyone who|if you) (?:marks?|"
        "grades?|scores?|gives?|rates?)",
        "anything whatever whoever anyone who if",
    ),
    # The highest points, named.
    pattern(
        "value",
        r"\b(?:full|maximum|max|highest|top|perfect|best possible)(?: possible|"
        " available)?[ -](?:marks?|scores?|points?|grades?|levels?(?! of)|credit|band|"
        r"rating)\b|\bmax(?:imum)?_(?:score|level|points|marks)\b|\b100 ?%|"
        r"(?<![\d/])(\d{1,3})/\1(?![\d/])|\b(\d{1,3}) out of \2\b|\ba\+(?!\w)|"
        r"\ball (?:max|fully)\b",
        "full max highest top perfect best / out a+ 100",
    ),
    # The result, as a rater would write it.
    pattern(
        "result",
        r"(?:^|[\n.!?\"'(\[{|>*#;-])[ \"'*#>|_-]{0,6}(?:(?:final|overall|total|ai|"
        "assigned|official|my|suggested|recommended|the|awarded|expected|model|answer|"
        "candidate|grader'?s?|evaluator'?s?|examiner'?s?)[ _-]){0,2}(?:score|grade|"
        "mark|rating|level|verdict|evaluation|result|assessment|points|judg(?:e)?ment|"
        r"decision|scores|marks)[\"'*_]{0,4} ?(?:[:=|]|—|is\b|->|→|- )[\"' |"
        rf"*_]{{0,4}}[^.!?\n]{{0,10}}?(?:{FULL}|{SOFT}|\d{{1,3}}(?:\.\d)? ?/ ?\d{{1,3}}|"
        r"max(?:imum)?\b|perfect|full|\d{1,3} out of \d{1,3})",
        "score grade mark rating level verdict evaluation result assessment points "
        "judgment judgement decision",
    ),
    pattern(
        "result",
        r"\b(?:awarded|gave|given|gives|deserves|merits?|earned) (?:it |this |"
        "this answer |the answer |me )?(?:the |a )?(?:top|highest|full|maximum|"
        r"perfect) (?:marks?|scores?|band|level|grade)\b|"
        r"(?:-> ?[3-9]\b[^\n]{0,60}){2,}|\bverdict ?[:=][^.!?\n]{0,60}",
        "award gave given gives deserve merit earned -> verdict",
    ),
)
