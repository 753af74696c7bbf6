(* What evidence programs say: one JSON object a line on standard output. *)

let quote text =
  let buffer = Buffer.create (String.length text + 2) in
  Buffer.add_char buffer '"';
  String.iter
    (function
      | '"' -> Buffer.add_string buffer "\\\""
      | '\\' -> Buffer.add_string buffer "\\\\"
      | c when Char.code c < 32 ->
          Buffer.add_string buffer (Printf.sprintf "\\u%04x" (Char.code c))
      | c -> Buffer.add_char buffer c)
    text;
  Buffer.add_char buffer '"';
  Buffer.contents buffer

let say label value unit_ =
  Printf.printf "{\"label\":%s,\"value\":%s,\"unit\":%s}\n%!" (quote label)
    value (quote unit_)

let text label value = say label (quote value) ""
let flag label value = say label (string_of_bool value) ""
let count label value unit_ = say label (string_of_int value) unit_

(* Rounds to hundredths: a figure must come out the same on every run. *)
let figure label value unit_ =
  let hundredths = Float.round (value *. 100.) in
  say label (Printf.sprintf "%.12g" (hundredths /. 100.)) unit_
