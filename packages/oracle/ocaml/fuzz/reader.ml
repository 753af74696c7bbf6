(* Reads programs: each operation becomes a closure as it is read. *)

open World

let words = ref [||]
let next = ref 0

let peek () = !words.(!next)

let read () =
  let text = peek () in
  incr next;
  text

(* A program comes from the other side's generator: this is a bug. *)
let wrong word =
  prerr_endline ("not a program: " ^ word);
  Unix._exit failed

let int () = int_of_string (read ())

let list () =
  ignore (read ());
  let rec items () =
    if peek () = "]" then (incr next; []) else
      let first = int () in
      first :: items ()
  in
  items ()

let exn_of = function 0 -> Lwt.Canceled | n -> Boom n
let labels = ref 0
let main_is_needed = ref false

(* How much a program may do before it counts as endless. *)
let budget = ref 5_000

let spend () =
  decr budget;
  if !budget < 0 then Unix._exit endless

type ending = Give of int | Value of int | Raise of exn
type body = { label : int; run : unit -> unit; ending : ending }

(* Reads one operation; operations.ml says how. *)
let operation : (string -> unit -> unit) ref = ref wrong
let step () = !operation (read ())

(* What a body does, up to its ending. *)
let rec steps () =
  match peek () with
  | "give" | "value" | "raise" -> fun () -> ()
  | _ ->
      let first = step () in
      let others = steps () in
      fun () ->
        first ();
        others ()

let body () =
  ignore (read ());
  let label = !labels in
  incr labels;
  let run = steps () in
  let ending =
    match read () with
    | "give" -> Give (int ())
    | "value" -> Value (int ())
    | "raise" -> Raise (exn_of (int ()))
    | other -> wrong other
  in
  ignore (read ());
  { label; run; ending }

let run { label; run; _ } text =
  called label text;
  run ()

let promise_of body =
  match body.ending with
  | Give slot when npick_is_at_work p.(slot) -> Unix._exit npick_broken
  | Give slot -> p.(slot)
  | Value n -> Lwt.return (number n)
  | Raise exn -> raise exn

let thunk body () =
  run body "";
  promise_of body

let on_value body value =
  run body (value_text value);
  promise_of body

let on_exn body exn =
  run body (exn_text exn);
  promise_of body

let mapping body value =
  run body (value_text value);
  match body.ending with
  | Give _ -> value
  | Value n -> number n
  | Raise exn -> raise exn

let finish body = match body.ending with Raise exn -> raise exn | _ -> ()

let unit_thunk body () =
  run body "";
  finish body

let unit_on_value body value =
  run body (value_text value);
  finish body

let unit_on_exn body exn =
  run body (exn_text exn);
  finish body

(* How operations are read, by what they take and make. *)

let act f () =
  spend ();
  (* Lwt would make a rejection of it. *)
  try f () with Stack_overflow -> Unix._exit stack_overflown

let make f =
  let slot = int () in
  let f = f () in
  act (fun () -> p.(slot) <- f ())

let make_of f =
  make (fun () ->
      let slot = int () in
      let f = f () in
      fun () -> f p.(slot))

let make_of_list f =
  make (fun () ->
      let slots = list () in
      fun () -> f (List.map (fun slot -> p.(slot)) slots))

let make_with_resolver f =
  make (fun () ->
      let slot = int_of_string !words.(!next - 1) in
      fun () ->
        let promise, resolver = f () in
        u.(slot) <- resolver;
        promise)

let wake f =
  let slot = int () in
  let operand = int () in
  act (fun () -> f u.(slot) operand)

let on f =
  let slot = int () in
  let f = f () in
  act (fun () -> f p.(slot))
