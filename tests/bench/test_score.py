"""What counts as found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.accuracy.checked import findings_of, text_of
from bench.accuracy.mutant import Mutant
from bench.accuracy.sample import Sample
from bench.accuracy.score import drew, score, tally
from runbook_site.sources.finding import Finding, Level
from runbook_site.sources.text import SourceText

if TYPE_CHECKING:
    from bench.accuracy.score import Outcome

SPAN = SourceText("here", "x").whole().span(0, 1)


def finding(rule: str, level: Level) -> Finding:
    """A finding somewhere."""
    return Finding(rule, "It is wrong.", SPAN, level)


ERROR, WARNING, INFO = (finding(f"{level}-rule", level) for level in (Level.ERROR, Level.WARNING, Level.INFO))


def outcome(sound: tuple[Finding, ...], damaged: tuple[Finding, ...]) -> Outcome:
    """What becomes of a mutant with these findings."""
    sample = Sample("here", "shell", "true")
    return score(Mutant("option", sample, "treu"), sound, damaged).outcome


def test_only_what_the_sound_text_did_not_draw_counts() -> None:
    """A finding that was there before tells nothing of the damage; a second of the same rule does."""
    assert outcome((), (ERROR,)) == "error"
    assert outcome((), (WARNING, INFO)) == "warning"
    assert outcome((), (INFO,)) == "info"
    assert outcome((), ()) == "missed"
    assert outcome((ERROR,), (ERROR,)) == "missed"
    assert outcome((ERROR,), (ERROR, ERROR)) == "error"
    assert outcome((ERROR,), (ERROR, WARNING)) == "warning"
    assert outcome((ERROR,), ()) == "missed"


def test_info_is_a_miss() -> None:
    """Nobody's run fails for it."""
    sample = Sample("here", "shell", "true")
    mutants = [score(Mutant("option", sample, "treu"), (), each) for each in ((ERROR,), (WARNING,), (INFO,), ())]
    counted = tally(mutants)
    assert (counted.mutants, counted.found, counted.info, counted.missed) == (4, 2, 1, 1)
    assert counted.share == 0.5
    assert tally([]).share == 1.0


def test_hand_made_cases() -> None:
    """A mistake that is found, one that is missed, and an alarm on a command that is sound to those who use it."""
    cases = (
        ("kubectl logs cart --follow", "kubectl logs cart --folow", "error"),
        ("kubectl get pods --namespace shop", "kubectl get pods --namespace shpo", "missed"),
    )
    for sound, damaged, expected in cases:
        before, after = findings_of([text_of("shell", text, "markdown", sound) for text in (sound, damaged)])
        assert outcome(before, after) == expected
    (alarm,) = findings_of([text_of("shell", "kubectl logs cart --our-own-option", "markdown", "")])
    assert drew({"ours": alarm, "theirs": ()}, Level.WARNING) == ("ours",)
    assert drew({"ours": alarm}, Level.ERROR) == ()


def test_a_structured_runbook_declares_what_its_command_uses() -> None:
    """Else the sound command would be wrong already, and the damage would be missed."""
    sound = 'kubectl delete pod "$pod" --namespace shop'
    texts = [text_of("shell", text, "yaml", sound) for text in (sound, sound.replace("$", ""))]
    assert texts[0].declared == texts[1].declared == ("pod",)
    before, after = findings_of(texts)
    assert "undeclared-variable" not in {each.rule for each in before}
    assert outcome(before, after) == "warning"
