(* Programs on Lwt_seq. *)
open Lwt.Infix

exception Boom

let events = ref []
let log fmt = Printf.ksprintf (fun event -> events := event :: !events) fmt

let name = function
  | Boom -> "Boom"
  | Lwt.Canceled -> "canceled"
  | Invalid_argument _ -> "Invalid_argument"
  | exn -> Printexc.to_string exn

let st p =
  match Lwt.state p with
  | Lwt.Return _ -> "return"
  | Lwt.Sleep -> "sleep"
  | Lwt.Fail exn -> name exn

let show n = Printf.sprintf "%d" n
let show_list l = "[" ^ String.concat "," (List.map show l) ^ "]"

let run program f =
  events := [];
  (try f () with exn -> log "raises %s" (name exn));
  Printf.printf "%s: %s\n" program (String.concat "; " (List.rev !events))

let result show p =
  Lwt.on_any p
    (fun x -> log "= %s" (show x))
    (fun exn -> log "! %s" (name exn));
  log "%s" (st p)

let unit () = "()"

(* A sequence that tells when a node is asked for: 1, 2, ... n. *)
let rec told ?(from = 1) n () =
  log "node %d" from;
  if from > n then Lwt.return Lwt_seq.Nil
  else Lwt.return (Lwt_seq.Cons (from, told ~from:(from + 1) n))

(* One whose node [at] raises. *)
let rec raising ?(from = 1) at () =
  log "node %d" from;
  if from = at then raise Boom
  else Lwt.return (Lwt_seq.Cons (from, raising ~from:(from + 1) at))

(* One whose nodes wait for the tasks. *)
let gated n =
  let tasks = List.init (n + 1) (fun _ -> Lwt.task ()) in
  List.iteri
    (fun i (p, _) -> Lwt.on_cancel p (fun () -> log "cancel %d" (i + 1)))
    tasks;
  let rec node i () =
    log "node %d" i;
    fst (List.nth tasks (i - 1)) >|= fun () ->
    if i > n then Lwt_seq.Nil else Lwt_seq.Cons (i, node (i + 1))
  in
  let wake i =
    log "wake %d" i;
    Lwt.wakeup (snd (List.nth tasks (i - 1))) ()
  in
  (node 1, wake)

let call f x = log "call %d" x; f x
let call_s f x = log "call %d" x; Lwt.return (f x)
let boom_at n f x = log "call %d" x; if x = n then raise Boom else f x
let odd n = n mod 2 = 1
let some n = if odd n then Some (n * 10) else None
let same n = n
let list = Lwt_seq.to_list
let pair n = Lwt_seq.of_list [ n; n * 10 ]

(* What makes another sequence: read to its end. *)
let transforms =
  Lwt_seq.[
    ("map", fun f s -> map (fun x -> f x * 10) s);
    ("map_s", fun f s -> map_s (fun x -> Lwt.return (f x * 10)) s);
    ("filter", fun f s -> filter (fun x -> odd (f x)) s);
    ("filter_s", fun f s -> filter_s (fun x -> Lwt.return (odd (f x))) s);
    ("filter_map", fun f s -> filter_map (fun x -> some (f x)) s);
    ("filter_map_s", fun f s -> filter_map_s (fun x -> Lwt.return (some (f x))) s);
    ("flat_map", fun f s -> flat_map (fun x -> pair (f x)) s);
    ("append", fun f s -> append s (fun () -> ignore (f 1); Lwt.return Nil));
  ]

(* What reads a sequence to its end. *)
let readers =
  Lwt_seq.[
    ("fold_left", fun f s -> fold_left (fun a x -> a + f x) 0 s >|= show);
    ("fold_left_s", fun f s ->
      fold_left_s (fun a x -> Lwt.return (a + f x)) 0 s >|= show);
    ("iter", fun f s -> iter (fun x -> ignore (f x)) s >|= unit);
    ("iter_s", fun f s -> iter_s (fun x -> ignore (f x); Lwt.return_unit) s >|= unit);
    ("iter_p", fun f s -> iter_p (fun x -> ignore (f x); Lwt.return_unit) s >|= unit);
    ("iter_n", fun f s -> iter_n (fun x -> ignore (f x); Lwt.return_unit) s >|= unit);
    ("to_list", fun _ s -> to_list s >|= show_list);
  ]

let everything =
  readers
  @ List.map
      (fun (name, f) -> (name, fun g s -> list (f g s) >|= show_list))
      transforms

let both name f =
  run (name ^ ", resolved") (fun () -> result same (f (call same) (told 3)));
  run (name ^ ", callback raises at 1") (fun () ->
      result same (f (boom_at 1 same) (told 3)));
  run (name ^ ", callback raises at 2") (fun () ->
      result same (f (boom_at 2 same) (told 3)));
  run (name ^ ", node 1 raises") (fun () -> result same (f (call same) (raising 1)));
  run (name ^ ", node 2 raises") (fun () -> result same (f (call same) (raising 2)));
  run (name ^ ", pending") (fun () ->
      let s, wake = gated 2 in
      result same (f (call same) s);
      List.iter wake [ 1; 2; 3 ]);
  run (name ^ ", pending, callback raises at 2") (fun () ->
      let s, wake = gated 2 in
      result same (f (boom_at 2 same) s);
      List.iter wake [ 1; 2 ]);
  run (name ^ ", canceled") (fun () ->
      let s, wake = gated 2 in
      let p = f (call same) s in
      wake 1;
      Lwt.cancel p;
      result same p)

