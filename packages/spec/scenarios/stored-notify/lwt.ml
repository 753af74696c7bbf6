let condition : unit Lwt_condition.t = Lwt_condition.create ()

let notify () =
  Scenario.log "main" "notifies";
  Lwt_condition.signal condition ()

let naive () =
  Scenario.log "naive" "waits";
  let%lwt outcome =
    try%lwt
      let%lwt () =
        Lwt_unix.with_timeout 0.01 (fun () -> Lwt_condition.wait condition)
      in
      Lwt.return "notified"
    with Lwt_unix.Timeout -> Lwt.return "nothing"
  in
  Scenario.log "naive" "has waited" ~value:(`String outcome);
  Lwt.return (if outcome = "notified" then 1 else 0)

let main () =
  (* 1. main notifies twice, and nobody waits *)
  notify ();
  notify ();

  (* 2. the naive one waits twice, for 10 ms each time at most *)
  let%lwt first = naive () in
  let%lwt second = naive () in
  assert (first + second = 0);

  (* 3. main sets the state, and then notifies *)
  let state = ref false in
  Scenario.log "main" "sets the state";
  state := true;
  notify ();

  (* 4. the careful one looks at the state before it waits *)
  let rec careful waits =
    if !state then Lwt.return waits
    else
      let%lwt () = Lwt_condition.wait condition in
      careful (waits + 1)
  in
  let%lwt waits = careful 0 in
  Scenario.log "careful" "goes on";
  assert (waits = 0);
  Lwt.return_unit

let () = Lwt_main.run (main ())
