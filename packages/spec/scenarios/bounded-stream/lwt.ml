let main () =
  (* 1. the producer pushes five items into a stream that holds two *)
  let stream, sink = Lwt_stream.create_bounded 2 in
  let produce item =
    Scenario.log "producer" "pushes" ~value:(`Int item);
    let%lwt () = sink#push item in

    (* 2. a push returns when the stream has room for its item *)
    Scenario.log "producer" "has pushed" ~value:(`Int item);
    Lwt.return_unit
  in
  Lwt.async (fun () ->
      let%lwt () = Lwt_list.iter_s produce [ 1; 2; 3; 4; 5 ] in

      (* 3. the producer closes the stream *)
      Scenario.log "producer" "closes";
      sink#close;
      Lwt.return_unit);

  (* 4. hasty, who cannot wait, is refused while the stream is full *)
  let hasty =
    let%lwt () = Lwt_unix.sleep 0.005 in
    try%lwt sink#push 0
    with Lwt_stream.Full ->
      Scenario.log "hasty" "is refused";
      Lwt.return_unit
  in

  (* 5. the consumer works for 10 ms on each, and has the end after the last *)
  let%lwt () =
    Lwt_stream.iter_s
      (fun item ->
        Scenario.log "consumer" "takes" ~value:(`Int item);
        Lwt_unix.sleep 0.01)
      stream
  in
  Scenario.log "consumer" "has the end";
  hasty

let () = Lwt_main.run (main ())
