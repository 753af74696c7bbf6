exception Faulty of string

let main () =
  let task lane ms =
    (* 1. three tasks start *)
    Scenario.log lane "starts";
    let%lwt () = Lwt_unix.sleep (float_of_int ms /. 1000.) in

    (* 2. the faulty one fails after 10 ms *)
    if lane = "faulty" then begin
      Scenario.log lane "fails";
      Lwt.fail (Faulty lane)
    end
    else begin
      (* 3. the others run to their end *)
      Scenario.log lane "finishes";
      Lwt.return ms
    end
  in
  let quick = task "quick" 20 in
  let faulty = task "faulty" 10 in
  let slow = task "slow" 30 in

  (* 4. main has the error after 30 ms, when the last one has ended *)
  let%lwt () =
    match%lwt Lwt.all [ quick; faulty; slow ] with
    | _ -> assert false
    | exception Faulty lane ->
        Scenario.log "main" "has the error" ~value:(`String lane);
        Lwt.return_unit
  in

  (* 5. main still gets the values of the other two *)
  let%lwt values = Lwt.all [ quick; slow ] in
  Scenario.log "main" "has the values"
    ~value:(`List (List.map (fun ms -> `Int ms) values));
  Lwt.return_unit

let () = Lwt_main.run (main ())
