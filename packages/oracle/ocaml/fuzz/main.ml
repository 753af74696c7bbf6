(* Runs small programs on the real Lwt: one a line on standard input, its trace
   a line on standard output.

   The words of a program and of a trace are explained in src/fuzz/lwt/. Each
   program runs in a child of this process: it finds Lwt as a fresh program
   does (the generator that [Lwt.pick] draws from is Lwt's own secret), and one
   that crashes the real Lwt or never ends takes nothing with it. *)

open World
open Reader

(* The steps of a program: what one raises is seen, and the next one follows. *)
let program line =
  words := Array.of_list (String.split_on_char ' ' line);
  next := 0;
  let steps = ref [] in
  while !next < Array.length !words do
    steps := step () :: !steps
  done;
  List.rev !steps

let guarded f = try f () with exn -> log "raised" (exn_text exn)

(* How often main goes round at the end, at the most. *)
let rec turns left =
  let count = Lwt.paused_count () in
  if left > 0 && count > 0 then begin
    log "turn" (string_of_int count);
    guarded Lwt.wakeup_paused;
    turns (left - 1)
  end

let on_virtual_time () =
  let engine = new Virtual_time.engine in
  Lwt_engine.set engine;
  clock := fun () -> Float.to_int (Float.round (engine#now *. 1000.))

let run_program line =
  let steps = program line in
  if !main_is_needed then on_virtual_time ();
  List.iter guarded steps;
  if !main_is_needed then
    guarded (fun () -> Lwt_main.run (Lwt_unix.sleep 0.05))
  else turns 4;
  Array.iteri (fun i p -> log ("p" ^ string_of_int i) (state_text p)) p

let write_all text =
  let bytes = Bytes.unsafe_of_string text in
  let rec go from =
    let left = Bytes.length bytes - from in
    if left > 0 then go (from + Unix.write Unix.stdout bytes from left)
  in
  go 0

(* Seconds of the processor, and of the clock on the wall. *)
let limit = 0.3
let wall_limit = 20

let child line =
  let timer = { Unix.it_interval = 0.; it_value = limit } in
  ignore (Unix.setitimer Unix.ITIMER_PROF timer);
  ignore (Unix.alarm wall_limit);
  run_program line;
  if queue_is_broken () then Unix._exit queue_broken;
  write_all (Buffer.contents trace ^ "\n");
  Unix._exit 0

let reasons =
  [
    (endless, "endless");
    (queue_broken, "pause");
    (stack_overflown, "stack");
    (npick_broken, "npick");
  ]

let () =
  Reader.operation := Operations.operation;
  (* Lwt's own modules pause as they start. *)
  Lwt.wakeup_paused ();
  try
    while true do
      let line = input_line stdin in
      match Unix.fork () with
      | 0 -> (
          try child line
          with exn ->
            prerr_endline (Printexc.to_string exn ^ " in " ^ line);
            Unix._exit failed)
      | pid -> (
          match snd (Unix.waitpid [] pid) with
          | Unix.WEXITED 0 -> ()
          | Unix.WEXITED code -> (
              match List.assoc_opt code reasons with
              | Some reason -> write_all ("!" ^ reason ^ "\n")
              | None -> write_all (Printf.sprintf "!exit %d\n" code))
          | Unix.WSIGNALED signal when signal = Sys.sigsegv ->
              write_all "!crash\n"
          | Unix.WSIGNALED signal
            when signal = Sys.sigprof || signal = Sys.sigalrm ->
              write_all "!endless\n"
          | Unix.WSIGNALED signal | Unix.WSTOPPED signal ->
              write_all (Printf.sprintf "!signal %d\n" signal))
    done
  with End_of_file -> ()
