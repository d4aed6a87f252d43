// The search, fetched when it is first asked for. Without it, the page of the search lists everything.
// Words are cut and folded as src/site/search/words.rs does it; the two must change together.
(() => {
  "use strict";
  const doc = document, root = doc.body.dataset.root || "", base = root + "search/";
  const opener = doc.querySelector("[data-search]");
  const given = ((opener && opener.dataset.words) || "").split("|");
  const [WORD, RESULTS, ONE, NONE, SOME, MEANT, ALL, TEAM, PERIOD, STATUS, CHOOSE, OPEN, CLOSE, MORE, FAILED, PLACEHOLDER] =
    ["Search", "results", "1 result", "Nothing found", "No page has all of these words; these have some", "Showing what has", "All", "Team", "Period",
      "Status", "choose", "open", "Close", "Show more", "The search could not be loaded", "Search goals, releases, people"].map((w, i) => given[i] || w);
  const STEP = 10;

  // Files of the index are scripts that call `__s`: those work from a disk too.
  const held = {}, coming = {};
  let head;
  window.__s = (file) => Object.assign(held, file);
  const load = (name) => coming[name] || (coming[name] = new Promise((done, fail) => {
    const script = doc.createElement("script");
    const end = () => { script.remove(); delete coming[name]; fail(new Error(name)); };
    script.onload = () => { if (name in held) { script.remove(); done(held[name]); } else end(); };
    script.onerror = end;
    // The head says of which build the others must be, so that a cache cannot mix two.
    script.src = base + name + ".js" + (head ? "?v=" + head.v : "");
    doc.head.append(script);
  }));
  const ready = () => head ? Promise.resolve() : load("index").then((it) => { head = it; });

  // Words.
  const close = "\\u3005\\u3041-\\u309f\\u30a1-\\u30fa\\u30fc-\\u30ff\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7a3\\uf900-\\ufaff\\uff66-\\uff9f" +
    "\\u0e01-\\u0e3a\\u0e40-\\u0e4e\\u0e81-\\u0ece\\u1000-\\u1049\\u1780-\\u17d3\\u{20000}-\\u{323af}";
  const RUN = /[\p{L}\p{N}\p{M}]+/gu, PART = new RegExp(`[${close}]+|[^${close}]+`, "gu"), IS_CLOSE = new RegExp(`^[${close}]`, "u");
  const PLAIN = { "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d" };
  const fold = (word) => /[^\0-\x7f]/.test(word)
    ? word.normalize("NFKD").toLowerCase().replace(/[\u0300-\u036f\s\0-\/:-`{-\x7f]/g, "").replace(/[ßæœøłđ]/g, (c) => PLAIN[c]).normalize("NFC") || word : word;
  const pairs = (part) => {
    const signs = [...part];
    return signs.length < 2 ? signs : signs.slice(1).map((sign, n) => signs[n] + sign);
  };
  function cut(text) {
    const words = [];
    for (const run of text.toLowerCase().match(RUN) || []) for (const part of run.match(PART)) {
      if (IS_CLOSE.test(part)) words.push(...pairs(part).map((word) => ({ word: fold(word), close: true })));
      else if (part.length > 1 || /\d/.test(part)) words.push({ word: fold([...part].slice(0, 40).join("")), close: false });
    }
    return words.slice(0, 12);
  }

  // Files hold words in order; the head knows the first of each.
  const find = (firsts, is) => {
    let low = 0, high = firsts.length;
    while (low < high) { const mid = low + high >> 1; if (is(firsts[mid])) low = mid + 1; else high = mid; }
    return Math.max(low - 1, 0);
  };
  async function beginning(sort, start, most) {
    const from = find(head[sort], (it) => it < start), to = find(head[sort], (it) => it <= start + "\uffff");
    const names = [];
    for (let n = from; n <= to && n < from + most; n++) names.push(sort + n);
    const files = await Promise.all(names.map(load));
    return files.flatMap((file) => file.split(" ")).filter((it) => it.startsWith(start));
  }
  const form = (text) => {
    const [, word, rank, cut, add] = /^([^A-Z]+)([A-Z])(\d*)(.*)$/.exec(text);
    return { word, rank: rank.charCodeAt(0), stem: word.slice(0, word.length - cut) + add };
  };
  const forms = async (start) => (await beginning("w", start, 4)).map(form);
  const tables = {};
  async function places(stem) {
    const name = "p" + find(head.p, (it) => it <= stem);
    if (!tables[name]) {
      const parts = (await load(name)).split(" "), table = tables[name] = new Map();
      for (let n = 0; n + 1 < parts.length; n += 2) table.set(parts[n], parts[n + 1]);
    }
    return tables[name].get(stem);
  }
  const code = (text, at) => { const c = text.charCodeAt(at); return c - (c > 92 ? 37 : c > 60 ? 36 : 35); };
  function decode(text) {
    const list = [];
    let at = 0, all = 0, last = 0;
    if (text[0] === "!") { at = text.indexOf("!", 1) + 1; all = +text.slice(1, at - 1); }
    while (at < text.length) {
      let step = 0, digit;
      do { digit = code(text, at++); step = step * 45 + digit % 45; } while (digit >= 45);
      list.push([last += step, code(text, at++)]);
    }
    return { list, all: all || list.length, common: all > 0 };
  }

  /** Whether two words differ by one letter more, less, other, or by two that changed places. */
  function near(a, b) {
    if (Math.abs(a.length - b.length) > 1 || a === b) return false;
    let from = 0, end = 0;
    const short = Math.min(a.length, b.length);
    while (from < short && a[from] === b[from]) from++;
    while (end < short - from && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
    const x = a.slice(from, a.length - end), y = b.slice(from, b.length - end);
    return x.length < 2 && y.length < 2 || x.length === 2 && x[0] === y[1] && x[1] === y[0];
  }
  const best = (list, most) => list.sort((a, b) => b.rank - a.rank || a.word.length - b.word.length || (a.word < b.word ? -1 : 1)).slice(0, most);

  /** What one word stands for: stems, each with how much it is worth; and the documents in which they stand. */
  async function meaning({ word, close }, last) {
    const stems = new Map();
    let meant = "";
    const add = (stem, worth) => { if (!stems.has(stem)) stems.set(stem, worth); };
    const known = close || word.length > 1 ? await forms(word) : (await forms(word)).filter((it) => it.word === word);
    known.filter((it) => it.word === word).forEach((it) => add(it.stem, 1));
    if (!stems.size && !close) for (const ending of head.endings) {
      const [gone, put] = ending.split(" "), stem = word.slice(0, word.length - gone.length) + put;
      if (word.endsWith(gone) && stem.length > 2 && stems.size < 3 && await places(stem)) add(stem, .9);
    }
    if (last || !stems.size) best(known.filter((it) => !stems.has(it.stem)), 8).forEach((it) => add(it.stem, stems.size ? .5 : .8));
    if (!stems.size && !close && word.length > 4) {
      const back = [...word].reverse().join("");
      const ends = (await beginning("e", back.slice(0, 2), 4)).map((it) => [...it].reverse().join(""));
      let close = (await forms(word.slice(0, 2))).filter((it) => near(word, it.word));
      for (const end of ends.filter((it) => near(word, it))) if (!close.some((it) => it.word === end)) {
        close = close.concat((await forms(end)).filter((it) => it.word === end));
      }
      best(close, 4).forEach((it) => { meant = meant || it.word; add(it.stem, .7); });
    }
    const docs = new Map();
    let common = false;
    for (const [stem, worth] of stems) {
      const text = await places(stem);
      if (!text) continue;
      const { list, all, common: cut } = decode(text);
      common = common || cut;
      const rare = Math.log(1 + (head.n - all + .5) / (all + .5)) * worth;
      for (const [at, weight] of list) docs.set(at, Math.max(docs.get(at) || 0, rare * (weight + 1)));
    }
    return { docs, common, meant, word, close, stems: [...stems.keys()] };
  }

  /** All hits for a text, best first. */
  async function search(text) {
    await ready();
    const words = cut(text), open = !/\s$/.test(text);
    const found = await Promise.all(words.map((it, n) => meaning(it, open && n === words.length - 1)));
    const strict = found.filter((it) => !it.common), sums = new Map();
    for (const it of found) for (const [at, score] of it.docs) {
      const sum = sums.get(at) || [0, 0, 0];
      sums.set(at, [sum[0] + score, sum[1] + !it.common, sum[2] + 1]);
    }
    const hits = [...sums].map(([at, [score, met, all]]) => ({ at, score: score * all, met }));
    const whole = hits.filter((hit) => hit.met === strict.length);
    const order = (a, b) => b.score - a.score || a.at - b.at;
    return { words: found, hits: (whole.length ? whole : hits).sort(order), some: !whole.length && hits.length > 0 };
  }

  // Filters: one sign a document.
  const FILTERS = ["kind", "status", "team", "period"];
  function value(filter, at) {
    const [signs] = head[filter], wide = signs.length / head.n;
    return (wide > 1 ? code(signs, at * 2) * 90 + code(signs, at * 2 + 1) : code(signs, at)) - 1;
  }
  /** The values of a filter that a document has, as texts. */
  function values(filter, at) {
    const it = head[filter][1][value(filter, at)];
    return it === undefined ? [] : filter === "team" ? it : filter === "period" ? [it] : [it[filter === "kind" ? 0 : 1]];
  }

  // Drawing. Everything that a document says becomes text, never markup.
  const make = (tag, attributes, ...inside) => {
    const el = doc.createElement(tag);
    for (const name in attributes) if (attributes[name] !== undefined) el.setAttribute(name, attributes[name]);
    el.append(...inside);
    return el;
  };
  function mark(drawing, name) {
    const box = make("span");
    if (drawing) box.innerHTML = `<svg class="${name}" viewBox="0 0 ${drawing[0]}" aria-hidden="true">${drawing[1]}</svg>`;
    return box.firstChild || "";
  }
  /** Where the words that were looked for stand in a text. */
  function matches(text, words) {
    const out = [], typed = words.filter((it) => it.close).map((it) => it.word);
    for (const run of text.matchAll(RUN)) {
      const lower = fold(run[0].toLowerCase());
      const is = (it) => !it.close && (lower.startsWith(it.word) || it.meant === lower ||
        it.stems.some((stem) => lower.startsWith(stem) && lower.length < stem.length + 5 || lower === stem.replace(/i$/, "y")));
      if (words.some(is)) out.push([run.index, run.index + run[0].length]);
      else for (const pair of typed) {
        for (let at = run[0].indexOf(pair); at >= 0; at = run[0].indexOf(pair, at + 1)) out.push([run.index + at, run.index + at + pair.length]);
      }
    }
    out.sort((a, b) => a[0] - b[0]);
    return out.reduce((all, it) => {
      const last = all[all.length - 1];
      if (last && it[0] <= last[1]) last[1] = Math.max(last[1], it[1]); else all.push(it);
      return all;
    }, []);
  }
  function marked(text, words, from, to) {
    const out = doc.createDocumentFragment();
    let at = from;
    for (const [start, end] of matches(text, words)) if (start >= from && end <= to) {
      out.append(text.slice(at, start), make("mark", {}, text.slice(start, end)));
      at = end;
    }
    out.append(text.slice(at, to));
    return out;
  }
  /** The part of a text that has the most of the words. */
  function excerpt(text, words) {
    const all = matches(text, words), wide = 150;
    let start = 0, most = 0;
    all.forEach(([from], n) => {
      let count = 0;
      while (all[n + count] && all[n + count][1] < from + wide) count++;
      if (count > most) { most = count; start = from; }
    });
    if (!most) return null;
    let from = Math.max(0, start - 30), to = Math.min(text.length, from + wide);
    if (from) from = text.slice(0, start).search(/\S+\s*\S*\s*\S*\s*$/);
    while (to < text.length && !/\s/.test(text[to]) && to < from + wide + 20) to++;
    const line = text.slice(from, to).replace(/\n/g, " \u00b7 ");
    const out = make("span", { class: "hit-p" });
    out.append(from > 0 ? "…" : "", marked(line, words, 0, line.length), to < text.length ? "…" : "");
    return out;
  }

  function option(at, row, words, id) {
    const [title, url, owner, tone, summary, text] = row;
    const kind = head.kind[1][value("kind", at)], status = head.status[1][value("status", at)];
    const stage = kind && kind[0] === "release" && status && head.stages[status[0]];
    const says = make("span", { class: "hit-m" }, make("span", { class: "hit-t" }, marked(title, words, 0, title.length)));
    const quote = excerpt(text, words) || excerpt(summary, words);
    says.append(quote || make("span", { class: "hit-p" }, summary || text.slice(0, 150).replace(/\n/g, " \u00b7 ")));
    const side = make("span", { class: "hit-s" });
    if (status) side.append(make("span", { class: "status " + status[0] }, mark(status[2], "st s-" + status[0]), status[1]));
    if (owner) side.append(make("span", { class: "hit-who" }, owner));
    const drawn = stage ? mark(stage, "kd hit-k rs " + tone) : mark(kind && kind[2], "kd hit-k");
    return make("a", { id, href: root + url, role: "option", tabindex: "-1", "aria-selected": "false" }, drawn, says, side);
  }

  /** A field with what it finds: in the dialog, and on the page of the search. */
  function finder({ input, scope, hits, said, more, first, changed }) {
    const chosen = {};
    let turn = 0, shown = STEP, result = null, sel = -1;
    const options = () => [...hits.querySelectorAll("[role=option]")];
    const passes = (at, but) => FILTERS.every((it) => it === but || !chosen[it] || values(it, at).includes(chosen[it]));
    function select(n) {
      const all = options();
      sel = all.length ? Math.max(-1, Math.min(n, all.length - 1)) : -1;
      all.forEach((it, i) => it.setAttribute("aria-selected", i === sel ? "true" : "false"));
      if (sel >= 0) { input.setAttribute("aria-activedescendant", all[sel].id); all[sel].scrollIntoView({ block: "nearest" }); }
      else input.removeAttribute("aria-activedescendant");
    }
    function counts(filter) {
      const out = new Map();
      for (const hit of result.hits) if (passes(hit.at, filter)) for (const it of values(filter, hit.at)) out.set(it, (out.get(it) || 0) + 1);
      return out;
    }
    function choose(filter, it) {
      if (it) chosen[filter] = it; else delete chosen[filter];
      shown = STEP;
      draw();
    }
    function filters() {
      const focus = scope.contains(doc.activeElement) && doc.activeElement.dataset.value;
      scope.replaceChildren();
      if (!result || !result.hits.length) return;
      const kinds = counts("kind"), chip = (name, it, title, n) => {
        const on = (chosen.kind || "") === it;
        const button = make("button", { type: "button", "aria-pressed": on, "data-value": "kind " + it }, name, title + " ", make("span", {}, n));
        button.addEventListener("click", () => choose("kind", it));
        scope.append(button);
      };
      chip("", "", ALL, [...result.hits].filter((hit) => passes(hit.at, "kind")).length);
      for (const [slug, title, drawing] of head.kind[1]) if (kinds.has(slug) || chosen.kind === slug) chip(mark(drawing, "kd"), slug, title, kinds.get(slug) || 0);
      for (const [filter, title] of [["team", TEAM], ["period", PERIOD], ["status", STATUS]]) {
        const all = [...counts(filter)].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 60);
        if (!chosen[filter] && all.length < 2) continue;
        const list = make("select", { "aria-label": title, "data-value": filter }, make("option", { value: "" }, title));
        for (const [it, n] of all) list.append(make("option", { value: it }, `${it} (${n})`));
        list.value = chosen[filter] || "";
        list.addEventListener("change", () => choose(filter, list.value));
        scope.append(list);
      }
      if (focus) [...scope.children].filter((it) => it.dataset.value === focus).forEach((it) => it.focus());
    }
    async function draw() {
      if (!result) return;
      const mine = ++turn, { words, hits: all, some } = result, list = all.filter((hit) => passes(hit.at));
      const top = list.slice(0, shown);
      const files = new Map(top.map((hit) => [Math.floor(hit.at / head.rows), 0]));
      await Promise.all([...files.keys()].map(async (n) => files.set(n, await load("r" + n))));
      if (mine !== turn) return;
      const typed = input.value.trim().toLowerCase();
      for (const hit of top) {
        hit.row = files.get(Math.floor(hit.at / head.rows))[hit.at % head.rows];
        hit.same = hit.row[0].toLowerCase() === typed;
      }
      top.sort((a, b) => b.same - a.same);
      const groups = new Map();
      for (const hit of top) {
        const kind = head.kind[1][value("kind", hit.at)] || ["", ""];
        groups.set(kind, (groups.get(kind) || []).concat(hit));
      }
      hits.replaceChildren();
      let n = 0;
      for (const [[slug, title], list] of groups) {
        const name = `${hits.id}-${slug}`;
        const group = make("div", { role: "group", "aria-labelledby": name }, make("p", { id: name, class: "hits-h", role: "presentation" }, title));
        for (const hit of list) group.append(option(hit.at, hit.row, words, `${hits.id}-${n++}`));
        hits.append(group);
      }
      hits.hidden = !n;
      input.setAttribute("aria-expanded", n > 0);
      more.hidden = list.length <= shown;
      filters();
      const meant = words.filter((it) => it.meant).map((it) => `“${it.meant}”`).join(", ");
      const count = list.length === 1 ? ONE : list.length ? `${list.length.toLocaleString(doc.documentElement.lang)} ${RESULTS}` : NONE;
      said.textContent = [count, some && SOME, meant && `${MEANT} ${meant}`].filter(Boolean).join(". ");
      select(first && n ? 0 : -1);
      hits.removeAttribute("aria-busy");
    }
    function clear() {
      turn++;
      result = null;
      hits.replaceChildren();
      hits.hidden = more.hidden = true;
      said.textContent = "";
      input.setAttribute("aria-expanded", "false");
      hits.removeAttribute("aria-busy");
      select(-1);
      filters();
    }
    async function run() {
      const text = input.value, mine = ++turn;
      if (changed) changed(text.trim());
      if (!cut(text).length) return clear();
      hits.setAttribute("aria-busy", "true");
      try {
        const it = await search(text);
        if (mine !== turn) return;
        result = it;
        shown = STEP;
        await draw();
      } catch (error) {
        if (!result) clear();
        said.textContent = FAILED;
      }
    }
    more.addEventListener("click", () => { shown += STEP; draw(); });
    input.addEventListener("input", run);
    input.addEventListener("keydown", (e) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[e.key];
      if (step && !e.altKey && !e.isComposing) { e.preventDefault(); select(sel + step); }
      else if (e.key === "Enter" && !e.isComposing && sel >= 0) {
        e.preventDefault();
        const link = options()[sel];
        if (e.ctrlKey || e.metaKey) window.open(link.href); else location.href = link.href;
      }
    });
    return { run, chosen };
  }
  const combobox = (input, hits) => {
    const set = { role: "combobox", "aria-expanded": "false", "aria-controls": hits.id, "aria-autocomplete": "list" };
    for (const name in set) input.setAttribute(name, set[name]);
  };
  const parts = (id) => ({
    scope: make("div", { class: "finder-scope" }),
    hits: make("div", { class: "hits", id, role: "listbox", "aria-label": RESULTS, hidden: "" }),
    more: make("button", { type: "button", class: "btn hits-more", hidden: "" }, MORE),
  });

  // The dialog.
  let dialog, field;
  function open() {
    if (!dialog) {
      const it = parts("found"), said = make("span", { class: "ff-r", role: "status" });
      field = make("input", { type: "search", name: "q", "aria-label": WORD, placeholder: PLACEHOLDER, autocomplete: "off", spellcheck: "false" });
      combobox(field, it.hits);
      const icon = opener && opener.querySelector("svg");
      const shut = make("button", { type: "button", class: "finder-esc", title: CLOSE }, make("kbd", {}, "esc"));
      shut.addEventListener("click", () => dialog.close());
      const form = make("form", { class: "finder-in", role: "search", action: opener ? opener.href : "" }, icon ? icon.cloneNode(true) : "", field, shut);
      const foot = make("p", { class: "finder-foot" }, make("span", {}, make("kbd", {}, "↑"), make("kbd", {}, "↓"), " " + CHOOSE),
        make("span", {}, make("kbd", {}, "enter"), " " + OPEN), said);
      dialog = make("dialog", { class: "finder", "aria-label": WORD }, form, it.scope, make("div", { class: "finder-body" }, it.hits, it.more), foot);
      dialog.addEventListener("keydown", (e) => { if (e.key === "Escape") { e.preventDefault(); dialog.close(); } });
      dialog.addEventListener("click", (e) => { if (e.target === dialog) dialog.close(); });
      doc.body.append(dialog);
      finder({ input: field, ...it, said, first: true });
      ready().catch(() => { said.textContent = FAILED; });
    }
    if (!dialog.open) dialog.showModal();
    field.focus();
    field.select();
  }
  window.__search = open;

  // The page of the search: the field filters, and the address keeps what was typed.
  const page = doc.querySelector("[data-search-page]");
  if (page) {
    const input = page.querySelector("input"), all = doc.querySelector("[data-all]"), it = parts("found-here");
    combobox(input, it.hits);
    page.after(it.scope, it.hits, it.more);
    const changed = (text) => {
      all.hidden = text.length > 0;
      try { history.replaceState(null, "", text ? "?q=" + encodeURIComponent(text) : location.pathname); } catch (e) { /* from a disk */ }
    };
    const { run } = finder({ input, ...it, said: page.querySelector("[data-hits-said]"), first: false, changed });
    page.addEventListener("submit", (e) => e.preventDefault());
    input.value = new URLSearchParams(location.search).get("q") || input.value;
    if (input.value) run();
    window.__search = () => { input.focus(); input.select(); };
  }
})();
