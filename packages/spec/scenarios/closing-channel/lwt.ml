let send push item =
  Scenario.log "sender" "sends" ~value:(`Int item);
  try push (Some item)
  with Lwt_stream.Closed ->
    Scenario.log "sender" "is refused" ~value:(`Int item)

let main () =
  (* 1. the sender sends three items, and nobody takes them *)
  let stream, push = Lwt_stream.create () in
  let watcher =
    let%lwt () = Lwt_stream.closed stream in
    Scenario.log "watcher" "hears of the close";
    Lwt.return_unit
  in
  List.iter (send push) [ 1; 2; 3 ];

  (* 2. the channel is closed, and the watcher hears of it *)
  Scenario.log "main" "closes the channel";
  push None;
  let%lwt () = watcher in

  (* 3. what is sent after the close is refused *)
  send push 4;

  (* 4. the receiver takes all three items, and then the end *)
  let%lwt () =
    Lwt_stream.iter_s
      (fun item ->
        Scenario.log "receiver" "takes" ~value:(`Int item);
        Lwt_unix.sleep 0.01)
      stream
  in
  Scenario.log "receiver" "has the end";

  (* 5. who waits at an empty channel has the end when it closes *)
  let stream, push = Lwt_stream.create () in
  let waiter =
    Scenario.log "waiter" "waits";
    let%lwt item = Lwt_stream.get stream in
    Scenario.log "waiter" "has the end";
    assert (item = None);
    Lwt.return_unit
  in
  let%lwt () = Lwt_unix.sleep 0.01 in
  Scenario.log "main" "closes the empty channel";
  push (None : int option);
  waiter

let () = Lwt_main.run (main ())
