type round = Tick | Finished of string

let tick () =
  let%lwt () = Lwt_unix.sleep 0.01 in
  Lwt.return Tick

let job lane =
  Scenario.log lane "starts";
  try%lwt
    let%lwt () = Lwt_unix.sleep 0.035 in
    Scenario.log lane "finishes";
    Lwt.return (Finished "done")
  with Lwt.Canceled ->
    Scenario.log lane "is thrown away";
    Lwt.fail Lwt.Canceled

let main () =
  (* 1. the long job starts, once, and main ticks each 10 ms *)
  let long = job "long" in
  let rec rounds n =
    match%lwt Lwt.choose [ long; tick () ] with
    | Finished result -> Lwt.return (n, result)
    | Tick ->
        Scenario.log "main" "ticks" ~value:(`Int n);
        rounds (n + 1)
  in

  (* 2. the long job finishes after 35 ms, in the fourth round *)
  let%lwt n, result = rounds 1 in
  Scenario.log "main" "has the result" ~value:(`String result);
  assert (n = 4);

  (* 3. a job that is made in each round starts each time *)
  let rec fresh_rounds n =
    if n > 3 then Lwt.return_unit
    else
      match%lwt Lwt.pick [ job "fresh"; tick () ] with
      (* 4. it never finishes: each round throws it away *)
      | Finished _ -> assert false
      | Tick -> fresh_rounds (n + 1)
  in

  (* 5. main gives up after three rounds *)
  let%lwt () = fresh_rounds 1 in
  Scenario.log "main" "gives up";
  Lwt.return_unit

let () = Lwt_main.run (main ())
