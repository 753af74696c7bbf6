let work lane seconds =
  Scenario.log lane "starts";
  (let%lwt () = Lwt_unix.sleep seconds in
   Scenario.log lane "ends";
   Lwt.return lane)
    [%lwt.finally
      Scenario.log lane "is finalised";
      Lwt.return_unit]

let main () =
  (* 1. main gives the quick work 20 ms, and it takes 10 *)
  let%lwt quick = Lwt_unix.with_timeout 0.02 (fun () -> work "quick" 0.01) in
  Scenario.log "main" "has the value" ~value:(`String quick);

  (* 2. main gives the slow work 20 ms, and it takes 100 *)
  let%lwt () =
    match%lwt Lwt_unix.with_timeout 0.02 (fun () -> work "slow" 0.1) with
    | (_ : string) -> assert false
    (* 3. the slow work is finalised before main has the timeout *)
    | exception Lwt_unix.Timeout ->
        Scenario.log "main" "has the timeout";
        Lwt.return_unit
  in

  (* 4. main waits 20 ms for a keeper, which takes 30 *)
  let keeper = work "keeper" 0.03 in
  let%lwt () =
    match%lwt Lwt_unix.with_timeout 0.02 (fun () -> Lwt.protected keeper) with
    | (_ : string) -> assert false
    | exception Lwt_unix.Timeout ->
        Scenario.log "main" "has the timeout";
        Lwt.return_unit
  in

  (* 5. the keeper goes on to its end *)
  let%lwt value = keeper in
  Scenario.log "main" "has the keeper" ~value:(`String value);
  Lwt.return_unit

let () = Lwt_main.run (main ())
