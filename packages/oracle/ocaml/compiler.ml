(* What the OCaml compiler says about a text. *)

let read path =
  let channel = open_in_bin path in
  let text = really_input_string channel (in_channel_length channel) in
  close_in channel;
  text

let write path text =
  let channel = open_out_bin path in
  output_string channel text;
  close_out channel

(* What stands after "Error: " on its line; other lines say where. *)
let error_in log =
  let marker = "Error: " in
  let length = String.length marker in
  let is_error line =
    String.length line > length && String.sub line 0 length = marker
  in
  match List.find_opt is_error (String.split_on_char '\n' log) with
  | Some line -> String.sub line length (String.length line - length)
  | None -> failwith ("the compiler stopped without an error: " ^ log)

(* Compiles [source] as a program, with Lwt and the given packages. *)
let compile ?(packages = []) source =
  write "attempt.ml" source;
  let packages = String.concat "," ("lwt.unix" :: packages) in
  let command =
    "ocamlfind ocamlopt -thread -package " ^ packages
    ^ " -linkpkg attempt.ml -o attempt > attempt.log 2>&1"
  in
  if Sys.command command = 0 then Ok () else Error (error_in (read "attempt.log"))
