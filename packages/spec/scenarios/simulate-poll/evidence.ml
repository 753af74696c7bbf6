(* Runs the page's test in OCaml, then polls four times by hand. *)

let outcome test =
  match test () with
  | () -> "passes"
  | exception Assert_failure (file, line, _) ->
      Printf.sprintf "fails at %s:%d" file line

let word = function
  | Page.Ready value -> Printf.sprintf "Ready %S" value
  | Page.Pending -> "Pending"

let () =
  Fact.text "test_poll" (outcome Page.test_poll);
  let counter = ref 0 in
  let polls = List.init 4 (fun _ -> word (Page.simulate_poll counter)) in
  Fact.text "third poll" (List.nth polls 2);
  Fact.text "fourth poll" (List.nth polls 3);
  Fact.count "counter afterwards" !counter ""
