"""A new encounter: a small draft that reads, plays to each of its endings, and wants to be changed."""

import os
import re
from pathlib import Path
from typing import Final

from game import paths
from game.language.scalars import HYPHENATED
from game.rules.clean import clean
from game.studio.schema import schema_file
from game.studio.written import NotWritten, line

_LONGEST_KEY: Final = 60


def write_new(folder: Path, key: str, title: str | None = None) -> Path:
    """Write a draft to `folder`, as `KEY.yaml`.

    Args:
        folder: where; it must be there.
        key: the encounter's key.
        title: its title; none makes one of the key.

    Returns:
        The file's path.

    Raises:
        NotWritten: the key is no key, the file is there already, or the folder can't be written.
    """
    path = folder / f"{_right(key)}.yaml"
    text = draft(key, title, _schema_from(folder))
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise NotWritten(f"{path} is there already; choose another name, or edit that file") from None
    except OSError as trouble:
        raise NotWritten(f"can't write {path}: {trouble.strerror or trouble}") from trouble
    return path


def draft(key: str, title: str | None = None, schema: str = f"../{schema_file('encounter')}") -> str:
    """The text of a small draft encounter.

    Args:
        key: its key.
        title: its title; none makes one of the key.
        schema: where an editor finds the schema, seen from the file.

    Raises:
        NotWritten: the key is no key, or the title is empty.
    """
    _right(key)
    words = key.replace("-", " ").capitalize() if title is None else clean(title)
    if not words.strip():
        raise NotWritten("a title needs at least one word")
    return _DRAFT.replace("‹schema›", schema).replace("‹key›", key).replace("‹title›", line(words))


def _right(key: str) -> str:
    if len(key) <= _LONGEST_KEY and re.fullmatch(HYPHENATED, key):
        return key
    better = re.sub(r"[^a-z0-9]+", "-", key.lower()).strip("-")[:_LONGEST_KEY].strip("-")
    hint = f", like “{better}”" if better else ""
    raise NotWritten(
        f"“{key}” can't be an encounter's key: write it in small letters and digits, "
        f"with hyphens between them{hint}"
    )


def _schema_from(folder: Path) -> str:
    """The schema as an editor finds it from a file in `folder`: that of its own pack, else the built-in one."""
    file = schema_file("encounter")
    for near in ("..", "."):
        if (folder / near / file).is_file():
            return file if near == "." else f"../{file}"
    there = paths.content_dir() / file
    try:
        return Path(os.path.relpath(there, folder.resolve())).as_posix()
    except ValueError:  # another drive of a Windows machine
        return there.as_uri()


_DRAFT: Final = """\
# yaml-language-server: $schema=‹schema›
format: 1
encounter: ‹key›
title: ‹title›
role: clerk at the counter  # who the player is
industry: repairs
level: 1
draft: true  # delete this line when the encounter is finished, and `ownit check` says more
full_marks: {Listen: 2, Empathise: 3, Own: 3, Act: 3}
brief: |
  Ten minutes before closing. Somebody puts a small radio on the counter.
desk_card: |
  You may open anything that is brought in, and lend out the radio from the window. Prices are the owner's.
people:
  guest: {is: customer, name: person.name, first: person.first_name}
needs: |
  To hear the ten o'clock news with a grandfather who has listened to it every night, on this radio.
temperaments:
  patient: {heat: 4, trust: 9, needs_heard: 1}
  wary: {heat: 7, trust: 7}
facts:
  the-news: |
    {guest_first}'s grandfather listens to the news at ten every night, on this radio.
start: counter
scenes:
  counter:
    with: guest
    says: |
      It went quiet last night. I don't suppose you still look at these?
    thinks: |
      He sat in front of it for an hour.
    replies:
      whose-is-it:
        say: |
          I do, and I'm Jo. I'll open it now. Whose is it?
        moves: [own, ask]
        learns: [the-news]
        coach: |
          You took it on, and asked the one thing that tells you what it is for.
        to: bench
      open-it:
        say: |
          Let me have it, I'll take the back off and see what's loose.
        moves: [act]
        coach: |
          Quick and willing. You are mending a radio, and don't know yet for whom.
        to: bench
      web-form:
        say: |
          Repairs are booked on the website now, so that it's fair on everybody. The next day is Thursday.
        moves: [deflect]
        coach: |
          True, and fair. It is also three evenings of silence.
        to: sent-away
  bench:
    with: guest
    hub: true
    says:
      if knows(the-news): |
        My grandfather's. The news at ten, every night, and then he goes to bed.
      otherwise: |
        Is it worth it? They told me to buy a new one.
    thinks: |
      Please don't say it's too old.
    replies:
      ask-now:
        say: |
          Who listens to it?
        moves: [ask]
        when: not knows(the-news)
        learns: [the-news]
        hears: |
          My grandfather. The news at ten, every night.
        thinks: |
          Now it isn't an old radio any more.
        coach: |
          Late, and in time. Now you can mend the right thing.
      ours-until-then:
        say: |
          Every night at ten, then. It needs a part from town, so he gets the one from the window until Friday.
        moves: [reflect, act]
        cites: [the-news]
        coach: |
          You said what ten o'clock is to him, and saw to it that tonight has one.
        to: ten-o-clock
      friday:
        say: |
          It needs a part from town. I can have it playing by Friday.
        moves: [inform]
        coach: |
          Honest, with a day to count on. Until Friday it is quiet at ten.
        to: until-friday
  ten-o-clock:
    ending: {outcome: met}
    letter: |
      Dear Jo,
      He says the one from the window has a better bass, and that I'm not to tell ours.
      {guest_first}
  until-friday:
    ending: {outcome: partly}
    letter: |
      It plays again, thank you. On Wednesday he went to bed at eight, as there was nothing to stay up for.
      {guest_first}
  sent-away:
    ending: {outcome: lost}
    letter: |
      A review, two stars. Very clear website. We bought a new one, and he can't find the button.
tests:
  owning it:
    temperament: wary
    choose: [whose-is-it, ours-until-then]
    expect: {ending: ten-o-clock, mastered: true}
  mending first, asking later:
    temperament: wary
    choose: [open-it, ask-now, ours-until-then]
    expect: {ending: ten-o-clock, mastered: false}
  only a day:
    temperament: patient
    choose: [whose-is-it, friday]
    expect: {ending: until-friday, mastered: false}
  the website:
    temperament: patient
    choose: [web-form]
    expect: {ending: sent-away, criticals: 1}
"""
