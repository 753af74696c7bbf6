let started = Scenario.now ()

let main () =
  (* 1. four waiters wait on a condition *)
  let condition = Lwt_condition.create () in
  let wait n =
    let lane = Printf.sprintf "waiter%d" n in
    Scenario.log lane "waits";
    let%lwt () = Lwt_condition.wait condition in
    Scenario.log lane "wakes";
    Lwt.return (Scenario.elapsed_ms started)
  in
  let waiters = List.map wait [ 1; 2; 3; 4 ] in

  (* 2. main signals at 10 ms: the first in line wakes *)
  let%lwt () = Lwt_unix.sleep 0.01 in
  Scenario.log "main" "signals";
  Lwt_condition.signal condition ();
  Scenario.log "main" "has signalled";

  (* 3. main broadcasts at 20 ms: the other three wake *)
  let%lwt () = Lwt_unix.sleep 0.01 in
  Scenario.log "main" "broadcasts";
  Lwt_condition.broadcast condition ();
  Scenario.log "main" "has broadcast";

  (* 4. main has heard of all four *)
  let%lwt woke_at_ms = Lwt.all waiters in
  Scenario.log "main" "has all four";
  assert (woke_at_ms = [ 10; 20; 20; 20 ]);
  Lwt.return_unit

let () = Lwt_main.run (main ())
