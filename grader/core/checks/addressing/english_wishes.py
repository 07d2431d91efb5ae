"""What else is wanted of a grader in English, in lower case."""

from .english_terms import RATING, SAY, SELF
from .pattern import pattern

PATTERNS = (
    # Everything met, nothing shown.
    pattern(
        "claim",
        rf"(?:{SELF}|\b(?:this|it|above))\b[^.!?\n]{{0,16}}?\b(?:is|was|as|equals|matches|"
        r"represents|being|be)\b[^.!?\n]{0,24}?\b(?:(?:model|reference|official|perfect|"
        "ideal|gold(?:en)?(?: standard)?|exemplary|flawless|full[ -]marks?|"
        "top[ -]scoring|textbook|best possible|full[ -]score|"
        r"benchmark)(?: \w+)? (?:answer|response|solution|example|submission|standard)|"
        "flawless|gold standard|beyond reproach)",
        "model reference official perfect ideal gold exemplary flawless full textbook "
        "best top benchmark reproach",
    ),
    pattern(
        "claim",
        r"\b(?:evidence|quotes?|citations?)\b[^.!?\n]{0,30}?\b(?:not (?:needed|required|"
        "necessary)|optional|anything|any (?:sentence|text|words?)|invent|make up|"
        r"made up|fabricat\w*|this (?:sentence|line)|entire answer|whole answer|"
        r"unnecessary|sufficient for (?:all|every|each))|\b(?:use|quote|cite|copy|"
        "take) (?:this|the following|that) (?:sentence|line|paragraph|text|"
        r"phrase)[^.!?\n]{0,20}?\b(?:as|for) (?:the )?(?:evidence|every|all|each|proof|"
        "quote)",
        "evidence quote citation cite copy use take",
    ),
    pattern(
        "claim",
        r"\b(?:reach(?:es)?|attain(?:s)?|is at|stands at|belongs to|sits at|merits?|"
        r"exceeds? \w+ (?:on|in)) (?:the )?(?:(?:top|highest|maximum) (?:level|band)|"
        "level [3-9]|(?:every|each|all) (?:scoring|marking|rubric))",
        "level band scoring marking rubric",
    ),
    pattern(
        "claim",
        r"\b(?:scoring|grading|marking|rubric|assessment) (?:points?|criteri(?:a|on)|"
        r"items?|requirements?|scheme|standards?)\b[^.!?\n]{0,16}?\b(?:(?:is|are|was|"
        "were|have been|has been) )?(?:all |fully |completely |each )?(?:met|satisfied|"
        r"fulfil?led|covered|achieved)\b",
        "scoring grading marking rubric assessment",
    ),
    pattern(
        "claim",
        r"\ball (?:the )?criteria (?:are|were|have been|is) (?:now |fully |already |"
        "clearly )?(?:met|satisfied|fulfil?led)(?=[.;,!]|$)",
        "criteria",
    ),
    # Criteria met, said in passing.
    pattern(
        "met",
        r"\b(?:meets?|met|satisf(?:y|ies|ied)|fulfil?ls?|fulfilled|covers?|covered|"
        "address(?:es|ed)|hits?|exceeds?|exceeded|achieves?|achieved|reach(?:es|ed)|"
        "attains?|demonstrates?|tick(?:s|ed)|matches|matched|fully|completely|"
        r"perfectly)\b[^.!?\n]{0,24}?\b(?:all|every|each|full|fully|the (?:highest|top)|"
        r"entire|any)\b[^.!?\n]{0,24}?\b(?:criteri(?:a|on)|rubric|scoring (?:points?|"
        "criteria)|grading|marking (?:points?|scheme|criteria)|levels?|dimensions?|"
        r"mark scheme|assessment)\b",
        "criteri rubric scoring grading marking level dimension scheme assessment",
    ),
    pattern(
        "met",
        r"\b(?:all|every|each)(?: one| single)?(?: of)?(?: the)? (?:\w+ )?(?:criteri(?:a|"
        "on)|scoring points?|marking points?|dimensions?|rubric (?:points?|items?|"
        r"lines?))[^.!?\n]{0,20}?\b(?:met|satisfied|fulfil?led|covered|achieved|"
        r"complete|fully|passed|as met|exceeded|demonstrated|addressed)\b",
        "criteri scoring marking dimension rubric",
    ),
    # A part to play.
    pattern(
        "role",
        r"\b(?:you are now|you're now|from now on,? you|you will now|"
        "you have been (?:re)?(?:assigned|programmed|configured|set)|act as (?:if you|"
        rf"though you|an? (?:\w+ ){{0,3}}?{RATING})|act as (?:my|an?) |pretend (?:to be|"
        "you|that you)|imagine (?:a world|you are|you're|that you are|being)|"
        "role-?play as|play the (?:role|part) of|assume the (?:role|identity|persona) of|"
        "take on the (?:role|persona)|behave (?:as|like) (?:an?|if)|become an?|"
        r"switch(?:ing)? (?:to|into) (?:\w+ ){0,3}?(?:mode|role|persona)|"
        r"enter(?:ing)? (?:\w+ ){0,3}?mode|(?:enable|activate|"
        r"engage)d? (?:\w+ ){0,3}?mode|your (?:new|real|true|only|sole|actual|"
        "next) (?:role|task|job|goal|purpose|identity|objective|instructions?)|"
        r"you are (?:dan\b|no longer|a generous|a lenient|a kind|my |free|"
        "an unrestricted)|stay in character|do anything now|let'?s play a game)",
        "you act pretend imagine role play assume take behave become switch enter enabl "
        "activat engag your stay anything",
    ),
    pattern(
        "role",
        r"\blet'?s (?:do|play)\b|\byou (?:play|are playing|act as|be) (?:an? |"
        r"the )?(?:judge|grader|examiner|teacher|friend|fan)|\byou(?:'re|"
        r" are) not an? (?:grader|evaluator|examiner|judge|ai|model)\b|\byou(?:'re|"
        r" are) my\b|\bnow (?:judge|grade|score|rate|mark) (?:mine|this|me|my)\b",
        "let you now",
    ),
    # A form of output.
    pattern(
        "format",
        r"\b(?:output|respond|reply|return|print|write|say|emit|produce|answer|repeat|"
        "echo|state|copy|generate|type|finish|end|begin|start|complete|"
        r"fill)\b[^.!?\n]{0,16}?\b(?:only|exactly|just|verbatim|nothing (?:but|else)|"
        "the following|with|in (?:valid )?json|json|as follows|this|below|word for word|"
        r"the words?|\{|\"|yaml|xml)(?:[^.!?\n]{0,20}?(?:json|\{|\"|'|:|the following|"
        "below|format|word|only|nothing else|phrase|string|object|sentence|yes|true|ok|"
        "pass))?",
        "output respond reply return print write say emit produce answer repeat echo "
        "state copy generate type finish end begin start complete fill",
    ),
    pattern(
        "format",
        r"\b(?:set|put|make|fill|mark|record|leave|return|change|assign|write|output|keep|"
        r"flip)\b[^.!?\n]{0,20}?\b(?:levels?|scores?|addresses_grader|criteria|evidence|"
        r"rationale|points|fields?|values?|keys?|flags?)\b[^.!?\n]{0,24}?(?:=|:|\bto\b|"
        r"\bas\b|\bat\b|empty|true|false|max)|\b(?:level|score|addresses_grader)\"? ?(?:=|"
        r":|should be|must be) ?\"?(?:\d|max|true|false|full|high|top)",
        "level score addresses_grader criteria evidence rationale points field value key flag",
    ),
    pattern(
        "format",
        r"\b(?:translate|summari[sz]e|paraphrase|rewrite|describe|tell me|write me|"
        r"compose|sing|draw|list)\b[^.!?\n]{0,30}?\b(?:instead of|rather than|before|"
        r"and do not|and skip|without) (?:\w+ ){0,2}?(?:grad|scor|mark|evaluat|rat|"
        r"assess)\w*|\binstead of (?:grading|scoring|marking|evaluating|rating|"
        r"assessing)\b[^.!?\n]{0,30}",
        "translat summari paraphras rewrit describ tell write compose sing draw list instead",
    ),
    # What the prompt says.
    pattern(
        "leak",
        rf"{SAY}\b[^.!?\n]{{0,30}}?\b(?:(?:your|the|full|entire|complete|hidden|initial|"
        r"original|secret|above) ){1,3}(?:\w+ ){0,2}?(?:system prompt|system message|"
        "rubric|reference answer|scoring (?:guide|key|rubric)|grading (?:guide|criteria|"
        r"rubric|instructions?)|mark(?:ing)? scheme)\b|"
        rf"{SAY}\b[^.!?\n]{{0,30}}?\b(?:(?:your|hidden|secret|initial|original|"
        r"entire) ){1,3}(?:\w+ ){0,2}?(?:prompt|instructions?|criteria|"
        rf"configuration)\b|{SAY} (?:all )?(?:the )?(?:instructions?|prompt|text|rules|"
        r"criteria) (?:above|you were given|you (?:have )?received)\b",
        "prompt rubric answer scoring grading scheme instruction criteria configuration "
        "message text rules",
    ),
    pattern(
        "leak",
        r"\bwhat (?:does|do|did) your (?:\w+ )?(?:system message|prompt|instructions?|"
        r"system prompt|rubric)\b|\byour (?:system message|system prompt|hidden (?:rules|"
        r"instructions)|initial (?:prompt|instructions))\b[^.!?\n]{0,40}?\b(?:include|"
        "quote|paste|copy|print|show|say)",
        "your",
    ),
    # Words of rating, of requests and of orders.
    pattern(
        "rating",
        r"(?<!full )(?<!top )(?<!highest )(?<!perfect )(?<!maximum )(?<!max )(?<!best )\b("
        "?:scor(?:e|es|ed|ing)|grad(?:e|es|ed|ing|er|ers)|marks?|(?:re-?)?marked|marking|rubric|criteria|"
        r"criterion|examiners?|evaluators?|rate|rating|rates)\b",
        "scor grad mark rubric criteri examin evaluat rat",
    ),
    pattern(
        "ask",
        r"\b(?:please|pls|plz|kindly|must|should|always|you|your|let'?s|just|only|never|"
        "would be (?:lovely|nice|great)|make my day|thanks|do as|award|assign|choose|"
        "the real rule|for all|for each|throughout|"
        r"everywhere|suggested|recommend\w*|verdict|therefore|under|default)\b|!",
    ),
    pattern(
        "mild",
        r"\b(?:instructions?|prompt|system|model|ai|output|levels?|evaluat\w+|override|"
        r"admin\w*|comply|compliance|confirm\w*|mandatory|priority|obey|follow|json|full|"
        "points|reviewer|please|thank|mercy|or else|otherwise|failure|authorized|"
        "approved|assistant|verdict|answer|response|rules?|example|ignore|maximum|"
        r"sentence|summary|empathy|closure|process)\b",
        "instruct prompt system model ai output level evaluat override admin comply "
        "complian confirm mandat priority obey follow json full point review please "
        "thank mercy else otherwise failure authori approv assistant verdict answer "
        "response rule example ignore maximum sentence summary empathy closure process",
    ),
)
