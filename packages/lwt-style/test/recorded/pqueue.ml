(* Priority queues, of elements that are often equal: which of them comes first.

   An element is a number; its tens are what is compared. Each program goes by
   the remainders of a number that is multiplied again and again. *)
[@@@alert "-deprecated"]

module Q = Lwt_pqueue.Make (struct
  type t = int

  let compare x y = compare (x / 10) (y / 10)
end)

let show_option = function None -> "none" | Some x -> string_of_int x

let raising f q =
  match f q with x -> x | exception Not_found -> "Not_found"

let rec drained q =
  match Q.lookup_min q with
  | None -> []
  | Some x -> string_of_int x :: drained (Q.remove_min q)

(* Some steps on two queues; what was seen, newest first. *)
let rec steps random left (q, q') seen =
  if left = 0 then (q, q') , seen
  else
    let random = random * 75 mod 65537 in
    let step = random mod 7 and x = random / 7 mod 40 in
    let queues, event =
      match step with
      | 0 | 1 | 2 -> ((Q.add x q, q'), "")
      | 3 -> ((Q.add x q', q), "")
      | 4 -> ((q, q'), raising (fun q -> string_of_int (Q.find_min q)) q)
      | 5 ->
          if Q.is_empty q then
            ((q, q'), raising (fun q -> ignore (Q.remove_min q); "") q)
          else ((Q.remove_min q, q'), show_option (Q.lookup_min q))
      | _ ->
          ( (Q.union q q', Q.add x Q.empty),
            string_of_int (Q.size q + Q.size q') )
    in
    steps random (left - 1) queues (if event = "" then seen else event :: seen)

let () =
  for seed = 1 to 40 do
    let (q, q'), seen = steps (seed * 101) 60 (Q.empty, Q.empty) [] in
    let all = List.rev_append seen (drained q @ drained q') in
    Printf.printf "%d: %s\n" seed (String.concat " " all)
  done
