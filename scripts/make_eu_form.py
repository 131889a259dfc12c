"""Makes the Word form of the interim narrative report: in come brand.yaml and the languages, out comes a file for each.

    python scripts/make_eu_form.py [BRAND_FOLDER]

The headings stand in the form itself, in the words of templates/languages/, and one `{{ section CODE }}` under each. A
donor's own form takes its place: an ordinary Word file with the same slots. Two runs give equal bytes.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from letterhead_pieces import GAP, Opening, cell, page_setup, paragraph, part, reference, slot
from letterhead_styles import REPORT, TEXT_WIDTH, Look, Rhythm, edge, tab
from make_letterhead import LETTERHEADS, make

from generator.config.language import Language
from generator.config.templates import load_language
from generator.report.typography import typeset

KIND = "eu-narrative"
FORM = replace(REPORT, heading_1=(20, 6, 20, 15), heading_2=(13, 3, 16, 11.5))
LABEL = 3000  # twips
DESCRIPTION = (
    *("1-coordinator", "1-contact", "1-entities", "1-title", "1-contract", "1-period", "1-countries"),
    *("1-groups", "1-places"),
)
CHAPTERS = (
    ("assessment", ("2-summary", "2-activities", "2-indicators", "2-difficulties", "2-plan")),
    ("cooperation", ("3-entities", "3-authorities", "3-partners", "3-synergies")),
    ("visibility", ("4-visibility",)),
)


@dataclass(frozen=True, slots=True)
class Headings:
    """The fixed words of a form in its language."""

    language: Language

    def say(self, key: str) -> str:
        """Return the words of `key` as the documents print them."""
        return typeset(self.language.say(key), self.language.typography)


def head(look: Look) -> str:
    """Return what stands over the chapters: who reports to whom, of what, for which period."""
    status = f'<w:r><w:rPr><w:b/><w:color w:val="{look.warning}"/></w:rPr><w:t>{slot("status")}</w:t></w:r>'
    right = f"<w:tabs>{tab(TEXT_WIDTH)}</w:tabs>"
    ink = f'<w:r><w:rPr><w:color w:val="{look.primary}"/><w:sz w:val="44"/><w:szCs w:val="44"/></w:rPr><w:t>'
    title = paragraph(
        "Title", "", '<w:spacing w:before="200" w:after="40" w:line="560" w:lineRule="atLeast"/>'
    )
    return (
        paragraph("Bilan Text", slot("organisation") + "\t", right).replace("</w:p>", f"{status}</w:p>")
        + title.replace("</w:p>", f"{ink}{slot('title')}</w:t></w:r></w:p>")
        + paragraph("Bilan Lead", f"{slot('donor')} · {slot('period')} · {slot('edition')}")
    )


def row(look: Look, label: str, code: str) -> str:
    """Return a line of the description: its heading on a ground, its slot beside it, never split."""
    room, label_room = (
        f'<w:tcMar><w:top w:w="90" w:type="dxa"/><w:bottom w:w="{below}" w:type="dxa"/></w:tcMar>'
        for below in (0, 90)
    )
    ground = f'<w:shd w:val="clear" w:color="auto" w:fill="{look.tint}"/>{label_room}'
    beside = TEXT_WIDTH - LABEL
    return (
        "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
        + cell(LABEL, paragraph("Bilan Fact Label", label), look=ground)
        + cell(beside, paragraph("Bilan Text", slot(f"section eu-{code}")), look=room)
        + "</w:tr>"
    )


def description(look: Look, words: Headings) -> str:
    """Return chapter 1 as a table."""
    borders = "".join(edge(side, look.rule, 4) for side in ("top", "left", "bottom", "right", "insideH"))
    rows = "".join(
        row(look, words.say(f"narrative.title.{code.replace('-', '_')}"), code) for code in DESCRIPTION
    )
    margins = "".join(f'<w:{side} w:w="120" w:type="dxa"/>' for side in ("left", "right"))
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="BilanPlain"/><w:tblW w:w="{TEXT_WIDTH}" w:type="dxa"/>'
        f"<w:tblBorders>{borders}</w:tblBorders>"
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar><w:tblLook w:val="0000"/></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{LABEL}"/><w:gridCol w:w="{TEXT_WIDTH - LABEL}"/></w:tblGrid>{rows}</w:tbl>'
        + paragraph("Bilan Gap", "")
    )


def place(code: str) -> str:
    """Return where the section `code` comes."""
    return paragraph("Bilan Text", slot(f"section {code}"))


def chapters(look: Look, words: Headings) -> str:
    """Return the acronyms and the four chapters, with the places of the statements of the cover and the second page."""
    drawn = [place("funding-cover"), paragraph("heading 1", words.say("section.acronyms")), place("acronyms")]
    drawn += [paragraph("heading 1", words.say("narrative.chapter.description")), description(look, words)]
    drawn.append(place("funding-second-page"))
    for name, codes in CHAPTERS:
        drawn.append(paragraph("heading 1", words.say(f"narrative.chapter.{name}")))
        for code in codes:
            if len(codes) > 1:
                title = words.say(f"narrative.title.{code.replace('-', '_')}")
                drawn.append(paragraph("heading 2", title))
            drawn.append(place(f"eu-{code}"))
    return "".join(drawn)


def form(words: Headings, look: Look, rhythm: Rhythm) -> Opening:
    """Return the letterhead of the form: no cover, its chapters, then the rest of the report at the body's place."""
    header = paragraph("header", f"{slot('organisation_short')}\t{slot('running')}")
    status = f'<w:r><w:rPr><w:b/><w:color w:val="{look.warning}"/></w:rPr><w:t>{slot("status")}</w:t></w:r>'
    footer = paragraph("footer", f" · {slot('reference')}\t{slot('page')}")
    lines = reference("header", "") + reference("footer", "")
    return Opening(
        rhythm=rhythm,
        before=head(look) + chapters(look, words) + GAP.format('<w:spacing w:after="300"/>'),
        page=page_setup(lines, top=26, bottom=22, footer=10),
        last=page_setup("", top=26, bottom=22, footer=10, kind="continuous"),
        running=(("", part("hdr", header), part("ftr", footer.replace("</w:pPr>", "</w:pPr>" + status))),),
    )


if __name__ == "__main__":
    brand = Path(sys.argv[1] if len(sys.argv) > 1 else "templates/brands/default")
    for name, code in ((KIND, "fr"), (f"{KIND}.en", "en"), (f"{KIND}.ar", "ar")):
        LETTERHEADS[name] = (partial(form, Headings(load_language(brand.parents[1], code))), FORM)
        (brand / f"{name}.docx").write_bytes(make(brand, name))
