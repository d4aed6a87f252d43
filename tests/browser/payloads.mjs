// Opens every page of a site whose fields hold scripts, and tells of each that runs: `node payloads.mjs SITE [--tools NODE_MODULES]`.
// There is no Content-Security-Policy here: what is written must be harmless by itself. Exits 1 when something ran.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { launch, site } from "./browser.mjs";
import { serve } from "./server.mjs";

const faults = [];
const counts = { pages: 0, elements: 0 };
const server = await serve(site, {});
const browser = await launch();
const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
// What payloads call; and whatever opens a window or leaves the page.
await context.addInitScript(() => {
  window.ran = [];
  for (const name of ["alert", "confirm", "prompt", "print", "open"]) window[name] = (...words) => { window.ran.push(`${name}(${words})`); };
});

/** Does to every element what a reader may do, and tells what ran and what could. */
async function provoke() {
  const out = [];
  let elements = 0;
  for (const el of document.querySelectorAll("*")) {
    elements += 1;
    for (const { name, value } of el.attributes) {
      if (/^on/i.test(name)) out.push(`<${el.localName} ${name}>`);
      const plain = value.replace(/[\u0000-\u0020]/g, "").toLowerCase();
      if (/^(href|src|action|formaction|xlink:href|data|srcdoc)$/i.test(name) && /^(javascript|vbscript|data):/.test(plain)) out.push(`<${el.localName} ${name}="${value.slice(0, 60)}">`);
    }
    if (el.localName === "script" && !el.src) out.push(`a script in the page: ${el.textContent.slice(0, 60)}`);
    if (/^(iframe|object|embed|base|form|style|meta)$/.test(el.localName) && !(el.localName === "meta" && !el.httpEquiv)) out.push(`<${el.localName}>`);
    for (const type of ["mouseover", "mouseenter", "pointerover", "focus", "load", "error", "animationstart", "toggle"]) el.dispatchEvent(new Event(type));
  }
  for (const el of document.querySelectorAll("details")) el.open = true;
  // What hears a click hears it; going along thousands of links says nothing more and takes most of the time.
  addEventListener("click", (event) => event.preventDefault());
  for (const el of document.querySelectorAll("a[href^='#'], button:not([popovertarget])")) el.click();
  await new Promise((done) => setTimeout(done, 0));
  return { out: [...new Set(out)], ran: window.ran, elements };
}

// The pages of checks and formulas hold the program's own words only.
const own = /^(how|checks)\/(?!index)/;
const pages = (await readdir(site, { recursive: true })).filter((file) => file.endsWith(".html") && !own.test(file)).sort();
const queue = [...pages];
async function work() {
  const page = await context.newPage();
  let at = "";
  page.on("dialog", (dialog) => { faults.push(`${at}: a dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("pageerror", (error) => faults.push(`${at}: ${error.message}`));
  page.on("popup", () => faults.push(`${at}: opened a window`));
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(server.base)) faults.push(`${at}: asks for ${url.slice(0, 120)}`);
  });
  for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
    at = file;
    // A page that only sends its readers on: where to is all that can be wrong with it.
    const text = await readFile(join(site, file), "utf8");
    if (text.includes('http-equiv="refresh"')) {
      if (/url=\s*([a-z]+:|\/\/)/i.test(text.split('http-equiv="refresh"')[1])) faults.push(`${file}: sends its readers away`);
      continue;
    }
    try {
      await page.goto(server.base + file.split("/").map(encodeURIComponent).join("/"), { waitUntil: "load" });
      const { out, ran, elements } = await page.evaluate(provoke);
      // The page of the search has a form of ours.
      if (file === "search.html") out.splice(0, out.length, ...out.filter((it) => it !== "<form>"));
      for (const what of [...out, ...ran.map((it) => `ran ${it}`)]) faults.push(`${file}: ${what}`);
      counts.pages += 1;
      counts.elements += elements;
    } catch (error) {
      faults.push(`${file}: cannot be looked at: ${error.message.split("\n")[0]}`);
    }
  }
}
await Promise.all([work(), work()]);
await browser.close();
server.close();
for (const what of faults.slice(0, 60)) console.log(what);
console.log(Object.entries(counts).map(([what, n]) => `${n} ${what}`).join(", "));
process.exit(faults.length || !counts.pages ? 1 : 0);
