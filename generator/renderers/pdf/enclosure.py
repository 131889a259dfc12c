"""Puts the proof sheet inside a PDF: in come its bytes and the files, out comes PDF/A-3 with associated files.

ISO 19005-3 (PDF/A-3) says how a file is enclosed: named in the catalogue's /AF, with its relation, its media type and a date.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from generator.config.brand import Brand
from generator.report.model import Report

SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

# PDF/A takes no property of another standard without its description (ISO 19005-3, 6.6.2.3).
_ACCESSIBLE = b"""
<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" rdf:about=""
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag>
<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of PDF/UA to which the file conforms</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""
_END = b"</rdf:RDF>"


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file inside a PDF: its name, its bytes, its media type, what it is for, how it relates to the pages."""

    name: str
    content: bytes
    media_type: str
    description: str
    relation: str  # "Data": what the pages show; "Supplement": the same to look at


def proof_files(report: Report, brand: Brand) -> tuple[Enclosed, ...]:
    """Return the files of the proof sheet that travel inside the PDF of `report`; none where they do not."""
    sheet = report.proof
    if sheet is None or not sheet.enclosed:
        return ()
    from generator.renderers.proof import data, workbook

    return (
        Enclosed(
            f"{sheet.name}.proof.json", data.write(report), "application/json", sheet.description, "Data"
        ),
        Enclosed(
            f"{sheet.name}.proof.xlsx",
            workbook.write(report, brand),
            SPREADSHEET,
            sheet.description,
            "Supplement",
        ),
    )


def enclose(content: bytes, files: Sequence[Enclosed], day: str) -> bytes:
    """Return a PDF/A-3a file with `files` inside, dated `day` (2022-04-15), that says it is PDF/UA-1 too."""
    import pikepdf

    date = f"D:{day.replace('-', '')}000000Z"
    with pikepdf.open(io.BytesIO(content)) as pdf:
        related = []
        for file in files:
            spec = pikepdf.AttachedFileSpec(
                pdf,
                file.content,
                description=file.description,
                filename=file.name,
                mime_type=file.media_type,
                creation_date=date,
                mod_date=date,
            )
            pdf.attachments[file.name] = spec
            kept = pdf.attachments[file.name].obj
            kept.AFRelationship = pikepdf.Name(f"/{file.relation}")
            related.append(kept)
        pdf.Root.AF = pikepdf.Array(related)
        for one in pdf.objects:
            if isinstance(one, pikepdf.Stream) and "/Interpolate" in one:
                one.Interpolate = False  # ISO 19005-3, 6.2.8
        told = pdf.Root.Metadata.read_bytes().replace(_END, _ACCESSIBLE + _END)
        pdf.Root.Metadata = pdf.make_stream(told, Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)
        finished = io.BytesIO()
        pdf.save(finished, deterministic_id=True, fix_metadata_version=False)
    return finished.getvalue()
