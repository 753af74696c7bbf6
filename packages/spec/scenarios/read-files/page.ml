let%lwt content1 = Lwt_io.read_file "a.txt" in
let%lwt content2 = Lwt_io.read_file "b.txt" in
(* sequential - overlapping requires Lwt.both *)
let%lwt (c1, c2) = Lwt.both
  (Lwt_io.read_file "a.txt")
  (Lwt_io.read_file "b.txt") in
Lwt_io.printf "%s %s\n" c1 c2
