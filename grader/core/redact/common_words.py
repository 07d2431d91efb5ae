"""Common words that are also names: alone they are no sign of a person."""

COMMON_CJK = frozenset(
    """
    万一 万分 万千 万能 上官 不详 专业 专员 专心 东方 东西 东部 严格 严肃 严谨 严重 中秋 丰富 丰收
    主任 主管 乐于 乐意 乐观 乐趣 习俗 习惯 于今 于他 于我 于是 于此 云朵 云端 仁慈 任何 任务 任意
    伍分 何况 何处 何必 何时 何种 何等 余下 余地 余款 余额 佟掌 保密 信任 信心 信息 信用 候选人
    健全 健康 傅立 元宵 元旦 元素 先生 光临 光明 光荣 党员 全体 全力 全国 全程 全部 全面 公众 公关
    公司 公告 公布 公平 公开 公正 公民 公用 公益 公示 公认 公道 关于 关心 关怀 关注 关爱 关系 关键
    关闭 养护 养生 养老 冬天 冯谖 冷淡 冷漠 冷门 冷静 凌晨 利润 利率 利用 利益 勾选 包含 包容 包括
    包装 包裹 北方 匡正 匿名 单一 单位 单号 单据 单独 单纯 南方 卜卦 卞和 友善 友好 友谊 古代 古板
    古老 史料 右边 叶子 司机 司法 同事 同学 名字 后期 后来 后果 后续 后面 向上 向下 向前 向后 向外
    向导 向来 员工 周一 周三 周二 周五 周全 周六 周到 周四 周日 周期 周末 周边 和善 和平 和气 和谐
    唐朝 商业 商务 商品 商定 商家 商议 商量 团结 团队 国内 国家 国庆 国际 夏天 夏季 天天 天气 太阳
    女士 如今 如何 如果 姓名 姜汤 孔子 孙子 孟子 季度 季节 学员 学生 宁可 宁愿 宁静 安全 安定 安居
    安心 安慰 安抚 安排 安检 安然 安装 安静 宋体 宗旨 客户 客服 宣传 宫廷 家人 容忍 容易 容许 寇仇
    富强 富有 小姐 尚可 尚未 尤其 居住 居民 展开 展现 展示 巢穴 左右 左边 巨大 巩固 师傅 师生 常常
    常年 常态 常理 常用 常见 常规 常识 平和 平均 平安 平常 平时 平静 幸福 幸运 广告 广大 广播 广泛
    庄严 庄子 庄稼 庄重 应对 应急 应用 应聘者 应该 店长 康健 康复 康宁 建单 建国 建档 建立 建议
    建设 弘扬 张口 张开 张贴 强制 强烈 强调 志向 志愿 快乐 快递 快速 慎重 戈壁 成为 成交 成功 成员
    成本 成果 成熟 成立 成绩 成长 戴上 支付 支出 支持 放心 敖包 文件 文化 文字 文明 文档 方便 方向
    方圆 方式 方才 方案 方法 方程 方面 施工 施行 无名 时代 时候 时刻 时常 时效 时间 明了 明天 明年
    明日 明星 明显 明晰 明白 明确 明细 易于 易怒 易懂 易碎 星星 星期 春天 春季 春节 春风 晁错 晚上
    晚点 景象 晴天 暴力 暴怒 暴躁 曾今 曾经 月亮 月份 月初 月底 朋友 服务 未填 未知 本人 权利 权威
    权益 权衡 权限 杨树 杨梅 林业 林木 查实 查找 查收 查明 查看 查证 查询 查阅 柳树 桓公 梁柱 梅花
    欧洲 步入 步行 步调 步骤 武器 段落 殷勤 毛病 水平 水果 水电 永久 永远 江湖 汤料 汤水 沙发 沙拉
    沙漠 沙龙 洪水 测试 海关 海外 海报 海洋 清明 温和 温度 温暖 温柔 温馨 游客 游戏 游泳 游玩 游览
    满分 满员 满意 满足 热心 热情 热线 熊猫 爱国 爱好 爱心 爱护 牛奶 甄别 甘心 甘愿 用心 用户 田地
    申报 申诉 申请 白天 白色 白费 白领 皮肤 皮革 益处 益智 盖子 盖章 盛大 盛情 相互 相信 相关 相反
    相同 相声 相处 相对 相应 相当 相机 相比 真实 真心 真正 真诚 石头 祝您 祝愿 祝福 禄位 秋天 秋季
    程序 程度 空白 空闲 空间 章程 章节 童话 端午 竺可 简介 简单 简历 简洁 简短 简要 管家 管控 管理
    管理员 米饭 红包 红色 红茶 细心 细致 细节 终于 终止 终究 终端 经办 经常 经济 经理 经过 经验
    美丽 美好 美食 老子 老师 考生 耐心 耐烦 耿直 耿耿 聂耳 胡乱 胡同 胡说 能力 能否 能够 艾滋 花名
    花时 花样 花费 花钱 苏醒 苗头 英明 荆棘 荆楚 荣幸 荣誉 莫名 莫大 莫非 蒯通 蔚蓝 融合 衡量 西方
    解决 解答 解释 解除 言明 言行 言语 计划 计数 计时 计算 计费 计较 许可 许多 诚信 诚实 诚恳 诚意
    诸多 诸如 谈判 谈话 谢意 谢谢 谭谈 谷物 责任 贴心 费心 费时 费用 贺喜 贾人 越发 越来 路上 路程
    路线 车主 车票 车站 车辆 车间 辛勤 辛苦 辛辣 边上 边际 进度 进步 进行 连同 连忙 连接 连续 通常
    通知 通话 通过 那个 那么 那些 那样 那边 那里 郑重 部分 部门 都会 都是 都有 都要 金牌 金钱 金额
    钟头 钟点 钱包 钱款 长久 长城 长期 长江 长远 阚泽 阳光 阴天 陆地 陆续 陶瓷 雨伞 雨天 雪花 雷同
    雷达 鞠躬 韩国 韩语 项目 项链 顺便 顺利 须知 须臾 须要 顾及 顾客 顾虑 顾问 领导 饶恕 马上 马虎
    马路 高兴 高层 高峰 高度 高手 高效 高明 高温 高级 高质 高铁 鱼肉 鲁莽 鲜明 鲜花 黄色 黄金 黎明
    齐全 齐备 齐心 龙头
    """.split()
)

