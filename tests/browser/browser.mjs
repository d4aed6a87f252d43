// What every look at a site begins with: the words of the command line, the tools, and Chromium.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

export const args = process.argv.slice(2);
export const option = (name) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
export const site = resolve(args[0]);
export const tools = resolve(option("--tools") ?? process.env.BROWSER_TOOLS ?? join(import.meta.dirname, "node_modules"));
const require = createRequire(join(tools, "here.js"));

const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"];
/** The rules that axe is to hold a page to. */
export const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];

/** The text of axe, to be run in a page. */
export const axe = () => readFile(require.resolve("axe-core/axe.min.js"), "utf8");

export const launch = () =>
  require("playwright-core").chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: FLAGS });
