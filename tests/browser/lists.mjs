// Narrows a list of a built site as its readers do: `node lists.mjs SITE LIST FACET=VALUE FACET=VALUE HOW_MANY [--tools NODE_MODULES]`.
// From a host with a prefix and a strict policy, and from the disk. Prints one line for every fault; exits 1 when there was one.
import { pathToFileURL } from "node:url";
import { WCAG, args, axe, launch, site } from "./browser.mjs";
import { serve } from "./server.mjs";

const [, list, first, second, many] = args;
const faults = [];
const is = (where, what, got, wanted) => {
  if (JSON.stringify(got) !== JSON.stringify(wanted)) faults.push(`${where}: ${what}: ${JSON.stringify(got)}, not ${JSON.stringify(wanted)}`);
};
const shown = (page) => page.locator("[data-f]:visible").count();
const choose = (page, [facet, value]) => page.locator(`.facets select[name=${facet}]`).selectOption(value);

const server = await serve(site);
const browser = await launch();
const AXE = await axe();
for (const base of [server.base, `${pathToFileURL(site)}/`]) {
  for (const width of [1280, 390]) {
    const where = `${base} at ${width}`;
    const page = await (await browser.newContext({ viewport: { width, height: 900 } })).newPage();
    page.on("pageerror", (error) => faults.push(`${where}: script: ${error.message}`));
    await page.goto(base + list);
    const all = await shown(page);
    is(where, "nothing is said at first", await page.locator(".facets [role=status]").textContent(), "");
    await choose(page, first.split("="));
    const one = await shown(page);
    is(where, "one value narrows", one < all && one > Number(many), true);
    await choose(page, second.split("="));
    is(where, "two narrow further", await shown(page), Number(many));
    is(where, "how many is said", await page.locator(".facets [role=status]").textContent(), `${many} of ${all}`);
    is(where, "the address says which", new URL(page.url()).hash, `#${first}&${second}`);
    is(where, "no empty group stands", await page.locator(".sec:visible", { has: page.locator("[data-f]") }).count() > 0
      && await page.evaluate(() => [...document.querySelectorAll(".sec:not([hidden])")].every((it) => !it.querySelector("[data-f]") || it.querySelector("[data-f]:not([hidden])"))), true);
    is(where, "it fits", await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), true);
    await page.evaluate(AXE);
    is(where, "what axe finds", await page.evaluate((tags) => axe.run(document, { runOnly: tags, resultTypes: ["violations"], preload: false })
      .then((result) => result.violations.map((it) => it.id)), WCAG), []);
    // Somebody else opens the address.
    const other = await page.context().newPage();
    await other.goto(page.url());
    is(where, "the address is enough", await shown(other), Number(many));
    await choose(page, [first.split("=")[0], ""]);
    await choose(page, [second.split("=")[0], ""]);
    is(where, "all come back", [await shown(page), new URL(page.url()).hash], [all, ""]);
    await page.context().close();
  }
}
const bare = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
await bare.goto(server.base + list);
is("without scripts", "there is no tool that does nothing", await bare.locator(".facets").count(), 0);
const [facet, value] = first.split("=");
await bare.locator(`a[href*="/by/${facet}/${value}/"]`).click();
is("without scripts", "one value has a page", (await bare.locator("[data-f]").count()) > 0, true);
await browser.close();
server.close();
for (const it of faults) console.log(it);
process.exit(faults.length ? 1 : 0);
