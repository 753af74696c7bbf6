(* What a bind, a both and a promise allocate, in words of the OCaml heap. *)

let rounds = 1000

let allocated () =
  let minor, promoted, major = Gc.counters () in
  minor +. major -. promoted

let words_of operation =
  let before = allocated () in
  for _ = 1 to rounds do
    operation ()
  done;
  allocated () -. before

(* The counters and the loop allocate too: that much is taken away. *)
let words operation =
  (words_of operation -. words_of ignore) /. float_of_int rounds

let keep value = ignore (Sys.opaque_identity value)
let resolved = Lwt.return 1
let callback _ = resolved

(* A promise that was pending and is woken, with what is done in between. *)
let woken between =
  let promise, resolver = Lwt.wait () in
  let result = between promise in
  Lwt.wakeup resolver 1;
  keep result

let () =
  let bind_resolved () = keep (Lwt.bind resolved callback) in
  let bind_pending () = woken (fun promise -> Lwt.bind promise callback) in
  let both_resolved () = keep (Lwt.both resolved resolved) in
  let both_pending () =
    woken (fun left -> woken (fun right -> Lwt.both left right))
  in
  let nothing () = woken ignore in
  let nested () = woken (fun left -> woken (fun _ -> ignore left)) in
  let return () = keep (Lwt.return (Sys.opaque_identity 1)) in
  Fact.figure "bind, resolved" (words bind_resolved) "words";
  Fact.figure "bind, pending"
    (words bind_pending -. words nothing)
    "words";
  Fact.figure "both, resolved" (words both_resolved) "words";
  Fact.figure "both, pending"
    (words both_pending -. words nested)
    "words";
  Fact.figure "return" (words return) "words";
  Fact.figure "wait and wakeup" (words nothing) "words"
