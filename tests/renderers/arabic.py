"""Reports in Arabic, and with Arabic in French, for the tests of all renderers; people, bodies and numbers are invented."""

from __future__ import annotations

import dataclasses

from generator.report.blocks import (
    Bar,
    Block,
    BulletList,
    Card,
    Chart,
    Column,
    ColumnKind,
    Fact,
    FactList,
    KeyFigure,
    KeyFigures,
    Moment,
    Paragraph,
    Quote,
    Table,
    Timeline,
)
from generator.report.model import Part, Report, Section
from generator.report.words import Mark, Text, words
from tests.renderers.sample import sample_report

SAID = "نتعلم من بعضنا، ونعمل معًا من أجل هجرة آمنة."
SAID_IN_FRENCH = "« Chaque chiffre a un visage. »"
PHONE, CODE, ADDRESS = "+212 537 65 28 81", "2022-Q1", "https://exemple.org/ar/"
MIXED = f"بشراكة مع Casablanca-Settat، Rabat-Salé، GIZ (Bonn) في {CODE}. الهاتف: {PHONE}، الموقع: {ADDRESS}"
NAMED = "Le ministère (وزارة التضامن), M. أحمد بنعلي et 12 participant-e-s"


def _blocks() -> tuple[Block, ...]:
    return (
        Paragraph(words(MIXED)),
        Paragraph(words("15-17 فبراير 2022، شارك فيها 1 284 شخصًا (35 %).")),
        Paragraph((Text("مهم: "), Text("جدًا", Mark.EMPHASIS))),
        Paragraph((Text("Un texte resté en français, faute de traduction.", language="fr"),)),
        BulletList((words("توصية أولى"), words("Fondation Demain")), "توصيات"),
        Quote((SAID_IN_FRENCH,), "Khadija Ramzi", "مديرة", words("ورشة الرباط"), language="fr"),
        Quote((f"«{SAID}»",), "أمينة العلوي", "رئيسة"),
        Timeline("مواعيد", (Moment("28 مارس", "الرباط", words("ورشة OIM")),)),
        KeyFigures((KeyFigure("70", "مشاركة", "منهم 35"), KeyFigure("3", "مدن"))),
        Table(
            "المدن",
            (Column("المدينة"), Column("بالفرنسية"), Column("المشاركات", ColumnKind.NUMBER)),
            ((words("الرباط"), words("Rabat"), words("12")),),
            (words("المجموع"), (), words("12")),
        ),
        Chart("حسب المدينة", (Bar("الرباط (Rabat)", 5, "5"), Bar("Oujda", 2, "2 (20 %)")), "رسم"),
        FactList("معطيات", (Fact("الهاتف", (words(PHONE),)),)),
        Card(words("دورة 1"), "وجدة", words("نص قصير مع Commune d’Oujda.")),
        Card(words("دورة 2"), "وجدة", words("نص قصير.")),
    )


def arabic_report() -> Report:
    """Return a report in Arabic in which Latin names, numbers, addresses and a French quote stand."""
    report = sample_report()
    labels = dataclasses.replace(
        report.labels,
        organisation="المنظمة الدولية للهجرة",
        organisation_short="المنظمة",
        period="يناير–مارس 2022",
        period_short="الربع الأول 2022",
        edition="العدد 32",
        date="15 أبريل 2022",
        status="مسودة",
        running="تقرير · T1 2022",
        page="صفحة {page} من {pages}",
        colon=":",
    )
    mail = dataclasses.replace(report.mail, subject="المنظمة، مارس 2022: ورشة OIM", preheader="نشاطان")
    return dataclasses.replace(
        report,
        language="ar",
        direction="rtl",
        title="تقرير الأنشطة",
        subtitle="الهجرة",
        labels=labels,
        mail=mail,
        sections=(Section("chapter", "الفصل الأول", _blocks(), part=Part.CHAPTER),),
    )


def french_with_arabic() -> Report:
    """Return a report in French with Arabic names in a sentence, in a chart, and a quote in Arabic."""
    blocks: tuple[Block, ...] = (
        Paragraph(words(NAMED)),
        Quote((f"« {SAID} »",), "أمينة العلوي", "Présidente", words("Rabat"), language="ar"),
        Chart("Villes", (Bar("Rabat – الرباط", 5, "5"), Bar("الدار البيضاء", 2, "2")), "Deux barres."),
    )
    section = Section("chapitre", "Chapitre", blocks, part=Part.CHAPTER)
    return dataclasses.replace(sample_report(), sections=(section,))
