let woken = ref []

let waiter wait lane =
  Scenario.log lane "waits";
  let%lwt () = wait () in
  Scenario.log lane "wakes";
  woken := lane :: !woken;
  Lwt.return_unit

let main () =
  (* 1. three waiters wait for one event, one after the other *)
  let event, fire = Lwt.wait () in
  let firsts = List.map (waiter (fun () -> event)) [ "one"; "two"; "three" ] in
  let%lwt () = Lwt_unix.sleep 0.01 in

  (* 2. main fires the event, and all three wake *)
  Scenario.log "main" "fires";
  Lwt.wakeup fire ();
  Scenario.log "main" "has fired";
  let%lwt () = Lwt.join firsts in
  assert (List.sort compare !woken = [ "one"; "three"; "two" ]);

  (* 3. three more wait in a queue *)
  let queue = Lwt_condition.create () in
  let wait () = Lwt_condition.wait queue in
  let others = List.map (waiter wait) [ "four"; "five"; "six" ] in
  let%lwt () = Lwt_unix.sleep 0.01 in

  (* 4. main calls three times, and each call wakes who has waited longest *)
  for _call = 1 to 3 do
    Scenario.log "main" "calls";
    Lwt_condition.signal queue ()
  done;
  Scenario.log "main" "has called";
  let%lwt () = Lwt.join others in
  Scenario.log "main" "is done";
  Lwt.return_unit

let () = Lwt_main.run (main ())
