// A static server on loopback: the site under a deep prefix, with the policy that it promises to live under, or others.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";

const TYPES = {
  ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
  ".json": "application/json", ".svg": "image/svg+xml", ".woff2": "font/woff2", ".xml": "application/xml",
  ".csv": "text/csv; charset=utf-8", ".png": "image/png", ".jpg": "image/jpeg", ".webp": "image/webp",
};

/** Serves `folder` until `close` is called; `base` is where its root lies. */
export async function serve(folder, policy = { "Content-Security-Policy": "default-src 'self'" }) {
  const prefix = "/deep/prefix/";
  const server = createServer(async (request, response) => {
    const head = { ...policy, "Cache-Control": "max-age=600" };
    try {
      const path = decodeURIComponent(new URL(request.url, "http://site").pathname);
      if (!path.startsWith(prefix)) throw new Error("outside");
      const file = normalize(path.slice(prefix.length)) + (path.endsWith("/") ? "index.html" : "");
      if (file.startsWith("..")) throw new Error("outside");
      const bytes = await readFile(join(folder, file));
      response.writeHead(200, { ...head, "Content-Type": TYPES[extname(file)] ?? "application/octet-stream" });
      response.end(bytes);
    } catch {
      response.writeHead(404, head);
      response.end();
    }
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const base = `http://127.0.0.1:${server.address().port}${prefix}`;
  return { base, close: () => server.close() };
}
