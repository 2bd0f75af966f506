"""How texts in Turkish speak of options and of other questions, and what they call the parts of a question."""

from __future__ import annotations

from examgen.markup.part_words import PartWords
from examgen.markup.scale_words import ScaleWords
from examgen.markup.spoken_words import SpokenWords

# fmt: off
WORDS = SpokenWords(
    option=("seçenek", "şık", "yanıt", "cevap", "doğru cevap", "doğru yanıt"),
    options=("seçenekler", "şıklar", "yanıtlar", "cevaplar"),
    answer=("yanıt", "cevap", "yanıtlar", "cevaplar"),
    behind=("seçene[kğ]\\w*", "şık\\w*", "yanıt\\w*", "cevab\\w*", "cevap\\w*"),
    both=("hem", "ne", "yalnız", "yalnızca", "sadece", "hem de"),
    conjunction=("ve", "veya", "ya da", "ile", "hem", "hem de", "ne de"),
    contrast=("değil", "ama", "yerine", "önce", "sonra"),
    ordered=("sırasıyla", "bu sırayla"),
    ordinal=("birinci", "ikinci", "üçüncü", "dördüncü", "beşinci", "son", "ilk"),
    through=("ila",),
    only=("yalnız", "yalnızca", "sadece"),
    judged=("(?:doğrudur|yanlıştır|doğru|yanlış)",),
    named=("şekil", "tablo", "vitamini", "önerme", "ifade", "grup", "sınıf", "tip", "kısım", "nokta", "küme",
           "matris"),
    verb=("doğrudur", "yanlıştır", "doğru", "yanlış", "değildir", "çünkü"),
    finite=("doğrudur", "yanlıştır", "doğru", "yanlış", "değildir"),
    judgement=("doğru", "yanlış", "doğrudur", "yanlıştır"),
    cause=("çünkü", "zira", "ama", "fakat"),
    too=("da", "de"),
    pinned=("yukarıdakilerin hepsi", "yukarıdakilerin hiçbiri", "hepsi", "hiçbiri", "hepsi doğrudur",
            "hiçbiri doğru değildir",
            "yukarıdaki (?:seçeneklerin|şıkların) (?:hepsi|tümü|hiçbiri)(?: doğrudur| doğru değildir)?",
            "yukarıdakilerin tümü", "(?:seçeneklerin|şıkların) (?:hepsi|tümü|hiçbiri)(?: doğrudur| doğru değildir)?",
            "her ikisi", "her ikisi de", "hiçbirisi", "tümü", "ikisi de"),
    except_=("hariç", "dışında"),
    question=("soru",),
    questions=("sorular",),
    framed=(("", r"\.\s?soru(?!n)\w*"),),
    see=("bkz.",),
    previous=("önceki", "yukarıdaki", "bir önceki"),
    next=("sonraki", "aşağıdaki", "bir sonraki"),
    negative=("değil", "değildir", "yanlış", "yanlıştır", "hariç", r"\w+maz", r"\w+mez", "olamaz", "beklenmez",
              "yoktur", "söylenemez"),
    negation=("değil", "değildir", "yanlış", "hiçbir", "hiç", "asla", "yok", "hariç", "olmadan"),
    letter_words="o",
    telltale=("ve", "bir", "bu", "için", "ile", "aşağıdakilerden", "hangisi", "hangisidir", "değildir", "soru",
              "cevap", "olan", "yanlıştır", "doğrudur", "hiçbiri", "hepsi", "çünkü"),
)

PARTS = PartWords(
    question=("soru",),
    answer=("cevap", "cevaplar", "yanıt", "yanıtlar", "doğru cevap", "doğru yanıt", "doğru cevaplar",
            "doğru yanıtlar", "doğru seçenek", "doğru şık"),
    answer_weak=("çözüm",),
    explanation=("açıklama", "gerekçe", "geri bildirim", "geribildirim"),
    explanation_weak=("neden", "yorum", "sebep"),
    points=("puan", "puandır", "p"),
    points_heads=("puan", "puanlar", "puanlama"),
    difficulty=("zorluk", "zorluk derecesi", "zorluk düzeyi"),
    topic=("konu", "kategori"),
    section=("bölüm", "kısım", "ünite", "modül"),
    option=("seçenek", "şık", "cevap"),
    correct=("doğru", "doğru cevap", "doğru yanıt"),
    answer_list=("cevaplar", "yanıtlar", "cevap anahtarı", "yanıt anahtarı", "çözümler", "doğru cevaplar"),
    reveal=("cevabı göster", "cevabı gör", "çözümü göster"),
    true=("doğru",),
    false=("yanlış",),
    yes_no=("evet", "hayır"),
    page=("sayfa",),
)

SCALES = ScaleWords(
    difficulty=(("kolay",), ("orta",), ("zor",)),
    others=(
        (("düşük",), ("orta",), ("yüksek",)),
        (("küçük",), ("orta",), ("büyük",)),
        (("asla", "hiçbir zaman"), ("nadiren",), ("bazen",), ("sık sık",), ("her zaman",)),
    ),
    months=(
        ("ocak", "oca"), ("şubat", "şub"), ("mart", "mar"), ("nisan", "nis"), ("mayıs", "may"), ("haziran", "haz"),
        ("temmuz", "tem"), ("ağustos", "ağu"), ("eylül", "eyl"), ("ekim", "eki"), ("kasım", "kas"), ("aralık", "ara"),
    ),
    before_christ=("mö", "m.ö."),
    after_christ=("ms", "m.s."),
    has_decimal_comma=True,
)
