// Keeps a page of the preview up to date. Only the preview puts it into pages; a built site has no trace of it.
(() => {
  "use strict";
  const { url: sentUrl, version } = document.currentScript.dataset;
  const url = decodeURIComponent(sentUrl);
  const own = "/__throughline/";
  const scrollKey = `tl-scroll:${location.pathname}`;
  const openKey = "tl-findings-open";
  let stream = null;
  let panel = null;
  let fault = null;

  const make = (name, className, text) => {
    const element = document.createElement(name);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return element;
  };

  // The place on the page survives a reload, which the page's scripts or a changed height might lose.
  const restore = () => {
    const kept = sessionStorage.getItem(scrollKey);
    if (kept === null) return;
    sessionStorage.removeItem(scrollKey);
    const [x, y] = kept.split(",").map(Number);
    scrollTo({ left: x, top: y, behavior: "instant" });
  };
  const reload = () => {
    sessionStorage.setItem(scrollKey, `${scrollX},${scrollY}`);
    location.reload();
  };

  // The new sheet takes the old one's place when it is there, so that the page never stands bare.
  const restyle = () => {
    for (const old of document.querySelectorAll('link[rel~="stylesheet"]')) {
      const address = new URL(old.href, location.href);
      if (address.origin !== location.origin || address.pathname.startsWith(own)) continue;
      address.searchParams.set("live", Date.now());
      const sheet = old.cloneNode();
      sheet.href = address.href;
      sheet.addEventListener("load", () => old.remove());
      sheet.addEventListener("error", () => sheet.remove());
      old.after(sheet);
    }
  };

  const close = () => {
    fault?.remove();
    fault = null;
  };
  const showFault = (why) => {
    close();
    fault = make("div", "tl-fault");
    fault.setAttribute("role", "alertdialog");
    fault.setAttribute("aria-label", "The site could not be made");
    const box = make("div");
    const button = make("button", "", "Close");
    button.type = "button";
    button.addEventListener("click", close);
    box.append(make("h2", "", "The site could not be made"), make("pre", "", why), button);
    fault.append(box);
    document.body.append(fault);
    button.focus({ preventScroll: true });
  };

  const count = (findings, level) => {
    const n = findings.filter((it) => it.level === level).length;
    return n ? [`${n} ${level}${n === 1 ? "" : "s"}`] : [];
  };
  const entry = (it) => {
    const item = make("li");
    if (it.url === url) item.dataset.here = "";
    item.append(make("p", "tl-what", `${it.level}: ${it.what}`));
    if (it.help) item.append(make("p", "", it.help));
    const meta = make("p", "tl-meta", `${it.code} · `);
    const place = it.url ? make("a", "", it.place) : make("span", "", it.place);
    if (it.url) place.href = `/${it.url.split("/").map(encodeURIComponent).join("/")}`;
    meta.append(place);
    item.append(meta);
    return item;
  };
  const showFindings = (findings) => {
    panel?.remove();
    panel = null;
    if (!findings.length) return;
    // Those of this page come first; the order is otherwise the server's.
    const here = findings.filter((it) => it.url === url);
    const list = make("ol");
    list.append(...here.concat(findings.filter((it) => it.url !== url)).map(entry));
    panel = make("details", "tl-live");
    panel.dataset.level = findings.some((it) => it.level === "error") ? "error" : "other";
    panel.open = sessionStorage.getItem(openKey) === "yes";
    panel.addEventListener("toggle", () => sessionStorage.setItem(openKey, panel?.open ? "yes" : "no"));
    const words = ["error", "warning", "note"].flatMap((level) => count(findings, level)).join(", ");
    panel.append(make("summary", "", here.length ? `${words} (${here.length} here)` : words), list);
    document.body.append(panel);
  };

  // A hidden page gives its connection back: a browser has six for one host, and people have many tabs.
  const connect = () => {
    if (stream || document.hidden) return;
    stream = new EventSource(`${own}events?url=${sentUrl}&version=${version}`);
    stream.addEventListener("reload", reload);
    stream.addEventListener("css", restyle);
    stream.addEventListener("ok", (event) => {
      close();
      showFindings(JSON.parse(event.data));
    });
    stream.addEventListener("error", (event) => {
      // Without data it is the connection that failed; the browser tries again by itself.
      if (event.data !== undefined) showFault(JSON.parse(event.data));
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
    if (event.key === "Escape" && fault) close();
  });
  restore();
  connect();
})();
