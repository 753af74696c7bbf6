//! Types and signatures, as Rust writes them.

use crate::form::{either, list, opened, text};
use serde_json::{json, Value};

/// The public fields of a struct, whatever its form.
pub fn fields(inner: &Value) -> Value {
    match inner.get("fields") {
        Some(fields) => fields.clone(),
        None => match opened(&inner["kind"]) {
            (kind, plain) if kind == "plain" => plain["fields"].clone(),
            (_, tuple) => tuple,
        },
    }
}

pub fn last_name(path: &str) -> String {
    path.rsplit("::").next().unwrap().to_string()
}

pub fn path_of(value: &Value) -> String {
    let value = match value.get("kind") {
        Some(_) => &value["inner"],
        None => value.get("resolved_path").unwrap_or(value),
    };
    last_name(text(either(value, ["path", "name"])))
}

/// What a function takes and gives. One that gives some future is an `async fn`.
pub fn function(inner: &Value) -> String {
    let decl = either(inner, ["sig", "decl"]);
    let inputs: Vec<String> = list(&decl["inputs"])
        .iter()
        .map(|input| match text(&input[0]) {
            "self" => receiver(&type_of(&input[1])),
            name => format!("{name}: {}", type_of(&input[1])),
        })
        .collect();
    let output = match &decl["output"] {
        Value::Null => "()".to_string(),
        some => type_of(some),
    };
    let header = &inner["header"];
    let future = output
        .strip_prefix("impl Future<Output = ")
        .and_then(|rest| rest.strip_suffix('>'));
    let is_async = future.is_some()
        || either(header, ["is_async", "async"]) == &json!(true);
    let words = if is_async { "async fn" } else { "fn" };
    let output = match future.unwrap_or(&output) {
        "()" => String::new(),
        some => format!(" -> {some}"),
    };
    format!("{words}({}){output}", inputs.join(", "))
}

pub fn receiver(of: &str) -> String {
    match of {
        "Self" => "self".to_string(),
        "&Self" => "&self".to_string(),
        "&mut Self" => "&mut self".to_string(),
        other => format!("self: {other}"),
    }
}

pub fn join(
    all: &[Value],
    each: fn(&Value) -> String,
    between: &str,
) -> String {
    all.iter().map(each).collect::<Vec<_>>().join(between)
}

/// A type as Rust writes it, without lifetimes and without modules.
pub fn type_of(value: &Value) -> String {
    let (kind, inner) = opened(value);
    match kind.as_str() {
        "generic" | "primitive" => text(&inner).to_string(),
        "resolved_path" => {
            format!("{}{}", path_of(value), arguments(&inner["args"]))
        }
        "borrowed_ref" => {
            let mutable =
                either(&inner, ["is_mutable", "mutable"]) == &json!(true);
            format!(
                "&{}{}",
                if mutable { "mut " } else { "" },
                type_of(&inner["type"])
            )
        }
        "tuple" => format!("({})", join(list(&inner), type_of, ", ")),
        "slice" => format!("[{}]", type_of(&inner)),
        "array" => {
            format!("[{}; {}]", type_of(&inner["type"]), text(&inner["len"]))
        }
        "impl_trait" => format!("impl {}", join(list(&inner), bound, " + ")),
        // Some compilers tell its first trait only, as any path.
        "dyn_trait" => {
            let first = &list(&inner["traits"])[0]["trait"];
            format!("{}{}", path_of(first), arguments(&first["args"]))
        }
        "raw_pointer" => format!("*{}", type_of(&inner["type"])),
        "qualified_path" => {
            let name = text(&inner["name"]);
            format!("{}::{name}", type_of(&inner["self_type"]))
        }
        other => panic!("no type is {other}"),
    }
}

pub fn arguments(args: &Value) -> String {
    if let Some(inputs) = args.get("parenthesized") {
        let given = join(list(&inputs["inputs"]), type_of, ", ");
        return match &inputs["output"] {
            Value::Null => format!("({given})"),
            output => format!("({given}) -> {}", type_of(output)),
        };
    }
    let args = &args["angle_bracketed"];
    let mut all: Vec<String> = list(&args["args"])
        .iter()
        .filter_map(|one| one.get("type"))
        .map(type_of)
        .collect();
    for binding in list(either(args, ["constraints", "bindings"])) {
        let equal = &binding["binding"]["equality"]["type"];
        all.push(format!("{} = {}", text(&binding["name"]), type_of(equal)));
    }
    if all.is_empty() {
        String::new()
    } else {
        format!("<{}>", all.join(", "))
    }
}

pub fn bound(value: &Value) -> String {
    let bound = &value["trait_bound"]["trait"];
    let (_, inner) = match bound.get("kind") {
        Some(_) => opened(bound),
        None => (String::new(), bound.clone()),
    };
    format!("{}{}", path_of(bound), arguments(&inner["args"]))
}
