"""What further languages call the parts of a question: banks in them are read, though papers are not printed in them.

Their sentences are not understood, so letters in their explanations are doubtful, and said to be.
"""

from __future__ import annotations

from examgen.markup.part_words import PartWords


def _parts(
    question: str, answer: str, explanation: str, correct: str, truths: tuple[str, str], **others: str
) -> PartWords:
    """The words of one language, apart by bars."""

    def words(name: str, standard: str = "") -> tuple[str, ...]:
        return tuple(word for word in others.get(name, standard).split("|") if word)

    true, false = (tuple(each.split("|")) for each in truths)
    return PartWords(
        question=tuple(question.split("|")),
        answer=tuple(answer.split("|")),
        answer_weak=words("answer_weak"),
        explanation=tuple(explanation.split("|")),
        explanation_weak=words("explanation_weak"),
        points=words("points"),
        points_heads=words("points"),
        difficulty=words("difficulty"),
        topic=words("topic"),
        section=words("section"),
        option=words("option"),
        correct=tuple(correct.split("|")),
        answer_list=words("answer_list"),
        true=true,
        false=false,
        yes_no=words("yes_no"),
        page=words("page"),
        reveal=words("reveal"),
    )


FURTHER = (
    _parts(  # Indonesian and Malay
        "soal|pertanyaan|soalan", "jawaban|jawaban yang benar|jawaban benar|kunci jawaban|kunci|jawapan",
        "pembahasan|penjelasan", "benar|jawaban benar|betul", ("benar|betul", "salah"),
        answer_list="kunci jawaban|jawaban|skema jawapan", points="poin|markah", section="bagian|bahagian|bab",
        topic="topik|materi", difficulty="tingkat kesulitan", option="pilihan|opsi", page="halaman",
        yes_no="ya|tidak", reveal="lihat jawaban|tampilkan jawaban",
    ),
    _parts(  # Bosnian, Croatian, Serbian
        "pitanje|питање", "odgovor|točan odgovor|tačan odgovor|одговор|тачан одговор|rješenje", "objašnjenje|објашњење",
        "točno|tačno|тачно", ("točno|tačno|istina|тачно", "netočno|netačno|laž|нетачно"),
        answer_list="odgovori|rješenja|одговори|решења", points="bodova|bod|boda|поена", section="dio|poglavlje",
        option="opcija|опција", yes_no="da|ne|да|не", page="stranica|страница",
    ),
    _parts(  # Albanian
        "pyetja|pyetje", "përgjigja|përgjigja e saktë|përgjigje", "shpjegimi|shpjegim", "e saktë|saktë",
        ("e vërtetë|saktë", "e gabuar|gabuar"), answer_list="përgjigjet", points="pikë",
    ),
    _parts(  # Romanian
        "întrebarea|întrebare", "răspuns|răspunsul|răspuns corect|răspunsul corect", "explicație|explicaţie|explicații",
        "corect", ("adevărat|corect", "fals|incorect"), answer_list="răspunsuri|răspunsuri corecte|barem",
        points="puncte|punct", section="partea|capitolul|subiectul", option="varianta|opțiunea", yes_no="da|nu",
    ),
    _parts(  # Hungarian
        "kérdés", "válasz|helyes válasz|megoldás", "magyarázat|indoklás", "helyes", ("igaz", "hamis"),
        answer_list="megoldások|válaszok|megoldókulcs", points="pont", section="rész|fejezet", yes_no="igen|nem",
    ),
    _parts(  # Swedish
        "fråga", "svar|rätt svar|facit", "förklaring", "rätt", ("sant|rätt", "falskt|fel"),
        answer_list="facit|svar|rätta svar", points="poäng", section="avsnitt|kapitel", yes_no="ja|nej", page="sida",
    ),
    _parts(  # Danish and Norwegian
        "spørgsmål|spørsmål|opgave|oppgave", "svar|rigtigt svar|korrekt svar|riktig svar|fasit", "forklaring",
        "rigtigt|riktig|korrekt", ("sandt|sant|rigtigt|riktig", "falsk|usant|forkert|galt"),
        answer_list="facitliste|fasit|svar|løsninger", points="poeng", section="afsnit|avsnitt|kapittel", page="side",
    ),
    _parts(  # Finnish
        "kysymys|tehtävä", "vastaus|oikea vastaus", "selitys|perustelu", "oikein",
        ("oikein|tosi|totta", "väärin|epätosi"),
        answer_list="vastaukset|oikeat vastaukset|ratkaisut", points="pistettä|piste", section="osa|luku", page="sivu",
    ),
    _parts(  # Catalan
        "pregunta|qüestió", "resposta|resposta correcta|solució", "explicació", "correcta|correcte",
        ("cert|veritable|vertader", "no cert"), answer_list="respostes|solucions|respostes correctes",
        points="punts|punt",
    ),
    _parts(  # Bulgarian and Macedonian
        "въпрос|прашање", "отговор|верен отговор|правилен отговор|точен одговор", "обяснение|објаснување",
        "верен отговор|точно", ("вярно|точно", "невярно|грешно|неточно"), answer_list="отговори|ключ", points="точки",
    ),
    _parts(  # Slovak and Slovenian
        "otázka|vprašanje", "odpoveď|správna odpoveď|odgovor|pravilen odgovor", "vysvetlenie|razlaga|pojasnilo",
        "správne|pravilno", ("pravda|pravilno|drži", "nepravda|napačno|ne drži"), answer_list="odpovede|rešitve",
        points="točk|točke",
    ),
    _parts(  # Lithuanian and Latvian
        "klausimas|jautājums", "atsakymas|teisingas atsakymas|atbilde|pareizā atbilde", "paaiškinimas|paskaidrojums",
        "teisingai|pareizi", ("teisinga|tiesa|pareizi", "neteisinga|netiesa|nepareizi"),
        answer_list="atsakymai|atbildes", points="taškai|punkti",
    ),
    _parts(  # Filipino
        "tanong", "sagot|tamang sagot", "paliwanag", "tama", ("tama", "mali"),
        answer_list="mga sagot|susi sa pagwawasto",
    ),
    _parts(  # Thai
        "ข้อที่|ข้อ|คำถามที่|คำถาม", "คำตอบ|เฉลย|ตอบ|คำตอบที่ถูกต้อง", "คำอธิบาย|อธิบาย", "ถูกต้อง|ถูก",
        ("ถูก|จริง", "ผิด|เท็จ"), answer_list="เฉลย|เฉลยคำตอบ", points="คะแนน", reveal="ดูเฉลย|ดูคำตอบ",
    ),
    _parts(  # Bengali
        "প্রশ্ন", "উত্তর|সঠিক উত্তর", "ব্যাখ্যা", "সঠিক", ("সত্য|সঠিক", "মিথ্যা|ভুল"), answer_list="উত্তরমালা|উত্তর",
    ),
)  # fmt: skip
