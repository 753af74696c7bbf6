(* What concurrency costs with the real Lwt.

   `costs tasks awaited|spawned <n> <milliseconds>` has so many tasks at once,
   and answers with one line of JSON. `costs echo` serves an echo on loopback,
   tells its port in a line, and ends when its stdin does. *)

let ( >>= ) = Lwt.bind

(* Tasks that sleep. *)

let pending = ref 0
let peak = ref 0

let one seconds _ =
  incr pending;
  peak := max !peak !pending;
  let%lwt () = Lwt_unix.sleep seconds in
  decr pending;
  Lwt.return_unit

let heap () =
  Gc.full_major ();
  8 * (Gc.stat ()).Gc.live_words

let resident () =
  match open_in "/proc/self/statm" with
  | exception Sys_error _ -> -1
  | file ->
      let pages = Scanf.sscanf (input_line file) "%d %d" (fun _ pages -> pages) in
      close_in file;
      pages * 4096

let now = Unix.gettimeofday

let all shape n seconds =
  let tasks = List.init n (one seconds) in
  match shape with
  | "awaited" -> Lwt.join tasks
  | _ -> Lwt_list.iter_s Fun.id tasks

let tasks shape n milliseconds =
  let seconds = float_of_int milliseconds /. 1000. in
  Lwt_main.run (all shape 1000 0.01);
  peak := 0;
  let heap_before = heap () and resident_before = resident () in
  let cpu = Sys.time () and start = now () in
  let joined = all shape n seconds in
  let started = now () and cpu_started = Sys.time () in
  let waiting = !pending in
  let heap_after = heap () and resident_after = resident () in
  (* From here on every task is due, so that nothing of what follows waits. *)
  Unix.sleepf (Float.max 0. (started +. seconds +. 0.005 -. now ()));
  let due = now () and cpu_due = Sys.time () in
  Lwt_main.run joined;
  let finished = now () and cpu_finished = Sys.time () in
  let ms a b = (b -. a) *. 1000. in
  Printf.printf
    {|{"pendingAtOnce":%d,"heapBytes":%d,"residentBytes":%d,"startMs":%f,"finishMs":%f,"cpuMs":%f}|}
    (if waiting = n then !peak else waiting)
    (heap_after - heap_before)
    (if resident_before < 0 then 0 else resident_after - resident_before)
    (ms start started) (ms due finished)
    (ms cpu cpu_started +. ms cpu_due cpu_finished);
  print_newline ()

(* The server. *)

let rec write_all fd bytes at length =
  if length = 0 then Lwt.return_unit
  else
    Lwt_unix.write fd bytes at length >>= fun count ->
    write_all fd bytes (at + count) (length - count)

let echo fd =
  let bytes = Bytes.create 1024 in
  let rec go () =
    Lwt_unix.read fd bytes 0 1024 >>= function
    | 0 -> Lwt.return_unit
    | count -> write_all fd bytes 0 count >>= go
  in
  Lwt.finalize
    (fun () -> Lwt.catch go (fun _ -> Lwt.return_unit))
    (fun () -> Lwt.catch (fun () -> Lwt_unix.close fd) (fun _ -> Lwt.return_unit))

let serve () =
  let fd = Lwt_unix.socket Unix.PF_INET Unix.SOCK_STREAM 0 in
  let%lwt () = Lwt_unix.bind fd (Unix.ADDR_INET (Unix.inet_addr_loopback, 0)) in
  Lwt_unix.listen fd 4096;
  (match Lwt_unix.getsockname fd with
  | Unix.ADDR_INET (_, port) -> Printf.printf "%d\n%!" port
  | Unix.ADDR_UNIX _ -> ());
  let rec accept () =
    Lwt_unix.accept fd >>= fun (client, _) ->
    Lwt.async (fun () -> echo client);
    accept ()
  in
  let until_stdin_ends () =
    Lwt_unix.read Lwt_unix.stdin (Bytes.create 1) 0 1 >>= fun _ ->
    Lwt.return_unit
  in
  Lwt.pick [ accept (); until_stdin_ends () ]

let () =
  Sys.set_signal Sys.sigpipe Sys.Signal_ignore;
  match Sys.argv with
  | [| _; "tasks"; shape; n; milliseconds |] ->
      tasks shape (int_of_string n) (int_of_string milliseconds)
  | [| _; "echo" |] -> Lwt_main.run (serve ())
  | _ -> failwith "costs tasks <shape> <n> <milliseconds> | costs echo"
