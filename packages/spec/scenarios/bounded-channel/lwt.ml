let started = Scenario.now ()
let items = [ 1; 2; 3; 4 ]
let channel : int Lwt_mvar.t = Lwt_mvar.create_empty ()

(* 1. the producer sends four items, one after the other *)
let produce item =
  Scenario.log "producer" "sends" ~value:(`Int item);
  let%lwt () = Lwt_mvar.put channel item in

  (* 2. each send returns when the channel has room for its item *)
  Scenario.log "producer" "has sent" ~value:(`Int item);
  Lwt.return_unit

let () = Lwt.async (fun () -> Lwt_list.iter_s produce items)

(* 3. the consumer takes an item, and works on it for 10 ms *)
let consume _ =
  let%lwt item = Lwt_mvar.take channel in
  Scenario.log "consumer" "takes" ~value:(`Int item);
  let%lwt () = Lwt_unix.sleep 0.01 in
  Scenario.log "consumer" "is done with" ~value:(`Int item);
  Lwt.return item

(* 4. main has all four *)
let main () =
  let%lwt taken = Lwt_list.map_s consume items in
  Scenario.log "main" "has all four";
  assert (taken = items);
  assert (Scenario.elapsed_ms started = 40);
  Lwt.return_unit

let () = Lwt_main.run (main ())
