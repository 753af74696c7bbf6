(* What a scenario's program has: a trace, virtual time, files to read.

   To be linked is enough: Lwt runs on virtual time then, and standard output
   has the trace and nothing else. What the program itself prints is dropped. *)

let engine = new Virtual_time.engine
let () = Lwt_engine.set engine

let trace =
  let channel = Unix.out_channel_of_descr (Unix.dup Unix.stdout) in
  let nowhere = Unix.openfile "/dev/null" [ Unix.O_WRONLY ] 0 in
  Unix.dup2 nowhere Unix.stdout;
  Unix.close nowhere;
  channel

(* The time in seconds, as [Unix.gettimeofday] gives it; it starts at 0. *)
let now () = engine#now

let elapsed_ms started = Float.to_int (Float.round ((now () -. started) *. 1e3))

(* What an event has in hand, as JSON has it. *)
type value =
  [ `Bool of bool | `Int of int | `String of string | `List of value list ]

(* As JavaScript writes it, so that traces compare as texts. *)
let quote text =
  let buffer = Buffer.create (String.length text + 2) in
  let add = Buffer.add_string buffer in
  add "\"";
  String.iter
    (function
      | '"' -> add "\\\""
      | '\\' -> add "\\\\"
      | '\b' -> add "\\b"
      | '\t' -> add "\\t"
      | '\n' -> add "\\n"
      | '\012' -> add "\\f"
      | '\r' -> add "\\r"
      | c when c < ' ' -> add (Printf.sprintf "\\u%04x" (Char.code c))
      | c -> Buffer.add_char buffer c)
    text;
  add "\"";
  Buffer.contents buffer

let rec json : value -> string = function
  | `Bool value -> string_of_bool value
  | `Int value -> string_of_int value
  | `String value -> quote value
  | `List values -> "[" ^ String.concat "," (List.map json values) ^ "]"

(* Appends an event that happens now: [@10ms  fast  finished  "a"]. *)
let log ?value lane event =
  let ms = Float.round (now () *. 1e4) /. 10. in
  Printf.fprintf trace "@%.12gms  %s  %s" ms lane event;
  Option.iter (fun value -> output_string trace ("  " ^ json value)) value;
  output_char trace '\n'

(* The path of a file with this content, gone when the program ends. *)
let file name content =
  let path = Filename.temp_file "scenario-" ("-" ^ name) in
  at_exit (fun () -> Sys.remove path);
  let channel = open_out_bin path in
  output_string channel content;
  close_out channel;
  path
