(* What Lwt.cancel stops, what it leaves alone, and what its manual says. *)

let canceled promise = Lwt.state promise = Lwt.Fail Lwt.Canceled
let pending promise = Lwt.state promise = Lwt.Sleep

let cancellation () =
  let task, _ = Lwt.task () in
  Lwt.cancel task;
  Fact.flag "cancel rejects a promise of Lwt.task" (canceled task);
  let waiting, _ = Lwt.wait () in
  Lwt.cancel waiting;
  Fact.flag "Lwt.wait stays pending" (pending waiting);
  let source, _ = Lwt.task () in
  let bound = Lwt.bind source Lwt.return in
  Lwt.cancel bound;
  Fact.flag "cancel reaches back through bind" (canceled source);
  let work, finish = Lwt.task () in
  let guard = Lwt.protected work in
  Lwt.cancel guard;
  Fact.flag "cancel rejects the promise of protected" (canceled guard);
  Fact.flag "protected goes on" (pending work);
  Lwt.wakeup finish ();
  Fact.flag "work behind protected ends well" (Lwt.state work = Lwt.Return ())

let losers () =
  let events = ref [] in
  let log event = events := event :: !events in
  let fast, finish = Lwt.task () in
  let slow, _ = Lwt.task () in
  let loser =
    Lwt.finalize
      (fun () -> slow)
      (fun () ->
        log "finaliser";
        Lwt.return_unit)
  in
  let winner = Lwt.pick [ fast; loser ] in
  Lwt.on_success winner (fun () -> log "result");
  Lwt.wakeup finish ();
  Fact.flag "pick's loser ends before its result"
    (List.rev !events = [ "finaliser"; "result" ]);
  let fast, finish = Lwt.task () in
  let loser, _ = Lwt.task () in
  let winner = Lwt.choose [ fast; loser ] in
  Lwt.wakeup finish ();
  Fact.flag "choose's loser stays pending"
    (pending loser && not (pending winner))

(* Three resolved promises, 3000 times: how often does each one win? *)
let choices name among =
  let wins = Array.make 3 0 in
  let ready = List.map Lwt.return [ 0; 1; 2 ] in
  for _ = 1 to 3000 do
    match Lwt.state (among ready) with
    | Lwt.Return winner -> wins.(winner) <- wins.(winner) + 1
    | Lwt.Fail _ | Lwt.Sleep -> assert false
  done;
  Array.iteri
    (fun place count ->
      Fact.count
        (Printf.sprintf "%s: wins of ready promise %d" name (place + 1))
        count "of 3000")
    wins

let contains line words =
  let length = String.length words in
  let rec from place =
    place + length <= String.length line
    && (String.sub line place length = words || from (place + 1))
  in
  from 0

(* The places in lwt.mli, about cancellation, that advise against it: in the
   note of its section, and in the comment of [cancel]. *)
let manual () =
  let channel = Unix.open_process_in "ocamlfind query lwt" in
  let folder = input_line channel in
  ignore (Unix.close_process_in channel);
  let lines =
    Compiler.read (Filename.concat folder "lwt.mli")
    |> String.split_on_char '\n'
    |> List.mapi (fun place line -> (place + 1, line))
  in
  let comment_after start =
    let rec skip = function
      | (_, line) :: rest when not (contains line start) -> skip rest
      | found -> found
    and take = function
      | ((_, line) as last) :: _ when contains line "*)" -> [ last ]
      | line :: rest -> line :: take rest
      | [] -> []
    in
    take (skip lines)
  in
  let against =
    comment_after "{2:2_Cancellation " @ comment_after "val cancel :"
    |> List.filter (fun (_, line) ->
           contains line "discouraged" || contains line "avoid [Lwt.cancel]")
  in
  Fact.count "warnings in lwt.mli" (List.length against)
    "";
  Fact.text "where they stand"
    (against
    |> List.map (fun (place, _) -> Printf.sprintf "lwt.mli:%d" place)
    |> String.concat ", ")

let () =
  cancellation ();
  losers ();
  choices "choose" Lwt.choose;
  choices "pick" Lwt.pick;
  manual ()
