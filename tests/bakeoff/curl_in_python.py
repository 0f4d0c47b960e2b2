"""What the tests run as `curl` where there is none: the few options that our code uses."""

import sys
import urllib.request

words = iter(sys.argv[1:])
url, headers, body = "", {}, b""
for word in words:
    if word == "-H":
        name, value = next(words).split(": ", 1)
        headers[name] = value
    elif word == "--data-raw":
        body = next(words).encode()
    elif word == "--data-binary":
        assert next(words) == "@-"
        body = sys.stdin.buffer.read()
    elif word != "--no-buffer":
        url = word
with urllib.request.urlopen(urllib.request.Request(url, body, headers)) as answer:
    sys.stdout.buffer.write(answer.read())
