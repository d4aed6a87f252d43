// Looks at a built site as its readers do: `node check.mjs SITE [--tools NODE_MODULES] [--only PART] [--no-html]`.
// Prints one line for every fault, then what was looked at; exits 1 when there was a fault.
import { spawn } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { WCAG, args, axe, launch, option, site, tools } from "./browser.mjs";
import { serve } from "./server.mjs";

const AXE = await axe();

const WIDE = { width: 1280, height: 900 };
const NARROW = { width: 390, height: 844 };
// Of pages that are made alike in great number, these many are looked at closely.
const CLOSE = 3;

const faults = new Map();
const counts = {};
const count = (what) => { counts[what] = (counts[what] ?? 0) + 1; };
function fault(page, what) {
  // The same fault on many pages is said once, with the first page.
  const seen = faults.get(what);
  if (seen) seen.more += 1;
  else faults.set(what, { page, more: 0 });
}

/** Every page, and whether it is one of those that are looked at closely. */
async function pages() {
  const all = (await readdir(site, { recursive: true })).filter((file) => file.endsWith(".html")).sort();
  const seen = new Map();
  const shapes = new Set();
  const out = [];
  for (const file of all) {
    if (option("--only") && !file.includes(option("--only"))) continue;
    const text = await readFile(join(site, file), "utf8");
    if (text.includes('http-equiv="refresh"')) continue;
    // Lists by status, team, period and tag are one view, whatever they list.
    const folder = /\/by\//.test(file) ? "by" : file.split("/").slice(0, -1).join("/");
    const alike = `${folder} ${/<body class="([^"]*)"/.exec(text)?.[1]}`;
    seen.set(alike, (seen.get(alike) ?? 0) + 1);
    const shape = alike.split(" ")[1];
    const walk = shape === "p-view" ? seen.get(alike) === 1 : !shapes.has(shape);
    shapes.add(shape);
    out.push({ file, close: seen.get(alike) <= CLOSE, walk });
  }
  return out;
}

/** The Nu HTML checker over all pages at once. */
function html() {
  const jar = join(tools, "vnu-jar/build/dist/vnu.jar");
  return new Promise((done) => {
    const java = spawn("java", ["-Xss4m", "-jar", jar, "--errors-only", "--format", "json", "--skip-non-html", site]);
    let said = "";
    java.stderr.on("data", (bytes) => { said += bytes; });
    java.on("error", (error) => { fault("", `the HTML checker does not run: ${error.message}`); done(); });
    java.on("close", () => {
      try {
        for (const m of JSON.parse(said).messages) {
          const file = decodeURI(m.url ?? "").split(`${site}/`).pop();
          fault(`${file}:${m.lastLine ?? ""}`, `HTML: ${m.message} ${(m.extract ?? "").replace(/\s+/g, " ")}`);
        }
      } catch {
        fault("", `the HTML checker says: ${said.slice(0, 400)}`);
      }
      done();
    });
  });
}

