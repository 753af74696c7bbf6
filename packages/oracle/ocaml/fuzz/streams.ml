(* The operations of pools and of streams. *)

open World
open Reader

(* Pools: their members are numbers from 1 on. The first makes them at once and
   finds the even ones bad; the second makes them one turn later. *)

let made = ref 0

let make_member () =
  incr made;
  log "made" (string_of_int !made);
  number !made

let is_odd value =
  match value_text value with
  | "" -> false
  | text -> Char.code text.[String.length text - 1] land 1 = 1

let told lane member =
  log lane (value_text member);
  is_odd member

let dispose member =
  log "dispose" (value_text member);
  Lwt.return_unit

let pools : value Lwt_pool.t array =
  [|
    Lwt_pool.create 1
      ~validate:(fun member -> Lwt.return (told "validate" member))
      ~check:(fun member is_ok -> is_ok (told "check" member))
      ~dispose
      (fun () -> Lwt.return (make_member ()));
    Lwt_pool.create 2 ~dispose (fun () ->
        let pause = Lwt.pause () in
        pauses := pause :: !pauses;
        Lwt.map make_member pause);
  |]

(* Streams: two that are pushed to, a bounded one, and a list. *)

let first_stream, first_push = Lwt_stream.create ()
let second_stream, second_push = Lwt_stream.create ()
let bounded_stream, bounded = Lwt_stream.create_bounded 2
let pushes : (value option -> unit) array = [| first_push; second_push |]

let s : value Lwt_stream.t array =
  [|
    first_stream;
    second_stream;
    bounded_stream;
    Lwt_stream.of_list (List.map number [ 4; 5; 6 ]);
  |]

let option n = if n = 0 then None else Some (number n)

(* In JavaScript nothing is the end of a stream: a unit is 9 here. *)
let not_unit value = if value_text value = "" then number 9 else value

(* A stream made of a function ends after so many elements. *)
let most = 3

let until_most f none =
  let left = ref most in
  fun () ->
    if !left = 0 then none
    else begin
      decr left;
      f ()
    end

let read_with f =
  make (fun () ->
      let stream = int () in
      fun () -> any (f s.(stream)))

let read_some f =
  make (fun () ->
      let n = int () in
      let stream = int () in
      fun () -> any (f n s.(stream)))

let walk f =
  make (fun () ->
      let stream = int () in
      let body = body () in
      fun () -> any (f body s.(stream)))

let tell f =
  let stream = int () in
  act (fun () -> f s.(stream))

let into f =
  let stream = int () in
  let f = f () in
  act (fun () -> s.(stream) <- f ())

let into_of f =
  into (fun () ->
      let source = int () in
      let body = body () in
      fun () -> f body s.(source))

let into_of_two f =
  into (fun () ->
      let a = int () in
      let b = int () in
      fun () -> Obj.magic (f s.(a) s.(b)))

let truth body value = Lwt.map is_odd (on_value body value)
let unit_promise body value : unit Lwt.t = Obj.magic (on_value body value)

let operation : string -> unit -> unit = function
  (* Lwt_pool *)
  | "pool_use" ->
      make (fun () ->
          let pool = int () in
          let f = body () in
          fun () -> Lwt_pool.use pools.(pool) (on_value f))
  | "pool_clear" ->
      make (fun () ->
          let pool = int () in
          fun () -> any (Lwt_pool.clear pools.(pool)))
  | "pool_look" ->
      let pool = int () in
      act (fun () ->
          log "pool" (string_of_int (Lwt_pool.wait_queue_length pools.(pool))))
  (* Lwt_stream: making *)
  | "stream_push" ->
      let push = int () in
      let value = option (int ()) in
      act (fun () -> pushes.(push) value)
  | "stream_bounded_push" ->
      make (fun () ->
          let n = int () in
          fun () -> any (bounded#push (number n)))
  | "stream_bounded_close" -> act (fun () -> bounded#close)
  | "stream_bounded_resize" ->
      let size = int () in
      act (fun () -> bounded#resize size)
  | "stream_bounded_look" ->
      act (fun () ->
          log "bounded"
            (Printf.sprintf "%d,%d,%b,%b" bounded#size bounded#count
               bounded#blocked bounded#closed))
  | "stream_from" ->
      into (fun () ->
          let f = body () in
          fun () ->
            let next () =
              Lwt.map (fun value -> Some (not_unit value)) (thunk f ())
            in
            Lwt_stream.from (until_most next Lwt.return_none))
  | "stream_from_direct" ->
      into (fun () ->
          let f = body () in
          fun () ->
            let next () = Some (not_unit (mapping f (number 0))) in
            Lwt_stream.from_direct (until_most next None))
  | "stream_return_lwt" ->
      into (fun () ->
          let slot = int () in
          fun () -> Lwt_stream.return_lwt p.(slot))
  | "stream_clone" ->
      into (fun () ->
          let source = int () in
          fun () -> Lwt_stream.clone s.(source))
  (* Reading *)
  | "stream_get" -> read_with Lwt_stream.get
  | "stream_peek" -> read_with Lwt_stream.peek
  | "stream_next" -> read_with Lwt_stream.next
  | "stream_junk" -> read_with Lwt_stream.junk
  | "stream_is_empty" -> read_with Lwt_stream.is_empty
  | "stream_to_list" -> read_with Lwt_stream.to_list
  | "stream_last_new" -> read_with Lwt_stream.last_new
  | "stream_junk_old" -> read_with Lwt_stream.junk_old
  | "stream_closed" -> read_with Lwt_stream.closed
  | "stream_nget" -> read_some Lwt_stream.nget
  | "stream_npeek" -> read_some Lwt_stream.npeek
  | "stream_njunk" -> read_some Lwt_stream.njunk
  | "stream_get_available" ->
      tell (fun s ->
          log "available"
            (value_text (Obj.repr (Lwt_stream.get_available s))))
  | "stream_is_closed" ->
      tell (fun s -> log "closed" (string_of_bool (Lwt_stream.is_closed s)))
  (* Walking *)
  | "stream_get_while_s" -> walk (fun f -> Lwt_stream.get_while_s (truth f))
  | "stream_junk_while_s" -> walk (fun f -> Lwt_stream.junk_while_s (truth f))
  | "stream_find_s" -> walk (fun f -> Lwt_stream.find_s (truth f))
  | "stream_iter_s" -> walk (fun f -> Lwt_stream.iter_s (unit_promise f))
  | "stream_iter_p" -> walk (fun f -> Lwt_stream.iter_p (unit_promise f))
  | "stream_iter_n" ->
      make (fun () ->
          let max_concurrency = int () in
          let stream = int () in
          let f = body () in
          fun () ->
            any
              (Lwt_stream.iter_n ~max_concurrency (unit_promise f) s.(stream)))
  | "stream_parse" ->
      walk (fun f s -> Lwt_stream.parse s (fun _ -> thunk f ()))
  (* Streams of streams *)
  | "stream_map" -> into_of (fun f -> Lwt_stream.map (mapping f))
  | "stream_map_s" -> into_of (fun f -> Lwt_stream.map_s (on_value f))
  | "stream_filter_s" -> into_of (fun f -> Lwt_stream.filter_s (truth f))
  | "stream_append" -> into_of_two Lwt_stream.append
  | "stream_choose" -> into_of_two (fun a b -> Lwt_stream.choose [ a; b ])
  | "stream_combine" -> into_of_two Lwt_stream.combine
  | other -> wrong other
