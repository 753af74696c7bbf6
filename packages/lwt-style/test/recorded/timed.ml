(* Programs on Lwt_throttle, Lwt_timeout, the hooks of Lwt_main and the timers of
   Lwt_engine, on virtual time. *)
open Lwt.Infix

exception Boom

let clock = ref (new Virtual_time.engine)
let events = ref []

let log fmt =
  Printf.ksprintf
    (fun event -> events := Printf.sprintf "@%g %s" !clock#now event :: !events)
    fmt

let name = function
  | Boom -> "Boom"
  | Lwt.Canceled -> "canceled"
  | Invalid_argument _ -> "Invalid_argument"
  | exn -> Printexc.to_string exn

let run program f =
  events := [];
  clock := new Virtual_time.engine;
  Lwt_engine.set ~transfer:false ~destroy:false (!clock :> Lwt_engine.t);
  (try Lwt_main.run (f ()) with exn -> log "raises %s" (name exn));
  Printf.printf "%s: %s\n" program (String.concat "; " (List.rev !events))

module Key = struct
  type t = int
  let equal = ( = )
  let hash key = key
end

module Limit = Lwt_throttle.Make (Key)

let st p =
  match Lwt.state p with
  | Lwt.Return b -> string_of_bool b
  | Lwt.Sleep -> "sleep"
  | Lwt.Fail exn -> name exn

let ask limit label key =
  let p = Limit.wait limit key in
  log "%s %s" label (st p);
  if Lwt.is_sleeping p then
    Lwt.on_any p
      (fun b -> log "%s %b" label b)
      (fun exn -> log "%s %s" label (name exn));
  p

let pass limit label key = ask limit label key >|= ignore
let letters = [ "a"; "b"; "c"; "d"; "e"; "f"; "g" ]

let throttle () =
  run "throttle, one channel" (fun () ->
      let limit = Limit.create ~rate:2 ~max:10 ~n:1 in
      Lwt.join (List.map (fun label -> pass limit label 0) letters));
  run "throttle, full" (fun () ->
      let limit = Limit.create ~rate:1 ~max:2 ~n:1 in
      Lwt.join (List.map (fun label -> pass limit label 0) letters));
  run "throttle, many channels" (fun () ->
      let limit = Limit.create ~rate:1 ~max:100 ~n:1 in
      Lwt.join
        (List.concat_map
           (fun key ->
             List.map
               (fun label -> pass limit (Printf.sprintf "%d%s" key label) key)
               [ "a"; "b"; "c" ])
           [ 5; 3; 21; 37; 4; 20; 16 ]));
  run "throttle, table grows" (fun () ->
      let limit = Limit.create ~rate:1 ~max:1000 ~n:1 in
      let keys = List.init 40 (fun i -> i * 7) in
      let first = List.map (fun key -> Limit.wait limit key >|= ignore) keys in
      Lwt.join
        (first
        @ List.map (fun key -> pass limit (string_of_int key) key) (List.rev keys)));
  run "throttle, asks again" (fun () ->
      let limit = Limit.create ~rate:2 ~max:10 ~n:1 in
      let rec loop i =
        if i = 7 then Lwt.return_unit
        else pass limit (string_of_int i) 0 >>= fun () -> loop (i + 1)
      in
      loop 1);
  run "throttle, canceled" (fun () ->
      let limit = Limit.create ~rate:1 ~max:2 ~n:1 in
      let a = pass limit "a" 0 in
      let b = pass limit "b" 0 in
      let c = pass limit "c" 0 in
      Lwt.cancel b;
      let d = pass limit "d" 0 in
      Lwt.join [ a; c; d ] >>= fun () ->
      pass limit "e" 0 >>= fun () -> pass limit "f" 0);
  run "throttle, clean in between" (fun () ->
      let limit = Limit.create ~rate:1 ~max:2 ~n:1 in
      pass limit "a" 0 >>= fun () ->
      Lwt_unix.sleep 0.75 >>= fun () ->
      pass limit "b" 0 >>= fun () ->
      Lwt_unix.sleep 1.5 >>= fun () ->
      log "%d timers" (Lwt_engine.timer_count ());
      Lwt_unix.sleep 0.25 >>= fun () ->
      pass limit "c" 0 >>= fun () -> pass limit "d" 0);
  List.iter
    (fun (rate, max, n) ->
      run (Printf.sprintf "throttle, rate %d max %d n %d" rate max n) (fun () ->
          ignore (Limit.create ~rate ~max ~n);
          log "made";
          Lwt.return_unit))
    [ (0, 1, 1); (1, 0, 1); (1, 1, -1); (1, 1, 0) ]

(* Waits until the wheel stands still, for the next program. *)
let rest () = Lwt_unix.sleep 30.

let timeouts () =
  let timeout label n = Lwt_timeout.create n (fun () -> log "%s" label) in
  run "timeout, start" (fun () ->
      let a = timeout "a" 1 and b = timeout "b" 3 in
      Lwt_timeout.start b;
      Lwt_timeout.start a;
      rest ());
  run "timeout, of one moment" (fun () ->
      List.iter (fun label -> Lwt_timeout.start (timeout label 2)) letters;
      rest ());
  run "timeout, in the middle of a second" (fun () ->
      let a = timeout "a" 2 and b = timeout "b" 2 and c = timeout "c" 1 in
      Lwt_timeout.start a;
      Lwt_unix.sleep 0.5 >>= fun () ->
      Lwt_timeout.start b;
      Lwt_timeout.start c;
      rest ());
  run "timeout, stop" (fun () ->
      let a = timeout "a" 2 and b = timeout "b" 2 in
      Lwt_timeout.start a;
      Lwt_timeout.start b;
      Lwt_timeout.stop a;
      Lwt_timeout.stop a;
      rest ());
  run "timeout, start again" (fun () ->
      let a = timeout "a" 3 in
      Lwt_timeout.start a;
      Lwt_unix.sleep 2.5 >>= fun () ->
      Lwt_timeout.start a;
      rest () >>= fun () ->
      Lwt_timeout.start a;
      rest ());
  run "timeout, change" (fun () ->
      let a = timeout "a" 3 and b = timeout "b" 2 in
      Lwt_timeout.start a;
      Lwt_timeout.change a 5;
      Lwt_timeout.change b 1;
      Lwt_unix.sleep 1.5 >>= fun () ->
      Lwt_timeout.start b;
      Lwt_timeout.change a 10;
      rest ());
  run "timeout, starts itself" (fun () ->
      let count = ref 0 in
      let rec a =
        lazy
          (Lwt_timeout.create 1 (fun () ->
               incr count;
               log "a %d" !count;
               if !count < 4 then Lwt_timeout.start (Lazy.force a)))
      in
      Lwt_timeout.start (Lazy.force a);
      rest ());
  run "timeout, wheel grows while it turns" (fun () ->
      Lwt_timeout.start (timeout "a" 2);
      Lwt_timeout.start (timeout "b" 4);
      Lwt_unix.sleep 1.5 >>= fun () ->
      Lwt_timeout.start (timeout "c" 40);
      Lwt_timeout.start (timeout "d" 3);
      rest () >>= rest);
  run "timeout, raises" (fun () ->
      let hook = !Lwt.async_exception_hook in
      (Lwt.async_exception_hook := fun exn -> log "hook %s" (name exn));
      let raises = Lwt_timeout.create 1 (fun () -> raise Boom) in
      Lwt_timeout.start raises;
      Lwt_timeout.start (timeout "after" 1);
      rest () >>= fun () ->
      Lwt_timeout.set_exn_handler (fun exn -> log "handler %s" (name exn));
      Lwt_timeout.start raises;
      rest () >|= fun () ->
      Lwt_timeout.set_exn_handler (fun exn -> !Lwt.async_exception_hook exn);
      Lwt.async_exception_hook := hook);
  run "timeout, timers" (fun () ->
      let count () = log "%d timers" (Lwt_engine.timer_count ()) in
      let a = timeout "a" 2 in
      Lwt_timeout.start a;
      count ();
      Lwt_timeout.stop a;
      Lwt_unix.sleep 0.5 >>= fun () ->
      count ();
      Lwt_unix.sleep 1. >|= count);
  List.iter
    (fun n ->
      run (Printf.sprintf "timeout, of %d" n) (fun () ->
          ignore (timeout "a" n);
          Lwt.return_unit))
    [ 0; -1 ];
  run "timeout, changed to 0" (fun () ->
      Lwt_timeout.change (timeout "a" 1) 0;
      Lwt.return_unit)

(* So many turns of main, of a second each. *)
let rec turns n =
  if n = 0 then Lwt.return_unit
  else Lwt_unix.sleep 1. >>= fun () -> turns (n - 1)

let hooks () =
  let module Enter_iter_hooks = Lwt_main.Enter_iter_hooks in
  let module Leave_iter_hooks = Lwt_main.Leave_iter_hooks in
  run "hooks, order" (fun () ->
      let enter label () = log "enter %s" label in
      let leave label () = log "leave %s" label in
      ignore (Enter_iter_hooks.add_first (enter "b"));
      ignore (Enter_iter_hooks.add_first (enter "a"));
      ignore (Enter_iter_hooks.add_last (enter "c"));
      ignore (Leave_iter_hooks.add_last (leave "a"));
      ignore (Leave_iter_hooks.add_last (leave "b"));
      Lwt_unix.sleep 1. >>= fun () ->
      log "slept";
      Lwt.pause () >>= fun () ->
      log "paused";
      Lwt_unix.sleep 1. >|= fun () -> log "slept");
  Enter_iter_hooks.remove_all ();
  Leave_iter_hooks.remove_all ();
  run "hooks, yield" (fun () ->
      ignore (Enter_iter_hooks.add_last (fun () -> log "enter"));
      ignore (Leave_iter_hooks.add_last (fun () -> log "leave"));
      (Lwt_main.yield [@ocaml.warning "-3"]) () >|= fun () -> log "yielded");
  Enter_iter_hooks.remove_all ();
  Leave_iter_hooks.remove_all ();
  run "hooks, removed" (fun () ->
      let a = Enter_iter_hooks.add_last (fun () -> log "a") in
      ignore (Enter_iter_hooks.add_last (fun () -> log "b"));
      Enter_iter_hooks.remove a;
      Enter_iter_hooks.remove a;
      turns 3);
  Enter_iter_hooks.remove_all ();
  run "hooks, change while they run" (fun () ->
      let rec c = lazy (Enter_iter_hooks.add_last (fun () -> log "c")) in
      let first = ref true in
      ignore
        (Enter_iter_hooks.add_last (fun () ->
             log "a";
             if !first then begin
               first := false;
               Enter_iter_hooks.remove (Lazy.force c);
               ignore (Enter_iter_hooks.add_first (fun () -> log "first"));
               ignore (Enter_iter_hooks.add_last (fun () -> log "last"))
             end));
      ignore (Enter_iter_hooks.add_last (fun () -> log "b"));
      ignore (Lazy.force c);
      turns 3);
  Enter_iter_hooks.remove_all ();
  run "hooks, removes itself" (fun () ->
      let rec a =
        lazy
          (Enter_iter_hooks.add_last (fun () ->
               log "a";
               Enter_iter_hooks.remove (Lazy.force a)))
      in
      ignore (Lazy.force a);
      ignore (Enter_iter_hooks.add_last (fun () -> log "b"));
      turns 3);
  Enter_iter_hooks.remove_all ();
  run "hooks, enter raises" (fun () ->
      ignore (Enter_iter_hooks.add_last (fun () -> raise Boom));
      turns 1);
  Enter_iter_hooks.remove_all ();
  run "hooks, leave raises" (fun () ->
      ignore (Leave_iter_hooks.add_last (fun () -> raise Boom));
      Lwt_unix.sleep 1. >>= fun () ->
      log "slept";
      turns 1);
  Leave_iter_hooks.remove_all ();
  run "hooks, resolved" (fun () ->
      ignore (Enter_iter_hooks.add_last (fun () -> log "enter"));
      Lwt.return_unit);
  Enter_iter_hooks.remove_all ()

let timer () =
  run "timer, once" (fun () ->
      let e = Lwt_engine.on_timer 1. false (fun _ -> log "a") in
      log "%d timers" (Lwt_engine.timer_count ());
      Lwt_unix.sleep 3. >|= fun () ->
      log "%d timers" (Lwt_engine.timer_count ());
      Lwt_engine.stop_event e);
  run "timer, repeated" (fun () ->
      let count = ref 0 in
      ignore
        (Lwt_engine.on_timer 1. true (fun e ->
             incr count;
             log "a %d" !count;
             if !count = 3 then Lwt_engine.stop_event e));
      Lwt_unix.sleep 6. >|= fun () ->
      log "%d timers" (Lwt_engine.timer_count ()));
  run "timer, stopped" (fun () ->
      let e = Lwt_engine.on_timer 1. true (fun _ -> log "a") in
      Lwt_engine.stop_event e;
      Lwt_engine.stop_event e;
      Lwt_engine.stop_event Lwt_engine.fake_event;
      Lwt_unix.sleep 3.);
  run "timer, raises" (fun () ->
      ignore (Lwt_engine.on_timer 1. false (fun _ -> raise Boom));
      Lwt_unix.sleep 3.);
  run "timer, among sleeps" (fun () ->
      let sleep label = Lwt_unix.sleep 1. >|= fun () -> log "%s" label in
      let a = sleep "a" in
      ignore (Lwt_engine.on_timer 1. false (fun _ -> log "timer"));
      let b = sleep "b" in
      Lwt.join [ a; b ]);
  run "timer, stops another" (fun () ->
      let second = ref Lwt_engine.fake_event in
      ignore
        (Lwt_engine.on_timer 1. false (fun _ ->
             log "first";
             Lwt_engine.stop_event !second));
      second := Lwt_engine.on_timer 1. false (fun _ -> log "second");
      Lwt_unix.sleep 3.)

let () =
  throttle ();
  timeouts ();
  hooks ();
  timer ()
