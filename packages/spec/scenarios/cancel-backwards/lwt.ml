let finalised = ref []

let scope lane wait =
  Scenario.log lane "starts";
  (wait ())
    [%lwt.finally
      Scenario.log lane "is finalised";
      finalised := lane :: !finalised;
      Lwt.return_unit]

(* 1. the outer work waits for the middle, and that for the inner *)
let inner () = scope "inner" (fun () -> Lwt_unix.sleep 1.)
let middle () = scope "middle" inner

let helper () =
  Scenario.log "helper" "starts";
  let%lwt () = Lwt_unix.sleep 0.02 in
  Scenario.log "helper" "ends";
  Lwt.return_unit

let outer () =
  scope "outer" (fun () ->
      (* 2. the outer work starts a helper that it does not wait for *)
      Lwt.async helper;
      middle ())

let main () =
  let work = outer () in

  (* 3. main cancels the outer work after 10 ms *)
  let%lwt () = Lwt_unix.sleep 0.01 in
  Scenario.log "main" "cancels outer";
  Lwt.cancel work;

  (* 4. the finalisers have run from the inside out, before main goes on *)
  Scenario.log "main" "goes on";
  assert (List.rev !finalised = [ "inner"; "middle"; "outer" ]);
  assert (Lwt.state work = Lwt.Fail Lwt.Canceled);

  (* 5. the helper goes on to its end *)
  let%lwt () = Lwt_unix.sleep 0.02 in
  Scenario.log "main" "is done";
  Lwt.return_unit

let () = Lwt_main.run (main ())
