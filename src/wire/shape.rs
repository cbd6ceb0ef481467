//! What a file may look like, as data: one description checks the file and is published as its JSON Schema.

use std::fmt::Write as _;

use serde_json::Value;

use crate::problem::Problem;

/// The shape of a JSON value.
pub enum Shape {
    /// Text of at most so many characters.
    Text(usize),
    /// An id: lower or upper case letters, digits, `-`, `_`, `.` and `@`, at most 80.
    Id,
    /// A whole number in a range, both ends included.
    Integer(u32, u32),
    /// True or false.
    Bool,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A list of at most so many.
    List(&'static Shape, usize),
    /// Ids as keys, all values alike, at most so many.
    Map(&'static Shape, usize),
    /// Members by name. In an open one, unknown members are kept; in a closed one they are a problem.
    Object(&'static [Field], bool),
    /// Exactly one of these members: a tagged value.
    OneOf(&'static [Field]),
    /// Anything that the caps allow; carried along unread.
    Any,
}

/// A member of an object.
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// Its shape.
    pub shape: Shape,
    /// Whether it must be there.
    pub required: bool,
}

// Shapes are constants, so that they cost data and no code; these macros keep their spelling short.

/// A member that must be there.
macro_rules! must {
    ($name:expr, $shape:expr $(,)?) => {
        $crate::wire::shape::Field { name: $name, shape: $shape, required: true }
    };
}
/// A member that may be there.
macro_rules! may {
    ($name:expr, $shape:expr $(,)?) => {
        $crate::wire::shape::Field { name: $name, shape: $shape, required: false }
    };
}
/// A list of a shape.
macro_rules! list {
    ($shape:expr, $most:expr $(,)?) => {
        $crate::wire::shape::Shape::List(&$shape, $most)
    };
}
/// An object whose members are all known.
macro_rules! closed {
    ($($field:expr),* $(,)?) => {
        $crate::wire::shape::Shape::Object(&[$($field),*], false)
    };
}
/// An object that may carry members of a newer minor version.
macro_rules! open {
    ($($field:expr),* $(,)?) => {
        $crate::wire::shape::Shape::Object(&[$($field),*], true)
    };
}
pub(crate) use {closed, list, may, must, open};

/// Whether a text can be an id.
pub fn is_id(text: &str) -> bool {
    (1..=80).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.@".contains(&byte))
}

/// The way to a value in a file. It is put into words only for a problem: most files have none.
enum Way<'w> {
    Top,
    Member(&'w Way<'w>, &'w str),
    Item(&'w Way<'w>, &'w Value, usize),
}

impl Way<'_> {
    fn path(&self) -> String {
        match self {
            Self::Top => String::new(),
            Self::Member(before, name) => format!("{}/{name}", before.path()),
            Self::Item(before, item, index) => format!("{}[{}]", before.path(), named(item, *index)),
        }
    }
}

impl Shape {
    /// Everything in a value that is not as the shape says.
    pub fn check(&self, file: &str, value: &Value) -> Vec<Problem> {
        let mut problems = Vec::new();
        self.visit(file, &Way::Top, value, &mut problems);
        problems
    }

    fn visit(&self, file: &str, way: &Way, value: &Value, problems: &mut Vec<Problem>) {
        let mut report = |problem: Problem| {
            let path = way.path();
            problems.push(problem.at(entry(&path), leaf(&path)));
        };
        let kind =
            |expected| Problem::of_file(file, "wrong-kind").with("expected", expected).with("found", shown(value));
        match (self, value) {
            (Self::Any, _) | (Self::Bool, Value::Bool(_)) => {}
            (Self::Text(most), Value::String(text)) => {
                if text.chars().count() > *most {
                    report(Problem::of_file(file, "too-long").with("limit", most));
                }
            }
            (Self::Id, Value::String(text)) => {
                if !is_id(text) {
                    report(Problem::of_file(file, "bad-id").with("found", text));
                }
            }
            (Self::Word(words), Value::String(text)) => {
                if !words.contains(&text.as_str()) {
                    report(Problem::of_file(file, "not-one-of").with("allowed", words.join(", ")).with("found", text));
                }
            }
            (Self::Integer(low, high), Value::Number(number)) => {
                let inside =
                    number.as_u64().is_some_and(|number| (u64::from(*low)..=u64::from(*high)).contains(&number));
                if !inside {
                    report(
                        Problem::of_file(file, "out-of-range")
                            .with("low", low)
                            .with("high", high)
                            .with("found", number),
                    );
                }
            }
            (Self::List(shape, most), Value::Array(items)) => {
                if items.len() > *most {
                    report(Problem::of_file(file, "too-many").with("limit", most).with("found", items.len()));
                    return;
                }
                for (index, item) in items.iter().enumerate() {
                    shape.visit(file, &Way::Item(way, item, index), item, problems);
                }
            }
            (Self::Map(shape, most), Value::Object(members)) => {
                if members.len() > *most {
                    report(Problem::of_file(file, "too-many").with("limit", most).with("found", members.len()));
                    return;
                }
                for (name, member) in members {
                    shape.visit(file, &Way::Member(way, name), member, problems);
                }
            }
            (Self::Object(fields, is_open), Value::Object(members)) => {
                for field in *fields {
                    match members.get(field.name) {
                        Some(member) => field.shape.visit(file, &Way::Member(way, field.name), member, problems),
                        None if field.required => {
                            problems
                                .push(Problem::of_file(file, "missing-field").at(path_shown(&way.path()), field.name));
                        }
                        None => {}
                    }
                }
                for name in members.keys().filter(|_| !*is_open) {
                    if !fields.iter().any(|field| field.name == name) {
                        problems
                            .push(Problem::of_file(file, "unknown-field").at(path_shown(&way.path()), name.as_str()));
                    }
                }
            }
            (Self::OneOf(fields), Value::Object(members)) => {
                let known = fields.iter().find(|field| members.contains_key(field.name));
                match (known, members.len()) {
                    (Some(field), 1) => {
                        let member = members.get(field.name).unwrap_or(&Value::Null);
                        field.shape.visit(file, &Way::Member(way, field.name), member, problems);
                    }
                    _ => {
                        let names: Vec<&str> = fields.iter().map(|field| field.name).collect();
                        report(
                            Problem::of_file(file, "not-one-of")
                                .with("allowed", names.join(", "))
                                .with("found", shown(value)),
                        );
                    }
                }
            }
            (Self::Text(_), _) => report(kind("text")),
            (Self::Id, _) => report(kind("id")),
            (Self::Word(words), _) => report(kind(words.first().copied().unwrap_or("text"))),
            (Self::Integer(..), _) => report(kind("integer")),
            (Self::Bool, _) => report(kind("true/false")),
            (Self::List(..), _) => report(kind("[…]")),
            (Self::Map(..) | Self::Object(..) | Self::OneOf(_), _) => report(kind("{…}")),
        }
    }
}

/// How a person finds an item of a list: by its id, or by its number from 1.
fn named(item: &Value, index: usize) -> String {
    let id = item.get("id").or_else(|| item.get("q")).and_then(Value::as_str);
    id.filter(|id| is_id(id)).map_or_else(|| (index + 1).to_string(), str::to_string)
}

/// A found value, shortened.
fn shown(value: &Value) -> String {
    let text = value.to_string();
    let mut short: String = text.chars().take(40).collect();
    if short.len() < text.len() {
        let _ = write!(short, "…");
    }
    short
}

fn path_shown(path: &str) -> String {
    path.trim_start_matches('/').replace('/', " › ")
}

fn entry(path: &str) -> String {
    path.rfind('/').map_or_else(|| path_shown(path), |at| path_shown(&path[..at]))
}

fn leaf(path: &str) -> String {
    path.rfind('/').map_or_else(String::new, |at| path[at + 1..].to_string())
}
