(* What the programs of src/fuzz/lwt/ work on, and the trace that they leave. *)

exception Boom of int

(* Promises of any type stand beside each other: their values are numbers,
   pairs and lists, and are only looked at as such. *)
type value = Obj.t
type promise = value Lwt.t

let any (p : _ Lwt.t) : promise = Obj.magic p
let units (ps : promise list) : unit Lwt.t list = Obj.magic ps
let unit_of (f : unit -> promise) : unit -> unit Lwt.t = Obj.magic f
let number (n : int) : value = Obj.repr n

let trace = Buffer.create 1024

let word text =
  if Buffer.length trace > 0 then Buffer.add_char trace ' ';
  Buffer.add_string trace text

let last_time = ref 0
let clock = ref (fun () -> 0)

(* Milliseconds, where they have changed: only main lets time pass. *)
let tell_time () =
  let now = !clock () in
  if now <> !last_time then begin
    last_time := now;
    word (Printf.sprintf "@%d" now)
  end

let log lane detail =
  tell_time ();
  word (lane ^ ":" ^ detail)

(* What a child's exit says of its program. *)
let endless = 3
let failed = 4
let queue_broken = 5
let stack_overflown = 6
let npick_broken = 7

let exn_text = function
  | Lwt.Canceled -> "Canceled"
  | Boom n -> "Boom" ^ string_of_int n
  | Invalid_argument _ -> "Invalid"
  | Lwt_unix.Timeout -> "Timeout"
  | Virtual_time.Deadlock -> "Deadlock"
  | Stack_overflow -> Unix._exit stack_overflown
  | exn ->
      prerr_endline (Printexc.to_string exn);
      Unix._exit failed

(* The numbers in a value, from left to right, without the noughts: units and
   the ends of lists are noughts. *)
let value_text (value : value) =
  let rec numbers value rest =
    if Obj.is_int value then
      let n : int = Obj.obj value in
      if n = 0 then rest else string_of_int n :: rest
    else if Obj.tag value <> 0 then "?" :: rest
    else
      let rest = ref rest in
      for i = Obj.size value - 1 downto 0 do
        rest := numbers (Obj.field value i) !rest
      done;
      !rest
  in
  String.concat "," (numbers value [])

(* A unit is told as nothing: JavaScript cannot tell it from nothing. *)
let option_text value =
  match Option.map value_text value with
  | None | Some "" -> "?"
  | Some text -> "=" ^ text

let state_text (p : promise) =
  match Lwt.state p with
  | Lwt.Sleep -> "?"
  | Lwt.Return value -> "=" ^ value_text value
  | Lwt.Fail exn -> "!" ^ exn_text exn

let slots = 8
let p : promise array = Array.make slots (any Lwt.return_unit)
let u : value Lwt.u array = Array.init slots (fun _ -> snd (Lwt.wait ()))
let keys : int Lwt.key array = [| Lwt.new_key (); Lwt.new_key () |]
let mutexes = Array.init 2 (fun _ -> Lwt_mutex.create ())

let conditions : value Lwt_condition.t array =
  Array.init 2 (fun _ -> Lwt_condition.create ())

let mvars : value Lwt_mvar.t array =
  [| Lwt_mvar.create_empty (); Lwt_mvar.create (number 7) |]

let key_text key =
  match Lwt.get key with None -> "" | Some n -> string_of_int n

let keys_text () =
  let first = key_text keys.(0) in
  let second = key_text keys.(1) in
  if first = "" && second = "" then "" else "/" ^ first ^ "/" ^ second

let called label detail =
  log ("c" ^ string_of_int label) (detail ^ keys_text ())

let hook_raises = ref false

let () =
  Lwt.async_exception_hook :=
    fun exn ->
      log "hook" (exn_text exn);
      if !hook_raises then raise (Boom 9)

(* Pauses, and those of them that were abandoned. A cancel of one of these
   breaks the queue of the pauses that were made since: nothing can be said of
   a program that does it. *)
let pauses : unit Lwt.t list ref = ref []
let abandoned : unit Lwt.t list ref = ref []
let queue_is_broken () = not (List.for_all Lwt.is_sleeping !abandoned)

(* Results of [Lwt.npick], with the promises that it waits for. It looks up what
   its result has become before it cancels the losers. Where a callback of these
   gives that very result, the result becomes one with another promise, and Lwt
   writes over it. *)
let npicks : (promise * promise list) list ref = ref []

(* The promise that a proxy stands for. *)
let rec underlying (p : promise) : promise =
  let state = Obj.field (Obj.repr p) 0 in
  let proxy = 3 in
  if Obj.tag state = proxy then underlying (Obj.obj (Obj.field state 0)) else p

(* Whether it is the result of an npick, and the first has resolved. *)
let npick_is_at_work p =
  let is_resolved p = not (Lwt.is_sleeping p) in
  Lwt.is_sleeping p
  && List.exists
       (fun (result, ps) ->
         underlying result == underlying p && List.exists is_resolved ps)
       !npicks
