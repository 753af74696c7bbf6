let finalised = ref []

let work lane seconds =
  Scenario.log lane "starts";
  (let%lwt () = Lwt_unix.sleep seconds in
   Scenario.log lane "ends";
   Lwt.return_unit)
    [%lwt.finally
      finalised := lane :: !finalised;
      Lwt.return_unit]

let main () =
  (* 1. main starts three workers, and ends after 10 ms *)
  Lwt.async (fun () -> work "quick" 0.02);
  Lwt.async (fun () -> work "older" 1.);
  Lwt.async (fun () -> work "younger" 1.);
  let%lwt () = Lwt_unix.sleep 0.01 in
  Scenario.log "main" "ends";
  Lwt.return_unit

let other () =
  let%lwt () = Lwt_unix.sleep 0.02 in
  Scenario.log "other" "ends";
  Lwt.return_unit

let host event =
  let lanes = List.rev_map (fun lane -> `String lane) !finalised in
  Scenario.log "host" event ~value:(`List lanes)

let () =
  (* 2. the host goes on, and no worker has ended or was finalised *)
  Lwt_main.run (main ());
  host "has the end of main";

  (* 3. another main runs for 20 ms, and quick ends meanwhile *)
  Lwt_main.run (other ());
  host "has the end of other";

  (* 4. the host shuts down, and looks who was finalised *)
  host "has shut down"
