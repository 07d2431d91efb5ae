"""Chinese spelt in Latin letters, put back into characters where it speaks of rating."""

import re

from .view import View, rewritten

_WORDS = {
    said.replace("_", ""): word
    for word, said in (
        each.split(":")
        for each in (
            "评分:ping_fen 打分:da_fen 给分:gei_fen 满分:man_fen 高分:gao_fen "
            "得分:de_fen 最高:zui_gao 标准:biao_zhun 规则:gui_ze 指令:zhi_ling "
            "细则:xi_ze 要求:yao_qiu 提示:ti_shi 忽略:hu_lue 忽略:hu_lve "
            "无视:wu_shi 不要:bu_yao 不用:bu_yong 别管:bie_guan 直接:zhi_jie "
            "给我:gei_wo 老师:lao_shi 考官:kao_guan 评委:ping_wei 阅卷:yue_juan "
            "答案:da_an 回答:hui_da 本题:ben_ti 这题:zhe_ti 全部:quan_bu 一律:yi_lv "
            "必须:bi_xu 务必:wu_bi 模型:mo_xing 系统:xi_tong 以上:yi_shang "
            "之前:zhi_qian 所有:suo_you 每项:mei_xiang 各项:ge_xiang "
            "考生:kao_sheng 等级:deng_ji 优秀:you_xiu 通过:tong_guo 请:qing "
            "给:gei 这个:zhe_ge 分数:fen_shu"
        ).split()
    )
}
_SYLLABLE = "(?>(?:zh|ch|sh|[bpmfdtnlgkhjqxzcsryw])?[aeiouv]{1,3}(?:ng(?![aeiouv])|n|r)?)"
_RUN = re.compile(rf"(?<![a-z'])(?:{_SYLLABLE}[ ,]{{0,2}}){{4,400}}+(?![a-z'])")
_SAID = re.compile("|".join(sorted(_WORDS, key=len, reverse=True)))
_FEWEST = 3


def in_characters(view: View) -> View | None:
    """*view* (in lower case) with words of rating in Chinese characters; None without such."""
    if "fen" not in view.text and "zui" not in view.text:
        return None
    read = rewritten(view, _RUN, _of_run, opens=True)
    return None if read is view else read


def _of_run(run: str) -> str | None:
    said, found = _SAID.subn(lambda match: _WORDS[match[0]], run.replace(" ", ""))
    return said if found >= _FEWEST else None