COMMON_LATIN = frozenset(
    """
    abbot admin agent all alpha amber and angel anonymous any apple applicant april are art ask
    august austin autumn baker banks baron basil bear bell berry best beta better bill bird bishop
    black blue bob bolt bond booth bridges bright brook brooks brown buck bucks bull bush but
    butler can candidate candy carol carolina carter case cash cat chance charity chase cherry
    china chinese chip chuck church churchill clay clement client cliff coin colt company constance
    constant cook cookie cooper coral crane cross crystal customer daisy dakota dale dallas darling
    dash dawn day dean dear december delta denver destiny diamond doctor dollar don drake drew
    drive duke dusty earl earnest east echo english ernest eve faith farmer february felicity fern
    field fields finch fisher flip florence foot for ford forest fox frank friday gamma gardener
    gates gay gene geneva gentle georgia ginger glass glen gold golden good goodman grace grant
    gray green grey guest gunner guy had hall ham hamilton hand hands happy hardy harmony harp has
    hawk hazel head heath heather her hill hills him his holly honey honor honour hood hope house
    houston how hunter iris israel ivy jack jade january jay jet jim joe jordan joy judge july june
    justice ken king knight lake lamb lance land lane law laws leader lee legg leo let liberty lily
    lincoln lion little locke london long lord love lovely lucky madam madison major manager march
    mark marsh marshall mason masters max may melody mercy merry miles miller mills mint miss
    mister misty monday moody moon moor moss mrs name nation ned new news nick noble none noon norm
    north not november now null nurse october off officer old olive omega one opal order our out
    own pace page paris park parks parson pat patience pearce pearl penny people person pierce plan
    pool poor pope porter post potter power powers price pride prince prudence queen quick rain ray
    read ready real red reed reeder rich ring river roads rob robin rock rocky rod ron rose
    rosemary rowdy roy ruby rush rusty sage sale sales sam sands sandy saturday savage save say
    scarlet school scout seal see self sell september serenity service shade share shark sharp shaw
    she shell shepherd ship shore short show sight sigma sign silver singer sir skip sky small
    smith song sonny sound south speed spike spring staff stand star stem step sterling stew still
    stock stone stormy street strong student sue summer summers sunday sunny supervisor swan sweet
    swift sydney system tailor tally taylor team ted tell temple test testing thank thanks the
    thursday tiger tim tom ton too tool top towers town trace tracy train tripp trust truth try
    tucker tuesday turn turner two union use user vale van verity victor victory vienna violet
    virginia vision voice wade wait walker wall walls want war ward ware warren was washington
    waters way weaver wednesday wells west wheel wheeler white who why wild will windy winter wise
    wish wit wolf wong woods work works worth wren wright yard yes yet york you young your
    """.split()
)
