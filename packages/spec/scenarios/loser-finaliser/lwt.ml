let clean = ref []

let main () =
  (* 1. the losers and the fast one race *)
  let loser lane =
    Scenario.log lane "starts";
    (let%lwt () = Lwt_unix.sleep 1. in
     assert false)
      [%lwt.finally
        Scenario.log lane "is finalised";
        let%lwt () = Lwt_unix.sleep 0.005 in
        clean := lane :: !clean;
        Scenario.log lane "is clean";
        Lwt.return_unit]
  in
  let left = loser "left" in
  let right = loser "right" in
  let fast =
    Scenario.log "fast" "starts";
    let%lwt () = Lwt_unix.sleep 0.01 in

    (* 2. the fast one wins after 10 ms *)
    Scenario.log "fast" "finishes";
    Lwt.return "fast"
  in

  (* 3. both losers are finalised before main has the winner *)
  let%lwt winner = Lwt.pick [ left; right; fast ] in
  Scenario.log "main" "has the winner" ~value:(`String winner);

  (* 4. a clean-up that takes 5 ms is not waited for *)
  assert (!clean = []);

  (* 5. main is done after both clean-ups *)
  let%lwt () = Lwt_unix.sleep 0.01 in
  Scenario.log "main" "is done";
  assert (List.rev !clean = [ "left"; "right" ]);
  Lwt.return_unit

let () = Lwt_main.run (main ())
