import { useEffect, useState } from "preact/hooks";
import { loadScenario } from "virtual:site";
import type { ScenarioRoute } from "../route.js";
import type { ScenarioData } from "../site.js";
import { ScenarioPage } from "./page.js";

/** Loads what a scenario's page shows. */
export function LoadScenario({ route }: { readonly route: ScenarioRoute }) {
  const [data, setData] = useState<ScenarioData>();
  const [failure, setFailure] = useState<string>();
  useEffect(() => {
    loadScenario[route.id]().then(
      (module) => setData(module.default),
      (error: Error) => setFailure(error.message),
    );
  }, [route.id]);
  if (failure !== undefined)
    return (
      <p class="page" role="alert">
        The scenario could not be loaded: {failure}
      </p>
    );
  if (data === undefined) return <p class="page pending">Loading …</p>;
  return <ScenarioPage route={route} data={data} />;
}