(* Callbacks that wait, one task for each element. *)
let waiting name f =
  let go order =
    let tasks = List.init 4 (fun _ -> Lwt.task ()) in
    List.iteri
      (fun i (p, _) -> Lwt.on_cancel p (fun () -> log "cancel %d" (i + 1)))
      tasks;
    let p = f (fun x -> log "call %d" x; fst (List.nth tasks (x - 1))) (told 4) in
    List.iter
      (function
        | 0 -> log "cancel"; Lwt.cancel p
        | n when n < 0 ->
            log "reject %d" (-n);
            Lwt.wakeup_exn (snd (List.nth tasks (-n - 1))) Boom
        | n -> log "wake %d" n; Lwt.wakeup (snd (List.nth tasks (n - 1))) ())
      order;
    result unit p
  in
  List.iter
    (fun order ->
      run (name ^ ", wake " ^ String.concat " " (List.map show order)) (fun () ->
          go order))
    [ [ 1; 2; 3; 4 ]; [ 4; 3; 2; 1 ]; [ 2; 1; 4; 3 ]; [ 2; -1 ]; [ -1; 2; 3; 4 ]; [ 1; 0 ] ]

let () =
  List.iter (fun (name, f) -> both name f) everything;
  waiting "iter_s" Lwt_seq.iter_s;
  waiting "iter_p" Lwt_seq.iter_p;
  waiting "iter_n" (fun f s -> Lwt_seq.iter_n f s);
  waiting "iter_n 2" (fun f s -> Lwt_seq.iter_n ~max_concurrency:2 f s);
  waiting "iter_n 3" (fun f s -> Lwt_seq.iter_n ~max_concurrency:3 f s);
  run "iter_n 0" (fun () ->
      result unit
        (Lwt_seq.iter_n ~max_concurrency:0 (fun _ -> Lwt.return_unit) (told 1)));
  run "lazy" (fun () ->
      let s = Lwt_seq.map (call same) (told 2) in
      log "made";
      result show_list (list s);
      result show_list (list s));
  let build name s = run name (fun () -> result show_list (list s)) in
  build "empty" Lwt_seq.empty;
  build "return" (Lwt_seq.return 1);
  build "return_lwt" (Lwt_seq.return_lwt (Lwt.return 1));
  build "return_lwt, rejected" (Lwt_seq.return_lwt (Lwt.fail Boom));
  build "cons" (Lwt_seq.cons 1 (told 1));
  build "cons_lwt" (Lwt_seq.cons_lwt (Lwt.return 1) (told 1));
  build "append" (Lwt_seq.append (told 1) (told 2));
  build "append, node 1 raises" (Lwt_seq.append (raising 1) (told 2));
  build "append, second raises" (Lwt_seq.append (told 1) (raising 1));
  build "of_list" (Lwt_seq.of_list [ 1; 2 ]);
  build "unfold" (Lwt_seq.unfold (fun n -> if n > 3 then None else Some (n, n + 1)) 1);
  build "unfold, raises at 1" (Lwt_seq.unfold (boom_at 1 (fun n -> Some (n, n + 1))) 1);
  build "unfold, raises at 2" (Lwt_seq.unfold (boom_at 2 (fun n -> Some (n, n + 1))) 1);
  let step n = Lwt.return (if n > 3 then None else Some (n, n + 1)) in
  build "unfold_lwt" (Lwt_seq.unfold_lwt step 1);
  build "unfold_lwt, raises at 1" (Lwt_seq.unfold_lwt (boom_at 1 step) 1);
  build "unfold_lwt, raises at 2" (Lwt_seq.unfold_lwt (boom_at 2 step) 1);
  let rec plain ?(from = 1) at () =
    log "element %d" from;
    if from = at then raise Boom
    else if from > 2 then Seq.Nil
    else Seq.Cons (from, plain ~from:(from + 1) at)
  in
  build "of_seq" (Lwt_seq.of_seq (plain 0));
  build "of_seq, raises at 1" (Lwt_seq.of_seq (plain 1));
  build "of_seq, raises at 2" (Lwt_seq.of_seq (plain 2));
  let promised at = Seq.map Lwt.return (plain at) in
  build "of_seq_lwt" (Lwt_seq.of_seq_lwt (promised 0));
  build "of_seq_lwt, raises at 1" (Lwt_seq.of_seq_lwt (promised 1));
  build "of_seq_lwt, raises at 2" (Lwt_seq.of_seq_lwt (promised 2));
  build "of_seq_lwt, rejected" (Lwt_seq.of_seq_lwt (List.to_seq [ Lwt.return 1; Lwt.fail Boom ]))
