/**
 * What of Lwt has another name here, and what is not here, each with the reason.
 *
 * A path may be a whole module. An entry that has become false fails the test:
 * delete it.
 */

import type { Renamed } from "oracle/api";
import { renamedInUnix } from "./differences-unix.js";

/** Each of the names in each of the modules; the latter under `here`. */
const each = (
  here: string,
  modules: readonly string[],
  names: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    modules.flatMap((module) =>
      Object.entries(names).map(([name, to]) => [
        `${module}.${name}`,
        `${here}.${to}`,
      ]),
    ),
  );

const bindAndMap = { "(>>=)": "bind", "(>|=)": "map" };
const syntax = {
  "(let*)": "bind",
  "(and*)": "both",
  "(let+)": "map",
  "(and+)": "both",
};
const letSyntax = { return: "return", map: "map", bind: "bind", both: "both" };

export const renamed: readonly Renamed[] = [
  {
    reason: "JavaScript has no operators of one's own: the function has a name",
    names: {
      ...each("Lwt", ["Lwt", "Lwt.Infix"], {
        ...bindAndMap,
        "(=<<)": "bind",
        "(=|<)": "map",
        "(<&>)": "join",
        "(<?>)": "choose",
      }),
      ...each("LwtResult", ["Lwt_result", "Lwt_result.Infix"], bindAndMap),
    },
  },
  {
    reason: "`let*` is `yield*` in a `Lwt.gen`; the function behind it is this",
    names: {
      ...each("Lwt", ["Lwt.Syntax"], syntax),
      ...each("LwtResult", ["Lwt_result.Syntax"], syntax),
    },
  },
  {
    reason: "made for a preprocessor of OCaml; the function behind it is this",
    names: {
      ...each(
        "Lwt",
        ["Lwt.Infix.Let_syntax", "Lwt.Let_syntax.Let_syntax"],
        letSyntax,
      ),
      ...each("LwtResult", ["Lwt_result.Let_syntax.Let_syntax"], letSyntax),
    },
  },
  ...renamedInUnix,
];

export { absentInUnix as absent } from "./differences-unix.js";
