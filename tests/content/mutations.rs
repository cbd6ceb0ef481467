//! Ways of breaking the real content, one mistake each, as an editor could make it.

use super::Files;

/// One mistake.
pub struct Mutation {
    /// What was done.
    pub name: &'static str,
    /// The kind of problem it has to be told as.
    pub code: &'static str,
    /// What a message has to name.
    pub names: &'static str,
    /// Does it.
    pub change: fn(&mut Files),
}

const SV: &str = "questions/ai-maturity/sv.json";
const EN: &str = "questions/ai-maturity/en.json";
const PIECE: &str = "questions/ai-maturity/sv/marketing.json";
const PIECE_EN: &str = "questions/ai-maturity/en/marketing.json";
const PACK: &str = "questions/ai-maturity/questionnaire.json";
const IDEAS: &str = "seeds/use-cases/use-cases.json";
const MORE: &str = "seeds/use-cases/sv/more.json";
const MORE_EN: &str = "seeds/use-cases/en/more.json";
const ACTORS: &str = "seeds/actors/actors.json";
const ACTORS_SV: &str = "seeds/actors/sv.json";
const TRAINING: &str = "seeds/training/training.json";
const TRAINING_SV: &str = "seeds/training/sv.json";
const TRAINING_EN: &str = "seeds/training/en.json";
const LAW: &str = "seeds/law/law.json";
const LAW_SV: &str = "seeds/law/sv.json";
const FUNDING: &str = "seeds/funding/funding.json";
const FUNDING_SV: &str = "seeds/funding/sv.json";
const FUNDING_EN: &str = "seeds/funding/en.json";
const BENCHMARKS: &str = "seeds/benchmarks/benchmarks.json";
const REGION: &str = "seeds/region/region.json";
const INDEX: &str = "questions/index.json";
const LATER: &str = "questions/ui/sv/later.json";
const LOCK: &str = "questions/ids.lock";

fn text<'f>(files: &'f mut Files, file: &str) -> &'f mut String {
    let found = files.iter_mut().find(|(path, _)| path == file);
    &mut found.unwrap_or_else(|| panic!("no {file}")).1
}

/// Replaces the first place where something stands.
fn put(files: &mut Files, file: &str, from: &str, to: &str) {
    let text = text(files, file);
    assert!(text.contains(from), "{file} has no {from}");
    *text = text.replacen(from, to, 1);
}

fn drop_file(files: &mut Files, file: &str) {
    files.retain(|(path, _)| path != file);
}

/// The line of a key in a file of texts.
fn line(files: &mut Files, file: &str, key: &str) -> String {
    let start = format!("  \"{key}\": ");
    let text = text(files, file);
    let line = text.lines().find(|line| line.starts_with(&start));
    line.unwrap_or_else(|| panic!("{file} has no {key}")).to_string()
}

/// The text of a key in a file of texts.
fn said(files: &mut Files, file: &str, key: &str) -> String {
    let line = line(files, file, key);
    line[format!("  \"{key}\": \"").len()..].trim_end_matches([',', '"']).to_string()
}

fn say(files: &mut Files, file: &str, key: &str, new: &str) {
    let old = line(files, file, key);
    let comma = if old.ends_with(',') { "," } else { "" };
    put(files, file, &old, &format!("  \"{key}\": \"{new}\"{comma}"));
}

fn remove(files: &mut Files, file: &str, key: &str) {
    let old = line(files, file, key);
    put(files, file, &format!("{old}\n"), "");
}

fn add(files: &mut Files, file: &str, key: &str, new: &str) {
    put(files, file, "\"texts\": {\n", &format!("\"texts\": {{\n  \"{key}\": \"{new}\",\n"));
}

/// Lets the same text change places between two files.
fn trade(files: &mut Files, key: &str, one: &str, other: &str) {
    let (first, second) = (said(files, one, key), said(files, other, key));
    say(files, one, key, &second);
    say(files, other, key, &first);
}

