(* 1. main opens a channel *)
let () = Scenario.log "main" "opens a channel"
let channel : string Lwt_mvar.t = Lwt_mvar.create_empty ()

(* 2. both readers start *)
let reader n =
  let lane = Printf.sprintf "reader%d" n in
  let result = Printf.sprintf "result%d" n in
  Scenario.log lane "starts";

  (* 3. each reader waits 10 ms and sends its result *)
  let%lwt () = Lwt_unix.sleep 0.01 in
  Scenario.log lane "sends" ~value:(`String result);
  Lwt_mvar.put channel result

let () = List.iter (fun n -> Lwt.async (fun () -> reader n)) [ 1; 2 ]

(* 4. main receives twice *)
let main () =
  let receive _ =
    let%lwt result = Lwt_mvar.take channel in
    Scenario.log "main" "receives" ~value:(`String result);
    Lwt.return result
  in
  let%lwt results = Lwt_list.map_s receive [ 1; 2 ] in
  Scenario.log "main" "has both";
  assert (List.sort compare results = [ "result1"; "result2" ]);
  Lwt.return_unit

let () = Lwt_main.run (main ())
