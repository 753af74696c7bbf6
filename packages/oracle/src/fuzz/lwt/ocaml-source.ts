/** How OCaml writes a program. */
import { type Ending, needsMain, type OperationName } from "./grammar.js";
import { type BodyType, indent, type Language } from "./source.js";

const TEMPLATES: Readonly<Record<OperationName, string>> = {
  return: "Lwt.return {value}",
  fail: "Lwt.fail {exn}",
  wait: "(let q, r = Lwt.wait () in {u:to} <- r; q)",
  task: "(let q, r = Lwt.task () in {u:to} <- r; q)",
  wakeup: "Lwt.wakeup {u:of} {value}",
  wakeup_exn: "Lwt.wakeup_exn {u:of} {exn}",
  wakeup_later: "Lwt.wakeup_later {u:of} {value}",
  wakeup_later_exn: "Lwt.wakeup_later_exn {u:of} {exn}",
  bind: "Lwt.bind {of} {f:value}",
  map: "Lwt.map {f:map} {of}",
  catch: "Lwt.catch {f:thunk} {h:exn}",
  finalize: "Lwt.finalize {f:thunk} (units {after:thunk})",
  try_bind: "Lwt.try_bind {f:thunk} {g:value} {h:exn}",
  apply: "Lwt.apply {f:thunk} ()",
  wrap: "Lwt.wrap (fun () -> {f:map} (n 0))",
  gen: "sequence {ofs} {f:thunk}",
  loop: "loop {times} {f:value}",
  both: "any (Lwt.both {a} {b})",
  join: "any (Lwt.join (units {ofs}))",
  all: "any (Lwt.all {ofs})",
  choose: "Lwt.choose {ofs}",
  pick: "Lwt.pick {ofs}",
  nchoose: "any (Lwt.nchoose {ofs})",
  npick: "any (Lwt.npick {ofs})",
  nchoose_split: "split {ofs}",
  cancel: "Lwt.cancel {of}",
  protected: "Lwt.protected {of}",
  no_cancel: "Lwt.no_cancel {of}",
  wrap_in_cancelable: "Lwt.wrap_in_cancelable {of}",
  on_cancel: "Lwt.on_cancel {of} {f:unit}",
  on_success: "Lwt.on_success {of} {f:unit-value}",
  on_failure: "Lwt.on_failure {of} {f:unit-exn}",
  on_termination: "Lwt.on_termination {of} {f:unit}",
  on_any: "Lwt.on_any {of} {f:unit-value} {h:unit-exn}",
  async: "Lwt.async (units {f:thunk})",
  dont_wait: "Lwt.dont_wait (units {f:thunk}) {h:unit-exn}",
  ignore_result: "Lwt.ignore_result {of}",
  hook: "hook_raises := {mode}",
  abandon_wakeups: "(for _ = 1 to 20 do Lwt.abandon_wakeups () done)",
  state: 'log "state" (state {of})',
  is_sleeping: 'log "is_sleeping" (string_of_bool (Lwt.is_sleeping {of}))',
  poll: 'log "poll" (match Lwt.poll {of} with None -> "?" | Some x -> show x)',
  same: 'log "same" (string_of_bool ({a} == {b}))',
  with_value: "Lwt.with_value {key} {value} {f:thunk}",
  get: 'log "get" (match Lwt.get {key} with None -> "" | Some x -> show (n x))',
  pause: "any (Lwt.pause ())",
  wakeup_paused: "Lwt.wakeup_paused ()",
  abandon_paused: "Lwt.abandon_paused ()",
  paused_count: 'log "paused" (string_of_int (Lwt.paused_count ()))',
  sleep: "any (Lwt_unix.sleep {ms})",
  with_timeout: "Lwt_unix.with_timeout {ms} {f:thunk}",
  yield: "any (Lwt_main.yield ())",
  mutex_lock: "any (Lwt_mutex.lock {mutex})",
  mutex_unlock: "Lwt_mutex.unlock {mutex}",
  mutex_with_lock: "Lwt_mutex.with_lock {mutex} {f:thunk}",
  mutex_look:
    'log "mutex" (Printf.sprintf "%b,%b" (Lwt_mutex.is_locked {mutex}) (Lwt_mutex.is_empty {mutex}))',
  condition_wait: "Lwt_condition.wait {condition}",
  condition_wait_mutex: "Lwt_condition.wait ~mutex:{mutex} {condition}",
  condition_signal: "Lwt_condition.signal {condition} {value}",
  condition_broadcast: "Lwt_condition.broadcast {condition} {value}",
  condition_broadcast_exn: "Lwt_condition.broadcast_exn {condition} {exn}",
  mvar_put: "any (Lwt_mvar.put {mvar} {value})",
  mvar_take: "Lwt_mvar.take {mvar}",
  mvar_take_available:
    'log "take_available" (match Lwt_mvar.take_available {mvar} with None -> "?" | Some x -> show x)',
  mvar_is_empty: 'log "is_empty" (string_of_bool (Lwt_mvar.is_empty {mvar}))',
};

