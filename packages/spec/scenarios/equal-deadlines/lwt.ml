let woken = ref []

let wakes lane =
  Scenario.log lane "wakes";
  woken := lane :: !woken

let main () =
  (* 1. main makes a sleep until 10 ms, and does not wait for it yet *)
  Scenario.log "early" "is made";
  let made_first = Lwt_unix.sleep 0.01 in
  let%lwt () = Lwt_unix.sleep 0.005 in

  (* 2. at 5 ms five sleepers each make one that ends at 10 ms, too *)
  let sleeper n =
    let lane = Printf.sprintf "sleeper%d" n in
    Scenario.log lane "sleeps";
    let%lwt () = Lwt_unix.sleep 0.005 in
    wakes lane;
    Lwt.return_unit
  in
  let sleepers = List.map sleeper [ 1; 2; 3; 4; 5 ] in

  (* 3. the early one waits for the sleep that was made first *)
  let early =
    Scenario.log "early" "is awaited";
    let%lwt () = made_first in
    wakes "early";
    Lwt.return_unit
  in

  (* 4. all six wake at 10 ms *)
  let%lwt () = Lwt.join (early :: sleepers) in
  Scenario.log "main" "has all six";
  assert (List.nth !woken 5 = "early");
  Lwt.return_unit

let () = Lwt_main.run (main ())
