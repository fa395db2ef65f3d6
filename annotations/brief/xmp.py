"""Title, author and language for catalogues, as XMP."""

from html import escape

from annotations.brief.spec import BriefSpec

_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">{handling}</rdf:li></rdf:Alt></dc:rights>
<xmp:CreatorTool>Pressmark</xmp:CreatorTool>{created}
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


def xmp(spec: BriefSpec, author: str, created: str) -> str:
    """The metadata packet of a cleaned specification; `created` is an ISO 8601 date or time, or empty."""
    date = f"\n<xmp:CreateDate>{escape(created, quote=False)}</xmp:CreateDate>" if created else ""
    return _PACKET.format(
        title=escape(spec.title, quote=False),
        author=escape(author, quote=False),
        language=escape(spec.language or "en", quote=False),
        handling=escape(spec.handling, quote=False),
        created=date,
    )
