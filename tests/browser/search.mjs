// Searches a built site as its readers do: `node search.mjs SITE QUERIES [--tools NODE_MODULES]`, where QUERIES is a JSON file:
// a list of {text, first?, among?, said?, none?}. From a host with a prefix and a strict policy, and from the disk.
// Prints one line for every fault, then what was looked at; exits 1 when there was a fault.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { WCAG, args, axe, launch, option, site } from "./browser.mjs";
import { serve } from "./server.mjs";

const queries = JSON.parse(await readFile(args[1], "utf8"));
const AXE = await axe();

const faults = [];
let asked = 0;
const fault = (where, what) => faults.push(`${where}: ${what}`);
const is = (where, what, got, wanted) => {
  asked += 1;
  if (JSON.stringify(got) !== JSON.stringify(wanted)) fault(where, `${what}: ${JSON.stringify(got)}, not ${JSON.stringify(wanted)}`);
};
const yes = (where, what, got) => is(where, what, Boolean(got), true);

function listen(page, base) {
  // From a disk no font is preloaded, and Chromium says so.
  const known = (text) => base.startsWith("file:") && (text.includes(".woff2") || text.endsWith("net::ERR_FAILED"));
  page.on("console", (message) => { if (message.type() === "error" && !known(message.text())) fault(base, `console: ${message.text()}`); });
  page.on("pageerror", (error) => fault(base, `script: ${error.message}`));
  page.on("request", (request) => { if (!request.url().startsWith(base)) fault(base, `asks for ${request.url()}`); });
  page.on("dialog", (dialog) => { fault(base, `a script of the content runs: ${dialog.message()}`); dialog.dismiss(); });
}

/** What is found now: titles in order, what is said, which is chosen. */
const found = (page, field) => page.evaluate((field) => {
  const input = document.querySelector(field), list = document.getElementById(input.getAttribute("aria-controls"));
  const options = [...list.querySelectorAll("[role=option]")];
  return {
    titles: options.map((it) => it.querySelector(".hit-t").textContent),
    groups: [...list.querySelectorAll(".hits-h")].map((it) => it.textContent),
    said: (document.querySelector(".finder[open] [role=status]") ?? document.querySelector("[data-hits-said]")).textContent,
    chosen: options.findIndex((it) => it.id === input.getAttribute("aria-activedescendant")),
    marks: [...list.querySelectorAll("mark")].map((it) => it.textContent),
    expanded: input.getAttribute("aria-expanded"),
  };
}, field);

/** Types into the field, and waits until what is found has come to rest. */
async function type(page, field, text) {
  await page.locator(field).fill(text);
  await page.waitForFunction((field) =>
    !document.getElementById(document.querySelector(field).getAttribute("aria-controls")).hasAttribute("aria-busy"), field, { timeout: 60_000 });
  return found(page, field);
}

async function accessible(page, where) {
  for (const scheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme: scheme });
    if (!(await page.evaluate("typeof axe === 'object'"))) await page.evaluate(AXE);
    const bad = await page.evaluate((tags) => axe.run(document, { runOnly: tags, resultTypes: ["violations"], preload: false }).then((result) =>
      result.violations.flatMap((v) => v.nodes.slice(0, 2).map((n) => `${v.id} ${n.target.join(" ")} ${n.html.slice(0, 120)}`))), WCAG);
    asked += 1;
    bad.forEach((it) => fault(`${where} (${scheme})`, it));
  }
}

const FIELD = ".finder input";

