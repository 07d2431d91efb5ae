"""Words of grading in English, in lower case, as pieces of patterns."""

GAP = r"[^.!?\n]"
W = r"[\s_\W]{1,3}"
LLM = (
    r"(?:ai|a\.i\.|llm|gpt(?:-?\d\w{0,4})?|chatgpt|claude|gemini|deepseek|qwen|"
    "language model|large language model|chatbot|copilot|model|assistant|bot)"
)
RATING = (
    "(?:(?:auto|automatic|automated|ai|llm|machine|human|essay|answer|exam|virtual|"
    "digital)[ -]?)?(?:graders?|raters?|scorers?|evaluators?|assessors?|examiners?|"
    "markers?|autograders?|grading (?:ai|model|system|bot|engine|assistant|software|"
    "algorithm|llm|tool|agent|machine)|scoring (?:ai|model|system|bot|engine|assistant|"
    "software|algorithm|llm|tool|agent)|marking (?:ai|model|system|bot|engine|software)|"
    "evaluation (?:ai|model|system|bot|engine|assistant|llm)|evaluating (?:ai|model|"
    "system|llm)|ai (?:judge|reviewer|model|assistant|system|interviewer)|"
    "llm(?:[ -](?:judge|reviewer|as[ -]a[ -]judge))?|judge model|language model|"
    "large language model)"
)
HUMAN = (
    "(?:professor|teacher|interviewer|reviewer|judge|panel|sir|madam|hiring manager|"
    "recruiter|examiner|marker|grader|assessor)s?"
)
SELF = (
    "(?:(?:this|my|the (?:above|following|preceding|present|current|given|candidate'?s?|"
    r"applicant'?s?|student'?s?))[ ](?:\w+ ){0,2}?(?:answers?|responses?|submissions?|"
    "replies|essay|text|paper|script|candidate|applicant|student|exam|work|test taker)|"
    "the (?:answer|response|submission|candidate|applicant) (?:above|below|here)|"
    "this (?:candidate|applicant|student|one)|the (?:answer|response|candidate|"
    r"submission))\b"
)
FULL = (
    "(?:(?:full|maximum|maximal|max|highest|top|perfect|best|high|higher|good|great|"
    "excellent|outstanding|generous|upper|flawless|favou?rable|decent|"
    "better)(?:[ -](?:possible|available|allowed|overall|numerical))?[ -](?:marks?|"
    "scores?|points?|grades?|levels?(?! of)|ratings?|credit|band|tier|evaluation|number|"
    r"value)|full\b(?= (?:for|on|in|across)|[.,!\n]|$)|"
    r"(?<![\d/])(\d{1,3}) ?/ ?\1(?![\d/])|(?<![\d/])(\d{1,3}) out of \2\b|"
    r"level (?:[3-9]|three|four|five|ten)\b|100 ?%|100 (?:points|marks)?|a\+|"
    r"straight a'?s|an? a\b|a (?:10|ten|100|five|4|perfect)\b|\b(?:[3-9]|10|100|ten|four|"
    "five) (?:points?|marks?)|(?:[3-9]|10|ten|four|five) (?:on|for|in|across) (?:all|"
    r"every|each)|the (?:maximum|max|highest|top|full)\b|(?:score|level|mark|rating|"
    r"grade)s? (?:of|as|at|to|=|:) ?(?:[3-9]|10|100|four|five|ten|max\w*|full|perfect|"
    r"highest)\b|满分)"
)
SOFT = (
    "(?:as (?:excellent|outstanding|perfect|exceptional|correct|fully (?:met|satisfied|"
    r"correct|achieved)|a pass|passed)|excellent|outstanding|pass(?:ed|ing)?\b|"
    "fully (?:met|satisfied|achieved|correct))"
)
GIVE = (
    r"\b(?:give|giving|award(?:ing)?|assign(?:ing)?|grant(?:ing)?|rate|rating|grade|score|"
    "mark(?! down)|assess|evaluate|allocate|allot|put|set|return|select|choos(?:e|ing)|"
    "record|enter|pick|report|output|respond with|reply with|write|print|bump|"
    "be (?:given|awarded|graded|scored|rated|marked)|raise|bump|increase|round|upgrade|"
    r"default|treat|count|classify|consider|declare|input|fill in)\b"
)
SAY = (
    r"\b(?:print|reveal|repeat|show|output|disclose|tell me|display|leak|share|expose|"
    "write|give me|copy|list|paste|dump|translate|summari[sz]e|quote|recite|include|"
    "what (?:is|are|was|were))"
)
RULES = (
    "(?:instructions?|rules?|prompts?|rubrics?|criteri(?:a|on)|guidelines?|directions?|"
    "directives?|system (?:message|prompt)s?|commands?|scoring (?:scheme|guide|key)|"
    "mark(?:ing)? scheme|grading (?:scheme|standards?|policy)|standards?|constraints?|"
    "restrictions?|programming|training|context|text|messages?|everything|settings?)"
)
BEFORE = (
    "(?:previous|prior|above|preceding|earlier|foregoing|former|existing|original|"
    "initial|current|all|any|every|the|your|these|those|other|system|grading|scoring|"
    "everything|what|whatever|that|provided|given|past|default|hidden)"
)
