(* The public values of Lwt, as the compiler knows them: of every module of the
   libraries lwt and lwt.unix, in the order of declaration.

   Before the modules of a library stands its name. Then one line each: what it is,
   its path, its type, and whether it is deprecated.
   The values of a functor's result stand behind its name and (). *)

let lines_of command =
  let channel = Unix.open_process_in command in
  let rec read lines =
    match input_line channel with
    | line -> read (line :: lines)
    | exception End_of_file -> List.rev lines
  in
  let lines = read [] in
  match Unix.close_process_in channel with
  | Unix.WEXITED 0 -> lines
  | _ -> failwith (command ^ " fails")

let one_line print value =
  let buffer = Buffer.create 80 in
  let format = Format.formatter_of_buffer buffer in
  Format.pp_set_margin format 1_000_000;
  Format.pp_set_max_indent format 999_999;
  print format value;
  Format.pp_print_flush format ();
  String.concat " " (String.split_on_char '\n' (Buffer.contents buffer))

let type_of = one_line Printtyp.type_scheme

let is_operator name =
  match name.[0] with
  | 'a' .. 'z' | 'A' .. 'Z' | '_' ->
      (* let* and its kin are names with a symbol in them. *)
      String.exists (fun c -> String.contains "*+" c) name
  | _ -> true

let spelled name = if is_operator name then "(" ^ name ^ ")" else name

let is_deprecated attributes =
  Misc.Stdlib.String.Map.mem "deprecated"
    (Builtin_attributes.alerts_of_attrs attributes)

(* Where we are: the path, and whether all in it is deprecated. *)
type place = { path : string; deprecated : bool }

let inside { path; deprecated } name attributes =
  {
    path = path ^ "." ^ spelled name;
    deprecated = deprecated || is_deprecated attributes;
  }

let print kind ?(typed = "") { path; deprecated } =
  Printf.printf "%s %s%s%s\n" kind path
    (if typed = "" then "" else " : " ^ typed)
    (if deprecated then " [deprecated]" else "")

let rec signature env place items =
  let env = Env.add_signature items env in
  Printtyp.wrap_printing_env ~error:false env (fun () ->
      List.iter (item env place) items)

and item env place = function
  | Types.Sig_value (id, { val_type; val_attributes; _ }, Types.Exported) ->
      inside place (Ident.name id) val_attributes
      |> print "val" ~typed:(type_of val_type)
  | Types.Sig_typext (id, { ext_attributes; _ }, Types.Text_exception, _) ->
      print "exception" (inside place (Ident.name id) ext_attributes)
  | Types.Sig_class (id, { cty_attributes; cty_new = Some _; _ }, _, _) ->
      print "class" (inside place (Ident.name id) cty_attributes)
  | Types.Sig_module (id, _, { md_type; md_attributes; _ }, _, _) ->
      modtype env (inside place (Ident.name id) md_attributes) md_type
  | _ -> ()

and modtype env place given =
  match Mtype.scrape env given with
  | Types.Mty_signature items -> signature env place items
  | Types.Mty_functor (parameter, result) ->
      print "functor" place;
      let env =
        match parameter with
        | Types.Named (Some id, t) -> Env.add_module id Types.Mp_present t env
        | _ -> env
      in
      modtype env { place with path = place.path ^ "()" } result
  | _ -> failwith (place.path ^ " has no signature")

let unit_of file = String.capitalize_ascii (Filename.chop_suffix file ".cmi")

let folder_of library =
  match lines_of ("ocamlfind query -format %d " ^ library) with
  | [ folder ] -> folder
  | _ -> failwith (library ^ " is not one library")

let module_of env name =
  let _, { Types.md_type; md_attributes; _ } =
    Env.lookup_module ~loc:Location.none (Longident.Lident name) env
  in
  let deprecated = is_deprecated md_attributes in
  modtype env { path = name; deprecated } md_type

let () =
  List.iter Load_path.add_dir
    (lines_of "ocamlfind query -r -format %d lwt.unix");
  let env = Compmisc.initial_env () in
  [ "lwt"; "lwt.unix" ]
  |> List.iter (fun library ->
         Printf.printf "library %s\n" library;
         Array.to_list (Sys.readdir (folder_of library))
         |> List.filter (fun file -> Filename.check_suffix file ".cmi")
         |> List.map unit_of |> List.sort compare
         |> List.iter (module_of env))
