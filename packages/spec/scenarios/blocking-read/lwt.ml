(* 1. main asks for the data *)
let () = Scenario.log "main" "asks"

(* 2. the read blocks its thread for 10 ms *)
let blocking_read () =
  Unix.sleepf 0.01;
  "data from blocking read"

let main = Lwt.wrap blocking_read

(* 3. main has the data *)
let () =
  Lwt.on_success main (fun data ->
      Scenario.log "main" "has the data" ~value:(`String data));
  assert (Lwt_main.run main = "data from blocking read")
