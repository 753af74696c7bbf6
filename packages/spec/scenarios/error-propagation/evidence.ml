(* How many of the three steps run: read, parse, save. *)

type error = Not_a_number of string

let ran = ref 0

let read text =
  incr ran;
  Lwt_result.return text

let parse text =
  incr ran;
  Lwt.return
    (Option.to_result ~none:(Not_a_number text) (int_of_string_opt text))

let save number =
  incr ran;
  Lwt_result.return number

let with_bind text =
  Lwt_result.bind (Lwt_result.bind (read text) parse) save

let with_let text =
  let open Lwt_result.Syntax in
  let* text = read text in
  let* number = parse text in
  save number

let steps program text =
  ran := 0;
  let result = Lwt_main.run (program text) in
  (!ran, result)

let () =
  let good, _ = steps with_bind "42" in
  let bad, result = steps with_bind "forty-two" in
  let bad_let, _ = steps with_let "forty-two" in
  Fact.count "bind, good text" good "of 3";
  Fact.count "bind, bad text" bad "of 3";
  Fact.count "let*, bad text" bad_let "of 3";
  Fact.text "what main has in hand"
    (match result with
    | Ok number -> Printf.sprintf "Ok %d" number
    | Error (Not_a_number text) ->
        Printf.sprintf "Error (Not_a_number %S)" text)
