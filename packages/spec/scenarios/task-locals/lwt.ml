let request : string Lwt.key = Lwt.new_key ()

let look lane event =
  let value = Option.value (Lwt.get request) ~default:"nothing" in
  Scenario.log lane event ~value:(`String value);
  value

let main () =
  (* 1. two requests run at once, each with a value of its own *)
  let handle lane seconds () =
    let before = look lane "sees" in

    (* 2. each sees its own value after a wait, too *)
    let%lwt () = Lwt_unix.sleep seconds in
    let after = look lane "still sees" in
    assert (before = after);
    Lwt.return after
  in
  let scope value = Lwt.with_value request (Some value) in
  let one = scope "one" (handle "first" 0.02) in
  let two = scope "two" (handle "second" 0.01) in
  let%lwt seen = Lwt.both one two in
  assert (seen = ("one", "two"));

  (* 3. work that a request spawns looks for the value *)
  let work lane () =
    let%lwt () = Lwt.pause () in
    Lwt.return (look lane "sees")
  in
  let%lwt spawned = scope "three" (work "spawned") in
  assert (spawned = "three");

  (* 4. work that is handed the value sees it *)
  let%lwt handed =
    scope "four" (fun () ->
        let value = Lwt.get request in
        Lwt.with_value request value (work "handed"))
  in
  assert (handed = "four");

  (* 5. an inner value hides the outer one, until the inner work has ended *)
  let%lwt nested =
    scope "outer" (fun () ->
        let%lwt inner = scope "inner" (work "inner") in
        Lwt.return (inner, look "outer" "sees again"))
  in
  assert (nested = ("inner", "outer"));

  (* 6. main, outside, sees nothing *)
  assert (look "main" "sees" = "nothing");
  Lwt.return_unit

let () = Lwt_main.run (main ())
