let finished = ref []

let work lane =
  Scenario.log lane "starts";
  try%lwt
    let%lwt () = Lwt_unix.sleep 0.02 in
    Scenario.log lane "ends";
    finished := lane :: !finished;
    Lwt.return lane
  with Lwt.Canceled ->
    Scenario.log lane "is stopped";
    Lwt.fail Lwt.Canceled

let wait lane answer =
  Scenario.log lane "waits";
  try%lwt
    let%lwt value = answer in
    Scenario.log lane "has an answer";
    Lwt.return value
  with Lwt.Canceled ->
    Scenario.log lane "is cancelled";
    Lwt.return "cancelled"

let main () =
  (* 1. first and second wait for the same work *)
  let shared = work "shared" in
  let first = wait "first" (Lwt.protected shared) in
  let second = wait "second" (Lwt.protected shared) in
  let%lwt () = Lwt_unix.sleep 0.01 in

  (* 2. main cancels first, and it alone stops *)
  Scenario.log "main" "cancels first";
  Lwt.cancel first;

  (* 3. the work goes on, and second has its answer *)
  let%lwt sharers = Lwt.all [ first; second ] in
  assert (sharers = [ "cancelled"; "shared" ]);

  (* 4. main cancels third, which owns its work: both stop *)
  let third = wait "third" (work "owned") in
  let%lwt () = Lwt_unix.sleep 0.01 in
  Scenario.log "main" "cancels third";
  Lwt.cancel third;
  let%lwt owner = third in
  assert (owner = "cancelled");

  (* 5. main cancels the work of fourth and fifth: all three stop *)
  let doomed = work "doomed" in
  let fourth = wait "fourth" (Lwt.protected doomed) in
  let fifth = wait "fifth" (Lwt.protected doomed) in
  let%lwt () = Lwt_unix.sleep 0.01 in
  Scenario.log "main" "cancels the work";
  Lwt.cancel doomed;
  let%lwt losers = Lwt.all [ fourth; fifth ] in
  assert (losers = [ "cancelled"; "cancelled" ]);
  Scenario.log "main" "is done";
  assert (!finished = [ "shared" ]);
  Lwt.return_unit

let () = Lwt_main.run (main ())
