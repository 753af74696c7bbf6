(* What it costs is not logged, so nothing is measured here: evidence.ml is
   where Lwt's own costs are found. *)
let rounds thousand =
  for%lwt _n = 1 to 50 do
    let%lwt () = thousand () in
    Lwt.pause ()
  done

let main () =
  (* 1. ready values are awaited *)
  Scenario.log "main" "awaits";
  let%lwt () =
    rounds (fun () ->
        for%lwt n = 0 to 999 do
          let%lwt _ = Lwt.return n in
          Lwt.return_unit
        done)
  in

  (* 2. pairs of ready values are joined *)
  Scenario.log "main" "joins";
  let%lwt () =
    rounds (fun () ->
        for%lwt n = 0 to 999 do
          let%lwt _ = Lwt.both (Lwt.return n) (Lwt.return n) in
          Lwt.return_unit
        done)
  in

  (* 3. tasks are spawned and joined *)
  Scenario.log "main" "spawns";
  let%lwt () =
    rounds (fun () -> Lwt.join (List.init 1000 (fun _ -> Lwt.pause ())))
  in

  (* 4. main has the costs *)
  Scenario.log "main" "has the costs";
  Lwt.return_unit

let () = Lwt_main.run (main ())
