let steps = ref 0

let step lane =
  incr steps;
  Scenario.log lane "steps" ~value:(`Int !steps)

let neighbour () =
  let%lwt () = Lwt.pause () in
  Scenario.log "neighbour" "runs";
  Lwt.return !steps

let main () =
  (* 1. a rude task takes three steps and never yields *)
  let first = neighbour () in
  for _ = 1 to 3 do
    step "rude"
  done;

  (* 2. the neighbour runs when the rude one is done *)
  let%lwt steps_of_the_rude = first in
  assert (steps_of_the_rude = 3);

  (* 3. a polite task takes three steps and yields after each *)
  steps := 0;
  let second = neighbour () in
  let%lwt () =
    for%lwt _n = 1 to 3 do
      step "polite";
      Lwt.pause ()
    done
  in

  (* 4. the neighbour runs in between *)
  let%lwt steps_of_the_polite = second in
  assert (steps_of_the_polite = 1);

  (* 5. a blocking call goes to a worker thread *)
  Scenario.log "main" "blocks a worker";
  let answer = Lwt_preemptive.detach Unix.sleepf 0.01 in

  (* 6. the neighbour runs meanwhile *)
  let%lwt _ = neighbour () in
  assert (Lwt.is_sleeping answer);
  let%lwt () = answer in
  Scenario.log "main" "has the worker's answer";
  Lwt.return_unit

let () = Lwt_main.run (main ())
