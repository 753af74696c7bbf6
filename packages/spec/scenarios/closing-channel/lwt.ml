let taken = ref []
let refused = ref []

let send sink item =
  Scenario.log "sender" "sends" ~value:(`Int item);
  try%lwt sink#push item
  with Lwt_stream.Closed ->
    Scenario.log "sender" "is refused" ~value:(`Int item);
    refused := item :: !refused;
    Lwt.return_unit

let main () =
  (* 1. the sender sends three items, and waits for room for a fourth *)
  let stream, sink = Lwt_stream.create_bounded 3 in
  let watcher =
    let%lwt () = Lwt_stream.closed stream in
    Scenario.log "watcher" "hears of the close";
    Lwt.return_unit
  in
  let sender = Lwt_list.iter_s (send sink) [ 1; 2; 3; 4 ] in
  let%lwt () = Lwt_unix.sleep 0.01 in

  (* 2. the channel is closed: the watcher hears, the fourth is refused *)
  Scenario.log "main" "closes the channel";
  sink#close;
  let%lwt () = Lwt.join [ watcher; sender ] in

  (* 3. what is sent after the close is refused, too *)
  let%lwt () = send sink 5 in
  assert (List.rev !refused = [ 4; 5 ]);

  (* 4. the receiver takes the three items, and then has the end *)
  let take item =
    Scenario.log "receiver" "takes" ~value:(`Int item);
    taken := item :: !taken;
    Lwt_unix.sleep 0.01
  in
  let%lwt () = Lwt_stream.iter_s take stream in
  Scenario.log "receiver" "has the end";
  assert (List.rev !taken = [ 1; 2; 3 ]);

  (* 5. who waits at an empty channel has the end when it closes *)
  let empty, push = Lwt_stream.create () in
  let waiter =
    Scenario.log "waiter" "waits";
    let%lwt item = Lwt_stream.get empty in
    Scenario.log "waiter" "has the end";
    assert (item = None);
    Lwt.return_unit
  in
  let%lwt () = Lwt_unix.sleep 0.01 in
  Scenario.log "main" "closes the empty channel";
  push (None : int option);
  waiter

let () = Lwt_main.run (main ())
