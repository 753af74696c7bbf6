import { existsSync } from "node:fs";

/** Where distributions put Chromium; `CHROMIUM` names another. */
const places = [
  process.env["CHROMIUM"] ?? "",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];

/** The Chromium of this machine, if it has one. */
export const chromiumPath = places.find(
  (path) => path !== "" && existsSync(path),
);
