let heard = ref []

let listen () =
  Lwt.async_exception_hook :=
    function
    | Failure message -> heard := message :: !heard
    | exn -> raise exn

let throw lane () =
  Scenario.log lane "throws";
  failwith lane

let main () =
  (* 1. late throws after a wait, and main finds it in what it waits for *)
  Scenario.log "late" "waits";
  let late = Lwt.bind (Lwt_unix.sleep 0.01) (throw "late") in
  let%lwt () =
    try%lwt late
    with Failure message ->
      Scenario.log "main" "is told" ~value:(`String message);
      Lwt.return_unit
  in

  (* 2. early throws before any wait, and whoever calls it has it thrown at *)
  let () =
    match Lwt.bind Lwt.return_unit (throw "early") with
    | (_ : unit Lwt.t) -> assert false
    | exception Failure message ->
        Scenario.log "main" "catches" ~value:(`String message)
  in

  (* 3. stray throws in a callback that nobody waits for *)
  listen ();
  let event, fire = Lwt.wait () in
  (* 4. its neighbour, which waits for the same event, runs all the same *)
  Lwt.on_success event (fun () -> Scenario.log "neighbour" "runs");
  Lwt.on_success event (throw "stray");
  Scenario.log "main" "fires";
  Lwt.wakeup fire ();
  let%lwt () = Lwt_unix.sleep 0.01 in
  Scenario.log "main" "is done";
  Lwt.return_unit

let () =
  Lwt_main.run (main ());

  (* 5. the hook has heard of the stray one *)
  let heard = List.rev_map (fun message -> `String message) !heard in
  Scenario.log "hook" "has heard" ~value:(`List heard)
