// Extras only. Every page reads and works without this file.
(function () {
  "use strict";
  var doc = document, root = doc.documentElement, body = doc.body;
  var $ = function (s, el) { return (el || doc).querySelector(s); };
  var $$ = function (s, el) { return Array.prototype.slice.call((el || doc).querySelectorAll(s)); };
  var make = function (tag, attrs, text) {
    var el = doc.createElement(tag);
    for (var k in attrs) el.setAttribute(k, attrs[k]);
    if (text) el.textContent = text;
    return el;
  };
  // Words come from the page, so that they are in its language.
  var given = (body.dataset.words || "").split("|");
  var words = ["Keyboard", "Search", "This list", "Close", "Copy link to this part", "Copied", "of", "Light or dark", "Then a letter, to go to", "All"].map(function (w, i) { return given[i] || w; });

  // Light and dark: the reader's choice is kept; without one the system's holds.
  function flip() {
    var now = root.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
    root.dataset.theme = now === "dark" ? "light" : "dark";
    try { localStorage.setItem("theme", root.dataset.theme); } catch (e) { /* not kept */ }
  }
  var toggle = $("[data-theme-toggle]");
  if (toggle) toggle.addEventListener("click", flip);

  // Keys: "/" and Ctrl K search, "?" lists them, "g" and a letter go to an entry of the navigation.
  var letters = { overview: "o", strategy: "s", goals: "g", roadmap: "r", bets: "b", alignment: "a", feedback: "f", rhythm: "h", teams: "t", checks: "c" };
  var places = $$(".side a[data-key]").filter(function (a) { return letters[a.dataset.key]; });
  var armed = 0;
  function help() {
    var box = $("#page-keys");
    if (!box) {
      box = make("dialog", { id: "page-keys", class: "keys", "aria-labelledby": "page-keys-h" });
      box.append(make("h2", { id: "page-keys-h" }, words[0]));
      var list = make("dl");
      var row = function (keys, text) {
        var dt = make("dt");
        keys.forEach(function (k) { dt.append(make("kbd", {}, k)); });
        list.append(dt, make("dd", {}, text));
      };
      if ($("[data-search]")) row(["/"], words[1]);
      places.forEach(function (a) { row(["g", letters[a.dataset.key]], a.textContent.trim()); });
      row(["t"], words[7]);
      row(["?"], words[2]);
      var form = make("form", { method: "dialog" });
      form.append(make("button", { class: "btn" }, words[3]));
      box.append(list, form);
      body.append(box);
    }
    if (!box.open) box.showModal();
  }
  doc.addEventListener("keydown", function (e) {
    var typing = /^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName) || e.target.isContentEditable;
    if (e.key === "k" && (e.ctrlKey || e.metaKey) || e.key === "/" && !typing && !e.ctrlKey && !e.metaKey && !e.altKey) {
      var link = $("[data-search]");
      if (link) { e.preventDefault(); link.click(); }
      return;
    }
    if (typing || e.ctrlKey || e.metaKey || e.altKey || $("dialog[open]")) return;
    if (armed && Date.now() - armed < 1500) {
      armed = 0;
      var to = places.filter(function (a) { return letters[a.dataset.key] === e.key; })[0];
      if (to) { e.preventDefault(); location.href = to.href; }
      return;
    }
    armed = 0;
    if (e.key === "g") armed = Date.now();
    else if (e.key === "?") { e.preventDefault(); help(); }
    else if (e.key === "t") flip();
  });

  // The search comes when it is first asked for; where it cannot come, its page is there.
  var opener = $("[data-search]");
  if (opener && opener.dataset.search) opener.addEventListener("click", function (e) {
    if (e.ctrlKey || e.metaKey || e.shiftKey) return;
    e.preventDefault();
    if (window.__search) { window.__search(); return; }
    if ($("script[data-coming]")) return;
    var script = make("script", { src: opener.dataset.search, "data-coming": "" });
    script.onload = function () { window.__search(); };
    script.onerror = function () { location.href = opener.href; };
    doc.head.append(script);
  });

  // Tables: a heading sorts its column; a third press gives back the order of the page.
  function value(cell) {
    var raw = cell ? (cell.dataset.v !== undefined ? cell.dataset.v : cell.textContent.trim()) : "";
    if (raw === "") return null;
    var plain = raw.replace(/[\s\u2009\u202f\u00a0,]/g, "").replace("\u2212", "-");
    return /^[-+]?\d*\.?\d+(%|[a-z]{0,3})$/i.test(plain) ? parseFloat(plain) : raw.toLowerCase();
  }
  $$("table[data-sort]").forEach(function (table) {
    var rows = $$("tbody > tr", table);
    if (rows.length < 3 || table.tBodies.length !== 1 || $("tbody [colspan]", table)) return;
    var heads = $$("thead th", table);
    heads.forEach(function (th, n) {
      if (!th.textContent.trim()) return;
      var button = make("button", { type: "button", class: "sort" });
      while (th.firstChild) button.append(th.firstChild);
      th.append(button);
      button.addEventListener("click", function () {
        var next = { none: "ascending", ascending: "descending", descending: "none" }[th.getAttribute("aria-sort") || "none"];
        heads.forEach(function (h) { h.removeAttribute("aria-sort"); });
        var order = rows.slice();
        if (next !== "none") {
          th.setAttribute("aria-sort", next);
          var sign = next === "ascending" ? 1 : -1;
          order.sort(function (a, b) {
            var x = value(a.cells[n]), y = value(b.cells[n]);
            if (x === null || y === null) return (x === null) - (y === null); // what is not known stays last
            if (typeof x !== typeof y) return typeof x === "number" ? -1 : 1;
            return sign * (typeof x === "number" ? x - y : x.localeCompare(y, root.lang));
          });
        }
        table.tBodies[0].append.apply(table.tBodies[0], order);
      });
    });
  });
  // Lists: rows that hold every word typed.
  $$("[data-list-filter]").forEach(function (tools) {
    var field = $("input", tools), count = $("[role=status]", tools);
    var rows = $$("tbody > tr", tools.parentNode);
    if (!field || rows.length < 8) return;
    tools.hidden = false;
    field.addEventListener("input", function () {
      var wanted = field.value.toLowerCase().split(/\s+/).filter(Boolean), shown = 0;
      rows.forEach(function (tr) {
        var text = tr.textContent.toLowerCase();
        tr.hidden = !wanted.every(function (w) { return text.indexOf(w) >= 0; });
        if (!tr.hidden) shown++;
      });
      count.textContent = wanted.length ? shown + " " + words[6] + " " + rows.length : "";
    });
  });

  // Lists: values of several facets together. The address says which, so that it can be sent to somebody.
  var narrow = $("[aria-labelledby=narrow]"), marked = $$("[data-f]");
  if (narrow && marked.length > 1 && !$("#pages")) {
    var bar = make("div", { class: "list-tools facets", role: "group", "aria-labelledby": "narrow" });
    var said = make("span", { class: "meta", role: "status" });
    var has = function (row, value) { return (" " + row.dataset.f + " ").indexOf(" " + value + " ") >= 0; };
    var picks = [];
    $$("p", narrow).forEach(function (p) {
      if ($("b", p)) return; // the page is one value of it
      var pick = make("select"), label = make("label", {}, p.firstChild.textContent.replace(/:\s*$/, " "));
      pick.append(make("option", { value: "" }, words[9]));
      $$("a", p).forEach(function (a) {
        var at = decodeURIComponent(a.getAttribute("href")).split("/by/").pop().split("/");
        pick.name = at[0];
        if (marked.some(function (row) { return has(row, at[0] + ":" + at[1]); })) pick.append(make("option", { value: at[1] }, a.textContent.replace(/ \(\d+\)$/, "")));
      });
      if (pick.options.length < 3) return;
      pick.addEventListener("change", function () {
        var chosen = picks.filter(function (it) { return it.value; }).map(function (it) { return it.name + "=" + encodeURIComponent(it.value); }).join("&");
        try { history.replaceState(null, "", chosen ? "#" + chosen : location.pathname + location.search); } catch (e) { location.hash = chosen; }
        show();
      });
      label.append(pick);
      bar.append(label);
      picks.push(pick);
    });
    var show = function () {
      var wanted = picks.filter(function (it) { return it.value; }), shown = 0;
      marked.forEach(function (row) {
        row.hidden = !wanted.every(function (it) { return has(row, it.name + ":" + it.value); });
        if (!row.hidden) shown++;
      });
      $$(".sec").forEach(function (sec) {
        var own = $$("[data-f]", sec);
        if (own.length) sec.hidden = own.every(function (row) { return row.hidden; });
      });
      said.textContent = wanted.length ? shown + " " + words[6] + " " + marked.length : "";
    };
    var read = function () {
      var asked = new URLSearchParams(location.hash.slice(1));
      picks.forEach(function (it) { it.value = asked.get(it.name) || ""; if (it.selectedIndex < 0) it.value = ""; });
      show();
    };
    if (picks.length > 1) {
      bar.append(said);
      $(".secs").before(bar);
      addEventListener("hashchange", read);
      read();
    }
  }

  // Code that is too wide to show is reached by the keyboard too, so that it can be scrolled.
  function reach() {
    $$("pre").forEach(function (pre) {
      if (pre.scrollWidth > pre.clientWidth) pre.tabIndex = 0; else pre.removeAttribute("tabindex");
    });
  }
  addEventListener("resize", reach);
  if (doc.fonts) doc.fonts.ready.then(reach);
  reach();

  // Headings: a link to the part, copied when pressed.
  $$(".prose :is(h2, h3, h4)[id], .sec-head h2[id], .rung h2[id], .rule[id] h3").forEach(function (h) {
    var id = h.id || h.parentNode.id;
    var a = $(".hlink", h) || make("a", { class: "hlink", href: "#" + id, "aria-label": words[4] }, "#");
    a.title = words[4];
    a.addEventListener("click", function () {
      if (!navigator.clipboard) return;
      navigator.clipboard.writeText(location.href.split("#")[0] + "#" + id).then(function () {
        a.dataset.done = words[5];
        setTimeout(function () { delete a.dataset.done; }, 1500);
      }, function () { /* the address bar has it */ });
    });
    h.append(a);
  });

  // The thread: pointing at one item, or focusing it, leaves only its own line lit.
  $$("[data-lit]").forEach(function (map) {
    var parts = $$("[data-k]", map);
    var light = function (e) {
      var el = e.target.closest("[data-k]");
      if (!el) { map.classList.remove("is-dim"); return; }
      var id = el.dataset.k.split(" ").pop();
      map.classList.add("is-dim");
      parts.forEach(function (p) { p.classList.toggle("hit", p.dataset.k.split(" ").indexOf(id) >= 0); });
    };
    ["mouseover", "focusin"].forEach(function (t) { map.addEventListener(t, light); });
    ["mouseleave", "focusout"].forEach(function (t) { map.addEventListener(t, function () { map.classList.remove("is-dim"); }); });
  });

  // Checks: show or hide by severity.
  $$("[data-filter]").forEach(function (filter) {
    filter.addEventListener("change", function () {
      var on = $$("input:checked", filter).map(function (i) { return i.value; });
      $$(".find-item").forEach(function (li) { li.hidden = !on.some(function (v) { return li.classList.contains(v); }); });
      $$(".rule, .pit").forEach(function (n) { n.hidden = !$(".find-item:not([hidden])", n); });
    });
  });

  // A link to a folded finding opens it.
  function unfold() {
    var id = decodeURIComponent(location.hash.slice(1));
    var el = id && doc.getElementById(id);
    var fold = el && (el.closest("details") || $("details", el));
    if (fold && !fold.open) { fold.open = true; el.scrollIntoView(); }
  }
  addEventListener("hashchange", unfold);
  unfold();

  // On this page: mark the part being read.
  var toc = $$(".toc a");
  if (toc.length && "IntersectionObserver" in window) {
    var seen = new IntersectionObserver(function (es) {
      es.forEach(function (e) {
        if (!e.isIntersecting) return;
        toc.forEach(function (a) { if (a.hash === "#" + e.target.id) a.setAttribute("aria-current", "true"); else a.removeAttribute("aria-current"); });
      });
    }, { rootMargin: "-15% 0px -75% 0px" });
    toc.forEach(function (a) { var h = doc.getElementById(decodeURIComponent(a.hash.slice(1))); if (h) seen.observe(h); });
  }
})();
