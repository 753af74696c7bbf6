(* A value, how often it was set, and who is to hear of it. *)
type 'a watched = {
  mutable value : 'a;
  mutable version : int;
  changed : unit Lwt_condition.t;
}

let set watched value =
  watched.value <- value;
  watched.version <- watched.version + 1;
  Lwt_condition.broadcast watched.changed ()

(* Waits for a version that is not [seen]. *)
let rec next watched seen =
  if watched.version > seen then
    Lwt.return (watched.value, watched.version)
  else
    let%lwt () = Lwt_condition.wait watched.changed in
    next watched seen

let main () =
  let watched =
    { value = 0; version = 0; changed = Lwt_condition.create () }
  in

  (* 1. the sender sets six values, one each 10 ms *)
  let send value =
    let%lwt () = Lwt_unix.sleep 0.01 in
    Scenario.log "sender" "sets" ~value:(`Int value);
    set watched value;
    Lwt.return_unit
  in
  Scenario.log "sender" "starts";
  Lwt.async (fun () -> Lwt_list.iter_s send [ 1; 2; 3; 4; 5; 6 ]);

  (* 2. quick works for 2 ms on each value, and sees them all *)
  let watch lane seconds =
    let rec go seen values =
      let%lwt value, seen = next watched seen in
      Scenario.log lane "sees" ~value:(`Int value);
      let%lwt () = Lwt_unix.sleep seconds in
      let values = value :: values in
      if value = 6 then Lwt.return (List.rev values) else go seen values
    in
    go 0 []
  in
  let quick = watch "quick" 0.002 in

  (* 3. slow works for 22 ms on each, and sees what is the latest then *)
  let slow = watch "slow" 0.022 in

  (* 4. both have seen the last value *)
  let%lwt quick, slow = Lwt.both quick slow in
  Scenario.log "main" "has both";
  assert (quick = [ 1; 2; 3; 4; 5; 6 ]);
  assert (slow = [ 1; 3; 5; 6 ]);

  (* 5. who comes late has the last value at once *)
  Scenario.log "late" "sees" ~value:(`Int watched.value);
  Lwt.return_unit

let () = Lwt_main.run (main ())
