let in_use = ref 0
let most_in_use = ref 0

let main () =
  let pool = Lwt_pool.create 2 Lwt.return in
  let ask (n, patience) =
    (* 1. five users ask for one of two places *)
    let lane = Printf.sprintf "user%d" n in
    Scenario.log lane "asks";
    let use () =
      (* 2. each has its place for 10 ms *)
      Scenario.log lane "has a place";
      incr in_use;
      most_in_use := max !most_in_use !in_use;
      let%lwt () = Lwt_unix.sleep 0.01 in
      decr in_use;
      Scenario.log lane "is done";
      Lwt.return_true
    in
    try%lwt
      Lwt_unix.with_timeout patience (fun () -> Lwt_pool.use pool use)
    with Lwt_unix.Timeout ->
      (* 3. user3 gives up after 5 ms, and its turn passes to user4 *)
      Scenario.log lane "gives up";
      Lwt.return_false
  in
  let users =
    List.map ask [ (1, 1.); (2, 1.); (3, 0.005); (4, 1.); (5, 1.) ]
  in

  (* 4. main has heard of all five *)
  let%lwt served = Lwt.all users in
  Scenario.log "main" "has all five";
  assert (served = [ true; true; false; true; true ]);
  assert (!most_in_use = 2);
  Lwt.return_unit

let () = Lwt_main.run (main ())
