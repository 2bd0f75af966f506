"""Sentences in many scripts, as exams hold them, each with a family that it is set in."""

from __future__ import annotations

import re
import unicodedata

FAMILIES = {
    "ar": "Noto Naskh Arabic", "he": "Noto Serif Hebrew", "fa": "Noto Naskh Arabic", "ur": "Noto Nastaliq Urdu",
    "hi": "Noto Serif Devanagari", "bn": "Noto Serif Bengali", "ta": "Noto Serif Tamil", "th": "Noto Serif Thai",
    "zh": "Noto Serif CJK SC", "ja": "Noto Serif CJK JP", "ko": "Noto Serif CJK KR",
}  # fmt: skip

LABELLED = {"ar", "he", "fa", "ur", "hi", "zh", "ja", "ko"}
"""Languages that papers are worded in; the others' sentences stand on English papers."""

SENTENCES = {
    "ar": (
        "ما هو التعلم الآلي، وما الفرق بينه وبين البرمجة؟",
        "لا إله إلا الله (محمد رسول الله).",
        "في عام 2024 كان السعر 35 ريالا فقط.",
        "قال: «نعم»! ثم [سكت]؛ أليس كذلك؟",
        "مُحَمَّدٌ رَسُولُ اللَّهِ وَالَّذِينَ مَعَهُ",
        "٢٠٢٤ سنة و٣٥ يوما",
        "١١ سؤالًا سهلًا",
        "كتب “نعم” ثم ‘لا’ ® و½ الصفحة ≠ 3",
    ),
    "he": (
        "מהי למידת מכונה, ומה ההבדל בינה לבין תכנות?",
        "שָׁלוֹם עוֹלָם (עִבְרִית מְנֻקֶּדֶת).",
        "בשנת 2024 היו 12 תפוחים בסל.",
        "הוא אמר: כן! ואז שתק – לרגע.",
        "היא כתבה “אולי” ו‘לא’, ½ מן הדף ® וגם ≠ 3.",
    ),
    "fa": ("می‌خواهم خانه‌ها را ببینم؛ شما چطور؟", "کتاب‌های پژوهشی در سال ۱۴۰۳ (چاپ گرگان) گچ پژ"),
    "ur": ("پاکستان کا دارالحکومت کیا ہے؟", "ٹھیک ہے، بھائی! یہ ڈاکٹر کی گاڑی ہے۔"),
    "hi": (
        "हिन्दी में प्रश्न का उत्तर क्या है?",
        "विद्यार्थियों ने कृत्रिम बुद्धिमत्ता के क्षेत्र में श्रेष्ठ कार्य किया।",
        "कि की कु कू के कै कों ज्ञान क्षमा त्रिशूल श्री र्क द्ध ट्ठ",
        "Python 3.11 में सूची (list) का अर्थ है।",
    ),
    "bn": ("বাংলাদেশের রাজধানী কোনটি?", "ক্ষমা জ্ঞান স্ত্রী কৌতুক কোলাহল র্ক প্রশ্ন", "২০২৪ সালে GPU-র দাম (৳) কত?"),
    "ta": ("தமிழ்நாட்டின் தலைநகரம் எது?", "கொள்கை கோவில் கௌரவம் நௌகை ஸ்ரீ க்ஷ", "2024 இல் AI-யின் பங்கு (35%) என்ன?"),
    "th": (
        "ประเทศไทยมีเมืองหลวงชื่ออะไร",
        "น้ำใจที่ยิ่งใหญ่ ผู้ใหญ่บ้าน ปฏิบัติ ฎีกา ญาติ ก๊วยเตี๋ยว",
        "ภาษา Python 3.11 (พ.ศ. 2567) ใช้ทำอะไร?",
    ),
    "zh": (
        "机器学习中，什么是“过拟合”？",
        "模型的参数太少（a < 3），所以选项不正确。",
        "「繁體」與《书名》——以及……《论语》",
    ),
    "ja": (
        "日本の首都はどこですか。",
        "「東京」と『京都』のどちらでしょうか？",
        "ガンダムをパリで見た。ー々〆〤",
        "Python 3.11 のリスト（list）とは何か。",
    ),
    "ko": (
        "대한민국의 수도는 어디입니까?",
        "서울은 대한민국의 수도이다(1948년).",
        "Python 3.11의 목록(list)이란 무엇인가?",
    ),
}

CONTROLS = re.compile("[\u200b\u200e\u200f\u061c\u202a-\u202e\u2060\u2066-\u2069\u00ad\ufeff]")


def bare(text: str) -> str:
    """A text as it is compared: composed, without white space and marks of direction."""
    return unicodedata.normalize("NFC", "".join(CONTROLS.sub("", text).split()))
