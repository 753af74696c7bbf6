let sent = ref 0

let main () =
  (* 1. fast and slow listen to the same sender *)
  let stream, push = Lwt_stream.create () in
  let copy = Lwt_stream.clone stream in
  Scenario.log "fast" "listens";
  Scenario.log "slow" "listens";

  (* 2. the sender sends six items, one each 10 ms, and waits for nobody *)
  let send item =
    let%lwt () = Lwt_unix.sleep 0.01 in
    Scenario.log "sender" "sends" ~value:(`Int item);
    push (Some item);
    incr sent;
    Lwt.return_unit
  in
  Lwt.async (fun () ->
      let%lwt () = Lwt_list.iter_s send [ 1; 2; 3; 4; 5; 6 ] in
      push None;
      Lwt.return_unit);

  (* 3. fast takes each item when it is sent *)
  let take item =
    Scenario.log "fast" "takes" ~value:(`Int item);
    item
  in
  let fast = Lwt_stream.to_list (Lwt_stream.map take stream) in

  (* 4. slow looks after 100 ms, and takes what is left *)
  let slow =
    let%lwt () = Lwt_unix.sleep 0.1 in
    let%lwt left = Lwt_stream.to_list copy in
    let items = List.map (fun item -> `Int item) left in
    Scenario.log "slow" "takes what is left" ~value:(`List items);

    (* 5. slow knows how many it has missed *)
    let missed = !sent - List.length left in
    Scenario.log "slow" "has missed" ~value:(`Int missed);
    Lwt.return left
  in
  let%lwt taken = Lwt.both fast slow in
  Scenario.log "main" "has both";
  assert (taken = ([ 1; 2; 3; 4; 5; 6 ], [ 1; 2; 3; 4; 5; 6 ]));
  Lwt.return_unit

let () = Lwt_main.run (main ())
