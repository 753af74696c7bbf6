(* Lwt's functions for lwt_ppx: which exceptions go through the function that they
   are given, how often, and what callbacks see of storage meanwhile. *)

exception E of string

let events = ref []
let log event = events := event :: !events
let key = Lwt.new_key ()

let stored () = match Lwt.get key with None -> "-" | Some s -> s

let name = function
  | E s -> s
  | Lwt.Canceled -> "canceled"
  | exn -> Printexc.to_string exn

let through exn =
  log (Printf.sprintf "through %s %s" (name exn) (stored ()));
  E (name exn ^ "'")

let call what k x =
  log (Printf.sprintf "%s %s" what (stored ()));
  k x

let state p =
  match Lwt.state p with
  | Lwt.Return x -> x
  | Lwt.Sleep -> "sleep"
  | Lwt.Fail exn -> "!" ^ name exn

(* What a handler does. *)
let handlers =
  [
    ("returns", fun (_ : string) -> Lwt.return "y");
    ("fails", fun _ -> Lwt.fail (E "h"));
    ("raises", fun _ -> raise (E "h"));
    ("waits", fun _ -> fst (Lwt.wait ()));
  ]

let functions =
  let f p = call "f" (fun () -> p) in
  [
    ("bind", fun p h -> Lwt.backtrace_bind through p (call "bound" h));
    ( "catch",
      fun p h ->
        Lwt.backtrace_catch through (f p) (fun e -> call "caught" h (name e)) );
    ( "try_bind",
      fun p h ->
        Lwt.backtrace_try_bind through (f p) (call "bound" h) (fun e ->
            call "caught" h (name e)) );
    ( "finalize",
      fun p h ->
        Lwt.backtrace_finalize through (f p) (fun () ->
            Lwt.map ignore (call "after" h "")) );
    ( "finalize of what raises",
      fun p h ->
        Lwt.backtrace_finalize through
          (fun () -> match Lwt.poll p with Some _ | None -> p)
          (fun () -> Lwt.map ignore (call "after" h "")) );
  ]

let outcomes =
  [
    ("with a value", fun r -> Lwt.wakeup r "x");
    ("with an exception", fun r -> Lwt.wakeup_exn r (E "e"));
    ("with none", fun _ -> ());
  ]

(* The outcome is there before the call, or comes later; a cancel is last. *)
let () =
  let each l f = List.iter (fun (n, x) -> f n x) l in
  each functions @@ fun function_name run ->
  each outcomes @@ fun outcome settle ->
  each handlers @@ fun handler h ->
  List.iter
    (fun early ->
      events := [];
      let p, r = Lwt.task () in
      let see p2 =
        Lwt.on_any p2
          (fun x -> log (Printf.sprintf "= %s %s" x (stored ())))
          (fun e -> log (Printf.sprintf "! %s %s" (name e) (stored ())))
      in
      if early then settle r;
      (match Lwt.with_value key (Some "in") (fun () -> run p h) with
      | p2 ->
          log (state p2);
          see p2;
          if not early then
            Lwt.with_value key (Some "out") (fun () -> settle r);
          log (state p2);
          Lwt.cancel p2;
          log (state p2)
      | exception exn -> log ("raises " ^ name exn));
      Printf.printf "%s, %s %s, handler %s: %s\n" function_name
        (if early then "early" else "late")
        outcome handler
        (String.concat "; " (List.rev !events)))
    [ true; false ]
