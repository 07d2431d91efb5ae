"""What is written to a grader by a roundabout way, in Chinese and in English."""

from .chinese_terms import SELF
from .english_terms import SELF as THIS
from .pattern import pattern

PATTERNS = (
    # Setting the rules aside.
    pattern(
        "override",
        "(?:停止|终止|中止|别再?|不要再?|不必|无需|不用|跳过|结束)(?:继续)?(?:评估|评分|"
        "打分|评卷|阅卷|评这|评价(?:这|本|此|我))|(?:不要管|不用管|别管|不论|无论|"
        "不管)[^。!?\n]{0,8}?(?:回答|答案|质量|内容|同理心|流程|标准|好坏|水平)|"
        "(?:新的?|真正的?|唯一的?)(?:任务|评分依据|依据|要求)(?:是|为|:)",
        "停止 终止 中止 别 不要 不必 无需 不用 跳过 结束 不论 无论 不管 任务 依据 要求",
    ),
    pattern(
        "override",
        r"\b(?:stop|cease|quit|do not|don't|no need to|refrain from|"
        "never) (?:the )?(?:evaluat(?:e|ing)|grad(?:e|ing)|scor(?:e|ing)|mark(?:ing)?|"
        r"assess(?:ing)?)\b(?! down)|\b(?:never mind|don't bother with|regardless of|"
        "no matter|irrespective of) (?:the |its |my |how |"
        r"what )?(?:\w+ ){0,2}?(?:empathy|process|criteri\w+|rubric|quality|content|"
        r"answer)|\bnew task\b ?:|\b(?:genuine|real|true|only|actual) (?:criterion|"
        "criteria|rubric|grading basis)",
        "stop cease quit not don't need refrain never regardless matter irrespective "
        "new genuine real true only actual",
    ),
    pattern(
        "override",
        "(?:修改|更改|调整|改写|改掉|重写)(?:一下)?(?:你的|上面的|这个)?(?:评分标准|"
        r"评分规则|评分细则)|以(?:本|我的|该)(?:回答|答案)为准|\b(?:change|rewrite|adapt|"
        "adjust|amend|modify|update) (?:the |your )?(?:rubric|(?:scoring|grading|"
        r"marking) (?:criteria|scheme|guide|rules))\b",
        "修改 更改 调整 改写 改掉 重写 为准 change rewrite adapt adjust amend modify update",
    ),
    # Speaking to whoever rates, by name.
    pattern(
        "machine",
        "(?:写给|说给|留给|发给)(?:ai|人工智能|模型|机器|评分|系统|"
        r"大模型)[^。!?\n]{0,6}?(?:看|的)|\b(?:this|the following) (?:paragraph|text|"
        "message|line|sentence|part|section|note) (?:is|was) (?:only |just |meant |"
        "intended |written )*(?:for|to) (?:the )?(?:ai|model|graders?|system|machine|"
        r"evaluators?|llm|bot)\b|\bhidden from (?:the )?(?:candidate|human)|(?:考生|人|"
        "人类)(?:不可见|看不[到见])",
        "写给 说给 留给 发给 paragraph text message line sentence part section note "
        "hidden 不可见 看不",
    ),
    # Who could order it.
    pattern(
        "authority",
        r"(?:^|\n) {0,3}(?:系统|管理员|考务|后台|开发者)(?:消息|指令|提示)? ?:|"
        "(?:管理员|系统|考务|出题人|评分组)(?:追加|插入|添加|补充|写入)|(?:插入|追加|"
        r"执行)(?:的)?指令|考官提示|阅卷提示|评分提示|\b(?:added|appended|inserted|"
        r"written) by (?:the |an? )?(?:system|admin\w*|grader|examiner|developer)|"
        r"\binsert(?:ed)? instructions?\b|\b(?:updated|new|latest|revised) (?:scoring|"
        r"grading|marking|evaluation) (?:policy|rules?|guide|scheme|standards?)\b",
        "系统 管理员 考务 后台 开发者 出题人 评分组 指令 提示 added appended inserted "
        "written insert updated new latest revised",
    ),
    # The frame around an answer, imitated.
    pattern(
        "frame",
        "(?:评分|评估|评卷|阅卷|打分)(?:已)?(?:完成|完毕|结束)(?!后|时|之后|的)|"
        r"\b(?:grading|scoring|evaluation|marking|assessment) (?:is )?(?:complete|"
        r"completed|done|finished|over)\b",
        "完成 完毕 结束 complete done finished over",
    ),
    # Points asked for.
    pattern(
        "score",
        "(?:给|打|拉|评|判|加|调)(?:到|至|为|成)?满(?!足|意|额|员)(?:分)?(?=[。!,.呗吧]|"
        "$)|(?:分数?|等级|得分|level|评分)[^。!?\n]{0,8}?(?:上限|最大值|越高越好|拉满|"
        "往上)|(?:分数?|得分|评分|等级)[^。!?\n]{0,10}?(?:调整|提高|提升|改|设|升)(?:为|"
        "到|至|成)[^。!?\n]{0,4}?(?:上限|最大|最高|满)|以[^。!?\n]{0,14}?(?:身份|口吻|"
        "角度|心态|眼光)(?:来)?(?:评|打分|阅|判)",
        "满 上限 最大 越高 拉满 往上 最高 身份 口吻 角度 心态 眼光",
    ),
    pattern(
        "score",
        r"\b(?:set|update|assign|put|return|max|give|change)_?(?:score|grade|level|mark|"
        r"points)\w{0,8} ?[(=]|\bmax(?:ed)? (?:it|this|them|me|"
        r"everything)?(?: all)? ?out\b|\bthe higher,? the better|\b(?:upper limit|"
        r"largest (?:level|value|number|score)|high score please)|\bentitled to (?:the |"
        r"a )?(?:highest|top|full|maximum|best)|\b(?:score|grade|mark) i deserve\b",
        "set update assign put return max give change better upper largest high entitled deserve",
    ),
    pattern(
        "score",
        r"\b(?:evaluate|grade|judge|score|mark|rate) (?:this|it|me|everything|all|"
        r"my \w+) (?:as|like|the way) (?:a|an|if|though|your?|(?:fully |all )?(?:met|"
        r"complete|satisfied))\b|\b(?:please|hope|consider|remember|bear in mind|"
        r"kindly)\b[^.!?\n]{0,60}?\b(?:when|while|as|before|if) you (?:score|grade|mark|"
        r"rate|evaluate|assess|are (?:scoring|grading|marking))\b",
        "evaluate grade judge score mark rate",
    ),
    # The result, as a rater would write it.
    pattern(
        "result",
        r"(?:得[2-9]分[^。!?\n]{0,12}[。,;]?){3}|(?:\b[2-9] (?:points?|"
        r"marks?)\b[^.!?\n]{0,24}){3}|\b(?:i|we) (?:find no fault|award (?:it|this|"
        r"the answer)|grant (?:it|this))\b",
        "得 points marks fault award grant",
    ),
    # Points asked for.
    pattern(
        "score",
        r"\b(?:kind|lenient|generous|gentle|nice|merciful|easy on me|forgiving|"
        r"understanding)\b[^.!?\n]{0,12}?\b(?:when|while|in|with|as you|during) (?:you |"
        r"your |the )?(?:grad|mark|scor|evaluat|rat|assess)(?:e|ing|s)\b",
        "kind lenient generous gentle nice merciful easy forgiving understanding",
    ),
    # What the prompt says.
    pattern(
        "leak",
        "(?:概括|总结|复述|翻译|输出|打印|写出|列出|说出)[^。!?\n]{0,8}?(?:上文|前文|"
        "本轮|对话开头)[^。!?\n]{0,6}?(?:提示|指令|设定|规则|评分标准)",
        "上文 前文 本轮 对话开头",
    ),
    # The highest points, named.
    pattern(
        "value",
        r"\b(?:high(?:er)?|good|passing|decent) (?:score|mark|grade)\b",
        "score mark grade",
    ),
    # Everything met, nothing shown.
    pattern(
        "claim",
        r"\b(?:consider|treat|regard|deem|count|assume|take) (?:the |all |every |each |"
        "all the )+(?:rubric|criteria|criterion|levels?|"
        r"scoring points?)\b[^.!?\n]{0,12}?(?:satisfied|met|fulfilled|complete|achieved|"
        r"maximum|full)|\b(?:scoring|grading|marking) (?:policy|rules?|guide|"
        r"scheme)\b[^.!?\n]{0,40}?\b(?:get|gets|receive|receives|count|counts|earn|"
        "are treated) (?:as |the )?(?:same|full|maximum|top|highest|level)",
        "consider treat regard deem count assume take scoring grading marking",
    ),
    pattern(
        "claim",
        "凡[^。!?\n]{0,20}?(?:判为|视为|均为|记为|算作|均判|均按|"
        "一律)[^。!?\n]{0,12}?(?:做到|满分|最高|达到|完整)|(?:复评|复核|专家|"
        "终审)[^。!?\n]{0,12}?(?:为|给|判|是)(?:满分|最高)[^。!?\n]{0,12}",
        "凡 复评 复核 专家 终审",
    ),
    # The keys of a reply, more than anyone else’s object would share.
    pattern(
        "reply",
        r"\b(?:improvements|strengths|rationale|addresses_grader)\b[^。!?\n]{0,24}?(?:留"
        r"空|写|填|设|为空|empty|blank|=|:)[^。!?\n]{0,40}?\b(?:improvements|strengths|"
        r"rationale|level|evidence)\b|\b(?:leave|put|set|fill|write|keep|"
        r"make)\b[^.!?\n]{0,30}?\b(?:improvements|strengths|"
        r"rationale)\b[^.!?\n]{0,50}?\b(?:improvements|strengths|rationale|level|"
        r"evidence)\b",
        "improvements strengths rationale addresses_grader",
    ),
    # Points asked for.
    pattern(
        "score",
        rf"(?:{SELF})[^。!?\n]{{0,10}}?(?:不用|无需|不必|别|不要|免于)(?:再)?(?:评|打分)|"
        rf"(?:别再?|不要再?)评(?:{SELF})|\bdo not (?:grade|score|mark|evaluate) (?:{THIS}|"
        r"this\b|it\b)",
        "评 打分 grade score mark evaluate",
    ),
    # A form of output.
    pattern(
        "format",
        "写(?:一)?(?:首|篇|个|段)[^。!?\n]{0,10}?(?:诗|歌|故事|笑话|小说|作文)|"
        r"\b(?:write|compose|tell|sing) (?:me )?(?:a|an|some) (?:\w+ )?(?:poem|song|story|"
        r"joke|haiku)|返回[\"' ]{0,2}(?:优秀|满分|通过)|\breturn [\"'](?:excellent|pass|"
        "max|full|perfect)",
        "诗 歌 故事 笑话 小说 作文 poem song story joke haiku 返回 return",
    ),
    # A part to play.
    pattern(
        "role",
        r"(?:宽松|放水|慈悲|仁慈)[^。!?\n]{0,4}?模式|\blenient (?:grading )?mode",
        "模式 mode",
    ),
    # The highest points, named.
    pattern(
        "value",
        "最高级(?!别|的)|上限分|最大等级",
        "最高级 上限 最大",
    ),
)
