(* The cases of the README, under the same titles. *)
[@@@alert "-deprecated"]

open Lwt.Infix

exception Boom

let events = ref []
let log event = events := event :: !events

(* The generator that draws is fresh: the case that draws must be the first. *)
let case title f =
  events := [];
  f ();
  Printf.printf "%s: %s\n" title (String.concat " " (List.rev !events))

let state p =
  match Lwt.state p with
  | Lwt.Return _ -> "fulfilled"
  | Lwt.Fail Lwt.Canceled -> "canceled"
  | Lwt.Fail _ -> "rejected"
  | Lwt.Sleep -> "pending"

let () =
  case "Among several that are resolved choose draws, from the same seed each time"
    (fun () ->
      for _ = 1 to 10 do
        let p = Lwt.choose [ Lwt.return "a"; Lwt.return "b"; Lwt.return "c" ] in
        Lwt.on_success p log
      done)

let () =
  case "choose takes a rejected one before a fulfilled one" (fun () ->
      log (state (Lwt.choose [ Lwt.return (); Lwt.fail Boom ])))

let () =
  case "pick cancels the losers before its own callbacks are called" (fun () ->
      let p, r = Lwt.task () in
      let q, _ = Lwt.task () in
      let first = Lwt.pick [ p; q ] in
      Lwt.on_termination first (fun () -> log ("first, loser " ^ state q));
      Lwt.on_cancel q (fun () -> log "loser");
      Lwt.wakeup r ();
      log "returned")

let () =
  case "Callbacks are called newest first, before wakeup returns" (fun () ->
      let p, r = Lwt.wait () in
      Lwt.on_success p (fun () -> log "older");
      Lwt.on_success p (fun () -> log "newer");
      Lwt.wakeup r ();
      log "returned")

let () =
  case "bind calls back before it returns, if the promise is resolved" (fun () ->
      let _ = Lwt.bind (Lwt.return ()) (fun () -> log "called"; Lwt.return ()) in
      log "returned")

let nested wakeup =
  let p, r = Lwt.wait () in
  let q, s = Lwt.wait () in
  Lwt.on_success q (fun () -> log "inner");
  Lwt.on_success p (fun () ->
      log "begin";
      wakeup s ();
      log ("end, q is " ^ state q));
  Lwt.wakeup r ()

let () =
  case "wakeup inside of a callback calls back at once" (fun () ->
      nested Lwt.wakeup)

let () =
  case "wakeupLater resolves now, and calls back when the callback has ended"
    (fun () -> nested Lwt.wakeup_later)

let () =
  case "mapP starts all in order, and gives the values in order" (fun () ->
      let tasks = List.init 3 (fun _ -> Lwt.wait ()) in
      let all =
        Lwt_list.mapi_p
          (fun i (p, _) ->
            log ("start" ^ string_of_int i);
            p)
          tasks
      in
      Lwt.on_success all (fun values -> log (String.concat "" values));
      List.iter
        (fun i ->
          log ("wake" ^ string_of_int i);
          Lwt.wakeup (snd (List.nth tasks i)) (string_of_int i))
        [ 2; 0; 1 ])

let raises _ = raise Boom

let () =
  case "What a callback of bind throws is thrown, if the promise is resolved"
    (fun () ->
      match Lwt.bind (Lwt.return ()) raises with
      | p -> log (state p)
      | exception Boom -> log "thrown")

let () =
  case "What it throws rejects the result, if the promise is pending" (fun () ->
      let p, r = Lwt.wait () in
      let p2 = Lwt.bind p raises in
      Lwt.wakeup r ();
      log (state p2))

let () =
  case "What a callback of map throws always rejects" (fun () ->
      log (state (Lwt.map raises (Lwt.return ()))))

let () =
  case "both waits for the second, even if the first is rejected" (fun () ->
      let p, r = Lwt.wait () in
      let q, s = Lwt.wait () in
      let two = Lwt.both p q in
      Lwt.wakeup_exn r Boom;
      log (state two);
      Lwt.wakeup s ();
      log (state two))

let () =
  case "What onSuccess's callback throws goes to the hook; the others are called"
    (fun () ->
      let hook = !Lwt.async_exception_hook in
      Lwt.async_exception_hook := (fun _ -> log "hook");
      let p, r = Lwt.wait () in
      Lwt.on_success p (fun () -> log "older");
      Lwt.on_success p raises;
      Lwt.wakeup r ();
      Lwt.async_exception_hook := hook)

let () =
  case "What a callback returns becomes one with the result, for a cancel too"
    (fun () ->
      let p, r = Lwt.wait () in
      let q, _ = Lwt.task () in
      let result = Lwt.bind p (fun () -> q) in
      Lwt.wakeup r ();
      Lwt.on_cancel q (fun () -> log "cancel");
      Lwt.cancel result;
      log (state result ^ " " ^ state q))

let () =
  case "A cancel goes back to the task; cancel callbacks come first" (fun () ->
      let p, _ = Lwt.task () in
      let p2 =
        Lwt.catch
          (fun () -> p >>= fun () -> log "never"; Lwt.return ())
          (fun _ -> log "caught"; Lwt.return ())
      in
      Lwt.on_cancel p (fun () -> log "older");
      Lwt.on_cancel p (fun () -> log "newer");
      Lwt.cancel p2;
      log (state p ^ " " ^ state p2))

let () =
  case "A cancel sets all tasks first, then calls back, the last first" (fun () ->
      let p, _ = Lwt.task () in
      let q, _ = Lwt.task () in
      Lwt.on_cancel p (fun () -> log "p");
      Lwt.on_cancel q (fun () -> log ("q, p is " ^ state p));
      Lwt.cancel (Lwt.join [ p; q ]))

let () =
  case "A cancel stops at protected and does nothing to what wait has made"
    (fun () ->
      let p, _ = Lwt.task () in
      let q, _ = Lwt.wait () in
      let copy = Lwt.protected p in
      Lwt.cancel copy;
      Lwt.cancel q;
      log (String.concat " " [ state copy; state p; state q ]))

let () =
  case "A key has the value that it had when the callback was registered"
    (fun () ->
      let key = Lwt.new_key () in
      let name () = Option.value (Lwt.get key) ~default:"none" in
      let p, r = Lwt.wait () in
      Lwt.with_value key (Some "registered") (fun () ->
          Lwt.on_success p (fun () -> log (name ())));
      Lwt.with_value key (Some "woken") (fun () -> Lwt.wakeup r ());
      log (name ()))

(* What later versions do otherwise. *)

let () =
  case "Pauses are woken twice in a turn of main, yields once" (fun () ->
      let rec go wait name n =
        if n = 0 then Lwt.return ()
        else (
          log name;
          wait () >>= fun () -> go wait name (n - 1))
      in
      Lwt_main.run
        (Lwt.join [ go Lwt_main.yield "yield" 3; go Lwt.pause "pause" 6 ]))

let () =
  case "What the function of a stream throws is thrown out of get" (fun () ->
      match Lwt_stream.get (Lwt_stream.from (fun () -> raise Boom)) with
      | p -> log (state p)
      | exception Boom -> log "thrown")

let () =
  case "LwtResult.catch takes a promise, so what throws before is thrown"
    (fun () ->
      let make () : unit Lwt.t = raise Boom in
      match Lwt_result.catch (make ()) with
      | p -> log (state p)
      | exception Boom -> log "thrown")

let () =
  case "A stack that has overflowed is an exception as any other" (fun () ->
      let rec deep n = 1 + deep (n + 1) in
      log (state (Lwt.map deep (Lwt.return 0))))
