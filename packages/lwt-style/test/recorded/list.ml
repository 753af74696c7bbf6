(* Every function of Lwt_list, in every situation of [situations]. *)
open Lwt.Infix

exception Boom

let events = ref []
let log fmt = Printf.ksprintf (fun event -> events := event :: !events) fmt

let name = function
  | Boom -> "Boom"
  | Lwt.Canceled -> "canceled"
  | exn -> Printexc.to_string exn

let st p =
  match Lwt.state p with
  | Lwt.Return _ -> "return"
  | Lwt.Sleep -> "sleep"
  | Lwt.Fail exn -> name exn

let show = Printf.sprintf "%d"
let show_list l = "[" ^ String.concat "," (List.map show l) ^ "]"
let show_bool = Printf.sprintf "%b"
let odd n = n mod 2 = 1

(* Each function, as one that is given a callback and gives a text. *)
let functions =
  let unit p = p >|= fun () -> "done" in
  let list p = p >|= show_list in
  let bool p = p >|= show_bool in
  let ignored f x = f x >|= ignore in
  let at f i x = log "index %d" i; f x in
  let some f x = f x >|= fun n -> if odd n then Some (n * 10) else None in
  let test f x = f x >|= odd in
  let positive f x = f x >|= fun n -> n > 0 in
  let negative f x = f x >|= fun n -> n < 0 in
  let two p = p >|= fun (l, l') -> show_list l ^ show_list l' in
  Lwt_list.[
    ("iter_s", fun f l -> unit (iter_s (ignored f) l));
    ("iter_p", fun f l -> unit (iter_p (ignored f) l));
    ("iteri_s", fun f l -> unit (iteri_s (at (ignored f)) l));
    ("iteri_p", fun f l -> unit (iteri_p (at (ignored f)) l));
    ("map_s", fun f l -> list (map_s f l));
    ("map_p", fun f l -> list (map_p f l));
    ("mapi_s", fun f l -> list (mapi_s (at f) l));
    ("mapi_p", fun f l -> list (mapi_p (at f) l));
    ("rev_map_s", fun f l -> list (rev_map_s f l));
    ("rev_map_p", fun f l -> list (rev_map_p f l));
    ("fold_left_s", fun f l ->
      fold_left_s (fun a x -> f x >|= fun n -> a ^ show n) "<" l);
    ("fold_right_s", fun f l ->
      fold_right_s (fun x a -> f x >|= fun n -> a ^ show n) l "<");
    ("for_all_s", fun f l -> bool (for_all_s (positive f) l));
    ("for_all_p", fun f l -> bool (for_all_p (positive f) l));
    ("exists_s", fun f l -> bool (exists_s (negative f) l));
    ("exists_p", fun f l -> bool (exists_p (negative f) l));
    ("find_s", fun f l -> find_s (negative f) l >|= show);
    ("filter_s", fun f l -> list (filter_s (test f) l));
    ("filter_p", fun f l -> list (filter_p (test f) l));
    ("filter_map_s", fun f l -> list (filter_map_s (some f) l));
    ("filter_map_p", fun f l -> list (filter_map_p (some f) l));
    ("partition_s", fun f l -> two (partition_s (test f) l));
    ("partition_p", fun f l -> two (partition_p (test f) l));
  ]

type step = Wake of int * int | Reject of int | Cancel

(* What the callback does for 1, 2 and 3, and what happens then. *)
type callback = At_once of int | Raise | Task

let situations =
  let tasks = [ Task; Task; Task ] in
  [
    ("none", [], []);
    ("at once", [ At_once 1; At_once 2; At_once 3 ], []);
    ("one is negative", [ At_once 1; At_once (-2); At_once 3 ], []);
    ("forwards", tasks, [ Wake (1, 1); Wake (2, 2); Wake (3, 3) ]);
    ("backwards", tasks, [ Wake (3, 3); Wake (2, 2); Wake (1, 1) ]);
    ("negative, forwards", tasks, [ Wake (1, -1); Wake (2, -2); Wake (3, -3) ]);
    ("raise", [ At_once 1; Raise; At_once 3 ], []);
    ("raise twice", [ Raise; At_once 2; Raise ], []);
    ("raise after a wait", [ Task; Raise; Task ], [ Wake (1, 1); Wake (3, 3) ]);
    ("reject the first", tasks, [ Reject 1; Wake (3, 3); Wake (2, 2) ]);
    ("reject the last", tasks, [ Reject 3; Wake (2, 2); Wake (1, 1) ]);
    ("reject two", tasks, [ Reject 1; Reject 3; Wake (2, 2) ]);
    ("cancel", tasks, [ Cancel; Wake (2, 2); Cancel ]);
    ("wait for the second", [ At_once 1; Task; At_once 3 ], [ Wake (2, 2) ]);
    ("wake, cancel", tasks, [ Wake (1, 1); Cancel; Cancel; Cancel ]);
  ]

let run (function_name, f) (situation, callbacks, steps) =
  events := [];
  let tasks = List.map (fun _ -> Lwt.task ()) callbacks in
  List.iteri
    (fun i (p, _) ->
      Lwt.on_cancel p (fun () -> log "cancel %d" (i + 1));
      Lwt.on_success p (fun _ -> log "woken %d" (i + 1)))
    tasks;
  let callback n =
    log "call %d" n;
    match List.nth callbacks (n - 1) with
    | At_once v -> Lwt.return v
    | Raise -> raise Boom
    | Task -> fst (List.nth tasks (n - 1))
  in
  (try
     let p = f callback (List.mapi (fun i _ -> i + 1) callbacks) in
     let show_result text = log "= %s" text in
     let show_failure _ = log "! %s" (st p) in
     Lwt.on_any p show_result show_failure;
     List.iter
       (fun step ->
         (match step with
         | Wake (n, v) -> Lwt.wakeup (snd (List.nth tasks (n - 1))) v
         | Reject n -> Lwt.wakeup_exn (snd (List.nth tasks (n - 1))) Boom
         | Cancel -> Lwt.cancel p);
         log "%s" (st p))
       steps
   with exn -> log "raises %s" (name exn));
  Printf.printf "%s, %s: %s\n" function_name situation
    (String.concat "; " (List.rev !events))

let () =
  List.iter (fun f -> List.iter (run f) situations) functions
