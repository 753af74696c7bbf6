/** How TypeScript writes a program, on lwt-style. */
import { type Ending, needsMain, type OperationName } from "./grammar.js";
import { type BodyType, type Language } from "./source.js";

const TEMPLATES: Readonly<Record<OperationName, string>> = {
  return: "Lwt.return({value})",
  fail: "Lwt.fail({exn})",
  wait: "([p[{text:to}], {u:to}] = Lwt.wait())",
  task: "([p[{text:to}], {u:to}] = Lwt.task())",
  wakeup: "Lwt.wakeup({u:of}, {value})",
  wakeup_exn: "Lwt.wakeupExn({u:of}, {exn})",
  wakeup_later: "Lwt.wakeupLater({u:of}, {value})",
  wakeup_later_exn: "Lwt.wakeupLaterExn({u:of}, {exn})",
  bind: "Lwt.bind({of}, {f:value})",
  map: "Lwt.map({f:map}, {of})",
  catch: "Lwt.catch({f:thunk}, {h:exn})",
  finalize: "Lwt.finalize({f:thunk}, {after:thunk})",
  try_bind: "Lwt.tryBind({f:thunk}, {g:value}, {h:exn})",
  apply: "Lwt.apply({f:thunk}, undefined)",
  wrap: "Lwt.wrap(() => ({f:map})(undefined))",
  gen: "sequence({ofs}, {f:thunk})",
  loop: "loop({times}, {f:value})",
  both: "Lwt.both({a}, {b})",
  join: "Lwt.join({ofs})",
  all: "Lwt.all({ofs})",
  choose: "Lwt.choose({ofs})",
  pick: "Lwt.pick({ofs})",
  nchoose: "Lwt.nchoose({ofs})",
  npick: "Lwt.npick({ofs})",
  nchoose_split: "split({ofs})",
  cancel: "Lwt.cancel({of})",
  protected: "Lwt.protected({of})",
  no_cancel: "Lwt.noCancel({of})",
  wrap_in_cancelable: "Lwt.wrapInCancelable({of})",
  on_cancel: "Lwt.onCancel({of}, {f:unit})",
  on_success: "Lwt.onSuccess({of}, {f:unit-value})",
  on_failure: "Lwt.onFailure({of}, {f:unit-exn})",
  on_termination: "Lwt.onTermination({of}, {f:unit})",
  on_any: "Lwt.onAny({of}, {f:unit-value}, {h:unit-exn})",
  async: "Lwt.async({f:thunk})",
  dont_wait: "Lwt.dontWait({f:thunk}, {h:unit-exn})",
  ignore_result: "Lwt.ignoreResult({of})",
  hook: "hookRaises = {mode}",
  abandon_wakeups: "for (let n = 0; n < 20; n++) Lwt.abandonWakeups()",
  state: 'log("state", state({of}))',
  is_sleeping: 'log("is_sleeping", Lwt.isSleeping({of}))',
  poll: 'log("poll", Lwt.poll({of}))',
  same: 'log("same", {a} === {b})',
  with_value: "Lwt.withValue({key}, {value}, {f:thunk})",
  get: 'log("get", Lwt.get({key}))',
  pause: "Lwt.pause()",
  wakeup_paused: "Lwt.wakeupPaused()",
  abandon_paused: "Lwt.abandonPaused()",
  paused_count: 'log("paused", Lwt.pausedCount())',
  sleep: "LwtUnix.sleep({ms})",
  with_timeout: "LwtUnix.withTimeout({ms}, {f:thunk})",
  yield: "LwtMain.yield()",
  mutex_lock: "LwtMutex.lock({mutex})",
  mutex_unlock: "LwtMutex.unlock({mutex})",
  mutex_with_lock: "LwtMutex.withLock({mutex}, {f:thunk})",
  mutex_look:
    'log("mutex", [LwtMutex.isLocked({mutex}), LwtMutex.isEmpty({mutex})])',
  condition_wait: "LwtCondition.wait({condition})",
  condition_wait_mutex: "LwtCondition.wait({condition}, { mutex: {mutex} })",
  condition_signal: "LwtCondition.signal({condition}, {value})",
  condition_broadcast: "LwtCondition.broadcast({condition}, {value})",
  condition_broadcast_exn: "LwtCondition.broadcastExn({condition}, {exn})",
  mvar_put: "LwtMvar.put({mvar}, {value})",
  mvar_take: "LwtMvar.take({mvar})",
  mvar_take_available: 'log("take_available", LwtMvar.takeAvailable({mvar}))',
  mvar_is_empty: 'log("is_empty", LwtMvar.isEmpty({mvar}))',
};

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
    const array = kind === "mutex" ? "mutexes" : `${kind}s`;
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
    const assigned = assigns ? `p[${operation.to}] = ${text}` : text;
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

const MODULES = ["LwtCondition", "LwtMain", "LwtMutex", "LwtMvar"];

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
