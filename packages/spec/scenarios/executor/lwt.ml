type poll = Pending | Ready
type future = { name : string; poll : unit -> poll }

(* A promise that needs this many turns, and what gives it its next one. *)
let future (name, turns) =
  let turn = ref (Lwt.wait ()) in
  let promise =
    for%lwt _n = 1 to turns do
      let%lwt () = fst !turn in
      turn := Lwt.wait ();
      Lwt.return_unit
    done
  in
  let poll () =
    Lwt.wakeup (snd !turn) ();
    if Lwt.is_sleeping promise then Pending else Ready
  in
  { name; poll }

let names = List.map (fun name -> `String name)

let () =
  (* 1. three futures are handed to the executor *)
  Scenario.log "main" "hands over" ~value:(`List (names [ "a"; "b"; "c" ]));
  let futures = List.map future [ ("a", 1); ("b", 2); ("c", 3) ] in
  let queue = Queue.of_seq (List.to_seq futures) in

  (* 2. the executor polls each in turn *)
  let rec execute finished =
    match Queue.take_opt queue with
    | None -> List.rev finished
    | Some future -> (
        let polled answer =
          Scenario.log future.name "is polled" ~value:(`String answer)
        in
        match future.poll () with
        (* 3. a future that is not Ready yet goes back into the queue *)
        | Pending ->
            polled "Pending";
            Queue.add future queue;
            execute finished
        | Ready ->
            polled "Ready";
            execute (future.name :: finished))
  in

  (* 4. main has the order in which they finished *)
  let finished = execute [] in
  Scenario.log "main" "has the order" ~value:(`List (names finished))
