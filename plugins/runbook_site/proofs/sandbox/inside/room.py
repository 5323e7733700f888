"""What is inside beside the job that runs: services, folders, and what all of it takes together."""

from __future__ import annotations

import os
import select

from . import processes, program
from .lean import TYPE_CHECKING, signal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .confine import Confinement
    from .folders import Folders
    from .processes import Process
    from .program import Bounds, Order, Program

_BLOCK = 1 << 16
_SWARM = 256
_KEPT_OUTPUT = 1 << 16
"""How much of the end of what a service prints is kept."""


class Service:
    """A program that stays.

    Attributes:
        program: The program.
        output: The end of what it printed.
        status: Its exit status, once it has ended.
    """

    def __init__(self, started: Program) -> None:
        """Take the program."""
        self.program = started
        self.output = bytearray()
        self.status: int | None = None

    def read(self) -> bool:
        """Read what it printed. Says whether it can print more."""
        try:
            block = os.read(self.program.stdout, _BLOCK)
        except BlockingIOError:
            return True
        self.output += block
        del self.output[:-_KEPT_OUTPUT]
        return bool(block)


class Room:
    """The sandbox, as the supervisor has it.

    Attributes:
        requests: The descriptor that requests come from; its end is the end of everything.
        bounds: What all services may take together, and files in the folders.
        confinement: How programs are confined.
        spent: Why nothing can be run any more; empty where it can.
    """

    def __init__(self, requests: int, bounds: Bounds, folders: Folders, confinement: Confinement) -> None:
        """Take what was decided outside."""
        self.requests = requests
        self.spent = ""
        self.bounds = bounds
        self.confinement = confinement
        self._folders = folders
        self._services: dict[int, Service] = {}
        self._open: dict[int, Service] = {}
        self._started = 0
        self._reaper = processes.Reaper()
        self._usual = processes.number()
        self._held = False

    @property
    def roots(self) -> frozenset[int]:
        """The first processes of the services that run."""
        self.reap()
        return frozenset(each.program.pid for each in self._services.values() if each.status is None)

    def reap(self) -> None:
        """Take the status of what has ended."""
        self._reaper.reap()
        for each in self._services.values():
            # Once it is known nothing may be told from the number of the process any more: another may have it.
            if each.status is None and (status := self._reaper.codes[each.program.pid]) is not None:
                each.status = status
                del self._reaper.codes[each.program.pid]

    def start_job(self, order: Order) -> Program:
        """Start the one job that runs at a time."""
        self._usual = processes.number()
        started = program.start(order, self.confinement, service=False)
        self._reaper.codes[started.pid] = None
        return started

    def end_of_job(self, pid: int) -> int | None:
        """The exit status of a job that has ended."""
        self.reap()
        return self._reaper.codes.pop(pid)

    def start(self, order: Order) -> int:
        """Start a service, and tell its number."""
        service = Service(program.start(order, self.confinement, service=True))
        self._reaper.codes[service.program.pid] = None
        self._open[service.program.stdout] = service
        self._started += 1
        self._services[self._started] = service
        return self._started

    def service(self, number: int) -> Service:
        """A service, with what there is to know by now.

        Raises:
            KeyError: There is none of this number.
        """
        service = self._services[number]
        if service.program.stdout in self._open:
            service.read()
        self.reap()
        return service

    def register(self, poll: select.poll) -> None:
        """Have the poll wait for what services print."""
        for each in self._open:
            poll.register(each, select.POLLIN)

    def serve(self, ready: Mapping[int, int], poll: select.poll) -> None:
        """Read what services printed, so that none waits for that."""
        for each in [each for each in self._open if each in ready]:
            if not self._open[each].read():
                poll.unregister(each)
                del self._open[each]

    def look(self, bounds: Bounds) -> tuple[list[Process], str]:
        """The processes that there are now, and what the job, or all services, take too much of, if they do.

        Args:
            bounds: What the job may take.
        """
        swarm = self._swarms()
        if swarm:
            self._held = True  # until the jobs are ended, or go on
            processes.signal_all(signal.SIGSTOP)  # While thousands run, nobody would come to list them.
        there = [each for each in processes.descendants()[0] if not each.dead]
        why = self._excess(bounds, there)
        if swarm and not why:
            self._go_on()
            self._usual = processes.number()
        return there, why

    def _go_on(self) -> None:
        self._held = False
        processes.signal_all(signal.SIGCONT)

    def _swarms(self) -> bool:
        """Whether there are many more processes than before the job, which may be of others."""
        return self.confinement.sole and processes.number() - self._usual > _SWARM

    def _excess(self, bounds: Bounds, there: list[Process]) -> str:
        kept = processes.of_services(there, self.roots)
        jobs = [each for each in there if each.pid not in kept]
        services = [each for each in there if each.pid in kept]
        for most, ours in ((bounds, jobs), (self.bounds, services)):
            if sum(each.threads for each in ours) > most.processes:
                return "processes"
            # What services share would count once for each of their processes, so that it is left out.
            if sum(processes.memory(each.pid, shared=ours is jobs) for each in ours) > most.memory:
                return "memory"
        if processes.shared_memory() > self.bounds.memory:
            return "memory"
        return "disk" if self._folders.over(self.bounds.disk, there) else ""

    def is_full(self) -> bool:
        """Whether files can take no more room."""
        return self._folders.full(self.bounds.disk)

    def end_jobs(self) -> None:
        """End every process that belongs to no service; where that cannot be done, everything."""
        if roots := self.roots:
            swarm = self._held or self._swarms()
            gone = processes.end_each(roots, self._reaper, sole=self.confinement.sole, swarm=swarm)
            if self._held:
                self._go_on()  # Services were held as well.
            if gone:
                return
            self.spent = "the services had to be ended, as a command left too many processes"
        self.end_all()

    def end_all(self) -> None:
        """End everything."""
        if self.confinement.sole:
            gone = processes.end_all(self._reaper)
        else:
            gone = processes.end_each(frozenset(), self._reaper, sole=False)
        if not gone:
            self.spent = "processes of a command could not be ended"

    def stop(self, number: int) -> None:
        """End a service and what came from it.

        Raises:
            KeyError: There is none of this number.
        """
        service = self._services.pop(number)
        self._open.pop(service.program.stdout, None)
        self.end_jobs()
        self._reaper.codes.pop(service.program.pid, None)
        service.program.close()
