/** How well words are found in texts. Every text is in lower case. */
((rbs) => {
  "use strict";
  if (rbs.standing) return;

  const LETTER = /[\p{L}\p{N}_]/u;
  const MOST = 8; // Places in one text that are looked at; a word that stands in more is common anyway.
  const [NONE, PART, START, WHOLE] = [0, 1, 2, 3];

  const letter = (text, at) => {
    const code = text.charCodeAt(at);
    if (code < 128) return (code > 96 && code < 123) || (code > 47 && code < 58) || code === 95;
    return LETTER.test(text[at] ?? "");
  };

  /** Whether a word goes on to the left; a hyphen joins letters, and stands at the beginning of an option. */
  function joinedBefore(text, at, word) {
    if (at === 0) return false;
    if (text[at - 1] === "-") return word[0] === "-" || (letter(word, 0) && letter(text, at - 2));
    return letter(text, at - 1) && letter(word, 0);
  }

  function joinedBehind(text, end, word) {
    const last = word.length - 1;
    if (text[end] === "-") return letter(word, last) && letter(text, end + 1);
    return letter(text, end) && (letter(word, last) || word[last] === "-");
  }

  /** How a word stands in a text: not at all, inside of a word, at the beginning of one, as a whole one. */
  function standing(text, word) {
    let best = NONE;
    for (let at = text.indexOf(word), seen = 0; at >= 0 && seen < MOST; at = text.indexOf(word, at + 1), seen += 1) {
      const begins = !joinedBefore(text, at, word);
      if (begins && !joinedBehind(text, at + word.length, word)) return WHOLE;
      if (begins) best = START;
      else best ||= PART;
    }
    return best;
  }

  // Whole words before parts; at the same standing, what something is called before what is in it.
  const IN_TITLE = [0, 3, 7, 9];
  const IN_SOURCE = [0, 2, 4, 6];
  const IN_REST = [0, 1, 2, 3];
  const SAME_TITLE = 8;
  const BEGINNING_OF_TITLE = 4;
  const PHRASE_IN_TITLE = 2;

  /** How well words fit a thing with a `title`, a `source` and a `rest`; 0 where one of them is missing. */
  function score({ title, source, rest }, words, phrase) {
    let sum = 0;
    for (const word of words) {
      // What is certain is not looked for: most words are found in a title or a source.
      let best = IN_TITLE[standing(title, word)];
      if (best < IN_SOURCE[WHOLE]) best = Math.max(best, IN_SOURCE[standing(source, word)]);
      if (best < IN_REST[WHOLE]) best = Math.max(best, IN_REST[standing(rest, word)]);
      if (best === 0) return 0;
      sum += best;
    }
    if (title === phrase) return sum + SAME_TITLE;
    if (title.startsWith(phrase)) return sum + BEGINNING_OF_TITLE;
    return title.includes(phrase) ? sum + PHRASE_IN_TITLE : sum;
  }

  /** What has a score above 0, the highest first; among equals the order stays. Scores are small whole numbers. */
  function ranked(things, scoreOf) {
    const byScore = [];
    for (const thing of things) {
      const score = scoreOf(thing);
      if (score > 0) (byScore[score] ??= []).push(thing);
    }
    const found = [];
    for (const equals of byScore.reverse()) for (const thing of equals ?? []) found.push(thing);
    return found;
  }

  /** What was typed, as words. */
  const wordsOf = (typed) => typed.toLowerCase().split(/\s+/).filter(Boolean);

  Object.assign(rbs, { standing, score, ranked, wordsOf });
})(globalThis.runbookSite ??= {});
