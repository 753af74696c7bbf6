import { createHighlighterCore } from "shiki/core";
import { createOnigurumaEngine } from "shiki/engine/oniguruma";
import type { Source } from "./source.js";
import { sectionsOf } from "./structure.js";
import type { Kind, Tokens } from "./tokens.js";

/**
 * The scopes that grammars give to what is of a kind. The most specific one
 * counts: OCaml's grammar calls a module `entity.name.class constant.numeric`.
 */
const scopes: Readonly<Record<Exclude<Kind, "step">, readonly string[]>> = {
  plain: [
    "constant.language support.constant.property-value",
    "keyword.operator",
    "meta.brace",
    "meta.template.expression",
    "punctuation",
    "storage.type.function.arrow",
    "source.ocaml keyword",
    "string.regexp",
    "support.type strong",
    "variable.parameter",
    "variable.language variable.parameter",
  ],
  comment: ["comment", "punctuation.definition.comment"],
  keyword: [
    "constant.language",
    "keyword",
    "keyword.control",
    "keyword.operator.expression",
    "keyword.operator.new",
    "source.ocaml keyword markup.underline",
    "storage",
    "variable.language",
  ],
  string: ["constant.character", "punctuation.definition.string", "string"],
  number: ["constant.numeric"],
  function: ["entity.name.function", "support.function"],
  type: [
    "constant.language constant.numeric",
    "entity.name.class",
    "entity.name.class constant.numeric",
    "entity.name.type",
    "support.class",
    "support.type",
  ],
};

/** A theme whose colours are the kinds' names. */
const theme = {
  name: "kinds",
  type: "light" as const,
  fg: "plain",
  bg: "none",
  settings: [
    { settings: { foreground: "plain", background: "none" } },
    ...Object.entries(scopes).map(([kind, scope]) => ({
      scope: [...scope],
      settings: { foreground: kind },
    })),
  ],
};

const grammars = {
  typescript: () => import("shiki/langs/typescript.mjs"),
  ocaml: () => import("shiki/langs/ocaml.mjs"),
  rust: () => import("shiki/langs/rust.mjs"),
} as const;

/** Takes programs apart into what their languages' grammars tell. */
export async function highlight(
  sources: readonly Source[],
): Promise<readonly Tokens[]> {
  const languages = new Set(sources.map(({ language }) => language));
  const highlighter = await createHighlighterCore({
    themes: [theme],
    langs: [...languages].map((language) => grammars[language]()),
    engine: createOnigurumaEngine(import("shiki/wasm")),
  });
  try {
    return sources.map((source) => {
      const { tokens } = highlighter.codeToTokens(source.lines.join("\n"), {
        lang: source.language,
        theme: theme.name,
        // A slow machine shows the same colours.
        tokenizeTimeLimit: 0,
      });
      const steps = new Set(
        sectionsOf(source).flatMap(({ step, from }) =>
          step === undefined ? [] : [from],
        ),
      );
      return tokens.map((line, place) =>
        line.map(({ content, color }) => ({
          text: content,
          kind: steps.has(place) ? "step" : ((color ?? "plain") as Kind),
        })),
      );
    });
  } finally {
    highlighter.dispose();
  }
}
