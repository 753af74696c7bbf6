(* Approach 3 of the page in OCaml, with its test. *)

type 'a poll_result = Ready of 'a | Pending

let simulate_poll counter =
  if !counter >= 3 then Ready "done"
  else (
    incr counter;
    Pending)

let test_poll () =
  let counter = ref 0 in
  assert (simulate_poll counter = Pending);
  assert (simulate_poll counter = Pending);
  assert (simulate_poll counter = Ready "done")
