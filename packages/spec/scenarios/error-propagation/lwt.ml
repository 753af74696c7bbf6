type parse_error = Parse_error of string

let read lane text =
  Scenario.log lane "reads" ~value:(`String text);
  Lwt_result.return text

let parse lane from =
  match int_of_string_opt from with
  | Some value ->
      Scenario.log lane "parses" ~value:(`String from);
      Lwt_result.return value
  | None ->
      Scenario.log lane "fails" ~value:(`String from);
      Lwt_result.fail (Parse_error from)

let save lane value =
  Scenario.log lane "saves" ~value:(`Int value);
  Lwt_result.return value

let pipeline lane text =
  let open Lwt_result.Syntax in
  let* from = read lane text in
  let* value = parse lane from in
  save lane value

let main () =
  (* 1. a good text is read, parsed and saved *)
  let%lwt good = pipeline "good" "42" in
  assert (good = Ok 42);

  (* 2. a bad text is read and its parse fails *)
  match%lwt pipeline "bad" "4x2" with
  (* 3. the step after the error does not run *)
  | Ok value -> Printf.ksprintf Lwt.fail_with "%d was saved" value
  (* 4. main has the typed error *)
  | Error (Parse_error text) ->
      assert (text = "4x2");
      Scenario.log "main" "has the error" ~value:(`String "ParseError");
      Lwt.return_unit

let () = Lwt_main.run (main ())
