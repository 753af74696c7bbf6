//! The public items of Tokio, as the compiler knows them: of the crate tokio
//! with the features full and test-util, and of tokio-util what cancels.
//!
//! One line each: what it is, its path, its signature, and whether it is
//! deprecated. It is read from rustdoc's JSON, whose form has changed between
//! compilers; the lines have not.

#[path = "tokio/form.rs"]
mod form;
#[path = "tokio/signature.rs"]
mod signature;

use form::{either, is_hidden, key, list, opened, place, text};
use serde_json::{json, Map, Value};
use signature::{fields, function, last_name, path_of, type_of};
use std::collections::{BTreeMap, HashSet};
use std::process::Command;

/// What is listed of tokio-util.
const CANCELLATION: [&str; 3] = [
    "tokio_util::sync::CancellationToken",
    "tokio_util::sync::DropGuard",
    "tokio_util::sync::WaitForCancellationFuture",
];

/// The traits by which a type has something to call, to await or to end. What
/// else is implemented (Debug, Eq, From, Send ...) is not listed.
const TRAITS: [&str; 10] = [
    "AsyncBufRead",
    "AsyncRead",
    "AsyncSeek",
    "AsyncWrite",
    "Clone",
    "Deref",
    "DerefMut",
    "Drop",
    "Error",
    "Future",
];

fn main() {
    for (package, name) in [("tokio", "tokio"), ("tokio-util", "tokio_util")] {
        let mut api = Api::new(documentation(package, name));
        api.find(name.to_string(), api.root());
        api.print(name);
    }
}

/// Has rustdoc write what it knows of a crate. We run inside of the crate that
/// depends on it.
fn documentation(package: &str, name: &str) -> Value {
    // Cargo has put us into target/release.
    let program = std::env::current_exe().unwrap();
    let target = program.ancestors().nth(2).unwrap();
    let json = ["--output-format", "json", "--document-hidden-items"];
    let output = Command::new("cargo")
        .env("RUSTC_BOOTSTRAP", "1")
        .args(["rustdoc", "--offline", "-p", package, "--target-dir"])
        .arg(target)
        .args(["--", "-Z", "unstable-options"])
        .args(json)
        .output()
        .unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{stderr}");
    let file = target.join("doc").join(format!("{name}.json"));
    serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap()
}

struct Api {
    document: Value,
    /// Each path in a module, and what stands there.
    paths: BTreeMap<String, String>,
}

impl Api {
    fn new(document: Value) -> Api {
        Api {
            document,
            paths: BTreeMap::new(),
        }
    }

    fn root(&self) -> Value {
        self.document["root"].clone()
    }

    fn item(&self, id: &Value) -> Option<&Value> {
        self.index().get(&key(id))
    }

    fn index(&self) -> &Map<String, Value> {
        self.document["index"].as_object().unwrap()
    }

    /// Finds the paths of all that a module makes public.
    fn find(&mut self, path: String, module: Value) {
        let (_, inner) = opened(&self.item(&module).unwrap().clone());
        for id in list(&inner["items"]) {
            self.found(&path, id);
        }
    }

    fn found(&mut self, path: &str, id: &Value) {
        let item = match self.item(id) {
            Some(item) => item.clone(),
            None => return,
        };
        if is_hidden(&item) {
            return;
        }
        let (kind, inner) = opened(&item);
        match kind.as_str() {
            "import" | "use" => self.imported(path, id, &inner),
            "module" => {
                let inside = format!("{path}::{}", text(&item["name"]));
                self.paths.insert(inside.clone(), key(id));
                self.find(inside, id.clone());
            }
            "impl" => {}
            _ => {
                let inside = format!("{path}::{}", text(&item["name"]));
                self.paths.insert(inside, key(id));
            }
        }
    }

    fn imported(&mut self, path: &str, id: &Value, inner: &Value) {
        let target = self.target(&inner["id"]);
        let glob = either(inner, ["is_glob", "glob"]) == &json!(true);
        if glob && self.item(&target).is_some() {
            self.find(path.to_string(), target);
            return;
        }
        let inside = format!("{path}::{}", text(&inner["name"]));
        match self.item(&target).cloned() {
            Some(item) if opened(&item).0 == "module" => {
                self.paths.insert(inside.clone(), key(&target));
                self.find(inside, target);
            }
            Some(item) if item["crate_id"] == json!(0) => {
                self.paths.insert(inside, key(&target));
            }
            _ => {
                self.paths.insert(inside, key(id));
            }
        }
    }

