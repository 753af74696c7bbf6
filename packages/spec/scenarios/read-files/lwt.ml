let a = Scenario.file "a.txt" "alpha"
let b = Scenario.file "b.txt" "beta"

(* The page calls it Lwt_io.read_file, which Lwt does not have. *)
let read_file path = Lwt_io.with_file ~mode:Lwt_io.Input path Lwt_io.read

let main () =
  (* 1. a.txt is read *)
  Scenario.log "a" "is read";
  let%lwt content1 = read_file a in
  Scenario.log "a" "has" ~value:(`String content1);

  (* 2. b.txt is read when a.txt has been *)
  Scenario.log "b" "is read";
  let%lwt content2 = read_file b in
  Scenario.log "b" "has" ~value:(`String content2);

  (* 3. both are read at once *)
  Scenario.log "main" "reads both";
  let%lwt c1, c2 = Lwt.both (read_file a) (read_file b) in
  Scenario.log "main" "has both" ~value:(`List [ `String c1; `String c2 ]);

  (* 4. the contents are printed *)
  Lwt_io.printf "%s %s\n" c1 c2

let () = Lwt_main.run (main ())
