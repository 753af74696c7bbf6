(* Lwt has no barrier: it is a counter and a condition. *)
type barrier = {
  parties : int;
  mutable come : int;
  all_here : unit Lwt_condition.t;
}

let wait barrier =
  barrier.come <- barrier.come + 1;
  if barrier.come < barrier.parties then
    let%lwt () = Lwt_condition.wait barrier.all_here in
    Lwt.return_false
  else begin
    barrier.come <- 0;
    Lwt_condition.broadcast barrier.all_here ();
    Lwt.return_true
  end

let barrier =
  { parties = 3; come = 0; all_here = Lwt_condition.create () }

let party lane seconds =
  Scenario.log lane "sets out";
  let%lwt () = Lwt_unix.sleep seconds in
  Scenario.log lane "comes";
  let%lwt is_leader = wait barrier in
  Scenario.log lane "passes" ~value:(`Bool is_leader);
  Lwt.return is_leader

let one_of leaders = List.length (List.filter Fun.id leaders) = 1

let main () =
  (* 1. three parties come after 10, 20 and 30 ms *)
  let early = party "early" 0.01 in
  let middle = party "middle" 0.02 in
  let late = party "late" 0.03 in

  (* 2. all pass when the last has come, and one of them is the leader *)
  let%lwt leaders = Lwt.all [ early; middle; late ] in
  Scenario.log "main" "has all three";
  assert (one_of leaders);

  (* 3. hasty comes to the same barrier, and gives up after 5 ms *)
  let%lwt () =
    Scenario.log "hasty" "comes";
    try%lwt
      let%lwt (_ : bool) =
        Lwt_unix.with_timeout 0.005 (fun () -> wait barrier)
      in
      assert false
    with Lwt_unix.Timeout ->
      Scenario.log "hasty" "gives up";
      Lwt.return_unit
  in

  (* 4. it counts all the same: two more, and these two pass *)
  let early = party "early" 0.01 in
  let late = party "late" 0.03 in
  let%lwt leaders = Lwt.all [ early; late ] in
  Scenario.log "main" "has both";
  assert (one_of leaders);
  Lwt.return_unit

let () = Lwt_main.run (main ())