    /// What an import means, if it is the import of an import.
    fn target(&self, id: &Value) -> Value {
        match self.item(id).map(opened) {
            Some((kind, inner)) if kind == "import" || kind == "use" => {
                self.target(&inner["id"])
            }
            _ => id.clone(),
        }
    }

    /// Prints each item where its path is longest; elsewhere that it is there.
    fn print(&self, name: &str) {
        let mut home: BTreeMap<&str, &str> = BTreeMap::new();
        for (path, id) in &self.paths {
            let known = home.entry(id).or_insert(path);
            if path.matches("::").count() > known.matches("::").count() {
                *known = path;
            }
        }
        for (path, id) in &self.paths {
            if name == "tokio_util" && !CANCELLATION.contains(&path.as_str()) {
                continue;
            }
            let item = &self.index()[id];
            match home[id.as_str()] {
                own if own == path => self.print_item(path, item),
                other => println!("use {path} : {other}"),
            }
        }
    }

    fn print_item(&self, path: &str, item: &Value) {
        let (kind, inner) = opened(item);
        let deprecated = match item["deprecation"] {
            Value::Null => "",
            _ => " [deprecated]",
        };
        let say = |kind: &str, signature: String| {
            let signature = match signature.as_str() {
                "" => String::new(),
                some => format!(" : {some}"),
            };
            println!("{kind} {path}{signature}{deprecated}");
        };
        match kind.as_str() {
            "module" => say("mod", String::new()),
            "import" | "use" => match text(&inner["source"]) {
                source if source.starts_with("tokio_macros") => {
                    say("macro", String::new())
                }
                source => say("use", source.to_string()),
            },
            "macro" | "proc_macro" => say("macro", String::new()),
            "function" | "method" => say("fn", function(&inner)),
            "typedef" | "type_alias" => say("type", type_of(&inner["type"])),
            "assoc_const" | "constant" => say("const", type_of(&inner["type"])),
            "assoc_type" => say("type", String::new()),
            "struct_field" => say("field", type_of(&inner)),
            "variant" => say("variant", String::new()),
            "trait" => {
                say("trait", String::new());
                self.print_all(path, &inner["items"]);
            }
            "struct" => {
                say("struct", String::new());
                self.print_all(path, &fields(&inner));
                self.print_impls(path, &inner["impls"]);
            }
            "enum" => {
                say("enum", String::new());
                self.print_all(path, &inner["variants"]);
                self.print_impls(path, &inner["impls"]);
            }
            other => panic!("{path} is a {other}"),
        }
    }

    /// Prints some members, in the order of the source.
    fn print_all(&self, path: &str, ids: &Value) {
        let mut members: Vec<&Value> = list(ids)
            .iter()
            .filter_map(|id| self.item(id))
            // What a trait or an enum has is public without saying so.
            .filter(|item| {
                ["public", "default"].contains(&text(&item["visibility"]))
                    && !is_hidden(item)
            })
            .collect();
        members
            .sort_by_key(|item| (place(item), text(&item["name"]).to_string()));
        for item in members {
            self.print_item(&format!("{path}::{}", text(&item["name"])), item);
        }
    }

    /// Prints the methods of a type, and which traits it has.
    fn print_impls(&self, path: &str, ids: &Value) {
        let mut methods = Vec::new();
        let mut traits = Vec::new();
        for id in list(ids) {
            let inner = match self.item(id) {
                Some(item) => opened(item).1,
                None => continue,
            };
            let made =
                either(&inner, ["is_synthetic", "synthetic"]) == &json!(true);
            if made || !inner["blanket_impl"].is_null() {
                continue;
            }
            if inner["trait"].is_null() {
                methods.extend(list(&inner["items"]).iter().cloned());
            } else {
                traits.push(last_name(&path_of(&inner["trait"])));
            }
        }
        let mut seen = HashSet::new();
        methods.retain(|id| {
            let item = self.item(id);
            seen.insert(key(id))
                && item.map_or(false, |it| it["visibility"] == "public")
        });
        self.print_all(path, &Value::Array(methods));
        traits.retain(|name| TRAITS.contains(&name.as_str()));
        traits.sort();
        traits.dedup();
        for name in traits {
            println!("impl {path} : {name}");
        }
    }
}
