import { chromiumPath } from "./chromium.js";

/** Says it where the page is not tested in a browser. */
export default function sayWhatRuns(): void {
  if (chromiumPath === undefined)
    process.stdout.write(
      "explorer: the page was NOT tested in a browser, for there is no Chromium (apt-get install chromium, then pnpm exec turbo run test --filter=explorer --force)\n",
    );
}
