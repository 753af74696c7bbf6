let order = ref []

let work n =
  Scenario.log "work" "starts";
  Lwt.return (2 * n)

let square n =
  Scenario.log (Printf.sprintf "task%d" n) "starts";
  order := n :: !order;
  Lwt.return (n * n)

let main () =
  (* 1. main calls work, lets others run, and awaits it *)
  Scenario.log "main" "calls work";
  let doubled = work 21 in
  Scenario.log "main" "lets others run";
  let%lwt () = Lwt.pause () in
  Scenario.log "main" "awaits work";
  let%lwt doubled = doubled in
  assert (doubled = 42);

  (* 2. main starts three tasks *)
  let start n =
    Scenario.log "main" "starts a task" ~value:(`Int n);
    square n
  in
  let tasks = List.map start [ 1; 2; 3 ] in

  (* 3. main goes on after it started them *)
  Scenario.log "main" "goes on";
  let%lwt squares = Lwt.all tasks in

  (* 4. the tasks have started in the order of their numbers *)
  assert (List.rev !order = [ 1; 2; 3 ]);

  (* 5. main has all three results *)
  Scenario.log "main" "has all";
  assert (squares = [ 1; 4; 9 ]);
  Lwt.return_unit

let () = Lwt_main.run (main ())
