/** How TypeScript writes a program, on lwt-style. */
import { type Ending, needsMain } from "./grammar.js";
import { type BodyType, type Language } from "./source.js";
import { TEMPLATES } from "./typescript-templates.js";

/** What only some programs need, by a word of it that they have. */
const PARTS: readonly (readonly [word: RegExp, text: string])[] = [
  [/\bhookRaises\b/, "let hookRaises = false;"],
  [
    /\bsequence\b/,
    `const sequence = (ps: Lwt.Promise<any>[], f: () => Lwt.Promise<any>) =>
  Lwt.gen(function* () {
    for (const p of ps) log("gen", yield* p);
    const x = yield* f();
    log("gen", x);
    return x;
  });`,
  ],
  [
    /\bloop\b/,
    `function loop(times: number, f: (x: any) => Lwt.Promise<any>) {
  const go = (i: number): Lwt.Promise<any> =>
    i === 0 ? Lwt.return(times) : Lwt.bind(f(i), () => go(i - 1));
  return go(times);
}`,
  ],
  [
    /\bsplit\b/,
    `const split = (ps: Lwt.Promise<any>[]) =>
  Lwt.map(([values, sleeping]) => {
    log("split", sleeping.length);
    return values;
  }, Lwt.nchooseSplit(ps));`,
  ],
  [/\bkeys\[/, "const keys = [Lwt.newKey<number>(), Lwt.newKey<number>()];"],
  [/\bmutexes\[/, "const mutexes = [LwtMutex.create(), LwtMutex.create()];"],
  [
    /\bconditions\[/,
    "const conditions = [LwtCondition.create<any>(), LwtCondition.create<any>()];",
  ],
  [
    /\btruth\b/,
    `const truth = (f: (x: any) => Lwt.Promise<any>) => (x: any) =>
  Lwt.map((y) => y % 2 === 1, f(x));`,
  ],
  [
    /\buntilMost\b/,
    `function untilMost(f: () => any, none: any) {
  let left = 3;
  return () => (left-- > 0 ? f() : none);
}`,
  ],
  [
    /\bpools\[/,
    `let made = 0;
const member = () => {
  made += 1;
  log("made", made);
  return made;
};
const told = (lane: string, x: number) => {
  log(lane, x);
  return x % 2 === 1;
};
const dispose = (x: number) => {
  log("dispose", x);
  return Lwt.returnUnit;
};
const pools = [
  LwtPool.create(1, () => Lwt.return(member()), {
    validate: (x) => Lwt.return(told("validate", x)),
    check: (x, isOk) => isOk(told("check", x)),
    dispose,
  }),
  LwtPool.create(2, () => Lwt.map(member, Lwt.pause()), { dispose }),
];`,
  ],
  [
    /\b(?:s|pushes)\[|\bbounded\b/,
    `const [s0, push0] = LwtStream.create<any>();
const [s1, push1] = LwtStream.create<any>();
const [s2, bounded] = LwtStream.createBounded<any>(2);
const pushes = [push0, push1];
const s: any[] = [s0, s1, s2, LwtStream.ofList([4, 5, 6])];`,
  ],
  [
    /\bmvars\[/,
    "const mvars = [LwtMvar.createEmpty<any>(), LwtMvar.create<any>(7)];",
  ],
];

const PRELUDE = `class Boom extends Error {
  constructor(n: number) {
    super(\`Boom \${n}\`);
  }
}

const p: any[] = Array.from({ length: 8 }, () => Lwt.returnUnit);
const u: any[] = Array.from({ length: 8 }, () => Lwt.wait()[1]);
const log = (lane: string, detail: unknown) => console.log(lane, String(detail));

function state(q: Lwt.Promise<any>): unknown {
  const now = Lwt.state(q);
  if (now._tag === "Sleep") return "?";
  return now._tag === "Return" ? now.value : now.exn;
}

function step(f: () => void) {
  try {
    f();
  } catch (e) {
    log("raised", e);
  }
}
`;

const exnText = (exn: number): string =>
  exn === 0 ? "Lwt.Canceled" : `new Boom(${exn})`;

export const typescript: Language = {
  templates: TEMPLATES,

  number(kind, number) {
    if (kind === "slot") return `p[${number}]`;
    if (kind === "exn") return exnText(number);
    if (kind === "option") return number === 0 ? "undefined" : String(number);
    if (kind === "ms") return String(number / 1000);
    if (kind === "mode") return String(number === 1);
    if (kind === "value" || kind === "times") return String(number);
    if (kind === "stream") return `s[${number}]`;
    const array =
      kind === "mutex" || kind === "push" ? `${kind}es` : `${kind}s`;
    return `${array}[${number}]!`;
  },

  resolver: (slot) => `u[${slot}]`,
  slots: (slots) => `[${slots.join(", ")}]`,

  body(label, type, steps, ending) {
    const name = PARAMETERS[type];
    return `(${name}) => {\n  log("c${label}", ${name || '""'});\n${steps}${ending}}`;
  },

  ending: endingText,

  step(operation, text, place) {
    const assigns = "to" in operation && !text.startsWith("([");
    const target = assigns
      ? `p[${operation.to}] = `
      : "into" in operation
        ? `s[${operation.into}] = `
        : "";
    const assigned = target + text;
    return place === "top" ? `step(() => { ${assigned}; });` : `${assigned};`;
  },

  whole(program, steps) {
    const main = needsMain(program);
    const parts = PARTS.filter(([word]) => word.test(steps))
      .map(([, text]) => `${text}\n`)
      .join("");
    const raises = /\bhookRaises\b/.test(steps)
      ? "  if (hookRaises) throw new Boom(9);\n"
      : "";
    const used = MODULES.filter((name) =>
      `${parts}${steps}`.includes(`${name}.`),
    );
    const names = new Set(["Lwt", ...used]);
    if (main) names.add("LwtEngine").add("LwtMain");
    const unix = main ? 'import { LwtUnix } from "lwt-style/unix";\n' : "";
    const start = main ? "LwtEngine.set(LwtEngine.virtualTime());\n" : "";
    const end = main
      ? 'await LwtMain.run(LwtUnix.sleep(0.05))().catch((e) => log("raised", e));'
      : "for (let i = 0; i < 4; i++) step(Lwt.wakeupPaused);";
    return `import { ${[...names].join(", ")} } from "lwt-style";
${unix}
${PRELUDE}
${parts}${start}Lwt.asyncExceptionHook.current = (e) => {
  log("hook", e);
${raises}};
${steps}${end}
p.forEach((q, i) => log(\`p\${i}\`, state(q)));
`;
  },
};

const MODULES = [
  "LwtCondition",
  "LwtMain",
  "LwtMutex",
  "LwtMvar",
  "LwtPool",
  "LwtStream",
];

const PARAMETERS: Readonly<Record<BodyType, string>> = {
  thunk: "",
  value: "x",
  exn: "e",
  map: "x",
  unit: "",
  "unit-value": "x",
  "unit-exn": "e",
};

/** The last statement of a callback, as a line of its own, if it needs one. */
function endingText(type: BodyType, ending: Ending): string {
  if ("raise" in ending) return `  throw ${exnText(ending.raise)};\n`;
  if (type.startsWith("unit")) return "";
  if (type === "map")
    return `  return ${"value" in ending ? ending.value : "x"};\n`;
  return "value" in ending
    ? `  return Lwt.return(${ending.value});\n`
    : `  return p[${ending.give}];\n`;
}
