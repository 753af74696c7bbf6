exception Faulty of string

(* Callbacks run newest first: that of [Lwt.all] must see the error before the
   others are cancelled. *)
let try_all promises =
  let cancel_all _ = List.iter Lwt.cancel promises in
  List.iter (fun p -> Lwt.on_failure p cancel_all) promises;
  Lwt.all promises

let main () =
  let sibling lane =
    (* 1. three tasks start *)
    Scenario.log lane "starts";
    (let%lwt () = Lwt_unix.sleep 0.02 in
     assert false)
      [%lwt.finally
        Scenario.log lane "is finalised";
        Lwt.return_unit]
  in
  let faulty lane =
    Scenario.log lane "starts";
    let%lwt () = Lwt_unix.sleep 0.01 in

    (* 2. the faulty one fails after 10 ms *)
    Scenario.log lane "fails";
    Lwt.fail (Faulty lane)
  in

  (* 3. the other two are finalised at once *)
  let left = sibling "left" in
  let faulty = faulty "faulty" in
  let right = sibling "right" in
  let%lwt () =
    match%lwt try_all [ left; faulty; right ] with
    | _ -> assert false
    | exception Faulty lane ->
        (* 4. main has the error, still after 10 ms *)
        Scenario.log "main" "has the error" ~value:(`String lane);
        Lwt.return_unit
  in

  (* 5. nothing is left that goes on *)
  let%lwt () = Lwt_unix.sleep 0.03 in
  Scenario.log "main" "is done";
  Lwt.return_unit

let () = Lwt_main.run (main ())
