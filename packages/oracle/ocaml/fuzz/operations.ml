(* The operations of Lwt, in the order of src/fuzz/lwt/grammar.ts. *)

open World
open Reader

let operation : string -> unit -> unit = function
  (* Promises and resolvers *)
  | "return" ->
      make (fun () -> let n = int () in fun () -> Lwt.return (number n))
  | "fail" -> make (fun () -> let n = int () in fun () -> Lwt.fail (exn_of n))
  | "wait" -> make_with_resolver Lwt.wait
  | "task" -> make_with_resolver Lwt.task
  | "wakeup" -> wake (fun u n -> Lwt.wakeup u (number n))
  | "wakeup_exn" -> wake (fun u n -> Lwt.wakeup_exn u (exn_of n))
  | "wakeup_later" -> wake (fun u n -> Lwt.wakeup_later u (number n))
  | "wakeup_later_exn" -> wake (fun u n -> Lwt.wakeup_later_exn u (exn_of n))
  (* One after the other *)
  | "bind" ->
      make_of (fun () -> let f = body () in fun p -> Lwt.bind p (on_value f))
  | "map" ->
      make_of (fun () -> let f = body () in fun p -> Lwt.map (mapping f) p)
  | "catch" ->
      make (fun () ->
          let f = body () in
          let h = body () in
          fun () -> Lwt.catch (thunk f) (on_exn h))
  | "finalize" ->
      make (fun () ->
          let f = body () in
          let after = body () in
          fun () -> Lwt.finalize (thunk f) (unit_of (thunk after)))
  | "try_bind" ->
      make (fun () ->
          let f = body () in
          let g = body () in
          let h = body () in
          fun () -> Lwt.try_bind (thunk f) (on_value g) (on_exn h))
  | "apply" ->
      make (fun () -> let f = body () in fun () -> Lwt.apply (thunk f) ())
  | "wrap" ->
      make (fun () ->
          let f = body () in
          fun () -> Lwt.wrap (fun () -> mapping f (number 0)))
  | "gen" ->
      make (fun () ->
          let slots = list () in
          let last = body () in
          let rec go = function
            | [] ->
                Lwt.bind (thunk last ()) (fun value ->
                    log "gen" (value_text value ^ keys_text ());
                    Lwt.return value)
            | slot :: others ->
                Lwt.bind p.(slot) (fun value ->
                    log "gen" (value_text value ^ keys_text ());
                    go others)
          in
          fun () -> Lwt.apply go slots)
  | "loop" ->
      make (fun () ->
          let times = int () in
          let f = body () in
          let rec loop n =
            if n = 0 then Lwt.return (number times)
            else Lwt.bind (on_value f (number n)) (fun _ -> loop (n - 1))
          in
          fun () -> loop times)
  (* Several *)
  | "both" ->
      make (fun () ->
          let a = int () in
          let b = int () in
          fun () -> any (Lwt.both p.(a) p.(b)))
  | "join" -> make_of_list (fun ps -> any (Lwt.join (units ps)))
  | "all" ->
      make_of_list (function
        (* Not Lwt's one constant: in JavaScript an empty list can be changed. *)
        | [] -> Lwt.map Fun.id (any (Lwt.all []))
        | ps -> any (Lwt.all ps))
  | "choose" -> make_of_list Lwt.choose
  | "pick" -> make_of_list Lwt.pick
  | "nchoose" -> make_of_list (fun ps -> any (Lwt.nchoose ps))
  | "npick" ->
      make_of_list (fun ps ->
          let result = any (Lwt.npick ps) in
          npicks := (result, ps) :: !npicks;
          result)
  | "nchoose_split" ->
      make_of_list (fun ps ->
          let place p =
            let rec go i = function
              | q :: others -> if p == q then i else go (i + 1) others
              | [] -> -1
            in
            string_of_int (go 0 ps)
          in
          Lwt.map
            (fun (values, sleeping) ->
              log "split" (String.concat "," (List.map place sleeping));
              Obj.repr values)
            (Lwt.nchoose_split ps))
  (* Cancellation *)
  | "cancel" -> on (fun () -> Lwt.cancel)
  | "protected" -> make_of (fun () -> Lwt.protected)
  | "no_cancel" -> make_of (fun () -> Lwt.no_cancel)
  | "wrap_in_cancelable" -> make_of (fun () -> Lwt.wrap_in_cancelable)
  | "on_cancel" ->
      on (fun () ->
          let f = body () in
          fun p -> Lwt.on_cancel p (unit_thunk f))
  (* Callbacks that nobody waits for *)
  | "on_success" ->
      on (fun () ->
          let f = body () in
          fun p -> Lwt.on_success p (unit_on_value f))
  | "on_failure" ->
      on (fun () ->
          let f = body () in
          fun p -> Lwt.on_failure p (unit_on_exn f))
  | "on_termination" ->
      on (fun () ->
          let f = body () in
          fun p -> Lwt.on_termination p (unit_thunk f))
  | "on_any" ->
      on (fun () ->
          let f = body () in
          let h = body () in
          fun p -> Lwt.on_any p (unit_on_value f) (unit_on_exn h))
  | "async" ->
      let f = body () in
      act (fun () -> Lwt.async (unit_of (thunk f)))
  | "dont_wait" ->
      let f = body () in
      let h = body () in
      act (fun () -> Lwt.dont_wait (unit_of (thunk f)) (unit_on_exn h))
  | "ignore_result" -> on (fun () p -> Lwt.ignore_result (units [ p ] |> List.hd))
  | "hook" ->
      let mode = int () in
      act (fun () -> hook_raises := mode = 1)
  | "abandon_wakeups" ->
      act (fun () ->
          for _ = 1 to 20 do
            Lwt.abandon_wakeups ()
          done)
  (* Looking *)
  | "state" -> on (fun () p -> log "state" (state_text p))
  | "is_sleeping" ->
      on (fun () p -> log "is_sleeping" (string_of_bool (Lwt.is_sleeping p)))
  | "poll" ->
      on (fun () p ->
          log "poll"
            (option_text (Lwt.poll p)))
  | "same" ->
      let a = int () in
      let b = int () in
      act (fun () -> log "same" (string_of_bool (p.(a) == p.(b))))
  (* Storage *)
  | "with_value" ->
      make (fun () ->
          let key = int () in
          let n = int () in
          let f = body () in
          let value = if n = 0 then None else Some n in
          fun () -> Lwt.with_value keys.(key) value (thunk f))
  | "get" ->
      let key = int () in
      act (fun () -> log "get" (key_text keys.(key)))
  (* Pauses and time *)
  | "pause" ->
      make (fun () () ->
          let pause = Lwt.pause () in
          pauses := pause :: !pauses;
          any pause)
  | "wakeup_paused" -> act Lwt.wakeup_paused
  | "abandon_paused" ->
      act (fun () ->
          let pausing = List.filter Lwt.is_sleeping !pauses in
          abandoned := pausing @ !abandoned;
          Lwt.abandon_paused ())
  | "paused_count" ->
      act (fun () -> log "paused" (string_of_int (Lwt.paused_count ())))
  | "sleep" ->
      main_is_needed := true;
      make (fun () ->
          let ms = int () in
          fun () -> any (Lwt_unix.sleep (float_of_int ms /. 1000.)))
  | "with_timeout" ->
      main_is_needed := true;
      make (fun () ->
          let ms = int () in
          let f = body () in
          fun () ->
            Lwt_unix.with_timeout (float_of_int ms /. 1000.) (thunk f))
  | "yield" ->
      main_is_needed := true;
      make (fun () () -> any ((Lwt_main.yield [@ocaml.warning "-3"]) ()))
  | other -> Queues.operation other
