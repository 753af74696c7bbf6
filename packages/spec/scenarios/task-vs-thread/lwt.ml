(* Blocks the thread that calls it. *)
let block seconds =
  Unix.sleepf seconds;
  Thread.id (Thread.self ())

let main () =
  (* 1. a thousand tasks start and wait for 10 ms *)
  Scenario.log "main" "starts the tasks";
  let finished = ref 0 in
  let task _ =
    let%lwt () = Lwt_unix.sleep 0.01 in
    incr finished;
    Lwt.return_unit
  in
  (* What it costs is not logged, so nothing is measured here. *)
  let tasks = List.init 1000 task in

  (* 2. every task is done *)
  let%lwt () = Lwt.join tasks in
  assert (!finished = 1000);
  Scenario.log "main" "has the tasks";

  (* 3. two threads start and block for 10 ms *)
  Scenario.log "main" "starts the threads";
  (* On a busy machine one of them may do both jobs, one after the other. *)
  let%lwt _ =
    Lwt.both
      (Lwt_preemptive.detach block 0.01)
      (Lwt_preemptive.detach block 0.01)
  in

  (* 4. both threads are done *)
  Scenario.log "main" "has the threads";
  Lwt.return_unit

let () = Lwt_main.run (main ())
