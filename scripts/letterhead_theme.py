"""The theme of the default letterhead: in comes a look, out comes the XML that gives Word's palette the brand's colours."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from letterhead_styles import Look

A = "http://schemas.openxmlformats.org/drawingml/2006/main"


def theme_xml(look: Look) -> str:
    """Return the theme part; Word wants three of each kind of fill, line and effect, here all plain."""
    named = {
        "dk1": look.ink,
        "lt1": look.paper,
        "dk2": look.primary,
        "lt2": look.tint,
        "accent1": look.primary,
        "accent2": look.accent,
        "accent3": look.rule,
        "accent4": look.muted,
        "accent5": look.warning,
        "accent6": look.tint,
        "hlink": look.accent,
        "folHlink": look.muted,
    }
    colours = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in named.items())
    fonts = "".join(
        f'<a:{kind}Font><a:latin typeface={quoteattr(family)}/><a:ea typeface=""/>'
        f"<a:cs typeface={quoteattr(look.arabic)}/></a:{kind}Font>"
        for kind, family in (("major", look.heading), ("minor", look.body))
    )
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="9525">{fill}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'<a:theme xmlns:a="{A}" name="Bilan"><a:themeElements><a:clrScheme name="Bilan">{colours}</a:clrScheme>'
        f'<a:fontScheme name="Bilan">{fonts}</a:fontScheme><a:fmtScheme name="Bilan">'
        f"<a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst>"
        "</a:fmtScheme></a:themeElements></a:theme>"
    )
