let started = Scenario.now ()

(* 1. both reads start *)
let read n =
  let lane = Printf.sprintf "read%d" n in
  Scenario.log lane "sleeps";

  (* 2. each read sleeps for 10 ms *)
  let%lwt () = Lwt_unix.sleep 0.01 in
  Scenario.log lane "wakes";
  Lwt.return (Printf.sprintf "result%d" n)

(* 3. main has both results *)
let main () =
  (* By name: OCaml evaluates the arguments of a call from right to left. *)
  let read1 = read 1 in
  let read2 = read 2 in
  let%lwt one, two = Lwt.both read1 read2 in
  Scenario.log "main" "has both" ~value:(`List [ `String one; `String two ]);
  assert (Scenario.elapsed_ms started = 10);
  Lwt.return_unit

let () = Lwt_main.run (main ())
