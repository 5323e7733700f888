/** An alert's page hands the values of its address on to the runbooks that it leads to. */
((rbs) => {
  "use strict";
  if (rbs.handOn) return;

  /** The address of a link with the values of a fragment, behind the link's own anchor. */
  function handOn(href, fragment) {
    const values = fragment.replace(/^#/, "").split("&").filter((part) => part.includes("="));
    if (!values.length) return href;
    return `${href}${href.includes("#") ? "&" : "#"}${values.join("&")}`;
  }

  rbs.onPage(() => {
    for (const link of document.querySelectorAll("a[data-hand-on]")) {
      link.dataset.href ??= link.getAttribute("href");
      link.setAttribute("href", handOn(link.dataset.href, location.hash));
    }
  });

  Object.assign(rbs, { handOn });
})(globalThis.runbookSite ??= {});
