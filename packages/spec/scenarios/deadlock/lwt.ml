let a = Lwt_mutex.create ()
let b = Lwt_mutex.create ()

let hold lane =
  Scenario.log lane "has both";
  let%lwt () = Lwt_unix.sleep 0.01 in
  Scenario.log lane "is done";
  Lwt.return lane

let main () =
  (* 1. left has a, and asks for b after 10 ms *)
  let left =
    let attempt () =
      Lwt_mutex.with_lock a (fun () ->
          Scenario.log "left" "has a";
          let%lwt () = Lwt_unix.sleep 0.01 in
          Scenario.log "left" "asks for b";

          (* 2. nothing can wake it but a timeout: after 20 ms it gives up *)
          Lwt_unix.with_timeout 0.02 (fun () ->
              Lwt_mutex.with_lock b (fun () -> hold "left")))
    in
    try%lwt attempt ()
    with Lwt_unix.Timeout ->
      Scenario.log "left" "gives up";

      (* 3. it asks again in the order of right, and has both *)
      Lwt_mutex.with_lock b (fun () ->
          Lwt_mutex.with_lock a (fun () -> hold "left"))
  in

  (* 4. right has b, and asks for a after 10 ms *)
  let right =
    Lwt_mutex.with_lock b (fun () ->
        Scenario.log "right" "has b";
        let%lwt () = Lwt_unix.sleep 0.01 in
        Scenario.log "right" "asks for a";

        (* 5. right has both when left has given up *)
        Lwt_mutex.with_lock a (fun () -> hold "right"))
  in
  let%lwt served = Lwt.all [ left; right ] in
  Scenario.log "main" "is done";
  assert (served = [ "left"; "right" ]);
  Lwt.return_unit

let () = Lwt_main.run (main ())
