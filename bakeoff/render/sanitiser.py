"""The last word on every piece of HTML that leaves: an allow-list of tags, attributes, schemes."""

import re
from functools import cache
from typing import TYPE_CHECKING

from bakeoff.render.highlighting import CLASSES
from bakeoff.render.languages import LANGUAGES, language_class
from bakeoff.render.maths import MATHML

if TYPE_CHECKING:
    import nh3

_TAGS = frozenset({"a", "blockquote", "br", "code", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr"})
_TAGS |= {"li", "ol", "p", "pre", "s", "span", "strong", "ul"}
_TAGS |= {"table", "tbody", "td", "th", "thead", "tr"}
_IMPLIED_END_TAG = re.compile("</t[dhr]>")
_BODY_OPEN = "<table><tbody>"
_BODY_CLOSE = "</tbody></table>"


def clean(html: str) -> str:
    """Return the HTML with nothing in it but what the allow-list names.

    The end tags of rows and cells, which any parser supplies, are left out: they
    are a third of a table's bytes.
    """
    return _IMPLIED_END_TAG.sub("", _cleaner().clean(html))


def clean_rows(html: str) -> str:
    """Return table rows cleaned.

    An HTML parser drops a `tr` that stands alone, so they are cleaned inside a
    table and taken out again.
    """
    cleaned = clean(_BODY_OPEN + html + _BODY_CLOSE)
    return cleaned.removeprefix(_BODY_OPEN).removesuffix(_BODY_CLOSE)


@cache
def _cleaner() -> "nh3.Cleaner":
    import nh3

    attributes: dict[str, set[str]] = {tag: set(names) for tag, names in MATHML.items()}
    attributes["a"] = {"href", "title"}
    attributes["ol"] = {"start"}
    return nh3.Cleaner(
        tags=_TAGS | MATHML.keys(),
        attributes=attributes,
        tag_attribute_values={cell: {"align": {"center", "right"}} for cell in ("td", "th")},
        set_tag_attribute_values={"a": {"target": "_blank"}},
        allowed_classes={
            "code": {language_class(name) for name in LANGUAGES.values()} | {"tex"},
            "span": set(CLASSES.values()),
        },
        link_rel="noopener noreferrer nofollow",
        url_schemes={"http", "https", "mailto"},
        url_relative="deny",
    )
