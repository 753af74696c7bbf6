let first, give_first = Lwt.wait ()
let second, give_second = Lwt.wait ()

let see promise =
  let state = if Lwt.is_sleeping promise then "Pending" else "Ready" in
  Scenario.log "main" "sees" ~value:(`String state)

(* 1. the function is called *)
let () = Scenario.log "main" "calls"

let machine =
  (* 2. it waits for its first value *)
  Scenario.log "machine" "waits for the first";
  let%lwt one = first in
  Scenario.log "machine" "waits for the second";
  let%lwt two = second in
  Scenario.log "machine" "returns";
  Lwt.return (one + two)

let () = see machine

(* 3. the first value arrives, and it waits for the second *)
let () =
  Scenario.log "main" "gives the first";
  Lwt.wakeup give_first 1;
  see machine

(* 4. the second value arrives, and it is done *)
let () =
  Scenario.log "main" "gives the second";
  Lwt.wakeup give_second 2;
  see machine

let () = assert (Lwt_main.run machine = 3)
