"""An invented decision in three languages, and a resolution of another body; every word is ours."""

FRENCH = """Décision 7/2

Ponts suspendus

La Conférence des Parties,

Rappelant sa décision 6/1,

a) A prié le Secrétariat de dresser un inventaire des ponts suspendus au plus tard le 30 juin 2031 ;

b) A invité les États parties :
    i) À mesurer chaque pont ;
    ii) À publier les mesures ;

c) A décidé d'examiner la question à sa huitième session.
"""
ARABIC = """المقرر 7/2

الجسور المعلقة

إن مؤتمر الأطراف،

إذ يستذكر مقرره 6/1،

(أ) طلب إلى الأمانة أن تعد قائمة بالجسور المعلقة في موعد أقصاه 30 حزيران/يونيه 2031؛

(ب) دعا الدول الأطراف إلى ما يلي:
    (1) قياس كل جسر؛
    (2) نشر القياسات؛

(ج) قرر أن ينظر في المسألة في دورته الثامنة.
"""
ENGLISH = """Decision 7/2

Suspension bridges

The Conference of the Parties,

Recalling its decision 6/1,

(a) Requested the Secretariat to draw up an inventory of suspension bridges no later than 30 June 2031;

(b) Invited States parties:
    (i) To measure each bridge;
    (ii) To publish the measures;

(c) Decided to consider the matter at its eighth session.
"""
SHORT = ENGLISH.replace("(c) Decided to consider the matter at its eighth session.\n", "")
COUNCIL = """RESOLUTION 9901 (2031)

Adopted by the Security Council at its 12001st meeting, on 4 May 2031

The Security Council,

Recalling its resolution 9900 (2031),

1. Calls upon all parties to leave the bridges open;

2. Requests the Secretary-General to report within three months;

3. Decides to remain seized of the matter.
"""
SEVERAL = f"{COUNCIL}\n\n{COUNCIL.replace('9901', '9902').replace('bridges', 'tunnels')}"
