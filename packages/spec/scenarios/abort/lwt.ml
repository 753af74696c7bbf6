(* A promise starts when it is made: this one lets go of the thread first. *)
let spawn work =
  let%lwt () = Lwt.pause () in
  work ()

let work lane seconds () =
  Scenario.log lane "starts";
  (let%lwt () = Lwt_unix.sleep seconds in
   Scenario.log lane "ends";
   Lwt.return lane)
    [%lwt.finally
      Scenario.log lane "is finalised";
      Lwt.return_unit]

let outcome lane promise =
  let%lwt value =
    try%lwt promise with Lwt.Canceled -> Lwt.return "cancelled"
  in
  Scenario.log "main" ("has " ^ lane) ~value:(`String value);
  Lwt.return value

let main () =
  (* 1. main aborts early before its first step *)
  let early = spawn (work "early" 0.005) in
  Scenario.log "main" "aborts early";
  Lwt.cancel early;

  (* 2. main aborts waiting while it waits *)
  let waiting = spawn (work "waiting" 1.) in
  let ended = spawn (work "done" 0.005) in
  let%lwt () = Lwt_unix.sleep 0.01 in
  Scenario.log "main" "aborts waiting";
  Lwt.cancel waiting;

  (* 3. main aborts done after its end *)
  Scenario.log "main" "aborts done";
  Lwt.cancel ended;
  Scenario.log "main" "goes on";

  (* 4. early has never started, waiting is cancelled, done keeps its value *)
  let%lwt early = outcome "early" early in
  let%lwt waiting = outcome "waiting" waiting in
  let%lwt ended = outcome "done" ended in
  assert ((early, waiting, ended) = ("cancelled", "cancelled", "done"));
  Lwt.return_unit

let () = Lwt_main.run (main ())
