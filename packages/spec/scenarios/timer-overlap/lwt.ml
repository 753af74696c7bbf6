let started = Scenario.now ()
let channel : int Lwt_mvar.t = Lwt_mvar.create_empty ()

(* 1. five timers start *)
let timer n =
  let lane = Printf.sprintf "timer%d" n in
  Scenario.log lane "starts";

  (* 2. each timer fires after 10 ms and says so on a channel *)
  let%lwt () = Lwt_unix.sleep 0.01 in
  Scenario.log lane "fires";
  Lwt_mvar.put channel n

let timers = [ 1; 2; 3; 4; 5 ]
let () = List.iter (fun n -> Lwt.async (fun () -> timer n)) timers

(* 3. main has heard all five *)
let main () =
  let%lwt fired = Lwt_list.map_s (fun _ -> Lwt_mvar.take channel) timers in
  Scenario.log "main" "has all five";
  assert (List.length fired = 5);
  assert (Scenario.elapsed_ms started = 10);
  Lwt.return_unit

let () = Lwt_main.run (main ())
