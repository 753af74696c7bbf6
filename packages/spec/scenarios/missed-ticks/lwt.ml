let started = Scenario.now ()

let work () =
  Scenario.log "ticker" "works";
  let%lwt () = Lwt_unix.sleep 0.025 in
  Scenario.log "ticker" "has worked";
  Lwt.return_unit

let main () =
  (* 1. the ticker ticks six times, 10 ms apart *)
  let tick n =
    Scenario.log "ticker" "ticks" ~value:(`Int n);
    let at_ms = Scenario.elapsed_ms started in

    (* 2. the work at the second tick takes 25 ms *)
    let%lwt () = if n = 2 then work () else Lwt.return_unit in
    let%lwt () = Lwt_unix.sleep 0.01 in
    Lwt.return at_ms
  in
  let%lwt ticks_at_ms = Lwt_list.map_s tick [ 1; 2; 3; 4; 5; 6 ] in

  (* 3. main has the times of the ticks *)
  Scenario.log "main" "has the times";
  assert (ticks_at_ms = [ 0; 10; 45; 55; 65; 75 ]);
  Lwt.return_unit

let () = Lwt_main.run (main ())
