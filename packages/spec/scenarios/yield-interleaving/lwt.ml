let turns = ref []

let take_turn lane turn =
  Scenario.log lane "takes a turn" ~value:(`Int turn);
  turns := lane :: !turns

let polite lane =
  let%lwt () =
    for%lwt turn = 1 to 3 do
      take_turn lane turn;
      Lwt.pause ()
    done
  in
  Scenario.log lane "ends";
  Lwt.return_unit

let greedy () =
  for turn = 1 to 3 do
    take_turn "greedy" turn
  done;
  Scenario.log "greedy" "ends";
  Lwt.return_unit

let main () =
  (* 1. main starts three polite tasks and a greedy one *)
  let tasks = List.map polite [ "a"; "b"; "c" ] in
  (* 2. the greedy one takes its three turns in one go *)
  let greedy = greedy () in
  Scenario.log "main" "has started all";

  (* 3. the other three take turns, in the order in which they started *)
  let%lwt () = Lwt.join (greedy :: tasks) in

  (* 4. main has heard all four, and no time has passed *)
  Scenario.log "main" "has heard all";
  let greedy = List.filter (( = ) "greedy") !turns in
  let polite = List.filter (( <> ) "greedy") (List.rev !turns) in
  assert (List.length greedy = 3);
  assert (String.concat "" polite = "abcabcabc");
  Lwt.return_unit

let () = Lwt_main.run (main ())