/** What only some programs need, by a word of it that they have. */
const PARTS: readonly (readonly [word: RegExp, text: string])[] = [
  [/\bunits\b/, "let units x = Obj.magic x"],
  [/\bhook_raises\b/, `let hook_raises = ref false`],
  [
    /\bsequence\b/,
    `let rec sequence ps f =
  let next f = fun x -> log "gen" (show x); f x in
  Lwt.apply (function
    | [] -> Lwt.bind (f ()) (next Lwt.return)
    | p :: ps -> Lwt.bind p (next (fun _ -> sequence ps f))) ps`,
  ],
  [
    /\bloop\b/,
    `let loop times f =
  let rec go i =
    if i = 0 then Lwt.return (n times)
    else Lwt.bind (f (n i)) (fun _ -> go (i - 1))
  in
  go times`,
  ],
  [
    /\bsplit\b/,
    `let split ps =
  Lwt.map (fun (values, sleeping) ->
      log "split" (string_of_int (List.length sleeping));
      Obj.repr values)
    (Lwt.nchoose_split ps)`,
  ],
  [/\bkeys\./, "let keys = Array.init 2 (fun _ -> Lwt.new_key ())"],
  [/\bmutexes\./, "let mutexes = Array.init 2 (fun _ -> Lwt_mutex.create ())"],
  [
    /\bconditions\./,
    "let conditions = Array.init 2 (fun _ : Obj.t Lwt_condition.t -> Lwt_condition.create ())",
  ],
  [
    /\bmvars\./,
    "let mvars = [| Lwt_mvar.create_empty (); Lwt_mvar.create (n 7) |]",
  ],
];

const PRELUDE = `(* ocamlfind ocamlopt -thread -package lwt.unix -linkpkg program.ml && ./a.out *)
exception Boom of int

(* Promises of any type stand beside each other. *)
let any (p : _ Lwt.t) : Obj.t Lwt.t = Obj.magic p
let n (number : int) = Obj.repr number
let p = Array.make 8 (any Lwt.return_unit)
let u : Obj.t Lwt.u array = Array.init 8 (fun _ -> snd (Lwt.wait ()))

let rec show x =
  if Obj.is_int x then string_of_int (Obj.obj x)
  else String.concat "," (List.init (Obj.size x) (fun i -> show (Obj.field x i)))

let log lane detail = print_endline (lane ^ " " ^ detail)
let exn = Printexc.to_string

let state p =
  match Lwt.state p with
  | Lwt.Sleep -> "?"
  | Lwt.Return x -> show x
  | Lwt.Fail e -> exn e

let step f = try f () with e -> log "raised" (exn e)
`;

const exnText = (exn: number): string =>
  exn === 0 ? "Lwt.Canceled" : `(Boom ${exn})`;

export const ocaml: Language = {
  templates: TEMPLATES,

  number(kind, number) {
    if (kind === "slot") return `p.(${number})`;
    if (kind === "value") return `(n ${number})`;
    if (kind === "exn") return exnText(number);
    if (kind === "option") return number === 0 ? "None" : `(Some ${number})`;
    if (kind === "ms") return `${number / 1000}${number === 0 ? "." : ""}`;
    if (kind === "mode") return String(number === 1);
    if (kind === "times") return String(number);
    const array = kind === "mutex" ? "mutexes" : `${kind}s`;
    return `${array}.(${number})`;
  },

  resolver: (slot) => `u.(${slot})`,
  slots: (slots) => `[ ${slots.join("; ")} ]`,

  body(label, type, steps, ending) {
    const [name, shown] = PARAMETERS[type];
    return `(fun ${name} ->\n  log "c${label}" ${shown};\n${steps}  ${ending})`;
  },

  ending: endingText,

  step(operation, text, place) {
    const assigned =
      "to" in operation ? `p.(${operation.to}) <- ${text}` : text;
    return place === "top" ? `step (fun () -> ${assigned});` : `${assigned};`;
  },

  whole(program, steps) {
    const parts = PARTS.filter(([word]) => word.test(steps));
    const end = needsMain(program)
      ? "step (fun () -> Lwt_main.run (Lwt_unix.sleep 0.05));"
      : "for _ = 1 to 4 do step Lwt.wakeup_paused done;";
    const raises = /\bhook_raises\b/.test(steps)
      ? "; if !hook_raises then raise (Boom 9)"
      : "";
    return `${PRELUDE}
${parts.map(([, text]) => `${text}\n`).join("")}
let () =
  (Lwt.async_exception_hook := fun e -> log "hook" (exn e)${raises});
${indent(steps)}  ${end}
  Array.iteri (fun i q -> log (Printf.sprintf "p%d" i) (state q)) p
`;
  },
};

const PARAMETERS: Readonly<Record<BodyType, readonly [string, string]>> = {
  thunk: ["()", '""'],
  value: ["x", "(show x)"],
  exn: ["e", "(exn e)"],
  map: ["x", "(show x)"],
  unit: ["()", '""'],
  "unit-value": ["x", "(show x)"],
  "unit-exn": ["e", "(exn e)"],
};

function endingText(type: BodyType, ending: Ending): string {
  if ("raise" in ending) return `raise ${exnText(ending.raise)}`;
  if (type.startsWith("unit")) return "()";
  if (type === "map") return "value" in ending ? `n ${ending.value}` : "x";
  return "value" in ending
    ? `Lwt.return (n ${ending.value})`
    : `p.(${ending.give})`;
}
