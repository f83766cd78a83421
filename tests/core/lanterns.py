"""A treaty on lanterns, invented, in six languages."""

from hypothesis import strategies as st

ENGLISH = """# kept by somebody

Convention on Lanterns

Preamble
The States Parties to this Convention,
Have agreed as follows:

I

General provisions

Article 1

Purpose

The purpose of this Convention is to keep lanterns lit.

Article 2

Use of terms

For the purposes of this Convention:

(a) “Lantern” shall mean a light that is carried;

(b) “Keeper” shall mean whoever carries it.

II Lighting

Article 3

Duties of keepers

1.   Each keeper shall:

a) Light the lantern:

(i) At dusk; and

(ii) In fog;

b) Put it out at dawn.
2.   The lantern may be of any colour.

IN WITNESS WHEREOF, the undersigned have signed.
Done at Nowhere.
"""
# Each has the same parts; the marks are those that its language writes.
OTHERS = {
    "fr": """Convention sur les lanternes

Article premier
Objet

Les lanternes restent allumées.

Article 2. Terminologie

Aux fins de la présente Convention :

a) Lanterne s’entend d’une lumière portée ;

b) Gardien s’entend de qui la porte.

Article 3 – Devoirs

1. Chaque gardien :

a) Allume :

i) Au soir ; et

ii) Par brouillard ;

b) Éteint à l’aube.

2. La couleur est libre.

EN FOI DE QUOI, les soussignés ont signé.
""",
    "es": """Convención sobre los faroles

Artículo 1
Finalidad

Los faroles permanecen encendidos.

Artículo 2. Definiciones

Para los fines de la presente Convención:

a) Por “farol” se entiende una luz llevada;

b) Por “guardián” se entiende quien la lleva.

Artículo 3. Deberes

1. Cada guardián:

a) Encenderá:

i) Al anochecer; y

ii) Con niebla;

b) Apagará al alba.

2. El color es libre.

EN FE DE LO CUAL, los infrascritos han firmado.
""",
    "ru": """Конвенция о фонарях

Статья 1. Цель

Фонари горят всегда.

Статья 2

Термины

Для целей настоящей Конвенции:

а) «фонарь» означает переносной свет;

б) «хранитель» означает того, кто его несет.

Статья 3

Обязанности

1. Каждый хранитель:

а) зажигает фонарь:

i) вечером; и

ii) в тумане;

б) гасит его на рассвете.

2. Цвет может быть любым.

В УДОСТОВЕРЕНИЕ ЧЕГО нижеподписавшиеся подписали Конвенцию.
""",
    "ar": """اتفاقية الفوانيس

المادة 1
الغرض

تظل الفوانيس مضاءة.

المادة ٢ - المصطلحات

لأغراض هذه الاتفاقية:

(أ) الفانوس هو ضوء محمول؛

(ب) الحارس هو من يحمله.

المادة ٣
الواجبات

١ - على كل حارس أن:

(أ) يضيء الفانوس:

(1) مساء؛

(2) في الضباب؛

(ب) يطفئه فجرا.

٢ - لون الفانوس حر.

وإثباتا لذلك وقع الموقعون أدناه.
""",
    "zh": """灯笼公约

第一条
宗旨

灯笼应当常明。

第2条　术语

在本公约中：

(一) “灯笼”系指手提的灯；

(二) “守灯人”系指提灯之人。

第三条　义务

一、守灯人应当：

（一）点灯：

(1) 在黄昏；

(2) 在雾中；

（二）在黎明熄灯。

２．灯笼颜色不限。

下列签署人签署本公约，以昭信守。
""",
}
NUMBERS = ["1", "1", "2", "2", "2/a", "2/b", "3", "3/1", "3/1/a", "3/1/a/i", "3/1/a/ii", "3/1/b", "3/2"]
PIECES = st.one_of(
    st.text(max_size=12),
    st.sampled_from([line + "\n" for text in (ENGLISH, *OTHERS.values()) for line in text.splitlines()]),
    st.sampled_from(
        ["\n", "\r", "\r\n", " ", "(a) ", "i) ", "1. ", "9.", "(i)", "Article 7", "II\n", "\x00", "第九条"]
    ),
)
