type poll = Pending | Ready

let counter = ref 0

let simulate_poll () =
  if !counter >= 3 then Ready
  else begin
    incr counter;
    Pending
  end

let main () =
  (* 1. main polls each millisecond until Ready *)
  let rec poll polls =
    match simulate_poll () with
    | Ready ->
        Scenario.log "main" "polls" ~value:(`String "Ready");
        Lwt.return polls
    | Pending ->
        Scenario.log "main" "polls" ~value:(`String "Pending");
        let%lwt () = Lwt_unix.sleep 0.001 in
        poll (polls + 1)
  in
  let%lwt polls = poll 1 in
  assert (polls = 4);

  (* 2. a waiter waits on a condition *)
  let condition = Lwt_condition.create () in
  let waiter =
    Scenario.log "waiter" "waits";
    let%lwt value = Lwt_condition.wait condition in
    Scenario.log "waiter" "looks" ~value:(`String value);
    Lwt.return value
  in

  (* 3. the notifier makes it true after 3 ms and notifies *)
  Lwt.async (fun () ->
      let%lwt () = Lwt_unix.sleep 0.003 in
      Scenario.log "notifier" "notifies";
      Lwt_condition.signal condition "done";
      Lwt.return_unit);

  (* 4. the waiter looks once and goes on *)
  let%lwt value = waiter in
  Scenario.log "main" "has" ~value:(`String value);
  Lwt.return_unit

let () = Lwt_main.run (main ())
