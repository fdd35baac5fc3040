"""The pages of a week at a workplace, and what leads from one to the next."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from game.library.towns import town_names
from game.play.run import PlayFault
from game.telling.views import Line
from game.town.views import Evening, Morning, PromiseDue, Talk, TaskScene, WeekDebrief
from game.town.weeks import UnfinishedWeek, Weeks
from game.town.working import WorkingWeek
from game.tui import day_messages as wishes
from game.tui.backroom import Backroom
from game.tui.forecast import letters
from game.tui.messages import DayWish
from game.tui.screens.day import Place, place_of
from game.tui.stage import Stage

if TYPE_CHECKING:
    from game.play.playable import Playable

_TOMORROW = ("Tuesday", "Wednesday", "Thursday", "Friday", "")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command line asks for.

    Attributes:
        town: a key or a file; none goes on with the week played last, or asks.
        seed: for a new week; given, no unfinished one is gone on with.
        new: whether to begin anew where one is unfinished.
        ranked: whether it is the next attempt at the town's week in a season, which `TeamPages.come_in` shows.
    """

    town: str | None = None
    seed: int | None = None
    new: bool = False
    ranked: bool = False


class DayPages:
    """Shows them. Each method that shows a page is an errand of the app's.

    Args:
        app: where they are shown.
        weeks: what the player does at workplaces. They belong to the back room.
        backroom: where the save is.

    Attributes:
        week: the week that is being spent, if any.
    """

    def __init__(self, app: Stage, weeks: Weeks, backroom: Backroom) -> None:
        self._app = app
        self._weeks = weeks
        self._backroom = backroom
        self.week: WorkingWeek | None = None
        self._met: Playable | None = None
        self._begun = 0

    async def do(self, wish: DayWish) -> None:
        """Do what a page asked for."""
        match wish:
            case wishes.OpenTowns():
                await self.towns()
            case wishes.OpenTown():
                await self.town(wish.town, wish.seed)
            case wishes.BeginWeek():
                await self.spend(await self._backroom.do(self._weeks.start, wish.town, wish.seed))
            case wishes.GoOnWeek():
                await self.spend(await self._backroom.do(self._weeks.resume, wish.week))
            case wishes.GiveUpWeek():
                await self._backroom.do(self._weeks.leave, wish.week)
                await self._app.go_home()
            case wishes.ChooseInWeek():
                await self._choose(wish.choice)
            case wishes.BeginDay():
                self._begun = wish.day
                await self._show(told=True)
            case wishes.GoOnDay():
                await self._show(told=True)
            case wishes.MeetArrival():
                self._met = self._now.talk
                await self._show(told=True)
            case wishes.LookBackOnTalk():
                await self._look_back(wish.talk)

    async def come_in(self, wanted: Wanted) -> None:
        """What the command line asked for."""
        if wanted.seed is None and not wanted.new:
            week = await self._backroom.do(self._weeks.last, wanted.town)
            if week is not None:
                await self.spend(week)
                return
        if wanted.town is None:
            await self.towns()
        else:
            await self.town(wanted.town, wanted.seed)

    # For the home page

    def unfinished(self) -> Sequence[UnfinishedWeek]:
        """The weeks to go on with; to be asked in the back room."""
        return self._weeks.in_progress()

    def how_many(self) -> int:
        """How many workplaces there are; to be asked in the back room."""
        return len(town_names(self._app.game.library))

    # Before a week

    async def towns(self) -> None:
        """The workplaces; where there is one and no week to go on with, that one."""
        from game.tui.screens.towns import TownsScreen

        towns = await self._backroom.do(self._weeks.towns)
        weeks = await self._backroom.do(self._weeks.in_progress)
        if len(towns) == 1 and not towns[0].problem and not weeks:
            await self.town(towns[0].key, None)
        else:
            await self._app.stand_on(TownsScreen(towns, weeks))

    async def town(self, name: str, seed: int | None) -> None:
        """A workplace; one that is a file, or isn't there, is begun at once, which says what is wrong."""
        from game.tui.screens.town import TownScreen

        towns = await self._backroom.do(self._weeks.towns)
        card = next((one for one in towns if one.key == name and not one.problem), None)
        if card is None:
            await self.spend(await self._backroom.do(self._weeks.start, name, seed))
        else:
            await self._app.open_over(TownScreen(card, seed, self._app.game.now))

    # A week

    @property
    def _now(self) -> WorkingWeek:
        assert self.week is not None, "only the pages of a week ask for it"
        return self.week

    @property
    def _place(self) -> Place:
        return place_of(self._now)

    async def spend(self, week: WorkingWeek) -> None:
        """Spend a week from where it stands."""
        self.week, self._met, self._begun = week, None, 0
        await self._show()

    async def _choose(self, choice: str) -> None:
        try:
            await self._backroom.do(self._now.choose, choice)
        except PlayFault as fault:
            self._app.tell(str(fault))
        await self._show()

    async def _show(self, *, told: bool = False) -> None:
        """Show where the week stands; `told` where what has just come of a choice was read already."""
        week, view = self._now, self._now.view
        if told and isinstance(view, Morning | Talk | PromiseDue):
            view = replace(view, said=())
        match view:
            case Morning() if view.says and self._begun != view.day:
                from game.tui.screens.dawn import DawnScreen

                await self._app.stand_on(DawnScreen(self._place, view))
            case Morning():
                from game.tui.screens.morning import MorningScreen

                await self._app.stand_on(MorningScreen(self._place, view))
            case TaskScene():
                from game.tui.screens.hour import HourScreen

                named = letters(self._place.signals)
                pace = self._app.pace
                await self._app.stand_on(HourScreen(week, view, named, self._backroom, pace))
            case Talk():
                await self._talk(view)
            case PromiseDue() if view.interrupts:  # it opens by itself over the talk
                await self._play(whole=True, said=())
            case PromiseDue():
                from game.tui.screens.promise_due import PromiseDueScreen

                await self._app.stand_on(PromiseDueScreen(view))
            case Evening():
                from game.tui.screens.evening import EveningScreen

                tomorrow = _TOMORROW[view.day - 1]
                await self._app.stand_on(EveningScreen(self._place, view, tomorrow))
            case WeekDebrief() if week.ranked:
                from game.tui.screens.ranked_week import RankedWeekScreen

                then = self._app.week_ended(week)
                await self._app.stand_on(RankedWeekScreen(self._place, view, then))
            case WeekDebrief():
                from game.tui.screens.week import WeekScreen

                await self._app.stand_on(WeekScreen(self._place, view))

    async def _talk(self, view: Talk) -> None:
        """Who has come; once they are met, the talk."""
        if view.opens and self._met is not self._now.talk:
            from game.tui.screens.arrival import ArrivalScreen

            await self._app.stand_on(ArrivalScreen(self._place, view))
        else:
            await self._play(whole=view.whole, said=view.said)

    async def _play(self, *, whole: bool, said: Sequence[Line]) -> None:
        from game.tui.screens.talk import TalkScreen

        await self._app.stand_on(TalkScreen(self._now, whole, said, self._backroom, self._app.pace))

    async def _look_back(self, talk: "Playable") -> None:
        from game.tui.screens.talk import TalkDebriefScreen

        debrief = await self._backroom.do(talk.debrief)
        await self._app.stand_on(TalkDebriefScreen(talk, debrief))
