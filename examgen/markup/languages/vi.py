"""How texts in Vietnamese speak of options and of other questions, and what they call the parts of a question."""

from __future__ import annotations

from examgen.markup.part_words import PartWords
from examgen.markup.scale_words import ScaleWords
from examgen.markup.spoken_words import SpokenWords

# fmt: off
WORDS = SpokenWords(
    option=("đáp án", "phương án", "lựa chọn", "câu trả lời", "ý"),
    options=("các đáp án", "các phương án", "các lựa chọn", "các câu trả lời", "các ý"),
    answer=("câu trả lời", "ý"),
    letter=("số", "đúng"),
    is_=("là", "đúng là", "sẽ là"),
    both=("cả", "chỉ", "chỉ có", "không phải"),
    conjunction=("và", "hoặc", "hay", "lẫn", "cùng với"),
    contrast=("chứ không phải", "không phải", "mà không", "thay vì", "trước", "sau"),
    ordered=("lần lượt", "theo thứ tự", "tương ứng"),
    ordinal=("thứ nhất", "thứ hai", "thứ ba", "thứ tư", "cuối cùng"),
    through=("đến", "tới"),
    only=("đúng",),
    judged=("(?:đều |cùng )?(?:đúng|sai|không đúng)",),
    named=("hình", "bảng", "vitamin", "mệnh đề", "nhóm", "lớp", "loại", "phần", "điểm", "tập", "tập hợp",
           "trường hợp"),
    verb=("là", "đúng", "sai", "không", "vì", "mô tả"),
    finite=("là", "đúng", "sai", "không", "mô tả"),
    judgement=("đúng", "sai"),
    cause=("vì", "bởi vì", "do", "nên", "nhưng"),
    too=("cũng",),
    pinned=("tất cả các (?:đáp án|phương án|ý|câu|lựa chọn)(?: trên| đều)?(?: đều)?(?: đúng| sai)?", "tất cả đều đúng",
            "tất cả đều sai", "không (?:có )?(?:đáp án|phương án|câu|ý|lựa chọn)? ?nào(?: ở trên)?(?: đúng| là đúng)?",
            "cả (?:hai|ba|bốn)(?: đáp án| phương án| ý| câu)?" "(?: trên)?(?: đều)?(?: đúng| sai)?",
            "tất cả những điều trên", "không đáp án nào đúng", "tất cả các đáp án trên", "tất cả đáp án trên",
            "tất cả"),
    except_=("trừ", "ngoại trừ"),
    question=("câu", "câu hỏi"),
    questions=("các câu", "các câu hỏi"),
    see=("xem",),
    above=("trước", "trên", "ở trên"),
    below=("sau", "sau đây", "tiếp theo"),
    negative=("không", "trừ", "ngoại trừ", "sai", "chưa"),
    negation=("không", "chẳng", "chưa", "trừ", "sai"),
    telltale=("là", "của", "và", "các", "không", "được", "trong", "cho", "những", "nào", "đáp án", "đúng", "câu", "có",
              "một", "với"),
)

PARTS = PartWords(
    question=("câu hỏi", "câu", "bài"),
    answer=("đáp án", "trả lời", "câu trả lời", "đáp án đúng", "câu trả lời đúng", "phương án đúng", "đáp án là",
            "chọn", "chọn đáp án", "đ/a"),
    answer_weak=("lời giải",),
    explanation=("giải thích", "phản hồi", "hướng dẫn giải"),
    explanation_weak=("lý do", "lí do", "nhận xét", "vì sao"),
    points=("điểm", "đ"),
    points_heads=("điểm", "số điểm"),
    difficulty=("độ khó", "mức độ"),
    topic=("chủ đề", "chuyên đề", "danh mục"),
    section=("phần", "chương", "mục"),
    option=("phương án", "lựa chọn", "đáp án", "câu"),
    correct=("đúng", "đáp án đúng"),
    answer_list=("đáp án", "bảng đáp án", "lời giải", "các đáp án"),
    reveal=("xem đáp án", "xem lời giải", "hiện đáp án", "xem giải thích"),
    true=("đúng",),
    false=("sai",),
    yes_no=("có", "không"),
    page=("trang",),
)

SCALES = ScaleWords(
    difficulty=(("dễ",), ("trung bình", "vừa"), ("khó",)),
    others=(
        (("thấp",), ("trung bình",), ("cao",)),
        (("nhỏ",), ("vừa", "trung bình"), ("lớn",)),
        (("không bao giờ",), ("hiếm khi",), ("thỉnh thoảng", "đôi khi"), ("thường xuyên",), ("luôn luôn",)),
    ),
    date=r"(?:ngày )?(?:(?P<d>\d{1,2}) )?tháng (?P<m>\d{1,2})(?:,? năm |, | )(?P<y>\d{3,4})",
    before_christ=("tcn", "trướccôngnguyên"),
    after_christ=("scn", "saucôngnguyên", "côngnguyên"),
    has_decimal_comma=True,
)
