let started = Scenario.now ()
let six = [ 1; 2; 3; 4; 5; 6 ]

(* 1. main opens a channel of jobs and a channel of results *)
let () = Scenario.log "main" "opens the channels"
let jobs : int option Lwt_mvar.t = Lwt_mvar.create_empty ()
let results : int Lwt_mvar.t = Lwt_mvar.create_empty ()

(* 2. three workers start *)
let rec work () =
  match%lwt Lwt_mvar.take jobs with
  | None -> Lwt.return_unit
  | Some job ->
      Scenario.log "job" "is taken" ~value:(`Int job);
      let%lwt () = Lwt_unix.sleep 0.01 in
      Scenario.log "job" "is done" ~value:(`Int job);
      let%lwt () = Lwt_mvar.put results (job * job) in
      work ()

let worker n =
  Scenario.log (Printf.sprintf "worker%d" n) "starts";
  work ()

let () = List.iter (fun n -> Lwt.async (fun () -> worker n)) [ 1; 2; 3 ]

(* 3. main sends six jobs and closes the channel *)
let send () =
  let send_one job =
    Scenario.log "main" "sends" ~value:(`Int job);
    Lwt_mvar.put jobs (Some job)
  in
  let%lwt () = Lwt_list.iter_s send_one six in
  Scenario.log "main" "closes the jobs";
  for%lwt _n = 1 to 3 do
    Lwt_mvar.put jobs None
  done

let () = Lwt.async send

(* 4. each job takes 10 ms *)
let main () =
  let%lwt squares = Lwt_list.map_s (fun _ -> Lwt_mvar.take results) six in

  (* 5. main has all six results *)
  Scenario.log "main" "has all";
  assert (List.sort compare squares = [ 1; 4; 9; 16; 25; 36 ]);
  assert (Scenario.elapsed_ms started = 20);
  Lwt.return_unit

let () = Lwt_main.run (main ())
