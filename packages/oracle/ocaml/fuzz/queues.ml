(* The operations of what promises wait in line for. *)

open World
open Reader

let operation : string -> unit -> unit = function
  (* Lwt_mutex *)
  | "mutex_lock" ->
      make (fun () ->
          let m = int () in
          fun () -> any (Lwt_mutex.lock mutexes.(m)))
  | "mutex_unlock" ->
      let m = int () in
      act (fun () -> Lwt_mutex.unlock mutexes.(m))
  | "mutex_with_lock" ->
      make (fun () ->
          let m = int () in
          let f = body () in
          fun () -> Lwt_mutex.with_lock mutexes.(m) (thunk f))
  | "mutex_look" ->
      let m = int () in
      act (fun () ->
          log "mutex"
            (string_of_bool (Lwt_mutex.is_locked mutexes.(m))
            ^ ","
            ^ string_of_bool (Lwt_mutex.is_empty mutexes.(m))))
  (* Lwt_condition *)
  | "condition_wait" ->
      make (fun () ->
          let c = int () in
          fun () -> Lwt_condition.wait conditions.(c))
  | "condition_wait_mutex" ->
      make (fun () ->
          let c = int () in
          let m = int () in
          fun () -> Lwt_condition.wait ~mutex:mutexes.(m) conditions.(c))
  | "condition_signal" ->
      let c = int () in
      let n = int () in
      act (fun () -> Lwt_condition.signal conditions.(c) (number n))
  | "condition_broadcast" ->
      let c = int () in
      let n = int () in
      act (fun () -> Lwt_condition.broadcast conditions.(c) (number n))
  | "condition_broadcast_exn" ->
      let c = int () in
      let n = int () in
      act (fun () -> Lwt_condition.broadcast_exn conditions.(c) (exn_of n))
  (* Lwt_mvar *)
  | "mvar_put" ->
      make (fun () ->
          let x = int () in
          let n = int () in
          fun () -> any (Lwt_mvar.put mvars.(x) (number n)))
  | "mvar_take" ->
      make (fun () ->
          let x = int () in
          fun () -> Lwt_mvar.take mvars.(x))
  | "mvar_take_available" ->
      let x = int () in
      act (fun () ->
          log "take_available"
            (option_text (Lwt_mvar.take_available mvars.(x))))
  | "mvar_is_empty" ->
      let x = int () in
      act (fun () ->
          log "is_empty" (string_of_bool (Lwt_mvar.is_empty mvars.(x))))
  | other -> wrong other
