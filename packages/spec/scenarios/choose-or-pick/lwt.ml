let finished = ref []

let racer lane seconds =
  Scenario.log lane "starts";
  try%lwt
    let%lwt () = Lwt_unix.sleep seconds in
    Scenario.log lane "finishes";
    finished := lane :: !finished;
    Lwt.return lane
  with Lwt.Canceled ->
    Scenario.log lane "is stopped";
    Lwt.fail Lwt.Canceled

let main () =
  (* 1. the fast one and the kept one race *)
  let kept = racer "kept" 0.02 in
  let fast = racer "fast" 0.01 in
  let race = Lwt.choose [ kept; fast ] in

  (* 2. the fast one wins after 10 ms *)
  let%lwt first = race in
  Scenario.log "main" "has the first winner" ~value:(`String first);

  (* 3. the kept one goes on, and finishes after 20 ms *)
  let%lwt () = Lwt_unix.sleep 0.02 in
  Scenario.log "main" "has waited";

  (* 4. the fast one and the stopped one race *)
  let loser = racer "stopped" 0.02 in
  let rival = racer "fast" 0.01 in
  let again = Lwt.pick [ loser; rival ] in

  (* 5. the fast one wins again, and the stopped one is stopped *)
  let%lwt second = again in
  Scenario.log "main" "has the second winner" ~value:(`String second);

  (* 6. main has waited, and the stopped one never finished *)
  let%lwt () = Lwt_unix.sleep 0.02 in
  Scenario.log "main" "is done";
  assert (List.rev !finished = [ "fast"; "kept"; "fast" ]);
  Lwt.return_unit

let () = Lwt_main.run (main ())
