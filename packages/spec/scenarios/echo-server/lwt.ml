let main () =
  (* 1. the server listens on loopback *)
  let connections = ref 0 in
  let echo _ (ic, oc) =
    incr connections;
    let rec serve () =
      match%lwt Lwt_io.read_line_opt ic with
      | None -> Lwt.return_unit
      | Some line ->
          let%lwt () = Lwt_io.write_line oc line in
          let%lwt () = Lwt_io.flush oc in
          serve ()
    in
    serve ()
  in
  let fd = Lwt_unix.socket Unix.PF_INET Unix.SOCK_STREAM 0 in
  let%lwt server =
    Lwt_io.establish_server_with_client_address ~fd
      (Unix.ADDR_INET (Unix.inet_addr_loopback, 0))
      echo
  in
  Scenario.log "server" "listens";

  (* 2. three clients connect at once *)
  let client n =
    Lwt_io.with_connection (Lwt_unix.getsockname fd) (fun (ic, oc) ->
        (* 3. each client sends two lines and hears each back *)
        let send line =
          let line = Printf.sprintf "client %d line %d" n line in
          let%lwt () = Lwt_io.write_line oc line in
          let%lwt () = Lwt_io.flush oc in
          let%lwt heard = Lwt_io.read_line ic in
          assert (heard = line);
          Lwt.return_unit
        in
        Lwt_list.iter_s send [ 1; 2 ])
  in
  let%lwt () = Lwt.join (List.map client [ 1; 2; 3 ]) in
  assert (!connections = 3);
  Scenario.log "main" "has all echoes";

  (* 4. the server closes *)
  let%lwt () = Lwt_io.shutdown_server server in
  Scenario.log "server" "closes";
  Lwt.return_unit

let () = Lwt_main.run (main ())
