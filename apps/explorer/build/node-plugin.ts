/** Stands in for Node in a browser: what asks for it says so. */
import { createRequire, isBuiltin } from "node:module";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

const require = createRequire(import.meta.url);

/** Packages that are nothing without Node's threads, with what is used of them. */
const nodePackages: Readonly<Record<string, readonly string[]>> = {
  piscina: ["Piscina"],
};

/** It tries whether Node is there, and goes on where it is not. */
const asksFirst = /@sinonjs\/fake-timers/;

/** A module that is not there. */
const absent = "\0absent";

/** What a browser knows as well as Node does. */
const portable: Readonly<Record<string, string>> = {
  "node:os endianness":
    '() => new Uint8Array(Uint16Array.of(1).buffer)[0] === 1 ? "LE" : "BE"',
  "node:os availableParallelism": "() => navigator.hardwareConcurrency",
};

/**
 * Resolves Node's modules to ones with the same names, in which a call throws a
 * `NeedsNode`; constants are what they are on Node. Nothing is pretended. Of
 * `spec/node` a page has the clock.
 */
export function nodePlugin(): Plugin {
  return {
    name: "node-in-a-browser",
    enforce: "pre",
    resolveId(id, importer) {
      if (id === "spec/node") return clockPath;
      if (isBuiltin(id) && asksFirst.test(importer ?? "")) return absent;
      const name = isBuiltin(id) ? id.replace(/^(?!node:)/, "node:") : id;
      return isNodes(name) ? `\0${name}` : undefined;
    },
    load(id) {
      if (id === absent)
        return { code: `module.exports = absent();`, moduleType: "js" };
      const name = id.slice(1);
      if (!id.startsWith("\0") || !isNodes(name)) return undefined;
      return {
        code: standIn(name),
        moduleType: "js",
        moduleSideEffects: false,
      };
    },
  };
}

function isNodes(id: string): boolean {
  return (
    (id.startsWith("node:") && isBuiltin(id)) || Object.hasOwn(nodePackages, id)
  );
}

function standIn(name: string): string {
  const exports =
    nodePackages[name]?.map((key) => [key, undefined] as const) ??
    Object.entries(require(name) as object).filter(
      ([key]) => /^[a-z_$][\w$]*$/i.test(key) && key !== "default",
    );
  return `import { need } from ${JSON.stringify(needPath)};
${exports.map(([key, value]) => `const $${key} = ${valueOf(name, key, value)};`).join("\n")}
export { ${exports.map(([key]) => `$${key} as ${key}`).join(", ")} };
export default { ${exports.map(([key]) => `${key}: $${key}`).join(", ")} };`;
}

const clockPath = fileURLToPath(
  new URL("../src/run/browser-clock.ts", import.meta.url),
);
const needPath = fileURLToPath(
  new URL("../src/run/needs-node.ts", import.meta.url),
);

function valueOf(module: string, key: string, value: unknown): string {
  const known = portable[`${module} ${key}`];
  if (known !== undefined) return known;
  const isData = value !== null && isPlain(value);
  return isData
    ? JSON.stringify(value)
    : `/* @__PURE__ */ need(${JSON.stringify(module)}, ${JSON.stringify(key)})`;
}

/** Whether it is a constant, or an object of nothing but constants. */
function isPlain(value: unknown): boolean {
  if (typeof value === "object" && value !== null)
    return Object.keys(value).length > 0 && Object.values(value).every(isPlain);
  return ["string", "number", "boolean"].includes(typeof value);
}