/// Takes the sources of one course away.
fn no_source(files: &mut Files) {
    let text = text(files, TRAINING);
    let entry = text.find("\"id\": \"almega-guide\"").unwrap_or_default();
    let from = entry + text[entry..].find("\"sources\": [").unwrap_or_default() + "\"sources\": [".len();
    let to = from + text[from..].find(']').unwrap_or_default();
    text.replace_range(from..to, "");
}

/// One mutation a line would be longer than the screen, so a macro takes the names away.
macro_rules! mutations {
    ($($name:literal, $code:literal, $names:literal, $change:expr;)*) => {
        &[$(Mutation { name: $name, code: $code, names: $names, change: $change }),*]
    };
}

pub const MUTATIONS: &[Mutation] = mutations! {
    "a text deleted in one language", "text-missing", "group.support.name", |f| remove(f, EN, "group.support.name");
    "a text deleted in all languages", "text-missing-everywhere", "picker.heading",
        |f| { remove(f, SV, "picker.heading"); remove(f, EN, "picker.heading"); };
    "an optional text deleted in one language", "text-missing", "profile.role.help", |f| remove(f, EN, "profile.role.help");
    "an answer deleted", "text-missing", "process.marketing.W.level.3", |f| remove(f, PIECE, "process.marketing.W.level.3");
    "an answer above the top of its scale", "level-beyond", "process.marketing.W.level.6",
        |f| add(f, PIECE, "process.marketing.W.level.6", "Dessutom lär vi andra företag");
    "a key renamed by mistake", "leftover", "process.marketing.W.txt",
        |f| put(f, PIECE, "process.marketing.W.text\"", "process.marketing.W.txt\"");
    "a text for a variant that does not exist", "leftover", "process.marketing.what@fishing",
        |f| add(f, SV, "process.marketing.what@fishing", "Att synas vid kajen.");
    "a publisher without a contact", "publisher-half", "publisher.contact", |f| say(f, LATER, "publisher.name", "Nod Syd");
    "the same key twice in a file", "key-twice", "picker.heading", |f| add(f, SV, "picker.heading", "Vad gör ni?");
    "the same key in two files", "text-in-two-files", "picker.heading",
        |f| add(f, "questions/ui/sv.json", "picker.heading", "Vad gör ni?");
    "an empty text", "empty-text", "picker.help", |f| say(f, SV, "picker.help", " ");
    "a text left untranslated", "untranslated", "process.marketing.W.text",
        |f| { let sv = said(f, PIECE, "process.marketing.W.text"); say(f, PIECE_EN, "process.marketing.W.text", &sv); };
    "two languages swapped", "swapped", "process.marketing.W.level.1",
        |f| trade(f, "process.marketing.W.level.1", PIECE, PIECE_EN);
    "English in the Swedish file", "wrong-language", "picker.choose",
        |f| say(f, SV, "picker.choose", "Choose two to four of the areas that you find hardest.");
    "a blank renamed in one language", "placeholders", "picker.proposal", |f| put(f, EN, "{list}", "{areas}");
    "a brace left open", "placeholders", "picker.proposal", |f| put(f, EN, "{list}", "{list");
    "two spaces", "double-space", "picker.help", |f| say(f, SV, "picker.help", "Gå igenom  alla.");
    "a space at the end", "edge-space", "picker.help", |f| say(f, SV, "picker.help", "Gå igenom alla. ");
    "an exclamation mark", "exclamation", "picker.help", |f| say(f, SV, "picker.help", "Gå igenom alla!");
    "a straight apostrophe", "straight-quotes", "picker.help", |f| say(f, EN, "picker.help", "Don't skip any of the areas.");
    "a letter pasted with a loose dot", "loose-accent", "picker.help", |f| say(f, SV, "picker.help", "Ga\u{30a} igenom alla.");
    "a brand in a question", "brand", "process.marketing.U.text",
        |f| say(f, PIECE, "process.marketing.U.text", "Hur använder ni ChatGPT här?");
    "the same answer twice", "answer-repeated", "process.marketing.W.level.2",
        |f| { let one = said(f, PIECE, "process.marketing.W.level.1"); say(f, PIECE, "process.marketing.W.level.2", &one); };
    "an answer repeated only in one sector's words", "answer-repeated", "process.marketing.W.level.2@care",
        |f| { let one = said(f, PIECE, "process.marketing.W.level.1"); add(f, PIECE, "process.marketing.W.level.2@care", &one); };
    "a word that measures nothing", "vague-word", "process.marketing.W.level.3",
        |f| say(f, PIECE, "process.marketing.W.level.3", "Vi har god ordning på stegen");
    "a word that measures nothing, in English", "vague-word", "process.marketing.W.level.3",
        |f| say(f, PIECE_EN, "process.marketing.W.level.3", "We have a mature and seamless way of working");
    "a lowest answer that adds to nothing", "adds-to-nothing", "process.marketing.W.level.0",
        |f| say(f, PIECE, "process.marketing.W.level.0", "Dessutom gör var och en på sitt sätt");
    "a question that is too long", "too-many-words", "process.marketing.W.text",
        |f| say(f, PIECE, "process.marketing.W.text", "Hur går det till hos er när någon av er planerar, skriver och till slut publicerar något?");
    "a name that does not fit a phone", "label-too-long", "process.marketing.name",
        |f| say(f, SV, "process.marketing.name", "Marknadsföring, varumärke och kommunikation");
    "a word that does not fit a phone", "long-word", "picker.help",
        |f| say(f, SV, "picker.help", "Läs om personuppgiftsbiträdesavtalsmallarna först.");
    "a signal that no idea uses", "signal-without-idea", "processes[marketing] › little-marketing-times",
        |f| put(f, PACK, "\"little-marketing-time\"", "\"little-marketing-times\"");
    "an idea with a signal that is never asked", "signal-not-asked", "it-single-persons",
        |f| put(f, IDEAS, "\"it-single-person\"", "\"it-single-persons\"");
    "an idea at a process that does not exist", "unknown-reference", "useCases[ai-policy-literacy] › processes",
        |f| put(f, IDEAS, "\"strategy-leadership\"", "\"strategi\"");
    "an idea for a sector that does not exist", "unknown-reference", "fishing", |f| put(f, IDEAS, "\"all\"", "\"fishing\"");
    "a ninth signal in one sector", "too-many-signals", "processes[marketing]",
        |f| put(f, PACK, "     \"id\": \"capacity-perishes\",\n     \"sectors\": [", "     \"id\": \"capacity-perishes\",\n     \"sectors\": [\n      \"manufacturing\",");
    "a sector in two variants", "id-twice", "processes[marketing]",
        |f| put(f, PACK, "      \"construction\",\n      \"transport\"", "      \"construction\",\n      \"care\"");
    "a rule that can never hold", "above-the-top", "rules[1]", |f| put(f, PACK, "\"atLeast\": 2\n    },", "\"atLeast\": 7\n    },");
    "a rule without a question that exists", "unknown-reference", "rules[1]", |f| put(f, PACK, "\"firm.ai-input\"", "\"profile.ai-input\"");
    "rules in a circle", "rule-circle", "D → S → D",
        |f| put(f, PACK, "\"rules\": [", "\"rules\": [\n  {\"kind\": \"follows-from\", \"dimension\": \"D\", \"from\": \"S\", \"when\": 0},");
    "a row that can never hold", "row-never", "nothing-fits",
        |f| put(f, PACK, "\"reason\": \"chosen-not-to\",\n    \"when\": {\n     \"chosenNotTo\": true\n    }", "\"reason\": \"chosen-not-to\",\n    \"when\": {\n     \"idea\": [\"none\"]\n    }");
    "a table without a last row for all", "table-open", "outcomes › table",
        |f| put(f, PACK, "\"when\": {}", "\"when\": {\"use\": {\"atLeast\": 1}}");
    "a scale that no chart draws", "scale-not-drawn", "dimensions[U] › top",
        |f| put(f, PACK, "\"role\": \"use\",\n   \"top\": 5", "\"role\": \"use\",\n   \"top\": 6");
    "a limit above its scale", "above-the-top", "defaultTarget", |f| put(f, PACK, "\"defaultTarget\": 3", "\"defaultTarget\": 6");
    "limits the wrong way round", "limits-swapped", "method › need", |f| put(f, PACK, "\"medium\": 25", "\"medium\": 75");
    "a gap between two bands", "band-gap", "facts[vehicles] › 10-plus", |f| put(f, PACK, "\"to\": 9\n    },\n    {\n     \"id\": \"10-plus\"", "\"to\": 7\n    },\n    {\n     \"id\": \"10-plus\"");
    "two bands that overlap", "band-overlap", "facts[vehicles] › 10-plus", |f| put(f, PACK, "\"to\": 9\n    },\n    {\n     \"id\": \"10-plus\"", "\"to\": 12\n    },\n    {\n     \"id\": \"10-plus\"");
    "two questions about the use of AI", "exactly-one", "dimensions › use", |f| put(f, PACK, "\"need-fit\"", "\"use\"");
    "an id that is not in the lock", "lock-new", "signal long-queues",
        |f| put(f, PACK, "\"little-marketing-time\"", "\"long-queues\"");
    "an id taken out of use", "lock-removed", "signal little-marketing-time",
        |f| put(f, PACK, "    {\n     \"id\": \"little-marketing-time\"\n    },\n", "");
    "an id deleted from the lock", "lock-new", "process marketing", |f| put(f, LOCK, "process marketing\n", "");
    "a retired id used again", "lock-reused", "process marketing", |f| put(f, LOCK, "process marketing\n", "process marketing retired\n");
    "a line in the lock that means nothing", "lock-line", "prosess marketing", |f| put(f, LOCK, "process marketing\n", "process marketing\nprosess marketing\n");
    "a way that takes too long", "reading-time", "questionnaire.json › sv",
        |f| say(f, SV, "answer.how-to-choose", "Läs varje svar tills ni känner igen er. ".repeat(25).trim_end());
    "broken JSON", "not-json", "questions/ai-maturity/sv/marketing.json", |f| put(f, PIECE, "\"texts\": {", "\"texts\": ");
    "a version from the future", "newer-version", "questions/ai-maturity/sv.json", |f| put(f, SV, "\"formatVersion\": \"1.0\"", "\"formatVersion\": \"2.0\"");
    "a version that is no version", "unknown-version", "questions/index.json", |f| put(f, INDEX, "\"formatVersion\": \"1.0\"", "\"formatVersion\": \"ett\"");
    "a format that nobody knows", "unknown-kind", "questions/index.json", |f| put(f, INDEX, "kickstart-index", "kickstart-list");
    "a field left out", "missing-field", "defaultTarget", |f| put(f, PACK, "\"defaultTarget\": 3,", "");
    "a field too much", "unknown-field", "colour", |f| put(f, PACK, "\"sourceLocale\"", "\"colour\": \"blue\", \"sourceLocale\"");
    "a word where a number belongs", "wrong-kind", "defaultTarget", |f| put(f, PACK, "\"defaultTarget\": 3", "\"defaultTarget\": \"tre\"");
    "a role that does not exist", "not-one-of", "dimensions[W] › role", |f| put(f, PACK, "\"role\": \"readiness\"", "\"role\": \"beredskap\"");
    "a file deleted", "file-missing", "questions/ai-maturity/en/marketing.json", |f| drop_file(f, PIECE_EN);
    "the lock deleted", "file-missing", "questions/ids.lock", |f| drop_file(f, LOCK);
    "a file in the wrong folder", "wrong-place", "questions/ai-maturity/sv/marknad.json",
        |f| f.iter_mut().filter(|(path, _)| path == PIECE).for_each(|(path, _)| *path = path.replace("marketing", "marknad"));
    "a language that the pack does not have", "languages-differ", "questionnaire.json › locales",
        |f| put(f, INDEX, "\"locales\": [", "\"locales\": [{\"id\": \"fi\", \"name\": \"Suomi\"},");
    "a pack that the index does not find", "file-missing", "questions/ai-maturity/questions.json",
        |f| put(f, INDEX, "ai-maturity/questionnaire.json", "ai-maturity/questions.json");
    "a pack in a folder of another name", "pack-place", "questions/ai-maturity/questionnaire.json",
        |f| { put(f, INDEX, "ai-maturity/questionnaire.json", "ai/questionnaire.json");
              f.iter_mut().for_each(|(path, _)| *path = path.replace("questions/ai-maturity/", "questions/ai/")); };
    "an idea without its description", "text-missing", "use-case.general-ai-assistant.description",
        |f| remove(f, MORE, "use-case.general-ai-assistant.description");
    "a usual effect taken away but not its text", "leftover", "use-case.general-ai-assistant.effect",
        |f| put(f, IDEAS, "   \"effect\": {\n    \"source\": \"copilot-dbt\",\n    \"strength\": \"moderate\"\n   }", "   \"inPlace\": {\"enabler\": \"ai-rules\", \"atLeast\": 5}");
    "a case taken away but not its text", "leftover", "use-case.ai-policy-literacy.reference.nordlo",
        |f| put(f, IDEAS, "     \"source\": \"nordlo\"", "     \"source\": \"fortnox\"");
    "a case from a source that does not exist", "unknown-reference", "nordlo-2",
        |f| put(f, IDEAS, "\"source\": \"nordlo\"", "\"source\": \"nordlo-2\"");
    "a source read on a day that does not exist", "bad-date", "sources › gimic › read",
        |f| put(f, IDEAS, "   \"trust\": \"high\",\n   \"read\": \"2026-11-23\"", "   \"trust\": \"high\",\n   \"read\": \"2026-02-30\"");
    "a source with half an address", "bad-address", "sources › fortnox › url",
        |f| put(f, IDEAS, "https://support.fortnox.se", "support.fortnox.se");
    "an obstacle that no text explains", "text-missing-everywhere", "avoid.one-off",
        |f| { remove(f, MORE, "avoid.one-off"); remove(f, MORE_EN, "avoid.one-off"); };
    "an obstacle with a fact that is not asked", "unknown-reference", "contraindications[short-history] › fact",
        |f| put(f, IDEAS, "\"fact\": \"history_months\"", "\"fact\": \"history\"");
    "an obstacle with an answer that is not offered", "unknown-reference", "contraindications[no-owner] › is",
        |f| put(f, IDEAS, "\"is\": \"no\"", "\"is\": \"never\"");
    "an obstacle with a limit inside an answer", "limit-inside-answer", "contraindications[short-history] › below",
        |f| put(f, IDEAS, "\"below\": 12\n", "\"below\": 6\n");
    "an obstacle that every firm has", "above-the-top", "contraindications[paper-only] › atMost",
        |f| put(f, IDEAS, "\"level\": \"data\",\n    \"atMost\": 0", "\"level\": \"data\",\n    \"atMost\": 5");
    "an obstacle that no idea has", "never-used", "contraindications[cheap-stops]",
        |f| { let all = text(f, IDEAS); *all = all.replace("     \"id\": \"cheap-stops\"", "     \"id\": \"one-off\""); };
    "an idea to do first that does not exist", "unknown-reference", "useCases › general-ai-assistant › doFirst",
        |f| put(f, IDEAS, "\"doFirst\": [\n    \"ai-policy-literacy\"", "\"doFirst\": [\n    \"ai-policy\"");
    "an idea in place with an enabler that does not exist", "unknown-reference", "useCases[ai-policy-literacy] › inPlace",
        |f| put(f, IDEAS, "\"enabler\": \"ai-rules\",\n    \"atLeast\": 3", "\"enabler\": \"ai-policy\",\n    \"atLeast\": 3");
    "a cost that falls", "least-above-most", "useCases › ai-policy-literacy › cost › sek",
        |f| put(f, IDEAS, "     5000,\n     40000", "     40000,\n     5000");
    "a cost without its most", "not-a-pair", "useCases › ai-policy-literacy › cost › weeks",
        |f| put(f, IDEAS, "    \"weeks\": [\n     1,\n     3\n    ]", "    \"weeks\": [\n     1\n    ]");
    "a technique renamed", "lock-new", "technique tal-till-text",
        |f| { let all = text(f, IDEAS); *all = all.replace("\"speech\"", "\"tal-till-text\""); };
    "English and Swedish swapped in an idea", "swapped", "use-case.general-ai-assistant.description",
        |f| trade(f, "use-case.general-ai-assistant.description", MORE, MORE_EN);
    "the ideas' later texts in the wrong place", "wrong-place", "seeds/use-cases/sv/more.json",
        |f| f.iter_mut().filter(|(path, _)| path == MORE).for_each(|(path, _)| *path = path.replace("/sv/more", "/more"));
    "an actor for a sector that does not exist", "unknown-reference", "fishing",
        |f| put(f, ACTORS, "\"sectors\": [\n    \"all\"", "\"sectors\": [\n    \"fishing\"");
    "an actor in a municipality that does not exist", "unknown-reference", "municipalities",
        |f| put(f, ACTORS, "\"municipalities\": [\n    \"12", "\"municipalities\": [\n    \"99");
    "an actor that needs something nobody has heard of", "not-one-of", "needs[1]",
        |f| put(f, ACTORS, "   \"needs\": [\n    \"guidance\"", "   \"needs\": [\n    \"advice\"");
    "an actor renamed", "lock-removed", "actor hetch", |f| put(f, ACTORS, "\"id\": \"hetch\"", "\"id\": \"hetch-helsingborg\"");
    "an actor without what it gives", "text-missing", "actor.hetch.get", |f| remove(f, ACTORS_SV, "actor.hetch.get");
    "a need with a technique that no idea is of", "unknown-reference", "needs[test] › techniques",
        |f| put(f, ACTORS, "\"anomaly-detection\"", "\"anomalies\"");
    "a need that hangs on an enabler that does not exist", "unknown-reference", "needs[guidance] › enabler",
        |f| put(f, ACTORS, "\"id\": \"outside-help\"", "\"id\": \"inside-help\"");
    "a need that hangs on a question that does not exist", "unknown-reference", "needs[startup] › profile",
        |f| put(f, ACTORS, "\"id\": \"company-age\"", "\"id\": \"firm-age\"");
    "a need that hangs on an answer that does not exist", "unknown-reference", "under-1",
        |f| put(f, ACTORS, "\"under-2\"", "\"under-1\"");
    "a need that hangs on a process that does not exist", "unknown-reference", "needs[test] › processes",
        |f| put(f, ACTORS, "\"product-service-development\"", "\"inventions\"");
    "the actors deleted", "file-missing", "seeds/actors/actors.json", |f| drop_file(f, ACTORS);
    "a course for a gap that does not exist", "unknown-reference", "courses[ai-competence-for-sweden] › gaps",
        |f| put(f, TRAINING, "\"ai-knowledge\"", "\"ai-wisdom\"");
    "a course with levels the wrong way round", "wrong-kind", "courses[ai-competence-for-sweden] › forLevels",
        |f| put(f, TRAINING, "\"forLevels\": [\n    2,\n    3", "\"forLevels\": [\n    3,\n    2");
    "a course without a source", "no-source", "courses[almega-guide] › sources", no_source;
    "a course left untranslated", "untranslated", "training.almega-guide.what",
        |f| { let sv = said(f, TRAINING_SV, "training.almega-guide.what"); say(f, TRAINING_EN, "training.almega-guide.what", &sv); };
    "a course taken away but not its texts", "leftover", "training.almega-guide.name",
        |f| put(f, TRAINING, "\"id\": \"almega-guide\"", "\"id\": \"almega-handbook\"");
    "a duty from a day that does not exist", "bad-date", "2025-02-30",
        |f| put(f, LAW, "\"from\": \"2025-02-02\"", "\"from\": \"2025-02-30\"");
    "a duty without its words", "text-missing", "law.duty.literacy.text", |f| remove(f, LAW_SV, "law.duty.literacy.text");
    "a route for work that no rule names", "unknown-reference", "routes[almi-business-loan] › activities",
        |f| put(f, FUNDING, "\"digitalisation\",\n    \"working-capital\"", "\"digitisation\",\n    \"working-capital\"");
    "a route that closes on a day that does not exist", "bad-date", "2026-12-34",
        |f| put(f, FUNDING, "\"closesOn\": \"2026-12-04\"", "\"closesOn\": \"2026-12-34\"");
    "a route whose least is above its most", "out-of-range", "routes[almi-innovation-loan] › min",
        |f| put(f, FUNDING, "\"min\": 50000,\n    \"max\": 500000", "\"min\": 500000,\n    \"max\": 50000");
    "a route's turnover without its currency", "missing-field", "routes[region-skane-affarsutvecklingscheck] › limits.currency",
        |f| put(f, FUNDING, "\"turnoverMax\": 150000000,\n    \"currency\": \"SEK\",", "\"turnoverMax\": 150000000,");
    "a route for a legal form that does not exist", "unknown-reference", "limited-company",
        |f| put(f, FUNDING, "\"legalForms\": [\n     \"ab\"", "\"legalForms\": [\n     \"limited-company\"");
    "work that rests on a cost nobody reckons with", "unknown-reference", "activities[equipment] › bases",
        |f| put(f, FUNDING, "\"id\": \"equipment\",\n   \"when\": [\n    {\n     \"all\": [\n      {\n       \"bases\": [\n        \"hardware\"", "\"id\": \"equipment\",\n   \"when\": [\n    {\n     \"all\": [\n      {\n       \"bases\": [\n        \"machines\"");
    "work that a process which does not exist needs", "unknown-reference", "activities[marketing] › processes",
        |f| put(f, FUNDING, "\"processes\": [\n        \"marketing\"", "\"processes\": [\n        \"advertising\"");
    "work in a sector that does not exist", "unknown-reference", "activities[business-model] › sectors",
        |f| put(f, FUNDING, "\"sectors\": [\n        \"tech\"", "\"sectors\": [\n        \"software\"");
    "an actor whose page was written in a month that does not exist", "bad-date", "2024-13",
        |f| put(f, ACTORS, "\"written\": \"2024\"", "\"written\": \"2024-13\"");
    "two sizes that are the whole", "too-many", "sizes › whole",
        |f| put(f, BENCHMARKS, "\"sizes\": [\n  {", "\"sizes\": [\n  {\n   \"whole\": true,");
    "a route renamed", "lock-removed", "route vaxa-stod", |f| put(f, FUNDING, "\"id\": \"vaxa-stod\"", "\"id\": \"vaxastod\"");
    "a route without what to check", "text-missing", "funding.vaxa-stod.check", |f| remove(f, FUNDING_SV, "funding.vaxa-stod.check");
    "a route left untranslated", "untranslated", "funding.vaxa-stod.for",
        |f| { let sv = said(f, FUNDING_SV, "funding.vaxa-stod.for"); say(f, FUNDING_EN, "funding.vaxa-stod.for", &sv); };
    "figures for a sector that does not exist", "unknown-reference", "fishing",
        |f| put(f, BENCHMARKS, "\"industryOf\": {", "\"industryOf\": {\n  \"fishing\": \"trade\",");
    "a municipality with another code", "unknown-reference", "1215",
        |f| put(f, REGION, "\"code\": \"1214\"", "\"code\": \"1215\"");
};
