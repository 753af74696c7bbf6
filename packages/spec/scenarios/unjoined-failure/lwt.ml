let heard = ref []

let () =
  Lwt.async_exception_hook :=
    function
    | Failure message -> heard := message :: !heard
    | exn -> raise exn

(* 1. main starts two workers and lets go of them *)
let quiet () =
  Scenario.log "quiet" "starts";
  let%lwt () = Lwt_unix.sleep 0.01 in
  (* 2. the quiet one ends in an error, which is a value *)
  Scenario.log "quiet" "fails";
  Lwt.fail_with "quiet"

let loud () =
  Scenario.log "loud" "starts";
  let%lwt () = Lwt_unix.sleep 0.02 in
  (* 3. the loud one fails where nothing can carry the failure *)
  Scenario.log "loud" "fails";
  failwith "loud"

let main () =
  let _ : unit Lwt.t = quiet () in
  Lwt.async loud;
  Scenario.log "main" "lets go";
  let%lwt () = Lwt_unix.sleep 0.03 in

  (* 4. main goes on to its end *)
  Scenario.log "main" "is done";
  Lwt.return_unit

let () =
  Lwt_main.run (main ());

  (* 5. the hook has heard of the loud one, and nobody of the quiet one *)
  let heard = List.rev_map (fun message -> `String message) !heard in
  Scenario.log "hook" "has heard" ~value:(`List heard)
