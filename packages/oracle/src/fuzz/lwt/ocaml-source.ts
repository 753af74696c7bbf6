/** How OCaml writes a program. */
import { type Ending, needsMain } from "./grammar.js";
import { type BodyType, indent, type Language } from "./source.js";
import { TEMPLATES } from "./ocaml-templates.js";

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
  [
    /\bkeys\./,
    "let keys : int Lwt.key array = Array.init 2 (fun _ -> Lwt.new_key ())",
  ],
  [/\bmutexes\./, "let mutexes = Array.init 2 (fun _ -> Lwt_mutex.create ())"],
  [
    /\bconditions\./,
    "let conditions = Array.init 2 (fun _ : Obj.t Lwt_condition.t -> Lwt_condition.create ())",
  ],
  [
    /\btruth\b/,
    `let truth f x =
  Lwt.map (fun y -> Obj.is_int y && (Obj.obj y : int) land 1 = 1) (f x)`,
  ],
  [
    /\buntil_most\b/,
    `let some x = if x = n 0 then Some (n 9) else Some x

let until_most f none =
  let left = ref 3 in
  fun () -> if !left = 0 then none else (decr left; f ())`,
  ],
  [
    /\bpools\./,
    `let made = ref 0

let member () =
  incr made;
  log "made" (string_of_int !made);
  n !made

let told lane x =
  log lane (show x);
  (Obj.obj x : int) land 1 = 1

let dispose x = log "dispose" (show x); Lwt.return_unit

let pools =
  [| Lwt_pool.create 1
       ~validate:(fun x -> Lwt.return (told "validate" x))
       ~check:(fun x is_ok -> is_ok (told "check" x))
       ~dispose
       (fun () -> Lwt.return (member ()));
     Lwt_pool.create 2 ~dispose (fun () -> Lwt.map member (Lwt.pause ())) |]`,
  ],
  [
    /\b(?:s\.\(|pushes\.|bounded\b)/,
    `let s0, push0 = Lwt_stream.create ()
let s1, push1 = Lwt_stream.create ()
let s2, bounded = Lwt_stream.create_bounded 2
let pushes = [| push0; push1 |]
let s : Obj.t Lwt_stream.t array =
  [| s0; s1; s2; Lwt_stream.of_list (List.map n [ 4; 5; 6 ]) |]`,
  ],
  [
    /\bmvars\./,
    `let mvars : Obj.t Lwt_mvar.t array =
  [| Lwt_mvar.create_empty (); Lwt_mvar.create (n 7) |]`,
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
    if (kind === "stream") return `s.(${number})`;
    const array =
      kind === "mutex" || kind === "push" ? `${kind}es` : `${kind}s`;
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
    const target =
      "to" in operation
        ? `p.(${operation.to}) <- `
        : "into" in operation
          ? `s.(${operation.into}) <- `
          : "";
    const assigned = target + text;
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
