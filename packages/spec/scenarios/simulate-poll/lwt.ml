type 'a poll_result = Pending | Ready of 'a

(* 1. the counter stands at 0 *)
let counter = ref 0
let stands_at () = Scenario.log "counter" "stands at" ~value:(`Int !counter)
let () = stands_at ()

let simulate_poll () =
  if !counter >= 3 then begin
    counter := 0;
    Ready "done"
  end
  else begin
    incr counter;
    Pending
  end

let main () =
  (* 2. main polls four times *)
  let poll _ =
    let result = simulate_poll () in
    let word = match result with Pending -> "Pending" | Ready _ -> "Ready" in
    Scenario.log "main" "polls" ~value:(`String word);
    let%lwt () = Lwt.pause () in
    Lwt.return result
  in
  let%lwt polls = Lwt_list.map_s poll [ 1; 2; 3; 4 ] in
  assert (polls = [ Pending; Pending; Pending; Ready "done" ]);

  (* 3. the counter stands at 0 again *)
  stands_at ();
  Lwt.return_unit

let () = Lwt_main.run (main ())
