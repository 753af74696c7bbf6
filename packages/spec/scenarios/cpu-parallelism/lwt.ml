let limit = 100_000

let is_prime n =
  let rec none_from d = d * d > n || (n mod d <> 0 && none_from (d + 1)) in
  none_from 2

let count_primes limit =
  let candidates = List.init (limit - 2) (( + ) 2) in
  let primes = List.length (List.filter is_prime candidates) in
  (primes, Thread.id (Thread.self ()))

(* How many threads ran the two jobs. *)
let both job =
  let one = job () in
  let two = job () in
  let%lwt (primes1, thread1), (primes2, thread2) = Lwt.both one two in
  assert ((primes1, primes2) = (9592, 9592));
  Lwt.return (if thread1 = thread2 then 1 else 2)

let main () =
  (* 1. two jobs run on worker threads *)
  (* They take turns: OCaml's threads share one lock. *)
  Scenario.log "main" "runs both on workers";
  let%lwt threads =
    both (fun () -> Lwt_preemptive.detach count_primes limit)
  in
  assert (threads = 2);

  (* 2. two jobs run on the runtime's own thread *)
  Scenario.log "main" "runs both here";
  let%lwt threads =
    both (fun () -> Lwt.wrap (fun () -> count_primes limit))
  in
  assert (threads = 1);

  (* 3. main compares *)
  Scenario.log "main" "compares";
  Lwt.return_unit

let () = Lwt_main.run (main ())
