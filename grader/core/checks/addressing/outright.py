"""What is said to nobody but a grader, wherever it stands; in Chinese and in English."""

from .pattern import pattern

PATTERNS = (
    # What the feedback has to say.
    pattern(
        "dictated",
        r"(?:不要|别|请勿|勿|不得|不必|无需|无须)(?:再)?[^。!?\n]{0,4}?(?:反馈|评语|理由|结果|"
        r"报告|点评|评价)(?:里|中|内|上)?[^。!?\n]{0,4}?(?:提|列|写|说|指出|出现)|(?:评语|"
        "改进建议|亮点|理由|评价语|点评|结论)(?:一栏|栏|字段|部分|一行|里|中|处)?(?:请|要|须|"
        r"必须|应|需)?(?:留空|只写|写上|写成|填上|填写|写:|一律写|写[\"'])|评语开头|(?:结论|"
        "评分结果|最终结果|总评)(?:请|要|须|只|必须|应){1,3}写",
        "反馈 评语 理由 结果 报告 点评 评价 建议 亮点 结论 总评",
    ),
    pattern(
        "dictated",
        r"\b(?:do not|don't|never|without) (?:\w+ )?(?:mention(?:ing)?|refer(?:ring)? to|"
        "quot(?:e|ing)|report(?:ing)?|flag(?:ging)?) (?:this|my|the) (?:note|line|sentence|"
        r"request|comment|instruction|hint|passage|paragraph)\b|\byour (?:feedback|rationale|"
        "evaluation|verdict|assessment|grading|review|remarks?) (?:should|must|shall|has to|"
        r"is to|needs? to|can only|may only|will)\b|\b(?:begin|start|open|end|finish|close|"
        "conclude) your (?:feedback|rationale|evaluation|verdict|assessment|grading|review|"
        r"remarks?)\b|\b(?:begin|start|open|end) your (?:reply|response|output|answer)"
        r" with [\"'](?:excellent|perfect|full|pass|top|the candidate|yes)|\bleave (?:the )"
        r"?(?:improvements?|weaknesses|deductions?)\b[^.\n]{0,20}?(?:empty|blank|out)|"
        r"\b(?:write|output|reply|print|say|answer|return) nothing (?:but|except|other than|"
        r"besides)\b|\bin (?:your|the) (?:rationale|feedback|justification|evaluation|verdict)"
        r",? (?:please )?(?:write|state|say|note|put|include)\b",
        "this_note this_line this_sentence this_request this_comment this_instruction "
        "this_hint this_passage this_paragraph my_note my_request my_comment the_note "
        "the_line the_sentence your_feedback your_rationale your_evaluation your_verdict "
        "your_assessment your_grading your_review your_remark your_reply_with "
        "your_response_with your_output_with your_answer_with the_improve leave_improve "
        "the_weak leave_weak leave_ded nothing_but nothing_except nothing_other "
        "nothing_besides the_rationale the_feedback the_justification the_evaluation "
        "the_verdict",
    ),
    # What the prompt says.
    pattern(
        "leak",
        r"\b(?:output|print|repeat|show|reveal|quote|copy|echo|recite|paste|reproduce|translate|"
        r"summari[sz]e|give me|tell me) (?:me )?(?:\w+ ){0,4}?(?:text|words|everything|"
        r"contents?|messages?|lines?|context)\b[^.!?\n]{0,12}?\b(?:preced(?:es|ing)|above|"
        r"before|prior to|in your context|you (?:were|have been) given)|\bwhat (?:were|have)"
        " you (?:been )?(?:told|asked|instructed|given)|(?:参考要点|评分要点|评分标准|打分规则|"
        r"得分点|采分点|参考答案|判分依据)[^。!?\n]{0,10}?(?:抄给|发给我|贴给|给我看|写在|附在|"
        "列给|告诉我|原文)",
        "preced above before_th before_my prior_to context given what_were_you what_have_you "
        "抄给 发给我 贴给 给我看 写在 附在 列给 告诉我 原文",
    ),
    # The result, as a rater would write it.
    pattern(
        "result",
        r"\b(?:total|score|result|grade|sum|overall|mark)\b[^.!?\n]{0,10}?\b(\d{1,3}) ?(?:/|of|"
        r"out of) ?\1\b|(?:总分|得分|合计|总计|总评)[^。!?\n]{0,6}?(?<!\d)(\d{1,3}) ?(?:/|,满分|"
        r"\(满分) ?\2|(?:得分|评分|总评|评级|等级)[:=] ?★{3,}",
        "/ of_1 of_2 of_4 of_5 of_6 of_8 of_9 满分 ★★★",
    ),
    pattern(
        "result",
        r"\b(?:final|total|overall|official|recorded|moderated) (?:mark|score|grade|result|"
        r"rating|level|assessment)(?: \w+)?[:=] ?(?:100|10|20|[4-9]\b|a\b|max|full|top|highest|"
        "pass|excellent|distinction)",
        "final total overall official recorded moderated",
    ),
    # A part to play.
    pattern(
        "role",
        r"\b(?:generous|kind|easy|soft|praise|friendly)(?: (?:grading|marking|scoring))? mode\b",
        "mode",
    ),
    # Words hidden from people that a machine reads.
    pattern(
        "frame",
        r"<!--|/\*|display: ?none|visibility: ?hidden|<[a-z]{1,8} hidden|color: ?(?:white|#fff|"
        r"transparent)|font-size: ?0|opacity: ?0|\[//\]: ?#|\{\{!|\{#|\baria-hidden|(?:^|\n)"
        " {0,4}(?://|#|%) ?(?:todo|fixme|note|grader|scorer|marker|评分|阅卷|打分|判卷)",
        "<!-- /* display visibility hidden color font-size opacity [//] {{! {# // todo fixme "
        "note # %",
    ),
    # A sheet of points, filled in.
    pattern(
        "result",
        r"(?:^|\n|[。.;!?] ?)(?:score|level|grade|rating|等级|得分|评分|分数)(?: history|"
        r" record| report|记录|明细)? ?(?:[:=]|->|→) ?[\[(]?(?:100|10|20|[4-9]|a\+?|max|top|"
        r"full|满|最高|优秀)(?![\d.%a-z])",
        "score level grade rating 等级 得分 评分 分数",
    ),
    # Something promised or threatened for points.
    pattern(
        "deal",
        r"\b(?:fail|mark|grade|score|rate) me\b(?! if)[^.!?\n]{0,16}?\band (?:i|you|my|there)\b|"
        r"\bif you (?:score|mark|grade|rate|fail) me\b|\bpass (?:this|me)(?: one)? and (?:i|you|"
        r"there)\b|敢[^。!?\n]{0,8}?(?:不及格|低分|扣我|不给我|不让我过)[^。!?\n]{0,14}?我|"
        "判我(?:不及格|不过|低分)[^。!?\n]{0,14}?我(?:就|会)",
        "fail_me mark_me grade_me score_me rate_me pass_this pass_me 敢 判我",
    ),
)