/** Hears everything that a page must not say or ask for. */
function listen(page, base, where) {
  page.on("console", (message) => { if (message.type() === "error") fault(where.file, `console: ${message.text()}`); });
  page.on("pageerror", (error) => fault(where.file, `script: ${error.message}`));
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(base) && !url.startsWith("data:")) fault(where.file, `asks for ${url}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) fault(where.file, `is not there: ${response.url().slice(base.length)}`);
  });
}

/** What sticks out of a page to the side, if it can be scrolled there. */
async function overflow(page, file) {
  const out = await page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return null;
    const wide = [...document.querySelectorAll("body *")].filter((el) => el.getBoundingClientRect().right > width + 1);
    const name = (el) => `${el.localName}${el.id ? `#${el.id}` : ""}.${el.getAttribute("class") ?? ""}`;
    return `${document.documentElement.scrollWidth} of ${width} px: ${wide.slice(0, 4).map(name).join(", ")}`;
  });
  count("widths");
  if (out) fault(file, `scrolls to the side: ${out}`);
}

async function accessible(page, file, scheme) {
  await page.emulateMedia({ colorScheme: scheme });
  if (!(await page.evaluate("typeof axe === 'object'"))) await page.evaluate(AXE);
  const found = await page.evaluate((tags) => axe.run(document, {
    runOnly: tags, resultTypes: ["violations"], elementRef: false,
  }).then((result) => result.violations.map((v) => ({ id: v.id, help: v.help, nodes: v.nodes.map((n) =>
    [n.target.join(" "), n.html.slice(0, 160), n.any.concat(n.all, n.none).map((c) => c.message).join("; ").slice(0, 200)]) }))), WCAG);
  count(`axe ${scheme}`);
  for (const v of found) {
    for (const [target, code, why] of v.nodes.slice(0, 3)) fault(`${file} (${scheme}, ${v.nodes.length})`, `${v.id}: ${v.help}: ${target} ${code.replace(/\s+/g, " ")} ${why}`);
  }
}

/** The keyboard alone: the skip link comes first and works, and Tab reaches everything, each with a visible ring. */
async function keyboard(page, file, everything) {
  const at = () => page.evaluate(() => {
    const el = document.activeElement;
    const style = getComputedStyle(el);
    return { skip: el.matches(".skip"), main: !!el.closest("#page-main"), body: el === document.body,
      ring: style.outlineStyle !== "none" || style.boxShadow !== "none", what: el.outerHTML.slice(0, 90) };
  });
  await page.keyboard.press("Tab");
  if (!(await at()).skip) return fault(file, "Tab does not begin with the skip link");
  const shown = await page.evaluate(() => document.activeElement.getBoundingClientRect().top >= 0);
  if (!shown) fault(file, "the skip link is not seen when it has the focus");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  const inside = await page.evaluate(() => document.querySelectorAll("#page-main :is(a[href], button, summary, input, [tabindex='0'])").length);
  if (inside && !(await at()).main) fault(file, `the skip link does not lead to the content: ${(await at()).what}`);
  count("keyboards");
  if (!everything) return;
  const wanted = await page.evaluate(() => [...document.querySelectorAll("a[href], button, summary, input, select, [tabindex]")]
    .filter((el) => el.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) && !el.disabled)
    .map((el, n) => { el.dataset.stop = n; return el.outerHTML.slice(0, 120); }));
  await page.evaluate(() => { document.activeElement.blur(); getSelection().removeAllRanges(); scrollTo(0, 0);
    addEventListener("focusin", (e) => { (window.stops ??= new Set()).add(Number(e.target.dataset.stop));
      const s = getComputedStyle(e.target); if (s.outlineStyle === "none") (window.bare ??= []).push(e.target.outerHTML.slice(0, 120)); }); });
  await page.evaluate(() => { const first = document.querySelector(".skip"); first.focus(); });
  for (let n = 0; n <= wanted.length + 8; n++) {
    await page.keyboard.press("Tab");
    if (n % 20 === 19 && (await at()).body) break;
  }
  const { stops, bare } = await page.evaluate(() => ({ stops: [...(window.stops ?? [])], bare: window.bare ?? [] }));
  wanted.forEach((code, n) => { if (!stops.includes(n)) fault(file, `Tab does not reach ${code}`); });
  for (const code of bare) fault(file, `has the focus and no ring: ${code}`);
  count("walks");
}

/** Without scripts everything is still there to read. */
async function plain(page, file) {
  const words = (await page.locator("main").innerText()).split(/\s+/).length;
  if (words < 8) fault(file, `without scripts it says only ${words} words`);
  count("without scripts");
}

/** Overview, roadmap and the brief of a goal are one printed sheet each. */
async function sheet(page, file, close) {
  if (!(["index.html", "roadmap/index.html"].includes(file) || (close && /^goals\/(?!index)/.test(file)))) return;
  const pdf = await page.pdf({ preferCSSPageSize: true });
  const sheets = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  count("printed sheets");
  if (sheets !== 1) fault(file, `is printed on ${sheets} sheets`);
}

const server = await serve(site);
const browser = await launch();
const list = await pages();
const checker = args.includes("--no-html") ? null : html();
const queue = [...list];

async function work() {
  const scripted = await browser.newContext({ viewport: WIDE });
  const bare = await browser.newContext({ viewport: NARROW, javaScriptEnabled: false });
  const [page, quiet] = [await scripted.newPage(), await bare.newPage()];
  const where = { file: "" };
  listen(page, server.base, where);
  listen(quiet, server.base, where);
  for (let next = queue.shift(); next; next = queue.shift()) {
    const { file, close, walk } = next;
    where.file = file;
    try {
      await page.setViewportSize(WIDE);
      await page.emulateMedia({ colorScheme: "light" });
      await page.goto(server.base + encodeURI(file), { waitUntil: "load" });
      count("pages");
      if (close) await keyboard(page, file, walk);
      if (close) await accessible(page, file, "light");
      await sheet(page, file, close);
      await page.setViewportSize(NARROW);
      // The page has heard of its new width when it has drawn twice.
      await page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
      await overflow(page, file);
      if (close) await accessible(page, file, "dark");
      if (close) {
        await quiet.goto(server.base + encodeURI(file), { waitUntil: "load" });
        await overflow(quiet, file);
        await plain(quiet, file);
      }
    } catch (error) {
      fault(file, `cannot be looked at: ${error.message.split("\n")[0]}`);
    }
  }
}

await Promise.all([work(), work(), work()]);
await checker;
await browser.close();
server.close();
for (const [what, { page, more }] of faults) console.log(`${page}${more ? ` and ${more} more` : ""}: ${what}`);
console.log(Object.entries(counts).map(([what, n]) => `${n} ${what}`).join(", "));
process.exit(faults.size ? 1 : 0);
