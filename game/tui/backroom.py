"""The one thread in which everything of the game happens, and others for what must not hold it up."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from threading import Thread
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class Backroom:
    """Does what may take a while, in the order it was asked for, while the screen stays awake.

    One thread, always the same: a save belongs to the thread that opened it. Nothing in here touches a widget;
    who asks gets the answer back in their own thread.
    """

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="backroom")

    async def do(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The result of `work`, done in the back room. Raises what it raises."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, lambda: work(*args, **kwargs))

    def close(self) -> None:
        """Take no more work; what was begun is finished."""
        self._thread.shutdown(wait=False)


async def aside(work: Callable[[], T]) -> T:
    """The result of `work`, done in a thread of its own. Raises what it raises.

    For what knows no save and may take long, such as asking a board: the game goes on, and can be quit meanwhile.
    """
    loop = asyncio.get_running_loop()
    done: asyncio.Future[T] = loop.create_future()

    def settle(settled: Callable[[], None]) -> None:
        if not done.done():  # nobody waits any more
            settled()

    def run() -> None:
        try:
            found = work()
        except Exception as trouble:
            said = partial(done.set_exception, trouble)
        else:
            said = partial(done.set_result, found)
        with suppress(RuntimeError):  # the game has been quit
            loop.call_soon_threadsafe(settle, said)

    Thread(target=run, daemon=True, name="aside").start()
    return await done
