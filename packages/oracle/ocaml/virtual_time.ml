(* An engine for the real Lwt whose clock jumps.

   The clock starts at 0. When nothing is ready and nothing is in flight it goes
   to the next deadline at once, so that a program's times are exact and the
   same on every run. What is in flight is waited for in real time: jobs of
   Lwt_unix (files), threads of Lwt_preemptive, child processes, sockets.

   An iteration is that of Lwt's own engines: what is due, then what is ready.
   Sleeps with one deadline end in the order in which they were made. Lwt's
   engines give such sleeps in no certain order: their clocks tell most of them
   apart, and their heaps are not stable where these do not. *)

(* Nothing can ever wake what main waits for. *)
exception Deadlock

let () =
  Printexc.register_printer (function
    | Deadlock -> Some "deadlock: nothing can wake what main waits for"
    | _ -> None)

module Timers = Map.Make (struct
  (* When, and how many were made before. *)
  type t = float * int

  let compare = compare
end)

type watch = {
  fd : Unix.file_descr;
  call : unit -> unit;
  mutable stopped : bool;
}

(* What sockets of this machine send to each other arrives within it. *)
let grace = 0.02

(* Lwt_unix watches one descriptor of its own: threads write to it. *)
let own_watches = 1

let in_flight () =
  Lwt_preemptive.nbthreadsbusy () > 0
  || Lwt_unix.wait_count () > 0
  || Lwt.is_sleeping (Lwt_unix.wait_for_jobs ())

(* Whole nanoseconds: 0.1 and then 0.2 later is the same moment as 0.3. *)
let later now delay = Float.round ((now +. Float.max 0. delay) *. 1e9) /. 1e9

class engine =
  object (self)
    inherit Lwt_engine.abstract
    val mutable now = 0.
    val mutable sleeps : (unit -> unit) Timers.t = Timers.empty
    val mutable made = 0
    val mutable reads : watch list = []
    val mutable writes : watch list = []

    method now = now
    method private cleanup = ()

    method iter block =
      let ready = self#select 0. in
      let ready = if block && ready = ([], []) then self#wait else ready in
      self#run_due;
      self#run_ready ready

    (* Sleeps until something is ready, or jumps. *)
    method private wait =
      let sockets = self#readable_count + self#writable_count > own_watches in
      match Timers.min_binding_opt sleeps with
      | Some ((deadline, _), _) when deadline <= now -> ([], [])
      | _ when in_flight () -> self#select (-1.)
      | None when sockets -> self#select (-1.)
      | None -> raise Deadlock
      | Some ((deadline, _), _) ->
          let ready = if sockets then self#select grace else ([], []) in
          if ready = ([], []) then now <- deadline;
          ready

    method private select timeout =
      let fds = List.map (fun { fd; _ } -> fd) in
      match Unix.select (fds reads) (fds writes) [] timeout with
      | readable, writable, _ -> (readable, writable)
      | exception Unix.Unix_error (Unix.EINTR, _, _) -> ([], [])

    (* A sleep that starts meanwhile waits for the next iteration, even if it
       is of no length; one that is stopped meanwhile does not end. *)
    method private run_due =
      let is_due (deadline, _) = deadline <= now in
      let due = Timers.filter (fun key _ -> is_due key) sleeps in
      Timers.iter
        (fun key call ->
          if Timers.mem key sleeps then begin
            sleeps <- Timers.remove key sleeps;
            call ()
          end)
        due

    method private run_ready (readable, writable) =
      let run ready watches =
        List.iter
          (fun watch ->
            if (not watch.stopped) && List.mem watch.fd ready then
              watch.call ())
          watches
      in
      run readable (List.rev reads);
      run writable (List.rev writes)

    method private register_readable fd call =
      let watch = { fd; call; stopped = false } in
      reads <- watch :: reads;
      lazy
        (watch.stopped <- true;
         reads <- List.filter (( != ) watch) reads)

    method private register_writable fd call =
      let watch = { fd; call; stopped = false } in
      writes <- watch :: writes;
      lazy
        (watch.stopped <- true;
         writes <- List.filter (( != ) watch) writes)

    method private register_timer delay repeat call =
      let current = ref (0., 0) in
      let rec start () =
        made <- made + 1;
        current := (later now delay, made);
        sleeps <- Timers.add !current fire sleeps
      and fire () =
        if repeat then start ();
        call ()
      in
      start ();
      lazy (sleeps <- Timers.remove !current sleeps)
  end
