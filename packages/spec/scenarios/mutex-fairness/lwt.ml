let served = ref []

let main () =
  (* 1. main has the lock *)
  let mutex = Lwt_mutex.create () in
  let%lwt () = Lwt_mutex.lock mutex in
  Scenario.log "main" "has the lock";

  (* 2. four contenders ask for it *)
  let contend n =
    let lane = Printf.sprintf "contender%d" n in
    Scenario.log lane "asks";

    (* 3. each has it for 10 ms, in the order of asking *)
    Lwt_mutex.with_lock mutex (fun () ->
        Scenario.log lane "has the lock";
        served := lane :: !served;
        let%lwt () = Lwt_unix.sleep 0.01 in
        Scenario.log lane "releases";
        Lwt.return_unit)
  in
  List.iter (fun n -> Lwt.async (fun () -> contend n)) [ 1; 2; 3; 4 ];
  let%lwt () = Lwt_unix.sleep 0.01 in

  (* 4. main releases it, and finds it locked at that very moment *)
  Scenario.log "main" "releases";
  Lwt_mutex.unlock mutex;
  let locked_at_release = Lwt_mutex.is_locked mutex in
  Scenario.log "main" "finds it locked" ~value:(`Bool locked_at_release);

  (* 5. main asks again, and has it last *)
  Scenario.log "main" "asks";
  let%lwt () = Lwt_mutex.lock mutex in
  Scenario.log "main" "has the lock";
  served := "main" :: !served;
  assert (
    List.rev !served
    = [ "contender1"; "contender2"; "contender3"; "contender4"; "main" ]);
  Lwt.return_unit

let () = Lwt_main.run (main ())
