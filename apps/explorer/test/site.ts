/** The built page on a server of its own, in a browser of its own. */
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname } from "node:path";
import { chromium } from "playwright-core";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { chromiumPath } from "./chromium.js";

const dist = new URL("../dist/", import.meta.url);

/** Any folder of a host must do. */
const folder = "/some/where/";

const types: Readonly<Record<string, string>> = {
  ".css": "text/css",
  ".html": "text/html",
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
};

export interface Site extends AsyncDisposable {
  /** The address of the page, without what comes after `#`. */
  readonly url: string;
  /** Opens a page; what it complains of is in {@link Site.complaints}. */
  readonly open: (
    hash?: string,
    options?: BrowserContextOptions,
  ) => Promise<Page>;
  /** Errors on consoles, and requests that failed or left the origin. */
  readonly complaints: readonly string[];
  /** What was asked for: the text of each file, by its name. */
  readonly served: ReadonlyMap<string, Buffer>;
}

export async function openSite(): Promise<Site> {
  const served = new Map<string, Buffer>();
  const server = createServer((request, response) => {
    const path = (request.url ?? "").replace(/[?#].*$/, "");
    const name = path.slice(folder.length) || "index.html";
    readFile(new URL(name, dist)).then(
      (file) => {
        served.set(name, file);
        const type = types[extname(name)] ?? "application/octet-stream";
        response.writeHead(200, { "content-type": type }).end(file);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((listening) => {
    server.listen(0, "127.0.0.1", listening);
  });
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  const url = `${origin}${folder}`;
  const browser: Browser = await chromium.launch({
    executablePath: chromiumPath ?? "",
    args: ["--no-sandbox"],
  });
  const complaints: string[] = [];
  return {
    url,
    complaints,
    served,
    open: async (hash = "", options = {}) => {
      const context = await browser.newContext({
        viewport: { width: 1280, height: 900 },
        ...options,
      });
      const page = await context.newPage();
      page.on("console", (message) => {
        if (["error", "warning"].includes(message.type()))
          complaints.push(message.text());
      });
      page.on("pageerror", (error) => complaints.push(error.message));
      context.on("request", (request) => {
        if (!/^(?:data|blob):/.test(request.url()))
          if (!request.url().startsWith(url)) complaints.push(request.url());
      });
      context.on("response", (response) => {
        if (!response.ok()) complaints.push(`no ${response.url()}`);
      });
      await page.goto(`${url}${hash}`);
      return page;
    },
    [Symbol.asyncDispose]: async () => {
      await browser.close();
      server.close();
    },
  };
}

/** Waits until every style on a scenario's page has run, or cannot. */
export async function allRan(page: Page): Promise<void> {
  await page.locator(".track").first().waitFor();
  await page.waitForFunction(() => {
    const all = [...document.querySelectorAll(".status")];
    return all.every(({ textContent }) => !textContent?.startsWith("runs"));
  });
}

/** Waits until the table is measured. */
export async function measured(page: Page): Promise<void> {
  await page
    .getByText("Measured just now, in this browser.")
    .waitFor({ timeout: 100_000 });
}
