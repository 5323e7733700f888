/** Characters that cannot be seen: named, wherever a text is shown. */
((rbs) => {
  "use strict";
  if (rbs.visible) return;

  const UNSEEN = /[\u00a0\u00ad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

  const codePoint = (character) => `U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;

  /** The characters of a text that cannot be seen, as `U+202E`, each once. */
  const unseen = (text) => [...new Set(text.match(UNSEEN))].map(codePoint);

  /** A text as nodes: what cannot be seen is named, and turns no text around it. */
  function visible(text) {
    const nodes = [];
    let at = 0;
    for (const { 0: character, index } of text.matchAll(UNSEEN)) {
      nodes.push(text.slice(at, index), rbs.make("span", { class: "rbs-unseen", "data-code": codePoint(character) }, character));
      at = index + character.length;
    }
    return [...nodes, text.slice(at)];
  }

  Object.assign(rbs, { codePoint, unseen, visible });
})(globalThis.runbookSite ??= {});
