let rounds = List.init 300 Fun.id
let lanes = [ "first"; "second"; "third" ]

let main () =
  (* 1. three are ready, and main races them, 300 times *)
  Scenario.log "main" "races three";
  let race _ = Lwt.choose (List.map Lwt.return lanes) in
  let%lwt winners = Lwt_list.map_s race rounds in

  (* 2. main counts how often each has won *)
  let wins lane = List.length (List.filter (String.equal lane) winners) in
  Scenario.log "main" "has counted";

  (* 3. each has its share: at least 50 of the 300 rounds *)
  let log_share lane =
    Scenario.log lane "has its share" ~value:(`Bool (wins lane >= 50))
  in
  List.iter log_share lanes;
  Lwt.return_unit

let () = Lwt_main.run (main ())
