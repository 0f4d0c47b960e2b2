"""A small server that speaks OpenRouter's protocol on loopback, with scripted models.

It stands in for OpenRouter when there is no key, and it is the peer of the tests. It shares no
code with the engine, so that one misreading of the wire cannot hide on both sides.
"""
