import { useEffect, useRef, useState } from "preact/hooks";
import { node, scenarios } from "virtual:site";
import { Refused } from "./refused.js";
import { parseRoute } from "./route.js";
import type { Route } from "./route.js";
import { allColumns } from "./scenario/column-names.js";
import { LoadScenario } from "./scenario/load.js";
import { TablePage } from "./table/page.js";

const known = {
  scenarios: scenarios.map(({ id }) => id),
  columns: allColumns,
};

function useRoute(): Route {
  const [route, setRoute] = useState(() => parseRoute(location.hash, known));
  useEffect(() => {
    const read = (): void => setRoute(parseRoute(location.hash, known));
    addEventListener("hashchange", read);
    return () => removeEventListener("hashchange", read);
  }, []);
  return route;
}

export function App() {
  const route = useRoute();
  const id = route.page === "scenario" ? route.id : route.page;
  const main = useRef<HTMLElement>(null);
  const isFirst = useRef(true);
  // A new page is read from its top, by whoever reads and by whatever does.
  useEffect(() => {
    if (isFirst.current) {
      isFirst.current = false;
      return;
    }
    scrollTo(0, 0);
    main.current?.focus({ preventScroll: true });
  }, [id]);
  return (
    <>
      <header class="site">
        <a class="brand" href="#/">
          <img src="./icon.svg" alt="" width="24" height="24" />
          async-styles
        </a>
        <ScenarioMenu route={route} />
      </header>
      <main ref={main} tabIndex={-1}>
        {route.page === "table" && <TablePage />}
        {route.page === "scenario" && (
          <LoadScenario key={route.id} route={route} />
        )}
        {route.page === "refused" && <Refused why={route.why} />}
      </main>
      <footer class="site">
        <p>
          Everything here runs in your browser, in a thread of its own, and what
          is shown is the file that ran. What was recorded is what the real Lwt
          5.6.1 and the real Tokio 1.24.2 did. What no page can measure was
          measured by {node.runtime} on {node.machine}.
        </p>
      </footer>
    </>
  );
}

function ScenarioMenu({ route }: { readonly route: Route }) {
  return (
    <nav aria-label="Pages">
      <a href="#/" aria-current={route.page === "table" ? "page" : undefined}>
        Table
      </a>
      <label>
        <span class="unseen">Scenario</span>
        <select
          value={route.page === "scenario" ? route.id : ""}
          onChange={({ currentTarget }) => {
            if (currentTarget.value !== "")
              location.hash = `#/${currentTarget.value}`;
          }}
        >
          <option value="">Scenarios …</option>
          {scenarios.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>
      </label>
    </nav>
  );
}
