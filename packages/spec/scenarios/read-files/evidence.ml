(* What the compiler says about the page's snippet, and about what it calls. *)

let verdict = function Ok () -> "compiles" | Error message -> message

let () =
  Fact.text "the snippet, with lwt_ppx"
    (verdict
       (Compiler.compile ~packages:[ "lwt_ppx" ] (Compiler.read "page.ml")));
  Fact.text "the call alone"
    (verdict (Compiler.compile {|let _ = Lwt_io.read_file "a.txt"|}));
  Fact.text "with_file and read"
    (verdict
       (Compiler.compile
          {|let _ = Lwt_io.(with_file ~mode:Input "a.txt" (fun c -> read c))|}))
