let rounds = ref 0

let neighbour () =
  let%lwt () = Lwt.pause () in
  Scenario.log "neighbour" "runs" ~value:(`Int !rounds);
  Lwt.return !rounds

let repeat step =
  rounds := 0;
  for%lwt _round = 1 to 300 do
    let%lwt () = step () in
    incr rounds;
    Lwt.return_unit
  done

let main () =
  (* 1. main awaits 300 values that are ready *)
  let first = neighbour () in
  Scenario.log "main" "awaits ready values";
  let%lwt () = repeat Lwt.return in

  (* 2. the neighbour runs when main yields at last *)
  Scenario.log "main" "yields";
  let%lwt () = Lwt.pause () in

  (* 3. main locks a free lock 300 times *)
  let second = neighbour () in
  Scenario.log "main" "locks a free lock";
  let lock = Lwt_mutex.create () in
  let%lwt () = repeat (fun () -> Lwt_mutex.with_lock lock Lwt.return) in
  Scenario.log "main" "yields";
  let%lwt () = Lwt.pause () in

  (* 4. main yields in each of 300 rounds *)
  let third = neighbour () in
  Scenario.log "main" "yields in each round";
  let%lwt () = repeat Lwt.pause in

  (* 5. main has the rounds before each of the neighbour's runs *)
  let%lwt rounds_before = Lwt.all [ first; second; third ] in
  Scenario.log "main" "has the rounds";
  assert (rounds_before = [ 300; 300; 0 ]);
  Lwt.return_unit

let () = Lwt_main.run (main ())
