let add lane sum n =
  Scenario.log lane "has" ~value:(`Int (sum + n));
  Lwt.return (sum + n)

(* 1. three steps in direct style *)
let direct =
  let%lwt one = add "direct" 0 1 in
  let%lwt three = add "direct" one 2 in
  add "direct" three 3

(* 2. the same three steps with the combinator *)
let combined =
  Lwt.bind (add "combined" 0 1) (fun one ->
      Lwt.bind (add "combined" one 2) (fun three -> add "combined" three 3))

let direct_steps steps =
  for%lwt n = 1 to steps do
    let%lwt _ = Lwt.return n in
    Lwt.return_unit
  done

let rec combined_steps steps =
  if steps = 0 then Lwt.return_unit
  else Lwt.bind (Lwt.return steps) (fun n -> combined_steps (n - 1))

(* 3. main compares *)
let main () =
  (* What it costs is not logged, so nothing is measured here. *)
  let rounds steps =
    for%lwt _n = 1 to 50 do
      let%lwt () = steps 1000 in
      Lwt.pause ()
    done
  in
  let%lwt () = rounds direct_steps in
  let%lwt () = rounds combined_steps in
  Scenario.log "main" "compares";
  let%lwt direct and combined in
  assert ((direct, combined) = (6, 6));
  Lwt.return_unit

let () = Lwt_main.run (main ())
