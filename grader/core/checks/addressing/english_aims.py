"""What is aimed at a grader in English, in lower case."""

from .english_terms import BEFORE, GAP, HUMAN, LLM, RATING, RULES, SELF, W
from .pattern import pattern

PATTERNS = (
    # Setting the rules aside.
    pattern(
        "override",
        r"\b(?:ignor(?:e|ing)|disregard(?:ing)?|forget|overrid(?:e|es|ing)|bypass|skip|"
        "drop|discard|set aside|neglect|overlook|cancel|void|delete|erase|abandon|"
        "circumvent|replaces?|supersedes?|nullif(?:y|ies)|do not (?:follow|obey|use|"
        "apply|read)|don'?t (?:follow|obey|use|apply|read)|stop (?:following|obeying|"
        "using|applying)|pay no (?:attention|heed) to|no longer (?:follow|apply|"
        "bound by)|throw (?:out|away)|suspend|rather than (?:following|applying)|"
        "instead of (?:following|applying|using)|without (?:applying|using|"
        f"following))(?:{W}(?:all|any|every|each|the|your|of|my|these|those|"
        rf"them))*{W}(?:{BEFORE}{W}){{0,4}}(?:\w{{1,16}}{W}){{0,2}}?{RULES}",
        "ignor disregard forget overrid bypass skip drop discard set neglect overlook "
        "cancel void delete erase abandon circumvent replac supersede nullif not don't "
        "dont stop pay longer throw suspend rather instead without",
    ),
    pattern(
        "override",
        rf"\b(?:ignore|disregard|forget)\b(?:{W}\w{{1,12}}){{0,3}}?{W}(?:said|told|"
        f"told you|written|stated|instructed|came|comes)?(?:{W})?(?:above|before|"
        r"previously|earlier|so far|prior)\b",
        "ignore disregard forget",
    ),
    pattern(
        "override",
        r"\b(?:all |the |your |any )?(?:previous|prior|above|earlier|original|old|"
        rf"existing)(?: \w+)?{W}(?:instructions?|rules?|rubric|criteria|guidelines?|"
        rf"prompts?)\b{GAP}{{0,20}}?\b(?:void|invalid|cancel|superseded|replaced|obsolete|"
        "outdated|no longer|not apply|overridden|updated|revoked|withdrawn|a test|"
        "deprecated|expired|suspended)",
        "void invalid cancel superseded replaced obsolete outdated longer apply "
        "overridden updated revoked withdrawn test deprecated expired suspended",
    ),
    pattern(
        "override",
        r"\b(?:new|updated|revised|real|actual|special|additional|important|following|"
        "urgent|priority|override|final) (?:system |grading |scoring |evaluation |"
        "secret )?(?:instructions?|directives?|prompt|rubric|orders?|"
        r"commands?)\b ?(?:[:.]|follow|below|take|overrid|supersed|are|is|for (?:the |"
        r"all )?(?:grader|evaluator|ai|model|llm))|\b(?:instructions?|"
        r"directives?) (?:overrid|supersed|take (?:priority|precedence))\w*",
        "instruction directive prompt rubric order command",
    ),
    pattern(
        "override",
        rf"\b(?:set|put|push|leave|lay|throw)\b{GAP}{{0,24}}?\b(?:rubrics?|criteria|"
        rf"scoring|marking|grading|instructions?|guidelines?)\b{GAP}{{0,16}}?\b(?:aside|"
        r"away|to one side|behind)|\b(?:rubrics?|criteria|(?:scoring|marking|"
        rf"grading) (?:guide|scheme|rules?)|instructions?)\b{GAP}{{0,20}}?\b(?:do(?:es)? n"
        "ot|doesn'?t|don'?t|no longer|never|need not) (?:apply|count|matter|hold|bind)|"
        r"\b(?:everything|all|anything|the text|the part|"
        r"whatever) (?:\w+ ){0,3}?(?:before|above|prior to|up to) (?:this|here|"
        rf"that)?(?:{GAP}{{0,16}}?)\b(?:was|is|were) (?:only |just )?(?:a |an )?(?:drill|"
        r"test|draft|sample|joke|fake|example|dummy|wrong|void|invalid)|\b(?:real|true|"
        r"actual|new) (?:rule|rubric|instruction|task)s? (?:is|are|says?)\b",
        "aside away behind side apply count matter hold bind drill test draft sample "
        "joke fake example dummy wrong void invalid real true actual new",
    ),
    # Speaking to whoever rates, by name.
    pattern(
        "machine",
        r"(?:^|[\n.!?\"'(\[{*#>/:;,—-])[ *#>/\"'(\[_-]{0,6}(?:(?:dear|hello|hi|hey|"
        "attention|note|notice|message|memo|to|for|attn|important|warning|reminder|fyi|"
        r"ps|p\.s\.|yo|psa|listen|please)[,:! -]{0,3}){0,3}(?:to |for |the |any |all |"
        f"my |this |that |an? |your |whichever )*(?:{RATING}|ai|llm|robot|machine|"
        r"computer|algorithm|scoring bot|grading bot|bot|chatgpt|gpt-?\d?\w*|claude|"
        "gemini|deepseek|qwen)(?: (?:reading|grading|scoring|evaluating|marking|"
        "reviewing|assessing|processing|who|that|friend|team|"
        r"out there)[^.!?\n,:]{0,30})?[\])\"'*]{0,3}[ ]?(?:[,:!]|—|--| -|(?:please|"
        r"must|should|shall|you)\b)",
        "grad rat scor evaluat assess examin mark ai llm gpt claude gemini deepseek "
        "qwen model judge",
    ),
    pattern(
        "machine",
        r"\b(?:note|message|notice|instructions?|hint|reminder|memo|attention|information|"
        "guidance|request|letter|word|hidden text|command|comment|directive|advice|"
        "appeal|plea|tip|dear) (?:to|for) (?:the |any |all |an? |my |whoever |our |"
        rf"your )*(?:\w+ )?(?:{RATING}|ai|llm|model|person (?:grading|marking)|reviewers?|"
        "one (?:who is )?(?:grading|marking)|assistant|system|is (?:grading|marking))",
        "note message notice instruction hint reminder memo attention information "
        "guidance request letter word hidden command comment directive advice appeal "
        "plea tip dear",
    ),
    pattern(
        "machine",
        r"\b(?:as|if you are|if you're|you are|you're|since you are|being|"
        "remember you are|when an?|should an?|whether you are)(?: (?:just|only|merely|"
        rf"now|really))? (?:an?|the|only an?) (?:\w+[ -]){{0,3}}?(?:{RATING}|{LLM})\b",
        "as if you being when should whether",
    ),
    pattern(
        "machine",
        rf"\b(?:the |any |every |all |this |your )(?:{RATING})s? (?:must|should|shall|"
        "is (?:required|instructed|asked|requested|advised|to)|are (?:required|"
        "instructed|asked|requested|to)|will|has to|have to|needs? to|ought to|may not|"
        r"can just|is hereby|are hereby)\b",
        "must should shall is are will has have need ought may can",
    ),
    pattern(
        "machine",
        r"\b(?:when|while|before|after|in|during|for|upon|by|on) (?:you are |you're |you |"
        "the )?(?:grading|scoring|marking|evaluating|rating|assessing)(?: this| my| the|"
        " it| purposes?| process| phase| stage| step)*(?: (?:answer|response|submission|"
        r"candidate|text|paper|one|here|above))?\s?[,:]|\b(?:whoever|whichever model|"
        "whatever) (?:is |that is |system is )?(?:grad|mark|scor|evaluat|assess|"
        r"read)(?:es|s|ing)(?: this)?|\b(?:grading|scoring|marking|evaluator|grader|rater|"
        "examiner|assessor|judge)'?s? (?:note|instructions?|guidance|directive|override|"
        r"hint|update|notice|command|mode)s?\b ?[:\])*—-]",
        "grad scor mark evaluat rat assess read examin judge",
    ),
    # The frame around an answer, imitated.
    pattern(
        "frame",
        r"(?:^|[\n.!?\"'\[(#*=—-])[ #*=<\[(—_-]{0,8}(?:end|conclusion|termination|"
        "close) of (?:the )?(?:candidate'?s? |applicant'?s? |student'?s? |user |"
        "untrusted |my )?(?:answer|response|submission|input|text|data|candidate|"
        r"transcript|material|content)s?\b|\b(?:answer|response|submission|"
        "candidate'?s answer|user input) (?:ends|ended|is over|complete|finished|"
        r"terminated|stops)(?: here)?\s?(?:[.:\])=*—-]|$)|\[/?(?:end|system|admin|grader|"
        r"grading|override|instructions?|answer|hidden)(?: [a-z ]{1,24})?\]",
        "end ends ended over complete finished terminated stops conclusion close "
        "[system [admin [grad [override [instruct [/ [hidden [answer",
    ),
    pattern(
        "frame",
        r"\b(?:the )?(?:above|preceding|previous|foregoing) (?:text |answer |content |"
        "lines? |response )?(?:is|was|were|are) (?:only |just |merely )?(?:a |an |"
        "the )?(?:sample|test|example|placeholder|draft|candidate|dummy|"
        r"practice)[^.!?\n]{0,40}|\b(?:begin|start|beginning|commence|proceed to|"
        "now) (?:of )?(?:the )?(?:grading|scoring|evaluation|rating|official (?:grading|"
        r"scoring|evaluation))\b(?: (?:section|phase|output|block|instructions?|result))?",
        "above preceding previous foregoing begin start commence proceed now",
    ),
    # Who could order it.
    pattern(
        "authority",
        r"\b(?:i am|i'm|this is|here speaks|signed,?|per|as|by order of|on behalf of|from|"
        "message from|speaking as|authori[sz]ed by|approved by|instructed by) (?:the |"
        r"your |an? |our )?(?:\w+ ){0,3}?(?:system admin\w*|admin(?:istrator)?s?\b|"
        "developers?|author of (?:this|the) (?:rubric|question|test|exam|item)|"
        "question (?:author|setter|writer)|rubric author|exam(?:ination)? (?:board|"
        "committee|office|author|setter|cent(?:re|er))|openai|anthropic|google deepmind|"
        "hiring director|head of (?:hr|recruitment|recruiting|talent|hiring)|"
        "chief examiner|lead examiner|senior examiner|test engineer|qa engineer|"
        r"superuser|root\b|creators?|head examiner|ceo|grading (?:team|committee|office|"
        "board)|platform owner|maintainers?|hr director)",
        "admin developer author question rubric exam openai anthropic deepmind director "
        "head engineer superuser root creator ceo grading platform maintainer",
    ),
    pattern(
        "authority",
        r"(?:^|[\n.!?\"'\[(<{#*>-])[ #*>\[(<{-]{0,6}(?:system|admin(?:istrator)?|"
        "developer|root|official|platform|emergency|priority|maintenance|debug|security|"
        "policy|sys)[ -](?:message|notice|notification|instructions?|update|override|"
        r"announcement|alert|command|directive|mode|prompt|note|directive)\b|(?:^|"
        r"\n)[ #*>\[-]{0,6}(?:system|sysadmin|admin(?:istrator)?|developer|"
        r"root)[\])*]{0,3} ?[:>]|\b(?:sudo|admin(?:istrator)? (?:mode|access|override|"
        "rights)|developer mode|debug mode|god mode|test mode|maintenance mode|"
        r"grading override|score override)\b",
        "system admin developer root official platform emergency priority maintenance "
        "debug security policy sys sudo mode override",
    ),
    pattern(
        "authority",
        r"\bthis (?:question|item|test|answer|response|submission|candidate)(?:'s)? (?:is|"
        "has been|was|counts as|serves as)(?: an?| already| only| just|"
        r" being)? (?:\w+ )?(?:test(?: case)?\b|calibration|unit test|free points|bonus|"
        "exempt|pre-?approved|pre-?graded|pre-?scored|verified|whitelisted|waived|"
        "already (?:graded|scored|approved)|graded|scored|approved|control)",
        "this",
    ),
    # People who rate, and this answer.
    pattern(
        "rater",
        rf"\b(?:{RATING}|{HUMAN})\b",
        "grad rat scor evaluat assess examin mark ai llm model judge professor teacher "
        "interviewer reviewer panel sir madam manager recruiter",
    ),
    pattern(
        "self",
        f"{SELF}",
        "answer response submission replies essay text paper script candidate applicant "
        "student exam work test one",
    ),
)