/** The keyboard alone: open, look, move, filter, leave, go. */
async function keyboard(page, base, start) {
  const where = `${base} keyboard`, [first] = queries;
  await page.goto(base + start);
  const scripts = await page.evaluate("document.querySelectorAll('script').length");
  await page.keyboard.press("/");
  await page.waitForSelector(".finder[open]");
  yes(where, "the field has the focus", await page.evaluate((it) => document.activeElement === document.querySelector(it), FIELD));
  yes(where, "nothing of the search is there before it is asked for", scripts <= 2);
  const now = await type(page, FIELD, first.text);
  is(where, "the first hit", now.titles[0], first.first);
  is(where, "the first is chosen", [now.chosen, now.expanded], [0, "true"]);
  yes(where, "the number of hits is said", /\d/.test(now.said));
  yes(where, "there are groups", now.groups.length > 0);
  yes(where, "what was looked for is marked", now.marks.length > 0);
  await accessible(page, where);
  await page.keyboard.press("ArrowDown");
  is(where, "an arrow moves", (await found(page, FIELD)).chosen, now.titles.length > 1 ? 1 : 0);
  await page.keyboard.press("ArrowUp");
  is(where, "and back", (await found(page, FIELD)).chosen, 0);
  const kind = page.locator(".finder-scope button").nth(1);
  const name = (await kind.textContent()).trim();
  await kind.click();
  await page.waitForTimeout(900);
  const one = await found(page, FIELD);
  is(where, `only ${name}`, one.groups.length, 1);
  is(where, "the filter is pressed", await page.locator(".finder-scope [aria-pressed=true]").count(), 1);
  is(where, "as many as the filter says", one.said.split(" ")[0], name.split(" ").pop());
  await page.locator(".finder-scope button").first().click();
  for (const list of await page.locator(".finder-scope select").all()) {
    const label = await list.getAttribute("aria-label");
    await page.waitForTimeout(600);
    const value = await page.evaluate((label) => document.querySelector(`.finder-scope select[aria-label="${label}"]`).options[1].value, label);
    const list2 = page.locator(`.finder-scope select[aria-label="${label}"]`);
    await list2.selectOption(value);
    await page.waitForTimeout(900);
    const text = await page.evaluate((label) => document.querySelector(`.finder-scope select[aria-label="${label}"]`).selectedOptions[0].textContent, label);
    is(where, `as many of ${value}`, (await found(page, FIELD)).said.split(" ")[0], /\((\d+)\)$/.exec(text)?.[1]);
    await page.locator(`.finder-scope select[aria-label="${label}"]`).selectOption("");
  }
  await page.locator(FIELD).focus();
  await page.keyboard.press("Escape");
  is(where, "Escape closes", await page.locator(".finder[open]").count(), 0);
  // The hidden field keeps the focus until the next frame.
  await page.waitForFunction((it) => document.activeElement !== document.querySelector(it), FIELD);
  await page.keyboard.press("/");
  await type(page, FIELD, first.text);
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => !url.href.endsWith(start));
  is(where, "Enter opens the hit", await page.locator("h1").first().textContent(), first.first);
}

async function all(page, base) {
  await page.goto(base + "index.html");
  await page.locator("[data-search]").click();
  await page.waitForSelector(".finder[open]");
  for (const { text, first, among, said, none } of queries) {
    const now = await type(page, FIELD, text), where = `${base} "${text}"`;
    if (first) is(where, "the first hit", now.titles[0], first);
    if (among) yes(where, `${among} is among ${JSON.stringify(now.titles)}`, now.titles.includes(among));
    if (none) is(where, "hits", now.titles, []);
    if (said) yes(where, `says "${said}": ${now.said}`, now.said.includes(said));
  }
}

async function itsPage(page, base) {
  const [{ text, first }] = queries, where = `${base}search.html`;
  await page.goto(`${base}search.html?q=${encodeURIComponent(text)}`);
  await page.waitForSelector("#found-here [role=option]");
  const now = await type(page, "#page-q", text);
  is(where, "the first hit", now.titles[0], first);
  is(where, "nothing is chosen", now.chosen, -1);
  yes(where, "the list of everything makes room", await page.locator("[data-all]").isHidden());
  await accessible(page, where);
  await page.locator("#page-q").fill("");
  await page.waitForTimeout(600);
  yes(where, "and comes back", await page.locator("[data-all]").isVisible());
  await page.setViewportSize({ width: 390, height: 844 });
  await page.locator("#page-q").fill(text);
  await page.waitForSelector("#found-here [role=option]");
  yes(where, "fits 390 px", await page.evaluate("document.documentElement.scrollWidth <= 390"));
  await page.setViewportSize({ width: 1280, height: 900 });
}

const server = await serve(site);
const browser = await launch();
for (const base of [server.base, `${pathToFileURL(site)}/`]) {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  page.setDefaultTimeout(90_000);
  listen(page, base);
  try {
    if (option("--from")) await keyboard(page, base, option("--from"));
    await all(page, base);
    if (option("--from")) await itsPage(page, base);
  } catch (error) {
    fault(base, `cannot be looked at: ${error.message.split("\n")[0]} ${error.stack.split("\n").filter((it) => it.includes("search.mjs"))[0] ?? ""}`);
  }
  if (option("--shots")) await page.screenshot({ path: join(option("--shots"), `${base.slice(0, 4)}.png`) });
}
const bare = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
await bare.goto(`${server.base}index.html`);
await bare.locator("[data-search]").click();
yes("without scripts", "the field leads to a page with ways on", (await bare.locator("[data-all] a").count()) > 1);
await browser.close();
server.close();
for (const it of faults) console.log(it);
console.log(`${asked} questions`);
process.exit(faults.length ? 1 : 0);
