(* On how many threads two jobs run, and whether these compute at once. *)

let compute () =
  let sum = ref 0 in
  for i = 1 to 50_000_000 do
    sum := !sum lxor i
  done;
  ignore (Sys.opaque_identity !sum)

let here () = Thread.id (Thread.self ())
let distinct (left, right) = List.length (List.sort_uniq compare [ left; right ])

(* Returns when two threads are in it: one thread could not run both jobs. *)
let meeting () =
  let lock = Mutex.create () in
  let arrived = Condition.create () in
  let count = ref 0 in
  fun () ->
    Mutex.lock lock;
    incr count;
    Condition.broadcast arrived;
    while !count < 2 do
      Condition.wait arrived lock
    done;
    Mutex.unlock lock

let () =
  let job () = Lwt.map here (Lwt.pause ()) in
  let joined = Lwt_main.run (Lwt.both (job ()) (job ())) in
  Fact.count "jobs in Lwt.both" (distinct joined) "threads";
  let meet = meeting () in
  let job () =
    meet ();
    compute ();
    here ()
  in
  let wall = Unix.gettimeofday () in
  let processor = Sys.time () in
  let detached =
    Lwt_main.run
      (Lwt.both (Lwt_preemptive.detach job ()) (Lwt_preemptive.detach job ()))
  in
  let processor = Sys.time () -. processor in
  let wall = Unix.gettimeofday () -. wall in
  Fact.count "detached jobs" (distinct detached) "threads";
  (* Two cores would give twice as much processor time as wall time. *)
  Fact.flag "two detached jobs keep two cores busy" (processor > 1.5 *. wall)
