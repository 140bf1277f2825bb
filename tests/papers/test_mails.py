"""Messages: who wrote what, whatever was put in the way of it."""

from email import message_from_bytes
from email.policy import default

from portal.papers import mails, prose
from portal.papers.kinds import Kind, kind_of
from tests.papers import samples


def test_the_plain_text_is_shown_as_text() -> None:
    html = mails.html_of(samples.mail("Dag <b>Sanne</b>\nhoe zit dat?"))
    assert "Dag &lt;b&gt;Sanne&lt;/b&gt;" in html
    assert "<th>Onderwerp</th><td>Mijn vraag: hoe zit dat?</td>" in html


def test_of_a_page_in_a_message_only_the_text_is_left() -> None:
    body = (
        "<style>p { background: url(http://127.0.0.1:9/a) }</style><p onclick='x()'>Dag <b>nu</b>"
        "<img src='http://127.0.0.1:9/b'><script>alert(1)</script><a href='http://127.0.0.1:9'>hier</a>"
    )
    message = samples.mail("plat", html=body).replace(b"text/plain", b"text/x-other")
    html = prose.cleaned(mails.html_of(message))
    assert "Dag <b>nu</b>" in html
    assert "hier" in html
    for trace in ("127.0.0.1", "alert", "onclick", "background", "<a"):
        assert trace not in html


def test_letters_of_another_alphabet_are_read() -> None:
    message = samples.mail("één vraag").replace(b"Mijn vraag", b"=?utf-8?q?=C3=A9=C3=A9n?= vraag")
    assert "één vraag" in mails.html_of(message)


def test_a_message_without_a_body_has_its_lines() -> None:
    head = samples.mail("x").partition(b"\n\n")[0]
    assert "sanne@voorbeeld.example" in mails.html_of(head + b"\n\n")


def test_an_unknown_alphabet_is_no_reason_to_stop() -> None:
    message = samples.mail("gewoon").replace(b'charset="utf-8"', b'charset="x-niets"')
    assert "gewoon" in mails.html_of(message)


def test_a_message_is_known_by_its_lines_and_a_list_is_not_a_message() -> None:
    assert kind_of(samples.mail("x"))[0] is Kind.MAIL
    assert kind_of(b"Naam: Jan\nWoonplaats: Oss\nLeeftijd: 12\n\nVerder niets")[0] is Kind.TEXT


def test_a_message_in_a_message_is_shown_as_a_message() -> None:
    inner = message_from_bytes(samples.mail("Eerder geschreven"), policy=default)
    outer = message_from_bytes(samples.mail("Zie hieronder"), policy=default)
    outer.add_attachment(inner)
    (found,) = mails.attached_to(outer.as_bytes())
    assert found.name == "message/rfc822"
    assert kind_of(found.content)[0] is Kind.MAIL
    assert "Eerder geschreven" in mails.html_of(found.content)


def test_the_name_of_what_was_attached_is_text() -> None:
    message = samples.mail("x", attachment=b"a").replace(b"foto.png", b"<img src=x>.png")
    names = [(each.name, True) for each in mails.attached_to(message)]
    assert "&lt;img src=x&gt;.png" in mails.html_of(message, names)
