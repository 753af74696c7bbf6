(* How many preprocessors direct style needs: the fewest that compile it. *)

let let_star =
  {|
let () =
  let open Lwt.Syntax in
  Lwt_main.run
    (let* one = Lwt.return 1 in
     let* two = Lwt.return (one + 1) in
     let* three = Lwt.return (two + 1) in
     exit (if three = 3 then 0 else 1))
|}

let let_percent =
  {|
let () =
  Lwt_main.run
    (let%lwt one = Lwt.return 1 in
     let%lwt two = Lwt.return (one + 1) in
     let%lwt three = Lwt.return (two + 1) in
     exit (if three = 3 then 0 else 1))
|}

let runs () = Sys.command "./attempt" = 0

let needs label source =
  let rec fewest = function
    | [] -> failwith (label ^ " does not compile at all")
    | packages :: more -> (
        match Compiler.compile ~packages source with
        | Ok () -> List.length packages
        | Error _ -> fewest more)
  in
  let count = fewest [ []; [ "lwt_ppx" ] ] in
  Fact.count (label ^ " needs") count "ppx";
  Fact.flag (label ^ " runs its three steps") (runs ())

let () =
  needs "let*" let_star;
  needs "let%lwt" let_percent;
  match Compiler.compile let_percent with
  | Ok () -> failwith "let%lwt compiles with no preprocessor"
  | Error message -> Fact.text "let%lwt with no preprocessor" message
