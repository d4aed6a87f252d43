// Keeps a page of the preview up to date. Only the preview puts it into pages; a built site has no trace of it.
(() => {
  "use strict";
  const sent = document.currentScript.dataset;
  const own = "/__throughline/";
  const scrollKey = `tl-scroll:${location.pathname}`;
  const openKey = "tl-findings-open";
  let stream = null;
  let panel = null;
  let overlay = null;

  const make = (name, className, ...inside) => {
    const element = document.createElement(name);
    if (className) element.className = className;
    element.append(...inside);
    return element;
  };
  const address = (url) => `/${url.split("/").map(encodeURIComponent).join("/")}`;
  const counted = (n, word) => `${n} ${word}${n === 1 ? "" : "s"}`;

  // The place on the page survives a reload, which the page's scripts or a changed height might lose.
  const restore = () => {
    const kept = sessionStorage.getItem(scrollKey);
    if (kept === null) return;
    sessionStorage.removeItem(scrollKey);
    const [x, y] = kept.split(",").map(Number);
    const back = () => scrollTo({ left: x, top: y, behavior: "instant" });
    back();
    // Pictures may have no height yet.
    if (document.readyState !== "complete" && Math.abs(scrollY - y) > 1) addEventListener("load", back, { once: true });
  };
  const reload = () => {
    sessionStorage.setItem(scrollKey, `${scrollX},${scrollY}`);
    location.reload();
  };

  // A new sheet takes the old one's place when it is there, so that the page never stands bare.
  const bare = (path) => path.replace(/\.[0-9a-f]{10}(?=\.css$)/, "");
  const restyle = (event) => {
    const { sheets } = JSON.parse(event.data);
    // One that has not come yet is out of date already.
    for (const late of document.querySelectorAll("link[data-tl-coming]")) late.remove();
    for (const old of document.querySelectorAll('link[rel~="stylesheet"]')) {
      const { origin, pathname } = new URL(old.href, location.href);
      if (origin !== location.origin || pathname.startsWith(own)) continue;
      const path = decodeURIComponent(pathname).slice(1);
      const now = sheets.find((it) => it.url === path) ?? sheets.find((it) => it.plain === bare(path));
      const isSame = now && (old.dataset.tlPrint ? old.dataset.tlPrint === now.print : now.url === path && now.plain !== path);
      if (!now || isSame) continue;
      const sheet = old.cloneNode();
      sheet.href = `${address(now.url)}?live=${now.print}`;
      sheet.dataset.tlPrint = now.print;
      sheet.dataset.tlComing = "";
      sheet.addEventListener("load", () => {
        delete sheet.dataset.tlComing;
        old.remove();
      });
      sheet.addEventListener("error", () => sheet.remove());
      old.after(sheet);
    }
  };

  // Why something could not be made, over the page as it was; goes away when it can be made again.
  const code = (fault) => {
    const block = make("pre", "tl-code");
    const wide = String(fault.lines.at(-1)[0]).length;
    for (const [number, text] of fault.lines) {
      const line = make("span", "tl-line", make("span", "tl-number", String(number).padStart(wide)), text || " ");
      block.append(line, "\n");
      if (number !== fault.line) continue;
      line.classList.add("tl-at");
      const before = text.slice(0, fault.column - 1).replace(/[^\t]/g, " ");
      block.append(make("span", "tl-line tl-mark", make("span", "tl-number", " ".repeat(wide)), `${before}^`), "\n");
    }
    return block;
  };
  const close = () => {
    overlay?.remove();
    overlay = null;
  };
  const showFaults = (faults) => {
    const before = document.activeElement;
    const box = make("div", "tl-box");
    const title = make("h2", "", faults.length === 1 ? "This could not be made" : `${faults.length} things could not be made`);
    title.id = "tl-title";
    box.append(title);
    for (const fault of faults) {
      const item = make("section", "tl-item");
      if (fault.place) item.append(make("p", "tl-place", fault.place));
      item.append(make("p", "tl-what", fault.what));
      if (fault.lines.length) item.append(code(fault));
      if (fault.help) item.append(make("p", "tl-help", fault.help));
      box.append(item);
    }
    const button = make("button", "", "Close");
    button.type = "button";
    button.addEventListener("click", () => {
      close();
      before?.focus?.({ preventScroll: true });
    });
    box.append(make("div", "tl-foot", make("p", "", "This goes away with the next good save."), button));
    close();
    overlay = make("div", "tl-fault", box);
    overlay.setAttribute("role", "alertdialog");
    overlay.setAttribute("aria-labelledby", title.id);
    document.body.append(overlay);
    button.focus({ preventScroll: true });
  };

  // The findings of this page, small and in a corner; nothing where nothing is wrong.
  const entry = (it) => {
    const item = make("li", "", make("p", "tl-what", make("span", "tl-level", it.level), it.what));
    item.dataset.level = it.level;
    if (it.help) item.append(make("p", "tl-help", it.help));
    item.append(make("p", "tl-place", `${it.place} · ${it.code}`));
    return item;
  };
  const showFindings = ({ findings, errors, warnings, all }) => {
    panel?.remove();
    panel = null;
    const elsewhere = [errors && counted(errors, "error"), warnings && counted(warnings, "warning")].filter(Boolean).join(", ");
    if (!findings.length && !errors) return;
    const words = ["error", "warning", "note"]
      .map((level) => [findings.filter((it) => it.level === level).length, level])
      .filter(([n]) => n)
      .map(([n, level]) => counted(n, level))
      .join(", ");
    const summary = make("summary", "", words ? `${words} on this page` : `${counted(errors, "error")} on other pages`);
    const body = make("div", "tl-list");
    if (findings.length) body.append(make("ol", "", ...findings.map(entry)));
    if (elsewhere) {
      const link = make(all ? "a" : "span", "", `${elsewhere} on other pages`);
      if (all) link.href = address(all);
      body.append(make("p", "tl-all", link));
    }
    panel = make("details", "tl-live", summary, body);
    const isGrave = findings.length ? findings.some((it) => it.level === "error") : errors > 0;
    panel.dataset.level = isGrave ? "error" : "other";
    panel.open = sessionStorage.getItem(openKey) === "yes";
    panel.addEventListener("toggle", () => panel && sessionStorage.setItem(openKey, panel.open ? "yes" : "no"));
    document.body.append(panel);
  };

  // A hidden page gives its connection back: a browser has six for one host, and people have many tabs.
  const connect = () => {
    if (stream || document.hidden) return;
    stream = new EventSource(`${own}events?url=${sent.url}&version=${sent.version}&styles=${sent.styles}`);
    stream.addEventListener("reload", reload);
    stream.addEventListener("css", restyle);
    stream.addEventListener("ok", (event) => {
      close();
      showFindings(JSON.parse(event.data));
    });
    stream.addEventListener("error", (event) => {
      // Without data it is the connection that failed; the browser tries again by itself.
      if (event.data !== undefined) showFaults(JSON.parse(event.data));
    });
  };
  const disconnect = () => {
    stream?.close();
    stream = null;
  };

  const style = make("link");
  style.rel = "stylesheet";
  style.href = `${own}live.css`;
  document.head.append(style);
  document.addEventListener("visibilitychange", () => (document.hidden ? disconnect() : connect()));
  addEventListener("pagehide", disconnect);
  addEventListener("pageshow", connect);
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && overlay) close();
  });
  restore();
  connect();
})();
