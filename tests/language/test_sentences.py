"""Sixty ordinary sentences: in a block each survives to the letter, in any other form the file says no."""

import pytest

from game.language.prose import paragraphs
from game.language.read import read_encounter
from game.language.yaml_subset import read_yaml

from .files import GOOD, edited

TEXT = GOOD.read_text("utf-8")
SPOT = "        say: |\n          All right.\n"

SENTENCES = """\
Order #12 is late
no
No
yes
off
null
~
true
12:30
05:02
12
8.50
1_000
0x1F
0o17
1e3
.5
-5
+44 20 7946 0018
2026-11-03
Her father: at ten
Note: she left.
Why? Because: reasons.
{dana_name}
{dana_name}, is that you?
[sighs] All right.
[no]
"Quoted," she said.
"Quoted"
'Twas late.
'quoted'
It's fine.
@ten is when he is operated on
`ls` is what he typed
%s is not a name
& then?
*sighs*
*sighs* Fine.
!important
! Look out
| is a pipe
> is bigger than <
- a dash to begin with
-5 degrees
? is all he said
: and then
a: b
#12 is late
# 12
C:\\temp\\new
100 %
50% off # today only
He said "no: never" and left
key: value # comment
{a: b}
<<
=
...
--- and then
 two  spaces  and a tail
Zoë's naïve façade – “quite” so…
don't, won't; can't!
Trailing colon:
\\n is not a line
""".splitlines()


def test_there_are_sixty() -> None:
    assert len(SENTENCES) >= 60


@pytest.mark.parametrize("sentence", SENTENCES)
def test_in_a_block_it_survives_to_the_letter(sentence: str) -> None:
    reading = read_yaml(f"say: |2\n  {sentence}\n".encode())
    assert reading.problems == ()
    assert reading.document is not None
    assert reading.document.data == {"say": sentence + "\n"}


@pytest.mark.parametrize("sentence", [one for one in SENTENCES if "{" not in one])
def test_in_a_block_it_reaches_the_screen(sentence: str) -> None:
    block = edited(TEXT, (SPOT, f"        say: |\n          {sentence.strip()}\n"))
    reading = read_encounter(block.encode(), GOOD.name)
    assert reading.script is not None, reading.rendered()
    replies = reading.script.scenes["inside"].replies
    assert replies is not None
    assert replies["never-mind"].say == paragraphs(sentence)


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize(
    "form", ["{}", '"{}"', "'{}'", ">\n          {}"], ids=["plain", "double", "single", "folded"]
)
def test_in_any_other_form_the_file_says_no(sentence: str, form: str) -> None:
    other = edited(TEXT, (SPOT, f"        say: {form.replace('{}', sentence)}\n"))
    reading = read_encounter(other.encode(), GOOD.name)
    assert reading.encounter is None
    line = 1 + TEXT[: TEXT.index(SPOT)].count("\n")
    assert min(one.place.line for one in reading.diagnostics) in range(line, line + 4), reading.rendered()
