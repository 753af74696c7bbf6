(* The rows of the benchmark, with the real Lwt. Reads a count a line; answers
   with the nanoseconds, of processor time for sleeps, or the bytes in all. *)

let ( >>= ) = Lwt.bind
let succ_lwt x = Lwt.return (x + 1)

let bind_resolved n =
  let rec go i p = if i > 0 then go (i - 1) (Lwt.bind p succ_lwt) else p in
  ignore (Sys.opaque_identity (go n (Lwt.return 0)))

let length = 1000

let rec loop i =
  if i = 0 then Lwt.return_unit else Lwt.return i >>= fun j -> loop (j - 1)

let loops n =
  for _ = 1 to n / length do
    ignore (Sys.opaque_identity (loop length))
  done

let bind p = p >>= succ_lwt
let map p = Lwt.map succ p

let waking step n =
  for i = 1 to n do
    let p, r = Lwt.wait () in
    ignore (Sys.opaque_identity (step p));
    Lwt.wakeup r i
  done

let chain step length n =
  for _ = 1 to n / length do
    let p, r = Lwt.wait () in
    let rec go i p = if i > 0 then go (i - 1) (step p) else p in
    ignore (Sys.opaque_identity (go length p));
    Lwt.wakeup r 0
  done

let gen n =
  let rec go i x =
    if i = 0 then Lwt.return x
    else
      let%lwt x = Lwt.return (x + 1) in
      go (i - 1) x
  in
  ignore (Sys.opaque_identity (go n 0))

let rec pause_loop i =
  if i = 0 then Lwt.return_unit
  else Lwt.pause () >>= fun () -> pause_loop (i - 1)

let rec gen_pause i =
  if i = 0 then Lwt.return_unit
  else
    let%lwt () = Lwt.pause () in
    gen_pause (i - 1)

let both n =
  for _ = 1 to n do
    let p, resolve_p = Lwt.wait () in
    let q, resolve_q = Lwt.wait () in
    ignore (Sys.opaque_identity (Lwt.both p q));
    Lwt.wakeup resolve_p 1;
    Lwt.wakeup resolve_q 2
  done

let pick n =
  for _ = 1 to n do
    let p, resolve_p = Lwt.task () in
    let q, _ = Lwt.task () in
    ignore (Sys.opaque_identity (Lwt.pick [ p; q ]));
    Lwt.wakeup resolve_p 1
  done

let choose n =
  let never, _ = Lwt.wait () in
  for _ = 1 to n do
    let p, resolve_p = Lwt.wait () in
    ignore (Sys.opaque_identity (Lwt.choose [ never; p ]));
    Lwt.wakeup resolve_p 1
  done

let delay i = float_of_int (i * 7919 mod 100) /. 1000.

let sleeps n =
  Lwt_main.run (Lwt.join (List.init n (fun i -> Lwt_unix.sleep (delay i))))

(* What is kept, and nothing else: without the array's own slots. *)
let live make n =
  Gc.compact ();
  let before = (Gc.stat ()).Gc.live_words in
  let kept = Array.init n make in
  Gc.compact ();
  let after = (Gc.stat ()).Gc.live_words in
  ignore (Sys.opaque_identity kept);
  8 * (after - before - n - 1)

let pending, _ = Lwt.wait ()

let timed now f n =
  let start = now () in
  f n;
  int_of_float ((now () -. start) *. 1e9)

let wall = timed Unix.gettimeofday
let main make n = Lwt_main.run (make n)

let answer =
  match Sys.argv.(1) with
  | "bind-resolved" -> wall bind_resolved
  | "loop" -> wall loops
  | "bind-pending" -> wall (waking bind)
  | "map-pending" -> wall (waking map)
  | "chain" -> wall (chain bind length)
  | "map-chain" -> wall (chain map length)
  | "chain-million" -> wall (chain bind 1_000_000)
  | "gen" -> wall gen
  | "pause-loop" -> wall (main pause_loop)
  | "gen-pause" -> wall (main gen_pause)
  | "both" -> wall both
  | "pick" -> wall pick
  | "choose" -> wall choose
  | "sleeps" -> timed Sys.time sleeps
  | "bytes-return" -> live Lwt.return
  | "bytes-wait" -> live (fun _ -> fst (Lwt.wait ()))
  | "bytes-bind" -> live (fun _ -> pending >>= succ_lwt)
  | "bytes-sleep" -> live (fun _ -> Lwt_unix.sleep 3600.)
  | row -> failwith ("no row " ^ row)

let () =
  try
    while true do
      let n = int_of_string (input_line stdin) in
      (match answer n with
      | figure -> print_int figure
      | exception Stack_overflow -> print_string "stack overflow");
      print_newline ()
    done
  with End_of_file -> ()
