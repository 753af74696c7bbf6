let stopped = ref []

let work lane token =
  Scenario.log lane "starts";
  try%lwt token
  with Lwt.Canceled ->
    Scenario.log lane "is cancelled";
    stopped := lane :: !stopped;
    Lwt.return_unit

let main () =
  (* 1. left, middle and right work under one parent *)
  let parent, _ = Lwt.task () in
  let child () = Lwt.protected parent in
  let left = child () in
  Lwt.async (fun () -> work "left" left);
  Lwt.async (fun () -> work "middle" (child ()));
  Lwt.async (fun () -> work "right" (child ()));

  (* 2. main cancels left, and it alone stops *)
  Scenario.log "main" "cancels left";
  Lwt.cancel left;
  Scenario.log "main" "goes on";
  let%lwt () = Lwt_unix.sleep 0.01 in
  assert (!stopped = [ "left" ]);

  (* 3. main cancels the parent, and the others stop *)
  Scenario.log "main" "cancels the parent";
  Lwt.cancel parent;
  Scenario.log "main" "goes on";
  let%lwt () = Lwt_unix.sleep 0.01 in
  assert (List.sort compare !stopped = [ "left"; "middle"; "right" ]);

  (* 4. who comes late is stopped before it has begun to wait *)
  let%lwt () = work "late" (child ()) in
  Scenario.log "main" "is done";
  Lwt.return_unit

let () = Lwt_main.run (main ())
