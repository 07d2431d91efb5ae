"""What points to a file, a link or a picture, alone or beside real text."""

import pytest

from grader.text.elsewhere import is_elsewhere, points_elsewhere

BASE64 = "iVBORw0KGgoAAAANSUhEUgAAAAUA" + "AAAFCAYAAACNbyblAAAAHElEQVQI12P4" * 300

ALONE = [
    "见附件", "详见附件。", "答案详见附件", "请看附图", "如图", "如下图所示", "我的答案在附件中", "已上传文件：简历.docx",
    "已上传至网盘", "[图片]", "【图片】", "[图片][图片]", "（语音 12秒）", "image.png", "IMG_2031.JPG", "作答.docx",
    "1.png 2.png 3.png", "https://a.cn/x", "www.a.cn/x", "pan.baidu.com/s/1abcDEF", "drive.google.com/file/d/1a2B/view",
    "https://drive.google.com/open?id=1a2B, https://drive.google.com/open?id=3c4D",
    "链接: https://pan.baidu.com/s/1a2b3c 提取码: x7y8 复制这段内容后打开百度网盘手机App",
    "https://www.wjx.cn/wjx/viewfile.aspx?path=http%3a%2f%2fpubali.wjx.cn%2f12_3.docx&activity=1",
    "(1) 作答.docx https://alifile.wjx.cn/upload/12/34.docx", "作答.pdf (231 KB)", "文件：作答.pdf 大小：1.2MB",
    f"data:image/png;base64,{BASE64}", BASE64, f"![](data:image/png;base64,{BASE64})",
    "<img src='a.png'>", '<a href="https://a.cn/x.docx">作答.docx</a>', "![作答](https://a.cn/1.png)",
    "[作答.docx](https://a.cn/1.docx)", "See attached file", "answer.pdf", "Please refer to my attachment.",
]  # fmt: skip
BESIDE = [
    "我会先道歉，再核对订单，详细流程见附件",
    "先安抚客户情绪，再核对订单并回访 https://a.cn/flow.png",
    "先安抚客户情绪，再核对订单并回访。[图片]",
    "先安抚客户情绪，再核对订单并回访，流程见 流程.docx",
    "First I calm the customer, then I check the order, see attached",
]
PLAIN = [
    "我会先道歉，再核对订单，当天回访。",
    "我会查看邮件和系统记录，核对客户的订单后回电",
    "先请客户查看附件里的说明，再逐条讲解，确认他看懂",
    "我会把处理结果在邮件中说明，抄送主管，并在系统里登记",
    "引导客户到12306.cn或官方App办理，全程陪同直到办完",
    "Refund.",
    "在附近找一名同事帮忙",
    "1. 道歉 2. 核对 3. 回访",
    "版本 2.5 已修复，告知客户升级即可",
    "",
]


@pytest.mark.parametrize("text", ALONE)
def test_pointer_alone_says_nothing_itself(text):
    assert is_elsewhere(text)


@pytest.mark.parametrize("text", BESIDE)
def test_real_text_beside_a_pointer_is_text_with_one(text):
    assert not is_elsewhere(text)
    assert points_elsewhere(text)


@pytest.mark.parametrize("text", PLAIN)
def test_words_about_mails_and_files_are_no_pointer(text):
    assert not is_elsewhere(text)
    assert not points_elsewhere(text)


@pytest.mark.parametrize(
    "piece",
    ["(图片", "![", "<img ", "见附件", "http://", "[图", "（", "  ", "a.b", "a.com/", "iVBORw0KGgo", "请答案", "x" * 99,
     "data:image/png;base64,", "<a ", "大小", "www."],
)  # fmt: skip
def test_hostile_texts_are_read_to_the_end(piece):
    text = "://" + piece * (20_000 // len(piece))
    assert is_elsewhere(text) in {True, False}
    assert points_elsewhere(text) in {True, False}
