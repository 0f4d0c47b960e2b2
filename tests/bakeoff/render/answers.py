"""Answers as models write them, for tests of exactness and of size."""

MIXED = '''\
# Comparing sorting algorithms

Here is a **short overview** of the most common algorithms, with their `average` cost, and \
when to use [each](https://example.org/sorting) of them.

## Quick facts

- **Quicksort** is fast in practice and sorts in place.
- *Merge sort* is stable, and needs `O(n)` more memory.
- Heap sort never degrades beyond $O(n \\log n)$.

1. Measure first.
2. Choose a default.
3. Change it when you must, because every change has to be paid for.

| Algorithm | Average | Worst | Stable |
|-----------|:-------:|------:|--------|
| Quicksort | O(n log n) | O(n^2) | no |
| Merge sort | O(n log n) | O(n log n) | yes |
| Heap sort | O(n log n) | O(n log n) | no |

```python
def quicksort(items: list[int]) -> list[int]:
    """Return the items in order."""
    if len(items) < 2:
        return items
    pivot, *rest = items
    lower = [item for item in rest if item < pivot]
    upper = [item for item in rest if item >= pivot]
    return quicksort(lower) + [pivot] + quicksort(upper)
```

> A quote may hold more than one thought,
> and goes over lines.

The cost is then

$$
T(n) = 2 T(n/2) + O(n)
$$

which is why the second paragraph is as long as this one, with **bold words**, and `code`, and \
plain text that goes on until the paragraph has the usual length of an answer.

---

That is all: prices are $5 and $10.
'''

LONG_LIST = "Here they are:\n\n" + "".join(
    f"- **Item {i}**: a description of thing number {i} with `code` in it\n" for i in range(200)
)

SHORT_ITEMS = "".join(f"{i}. Item number {i}\n" for i in range(1, 200))

LOOSE_LIST = "The steps:\n\n" + "".join(
    f"{i}. **Step {i}**\n\n   What to do in step {i}, in some detail.\n\n   - first\n   - then\n\n"
    for i in range(1, 40)
)

LONG_TABLE = "| Name | Value | Note |\n|---|---:|---|\n" + "".join(
    f"| row {i} | {i * 37} | a note about **{i}** |\n" for i in range(100)
)

LONG_CODE = (
    "Look:\n\n```python\n"
    + "\n".join(
        f'def function_{i}(value: int, name: str = "x") -> int:\n'
        f'    """Return {i}."""\n'
        f"    # a comment on it\n"
        f"    total = value + {i} if name else len(name)\n"
        f"    return total\n"
        for i in range(50)
    )
    + "\n```\n\nDone.\n"
)

PROSE = ("The quick brown fox jumps over the lazy dog, and goes on its way. " * 9 + "\n\n") * 10

CODE_AFTER_LIST = """\
Two ways:

* **One**: call `a()`.
* **Two**: call `b()`:
  ```bash
  pip install thing
  ```

Then run this.
```js
const answer = 6 * 7;
```
Last words, with \\(x^2\\) and an emoji 🎉.

\\[
\\frac{a}{b}
+ c
\\]

Setext
------
> quote
lazy

    indented code

    more of it

| a | b |
|---|---|
| 1 | 2 |
## Next
***
End.
"""

ANSWERS = {
    "mixed": MIXED,
    "long list": LONG_LIST,
    "short items": SHORT_ITEMS,
    "loose list": LOOSE_LIST,
    "long table": LONG_TABLE,
    "long code": LONG_CODE,
    "prose": PROSE,
    "code after list": CODE_AFTER_LIST,
}
