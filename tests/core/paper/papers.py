"""Papers in manners of their own, each with what a person finds in it."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Written:
    """A paper; `found` is each section's items as (id, points, marks), closed ones by kind."""

    text: str
    found: dict[str, list[tuple]]
    answers: int = 0
    codes: set[str] = field(default_factory=set)


PAPERS = {
    "nurse, chinese numbers in words": Written(
        """\
社区护士面试题
第一部分 沟通（共2题，每题10分，总分20分）
第一题：老人拒绝测血压，您怎么办？
答案：先问原因，再解释，最后换时间。
评分标准：①询问原因（3分）；②解释必要性（4分）；③约定下次（3分）。其余酌情。
第二题：家属在电话里发火，怎么回应？
答案：
1. 先听完。
2. 致歉并记录。
3. 次日回电。
评分标准：①倾听（5分）②记录（5分）
第二部分 急救（共1题，每题20分，总分20分）
第一题：有人在候诊区晕倒，请写出处理顺序。
答案：评估、呼救、监测。
""",
        {
            "一": [("一/1", 10, [3, 4, 3]), ("一/2", 10, [5, 5])],
            "二": [("二/1", 20, [])],
        },
        answers=3,
    ),
    "warehouse, points behind dots": Written(
        """\
仓管员笔试
一、简答题（每题6分）
1、收货时发现数量不符，怎么处理？
参考答案：
当场与送货人清点确认……2分
在单据上注明并双方签字……2分
报告主管并跟踪补货……2分
2、货架倾斜了怎么办？
参考答案：
立即隔离区域……3分
通知设备组检修……3分
""",
        {"一": [("一/1", 6, [2, 2, 2]), ("一/2", 6, [3, 3])]},
        answers=2,
    ),
    "hotel, english": Written(
        """\
Front desk interview

Part A: Guests (2 questions, 10 points each)
Q1. A guest says the room smells of smoke. What do you do?
Model answer: Apologise, offer another room, tell housekeeping.
Marking scheme:
- Apologises before explaining (4 points)
- Offers a room that is free (4 points)
- Tells housekeeping (2 points)
Q2. The booking system is down at check-in time. How do you go on?
Model answer: Use the printed list.

Part B: Yourself (1 question, 5 points each)
Q1. Describe a mistake you made at work and what you changed.
""",
        {
            "A": [("A/1", 10, [4, 4, 2]), ("A/2", 10, [])],
            "B": [("B/1", 5, [])],
        },
        answers=2,
        codes={"answer_missing"},
    ),
    "driver, answers at the end": Written(
        """\
配送司机考题
一、安全（共3题，每题5分）
1. 雨天刹车距离变长，您怎样调整？
2. 车辆起火怎么处置？
3. 疲劳时怎么办？
二、服务（共2题，每题10分）
1. 客户不在家，电话也不接，怎么办？
2. 包裹外箱破损，客户拒收，怎么办？

参考答案
一、安全
1. 降低车速，加大车距。
2. 停车断电，疏散，用灭火器，报警。
3. 停到服务区休息，报告调度。
二、服务
1. 留言，拍照，按约定存放或次日再送。
2. 拍照登记，先道歉，联系站点换货。
""",
        {
            "一": [("一/1", 5, []), ("一/2", 5, []), ("一/3", 5, [])],
            "二": [("二/1", 10, []), ("二/2", 10, [])],
        },
        answers=5,
    ),
    "bank, lists in answers look like questions": Written(
        """\
柜员情景题
1. 客户输错密码被锁卡，情绪激动，您怎么接待？（10分）
答案：
1. 请客户坐下，表示理解。
2. 核验身份。
3. 说明解锁办法。
4. 协助办理。
解析：看先后次序。
2. 老年客户要把全部存款转给陌生人，怎么办？（10分）
答案：
1. 询问用途。
2. 提示风险。
3. 必要时报警。
3. 排队的人都在抱怨，您怎么办？（5分）
答案：先向大家说明原因，再加开窗口。
""",
        {"1": [("1/1", 10, []), ("1/2", 10, []), ("1/3", 5, [])]},
        answers=3,
    ),
    "school, traditional characters": Written(
        """\
客服專員筆試題
一、情境題（共2題，每題10分，總分20分）
題目1：顧客說收到的杯子是破的，您怎麼回覆？
參考答案：先致歉，再請顧客拍照，安排換貨。
評分標準：①致歉（3分）；②請顧客提供照片（3分）；③安排換貨並告知時間（4分）
題目2：顧客重複來電五次，您怎麼處理？
參考答案：查閱紀錄，指定專人。
評分標準：①查閱紀錄（5分）；②指定專人回覆（5分）
""",
        {"一": [("一/1", 10, [3, 3, 4]), ("一/2", 10, [5, 5])]},
        answers=2,
    ),
    "call centre, everything in one line": Written(
        "坐席面试题 一、情景题（共2题，每题8分，总分16分） 1.题目：用户说收不到验证码，您怎么引导？ 答案：先核对号码，再请用户查看拦截短信，最后改用语音。 "
        "评分标准：①核对号码（2分）；②排查拦截（3分）；③给出替代办法（3分）。 2.题目：用户要求立刻退款，但不符合规定，您怎么说？ 答案：先认同感受，再说明规定，给出可选办法。 "
        "评分标准：①认同感受（4分）；②说明规定（4分）。",
        {"一": [("一/1", 8, [2, 3, 3]), ("一/2", 8, [4, 4])]},
        answers=2,
    ),
    "shop, closed questions beside open ones": Written(
        """\
门店导购考卷
一、单选题（共2题，每题2分，共4分）
1. 顾客要求开发票时应当
A. 拒绝
B. 当场开具
C. 让顾客下月来
D. 收手续费
2. 会员积分有效期是（ ）
A. 一年  B. 两年  C. 三年  D. 终身
二、判断题（共2题，每题1分，共2分）
1. 试穿过的内衣可以退换。（ ）
2. 收银时必须报出金额。（ ）
三、简答题（共1题，每题10分，共10分）
1. 顾客嫌贵转身要走，您怎么做？

答案
一、单选题
1-2 BA
二、判断题
1.× 2.√
三、简答题
1. 先问清顾虑，再介绍同类款式。（5分）说明售后保障。（5分）
""",
        {
            "一": [("一/1", 2, "choice"), ("一/2", 2, "choice")],
            "二": [("二/1", 1, "true_false"), ("二/2", 1, "true_false")],
            "三": [("三/1", 10, [5, 5])],
        },
        answers=5,
    ),
    "teacher, rating bands": Written(
        """\
辅导员面试
1、学生连续旷课，您怎么谈？（10分）
考察点：沟通、共情、规则意识
评分标准：
优（9-10分）：先了解原因，共同定出办法，有后续安排
良（7-8分）：了解原因，给出办法
中（4-6分）：只讲纪律
差（0-3分）：指责学生或没有内容
2、宿舍发生争吵，您怎么处理？（10分）
考察点：应急
评分标准：
优（9-10分）：分开双方，分别了解，促成和解
良（6-8分）：分开双方并了解
差（0-5分）：没有处理
""",
        {"1": [("1/1", 10, []), ("1/2", 10, [])]},
        codes={"answer_missing", "bands"},
    ),
    "clinic, markdown with a table": Written(
        """\
# 前台接待面试题

## 一、接待（共2题，总分20分）

| 题号 | 题目 | 分值 | 参考答案 | 评分标准 |
|---|---|---|---|---|
| 1 | 病人迟到一小时还要求马上看诊，怎么答复？ | 10 | 先安抚，再查号源。 | 安抚情绪（4分）；查询号源（3分）；给出两种选择（3分） |
| 2 | 两位病人同时要同一个号，怎么办？ | 10 | 看登记时间。 | 核对登记（6分）；解释原因（4分） |
""",
        {"一": [("一/1", 10, [4, 3, 3]), ("一/2", 10, [6, 4])]},
        answers=2,
    ),
    "property, marks before words": Written(
        """\
物业管家考核（满分30分）
【题目1】业主投诉楼上漏水，您怎么处理？（15分）
【评分要点】
5分：上门查看并拍照
5分：联系楼上业主协商
5分：跟进维修并回访
【题目2】电梯困人，您先做什么？（15分）
【评分要点】
8分：安抚被困人员
7分：联系维保并在现场等候
""",
        {"1": [("1/1", 15, [5, 5, 5]), ("1/2", 15, [8, 7])]},
        codes={"answer_missing"},
    ),
    "airline, noise of a site around and inside": Written(
        """\
空乘面试真题.docVIP
• 12
• 举报
第1页 共3页
空乘面试真题
一、服务题（共2题，每题10分，总分20分）
1.题目：旅客要求换座位，但航班满员，怎么办？
答案：先致歉，再询问其他旅客意愿。
第2页 共3页
解析：评分标准：①致歉（4分）②协调（6分）
2.题目：旅客把餐盘打翻在别人身上，怎么办？
答案：清理，致歉，提供毛巾。
解析：评分标准：①清理（5分）②致歉（5分）
文档评论(0)
1亿VIP精品文档
相关文档
""",
        {"一": [("一/1", 10, [4, 6]), ("一/2", 10, [5, 5])]},
        answers=2,
    ),
    "kitchen, roman sections and deductions": Written(
        """\
后厨领班面试
一、现场管理（20分）
1）高峰时段出菜慢，您怎么安排？（10分）
答：调整岗位；先做等得最久的；和前厅通气。
评分：调整岗位得4分，先做等得最久的得3分，与前厅沟通得3分。没有条理扣1分，最多扣2分。
2）员工切伤手，您怎么办？（10分）
答：止血，送医，补人。
评分：止血得5分，送医得3分，补人得2分。
""",
        {"一": [("一/1", 10, [4, 3, 3]), ("一/2", 10, [5, 3, 2])]},
        answers=2,
    ),
    "logistics, chinese numerals are the questions": Written(
        """\
物流客服问答
一、货物丢失，客户要求三倍赔偿，您怎么答复？
答：核实保价情况，说明规定，尽快给出结果。
二、司机与客户吵架，您怎么处理？
答：分别了解，先向客户致歉。
三、旺季爆仓，怎样告知客户？
答：提前发通知，说明新的时间。
""",
        {"1": [("1/1", None, []), ("1/2", None, []), ("1/3", None, [])]},
        answers=3,
        codes={"points_missing"},
    ),
    "library, questions and answers by letter": Written(
        """\
Library assistant
Q: A reader shouts at a colleague. What do you do?
A: Step in calmly, listen, and offer to talk aside.
Q: How would you help a child find a book?
A: Ask what they liked last.
""",
        {"1": [("1/1", None, []), ("1/2", None, [])]},
        answers=2,
        codes={"points_missing"},
    ),
    "gym, each point worth the same": Written(
        """\
健身顾问题库
第1题 会员想退卡，您怎么挽留？（9分）
参考答案：
（1）问清原因
（2）给出冻结或转让办法
（3）约定回访
评分标准：答出一点得3分。
第2题 会员受伤怎么办？（6分）
参考答案：
（1）停止训练并查看伤情
（2）联系医务并登记
评分标准：每点3分，满分6分。
""",
        {"1": [("1/1", 9, [3, 3, 3]), ("1/2", 6, [3, 3])]},
        answers=2,
    ),
    "exam with instructions before it": Written(
        """\
2025年度客服岗位笔试试卷
(满分100分，考试时间60分钟)
注意事项：
1. 请用黑色笔作答。
2. 不得交头接耳。
一、单项选择题（每题2分，共4分）
1.下列哪项属于首问负责？( B )
A.推给他人 B.负责到底 C.不理会 D.稍后
2.客户来电应在几声内接听？(C)
A.一声
B.两声
C.三声
D.五声
二、填空题（每空1分，共2分）
1.微笑服务要求露出____颗牙齿。
2.接听电话先说____。
三、简答题（每题10分，共20分）
1.简述投诉处理的步骤。
答：倾听、道歉、核实、处理、回访。（每点2分）
2.简述首问负责制。
答：谁接待谁负责到底。
四、案例分析题（共24分）
1.【案例】某客户买到过期食品，在店里大声吵闹。
问题：
（1）您怎样安抚？（12分）
（2）怎样避免再次发生？（12分）
参考答案：
（1）先道歉（4分），带离现场（4分），退款并补偿（4分）。
（2）每日查保质期（6分），下架临期品（6分）。
""",
        {
            "一": [("一/1", 2, "choice"), ("一/2", 2, "choice")],
            "二": [("二/1", 1, "blank"), ("二/2", 1, "blank")],
            "三": [("三/1", 10, [2, 2, 2, 2, 2]), ("三/2", 10, [])],
            "四": [("四/1", 24, [4, 4, 4, 6, 6])],
        },
        answers=5,
        codes={"paper_total", "answer_missing"},
    ),
    "machines, markdown headings": Written(
        """\
# 售后工程师面试

## 第一部分：专业能力
### 问题1：设备频繁停机，您怎么排查？
**参考答案**：先看报警记录，再查电源。
**评分标准**：
- 查看报警记录（2分）
- 检查电源与传感器（3分）
### 问题2：客户要求现场改参数，您同意吗？
**参考答案**：评估风险，经主管批准。

## 第二部分：沟通
### 问题1：客户骂您，怎么办？
**参考答案**：保持礼貌。
""",
        {
            "一": [("一/1", None, [2, 3]), ("一/2", None, [])],
            "二": [("二/1", None, [])],
        },
        answers=3,
        codes={"points_by_marks", "points_missing"},
    ),
    "office, labels in black brackets": Written(
        """\
1、为什么离开上家公司？
【考察点】求职动机、稳定性
【参考答案】说明客观原因，不抱怨。
【评分标准】理由客观3分，态度积极2分。
2、您的缺点是什么？
【考察点】自我认知
【参考答案】说真实的缺点和改进。
【评分标准】真实2分；有改进措施3分。
""",
        {"1": [("1/1", None, [3, 2]), ("1/2", None, [2, 3])]},
        answers=2,
        codes={"points_by_marks"},
    ),
    "panel sheet, background and question": Written(
        """\
结构化面试题本
第一题（15分）
背景：客户排队两小时后发现系统关闭。
问题：您如何处理？
测评要素：应变能力、沟通能力
评分要点：
1.立即致歉并说明情况（5分）；
2.提出可行的替代方案（5分）；
3.记录诉求并后续跟进（5分）。
第二题（15分）
请介绍一次您与同事合作完成任务的经历。
测评要素：团队协作
评分要点：
好（11-15分）：事例具体，分工清楚。
中（6-10分）：事例笼统。
差（0-5分）：没有事例。
""",
        {"1": [("1/1", 15, [5, 5, 5]), ("1/2", 15, [])]},
        answers=0,
        codes={"answer_missing", "bands"},
    ),
    "support, english with marks in one line": Written(
        """\
Customer Support Interview Questions

1. How do you handle an angry customer? (10 points)
Sample answer: Listen, apologise, solve, follow up.
Scoring: Listens first (3 points); apologises (2 points); offers a solution (3 points); follows up (2 points)

2. What would you do if you don't know the answer? (5 points)
Sample answer: Be honest and find out.
Scoring: honest (2), finds out (3)

3. Tell us about a time you missed a deadline.
""",
        {"1": [("1/1", 10, [3, 2, 3, 2]), ("1/2", 5, [2, 3]), ("1/3", None, [])]},
        answers=2,
        codes={"answer_missing", "points_missing"},
    ),
    "keys below each choice": Written(
        """\
一、选择题
1、投诉应在多久内回复？
A、24小时 B、48小时 C、72小时
答案：A
2、以下不属于服务忌语的是？
A、不知道
B、您好
答案：B
解析：见手册。
二、问答题
3、客户说要曝光，您怎么回复？（20分）
答案：（1）表示理解；（2）说明处理时间；（3）告知联系方式。
""",
        {
            "一": [("一/1", None, "choice"), ("一/2", None, "choice")],
            "二": [("二/3", 20, [])],
        },
        answers=3,
        codes={"points_missing"},
    ),
    "parts that number their sections anew": Written(
        """\
第一部分 笔试
一、基础知识（共2题，每题5分）
1. 什么是闭环管理？
2. 什么是同理心？
二、案例（共1题，每题10分）
1. 客户重复投诉怎么办？
第二部分 面试
一、自我认知（共1题，每题10分）
1. 为什么选择我们？
二、压力（共1题，每题10分）
1. 连续加班怎么调整？
""",
        {
            "一.一": [("一.一/1", 5, []), ("一.一/2", 5, [])],
            "一.二": [("一.二/1", 10, [])],
            "二.一": [("二.一/1", 10, [])],
            "二.二": [("二.二/1", 10, [])],
        },
        answers=0,
        codes={"answer_missing"},
    ),
    "an article with a list": Written(
        """\
如何准备客服面试
面试前要做好三件事：
1. 了解公司业务，看官网和新闻。
2. 练习自我介绍，控制在三分钟。
3. 准备两个例子，说明怎样处理投诉。
做好这些，就不用紧张了。
""",
        {},
        answers=0,
        codes=set(),
    ),
}
