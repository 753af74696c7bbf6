let main () =
  (* 1. the fast one and the slow one race *)
  let fast =
    Scenario.log "fast" "starts";
    let%lwt () = Lwt_unix.sleep 0.01 in

    (* 2. the fast one wins after 10 ms *)
    Scenario.log "fast" "finishes";
    Lwt.return "fast"
  in
  let slow =
    Scenario.log "slow" "starts";
    (let%lwt () = Lwt_unix.sleep 1. in
     assert false)
      [%lwt.finally
        (* 3. the loser's finaliser runs before main has the winner *)
        Scenario.log "slow" "is finalised";
        Lwt.return_unit]
  in
  let%lwt winner = Lwt.pick [ fast; slow ] in
  Scenario.log "main" "has the winner" ~value:(`String winner);

  (* 4. main cancels a worker by hand *)
  let worker =
    Scenario.log "worker" "starts";
    (Lwt_unix.sleep 1.)
      [%lwt.finally
        (* 5. the worker's finaliser runs *)
        Scenario.log "worker" "is finalised";
        Lwt.return_unit]
  in
  Scenario.log "main" "cancels the worker";
  Lwt.cancel worker;
  assert (Lwt.state worker = Lwt.Fail Lwt.Canceled);

  (* 6. the keeper goes on after its cancel *)
  let keeper =
    Scenario.log "keeper" "starts";
    let%lwt () = Lwt_unix.sleep 0.01 in
    Scenario.log "keeper" "finishes";
    Lwt.return_unit
  in
  Scenario.log "main" "lets go of the keeper";
  Lwt.cancel (Lwt.protected keeper);
  let%lwt () = keeper in
  Scenario.log "main" "is done";
  Lwt.return_unit

let () = Lwt_main.run (main ())
