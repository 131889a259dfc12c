"""What creates a draft in a sending program: in come a Report, a Brand and assets, out comes the JSON that its API takes.

Nothing here sends, schedules or names a reader; a person chooses the audience and presses the button. Each file is the body
of the request as it stands, so that `curl --data @listmonk.json` is enough; Mailchimp wants two requests, listed in order.

- listmonk, POST /api/campaigns: the draft has no `status` and no `send_at`; `lists` is empty, which listmonk refuses, until
  somebody writes the numbers of theirs. Without `template_id` it takes the default template ("listmonk: Campaigns API").
- Mailchimp, POST /campaigns, then PUT /campaigns/{campaign_id}/content with the id that came back: no `recipients`, sender
  or reply address, which it asks for before sending ("Mailchimp Marketing API: Add campaign", "Set campaign content").
- Buttondown, POST /v1/emails: without `status: draft` it would send at once; `template: naked` leaves the letter's HTML as it
  is; it takes no plain text ("Buttondown: Creating an email", "Drafting emails via the API", "Naked mode").
- Pictures are those at `Mail.image_base_url`; without it the letter goes without pictures.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from generator.config.brand import Brand
from generator.renderers import text
from generator.renderers.email.body import draw
from generator.renderers.email.services import (
    BUTTONDOWN,
    LISTMONK,
    MAILCHIMP,
    Service,
    written_html,
    written_text,
)
from generator.renderers.pictures import Picture
from generator.report.model import Mail, Report


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A letter as one sending program takes it. `name` ends in the hash of what it says: two drafts alike have one name."""

    name: str
    subject: str
    preheader: str
    html: str
    text: str


def payloads(report: Report, brand: Brand, assets: Mapping[str, Picture]) -> dict[str, bytes]:
    """Return each program's file: its name and its JSON. Refusals are those of `draw`."""
    mail = report.mail
    base = mail.image_base_url
    address = (lambda picture: base + picture.name) if base else None
    bodies: tuple[tuple[Service, Callable[[Outgoing, Report], object]], ...] = (
        (BUTTONDOWN, _buttondown),
        (LISTMONK, _listmonk),
        (MAILCHIMP, _mailchimp),
    )
    made = ((s, body(_outgoing(s, report, mail, brand, assets, address), report)) for s, body in bodies)
    return {f"{s.name}.json": (json.dumps(b, ensure_ascii=False, indent=2) + "\n").encode() for s, b in made}


def _outgoing(
    service: Service,
    report: Report,
    mail: Mail,
    brand: Brand,
    assets: Mapping[str, Picture],
    address: Callable[[Picture], str] | None,
) -> Outgoing:
    html = written_html(
        service, report, lambda sender: draw(report, brand, assets, address=address, sender=sender)
    )
    plain = written_text(service, report, lambda sender: text.write(report, sender=sender))
    said = (service.line.hold(mail.subject), service.line.hold(mail.preheader), html, plain)
    digest = sha256("\0".join(said).encode()).hexdigest()
    return Outgoing(f"{report.kind}-{report.period}-{report.language}-{digest[:8]}", *said)


def _listmonk(letter: Outgoing, report: Report) -> object:
    return {
        "name": letter.name,
        "subject": letter.subject,
        "lists": [],
        "type": "regular",
        "content_type": "html",
        "messenger": "email",
        "body": letter.html,
        "altbody": letter.text,
        "tags": [report.kind, report.period, report.language],
    }


def _mailchimp(letter: Outgoing, report: Report) -> object:
    settings = {
        "title": letter.name,
        "subject_line": letter.subject,
        "preview_text": letter.preheader,
        "auto_footer": False,
    }
    content = {"html": letter.html, "plain_text": letter.text}
    return [
        {"method": "POST", "path": "/campaigns", "body": {"type": "regular", "settings": settings}},
        {"method": "PUT", "path": "/campaigns/{campaign_id}/content", "body": content},
    ]


def _buttondown(letter: Outgoing, report: Report) -> object:
    return {
        "subject": letter.subject,
        "description": letter.preheader,
        "status": "draft",
        "template": "naked",
        "body": letter.html,
        "metadata": {"name": letter.name},
    }
