"""The headers every answer carries, errors too: nothing inline, nothing framed, nothing kept."""

from flask import Flask, Response, request

POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "script-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
    )
)

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # nothing to other sites; to ourselves the Origin, which without a Referer would be "null"
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
}
TWO_YEARS = 63_072_000


def install(app: Flask, *, secure: bool) -> None:
    """Put the headers on every answer of the application.

    Parameters:
        secure: whether the portal is reached over https, so that browsers must stay there.
    """

    def add(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers[name] = value
        if secure:
            response.headers["Strict-Transport-Security"] = (
                f"max-age={TWO_YEARS}; includeSubDomains; preload"
            )
        if request.endpoint == "static" or response.headers.get("Cache-Control"):
            return response
        response.headers["Cache-Control"] = "no-store"
        return response

    app.after_request(add)
