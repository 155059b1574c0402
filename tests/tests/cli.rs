//! The command line tool, from arguments to exit status, on documents of a few
//! lines.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use typewright::cli::{Terminal, run};
use typewright::write::Cache;

const PETS: &str = r##"
openapi: 3.1.0
info: { title: Pets, version: "1.4", license: { name: Apache 2.0 } }
paths:
  /pets:
    get:
      operationId: listPets
      tags: [Pets]
      responses:
        "200":
          description: All of them.
          content:
            application/json:
              schema: { type: array, items: { $ref: "#/components/schemas/Pet" } }
components:
  schemas:
    Pet:
      description: Somebody's pet.
      type: object
      required: [name]
      properties:
        name: { type: string }
        mood: { type: string, enum: [calm, wild] }
    Shed:
      type: [object, "null"]
      properties:
        built: { type: string, format: date }
"##;

/// A folder with a document in it, and a cache of its own.
struct Desk {
    temp: TempDir,
    cache: Cache,
}

/// What a run printed, and how it ended.
struct Outcome {
    status: u8,
    out: String,
    err: String,
}

impl Desk {
    fn new() -> Desk {
        let temp = tempfile::tempdir().unwrap();
        let cache = Cache::at(temp.path().join("cache"));
        let desk = Desk { temp, cache };
        desk.put("pets.yaml", PETS);
        desk
    }

    fn path(&self, path: &str) -> PathBuf {
        self.temp.path().join(path)
    }

    fn put(&self, path: &str, text: &str) {
        fs::write(self.path(path), text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    /// Runs the tool; arguments that start with `@` are paths on the desk.
    fn run(&self, args: &str) -> Outcome {
        let args = args
            .split_whitespace()
            .map(|arg| match arg.strip_prefix('@') {
                Some(path) => self.path(path).into_os_string(),
                None => OsString::from(arg),
            });
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let status = run(
            std::iter::once(OsString::from("typewright")).chain(args),
            &mut Terminal::buffers(&mut out, &mut err),
            Some(&self.cache),
        );
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Outcome {
            status,
            out: text(out),
            err: text(err),
        }
    }

    fn gen_pets(&self) -> Outcome {
        self.run("gen @pets.yaml --out @out")
    }

    fn files(&self, folder: &str) -> BTreeMap<PathBuf, Vec<u8>> {
        fn walk(folder: &Path, root: &Path, found: &mut BTreeMap<PathBuf, Vec<u8>>) {
            for entry in fs::read_dir(folder).into_iter().flatten() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    walk(&path, root, found);
                } else {
                    let name = path.strip_prefix(root).unwrap().to_owned();
                    found.insert(name, fs::read(&path).unwrap());
                }
            }
        }
        let mut found = BTreeMap::new();
        walk(&self.path(folder), &self.path(folder), &mut found);
        found
    }
}

/// Asserts a status, and shows what was printed if it is another.
#[track_caller]
fn ends_with(outcome: &Outcome, status: u8) {
    assert_eq!(outcome.status, status, "{}{}", outcome.out, outcome.err);
}

#[test]
fn gen_writes_a_crate_and_says_so_in_one_line() {
    let desk = Desk::new();
    let outcome = desk.gen_pets();
    ends_with(&outcome, 0);
    assert!(outcome.out.starts_with("wrote "), "{}", outcome.out);
    assert!(
        outcome.out.contains(" models, 1 operation"),
        "{}",
        outcome.out
    );
    assert_eq!(outcome.out.lines().count(), 1);
    for path in [
        "Cargo.toml",
        "typewright.json",
        "src/lib.rs",
        "src/models/pet.rs",
    ] {
        assert!(desk.path("out").join(path).exists(), "{path}");
    }
}

#[test]
fn a_second_run_has_nothing_to_do() {
    let desk = Desk::new();
    desk.gen_pets();
    let before = desk.files("out");
    let outcome = desk.gen_pets();
    ends_with(&outcome, 0);
    assert!(outcome.out.contains("up to date"), "{}", outcome.out);
    assert_eq!(desk.files("out"), before);
    assert!(desk.run("gen @pets.yaml --out @out --quiet").out.is_empty());
}

#[test]
fn a_changed_document_a_changed_option_and_an_edited_file_are_noticed() {
    let desk = Desk::new();
    desk.gen_pets();
    desk.put(
        "pets.yaml",
        &PETS.replace("Somebody's pet", "An animal that lives with somebody"),
    );
    assert!(desk.gen_pets().out.starts_with("wrote "));
    assert!(
        desk.read("out/src/models/pet.rs")
            .contains("An animal that lives with somebody")
    );

    assert!(
        desk.run("gen @pets.yaml --out @out --select schema:Pet")
            .out
            .contains("removed")
    );
    assert!(!desk.path("out/src/models/shed.rs").exists());

    desk.put("out/src/models/pet.rs", "mine");
    let outcome = desk.run("gen @pets.yaml --out @out --select schema:Pet");
    assert!(
        outcome.err.contains("pet.rs had been edited by hand"),
        "{}",
        outcome.err
    );
    assert!(
        desk.read("out/src/models/pet.rs")
            .contains("pub struct Pet")
    );
}

#[test]
fn runs_are_equal_to_the_byte_wherever_they_write() {
    let desk = Desk::new();
    desk.gen_pets();
    fs::create_dir(desk.path("elsewhere")).unwrap();
    fs::copy(desk.path("pets.yaml"), desk.path("elsewhere/pets.yaml")).unwrap();
    ends_with(
        &desk.run("gen @elsewhere/pets.yaml --out @elsewhere/out"),
        0,
    );
    assert_eq!(desk.files("out"), desk.files("elsewhere/out"));
}

#[test]
fn check_tells_by_its_status_and_shows_what_differs() {
    let desk = Desk::new();
    let outcome = desk.run("check @pets.yaml --out @out");
    ends_with(&outcome, 1);
    assert!(
        outcome.err.contains("has not been generated"),
        "{}",
        outcome.err
    );
    assert!(!desk.path("out").exists(), "a check writes nothing");

    desk.gen_pets();
    ends_with(&desk.run("check @pets.yaml --out @out"), 0);

    desk.put("pets.yaml", &PETS.replace("Somebody's pet", "A pet"));
    let before = desk.files("out");
    let outcome = desk.run("check @pets.yaml --out @out");
    ends_with(&outcome, 1);
    for part in [
        "src/models/pet.rs: stale",
        "-/// Somebody's pet.",
        "+/// A pet.",
        "help: run `typewright gen`",
    ] {
        assert!(outcome.err.contains(part), "{part} in\n{}", outcome.err);
    }
    assert_eq!(desk.files("out"), before);

    desk.put("pets.yaml", PETS);
    desk.put("out/src/models/pet.rs", "mine\n");
    desk.put("out/src/models/extra.rs", "mine\n");
    fs::remove_file(desk.path("out/src/lib.rs")).unwrap();
    let outcome = desk.run("check @pets.yaml --out @out");
    ends_with(&outcome, 1);
    for part in [
        "src/lib.rs: missing",
        "src/models/extra.rs: left over",
        "src/models/pet.rs: edited by hand",
    ] {
        assert!(outcome.err.contains(part), "{part} in\n{}", outcome.err);
    }
}

#[test]
fn a_foreign_folder_needs_force() {
    let desk = Desk::new();
    fs::create_dir(desk.path("out")).unwrap();
    desk.put("out/thesis.tex", "years of work");
    let outcome = desk.gen_pets();
    ends_with(&outcome, 1);
    assert!(outcome.err.contains("--force"), "{}", outcome.err);
    assert_eq!(desk.files("out").len(), 1);
    ends_with(&desk.run("gen @pets.yaml --out @out --force"), 0);
    assert_eq!(desk.read("out/thesis.tex"), "years of work");
}

#[test]
fn a_document_with_errors_writes_nothing() {
    let desk = Desk::new();
    desk.put(
        "pets.yaml",
        &PETS.replace(
            "items: { $ref: \"#/components/schemas/Pet\" }",
            "items: { $ref: \"#/components/schemas/Pat\" }",
        ),
    );
    let outcome = desk.gen_pets();
    ends_with(&outcome, 1);
    for part in ["error", "pets.yaml:14:", "Pat", "nothing was written"] {
        assert!(outcome.err.contains(part), "{part} in\n{}", outcome.err);
    }
    assert!(!desk.path("out").exists());
    ends_with(&desk.run("gen @pets.yaml --out @out --lenient"), 0);

    desk.put("pets.yaml", "just: something\n");
    ends_with(&desk.gen_pets(), 1);
    ends_with(&desk.run("gen @nothing.yaml --out @out"), 1);
}

#[test]
fn warnings_are_told_again_when_there_is_nothing_to_do() {
    let desk = Desk::new();
    desk.put(
        "pets.yaml",
        &PETS.replace("name: { type: string }", "name: { type: strong }"),
    );
    let first = desk.gen_pets();
    let second = desk.gen_pets();
    assert!(second.out.contains("up to date"), "{}", second.out);
    assert!(first.err.contains("warning"), "{}", first.err);
    assert_eq!(first.err, second.err);
}

#[test]
fn the_configuration_beside_the_document_is_used_if_it_is_ours() {
    let desk = Desk::new();
    desk.put(
        "pets.toml",
        "[crate]\nname = \"menagerie\"\nversion = \"2.1.0\"\n",
    );
    desk.gen_pets();
    let cargo = desk.read("out/Cargo.toml");
    assert!(
        cargo.contains("name = \"menagerie\"\nversion = \"2.1.0\"\n"),
        "{cargo}"
    );

    desk.put("pets.toml", "[tool.black]\nline-length = 100\n");
    ends_with(&desk.gen_pets(), 0);
    assert!(desk.read("out/Cargo.toml").contains("name = \"pets\"\n"));

    desk.put("pets.toml", "[crate]\nnmae = \"menagerie\"\n");
    let outcome = desk.gen_pets();
    ends_with(&outcome, 1);
    for part in ["pets.toml", "nmae", "`name`"] {
        assert!(outcome.err.contains(part), "{part} in\n{}", outcome.err);
    }

    desk.put("other.toml", "[crate]\nname = \"zoo\"\n");
    ends_with(
        &desk.run("gen @pets.yaml --out @out --config @other.toml"),
        0,
    );
    assert!(desk.read("out/Cargo.toml").contains("name = \"zoo\"\n"));
    ends_with(
        &desk.run("gen @pets.yaml --out @out --config @none.toml"),
        1,
    );
}

#[test]
fn a_version_that_cargo_refuses_is_refused_here() {
    let desk = Desk::new();
    desk.put("pets.toml", "[crate]\nversion = \"2\"\n");
    let outcome = desk.gen_pets();
    ends_with(&outcome, 1);
    assert!(
        outcome.err.contains("`2` is not a version"),
        "{}",
        outcome.err
    );
}

#[test]
fn cargo_toml_says_what_the_document_says() {
    let desk = Desk::new();
    desk.gen_pets();
    let cargo: toml::Table = desk.read("out/Cargo.toml").parse().unwrap();
    let package = cargo["package"].as_table().unwrap();
    assert_eq!(package["name"].as_str(), Some("pets"));
    assert_eq!(package["license"].as_str(), Some("Apache-2.0"));
    assert_eq!(package["edition"].as_str(), Some("2024"));
    assert!(
        package["description"]
            .as_str()
            .unwrap()
            .contains("Pets, version 1.4")
    );
    let dependencies: Vec<_> = cargo["dependencies"].as_table().unwrap().keys().collect();
    assert_eq!(dependencies, ["serde", "serde_json"]);
    assert!(!cargo.contains_key("workspace"));
}

#[test]
fn a_mapped_format_brings_its_dependency() {
    let desk = Desk::new();
    desk.put(
        "pets.toml",
        "[formats]\ndate = \"jiff\"\nuuid = \"uuid::Uuid\"\n",
    );
    ends_with(&desk.gen_pets(), 0);
    let cargo: toml::Table = desk.read("out/Cargo.toml").parse().unwrap();
    let dependencies = cargo["dependencies"].as_table().unwrap();
    assert!(dependencies.contains_key("jiff"));
    assert!(
        !dependencies.contains_key("uuid"),
        "the document has no uuid"
    );

    desk.put(
        "pets.toml",
        "[formats.date]\ntype = \"dates::Day\"\ndependency = 'dates = \"3\"'\n",
    );
    ends_with(&desk.gen_pets(), 0);
    assert!(desk.read("out/Cargo.toml").contains("\ndates = \"3\"\n"));

    desk.put("pets.toml", "[formats]\ndate = \"dates::Day\"\n");
    let outcome = desk.gen_pets();
    ends_with(&outcome, 1);
    assert!(outcome.err.contains("dependency = "), "{}", outcome.err);
}

#[test]
fn the_manifest_lists_models_and_files() {
    let desk = Desk::new();
    desk.gen_pets();
    let manifest: serde_json::Value =
        serde_json::from_str(&desk.read("out/typewright.json")).unwrap();
    let document = &manifest["document"];
    assert_eq!(document["path"], "pets.yaml");
    assert_eq!(document["version"], "1.4");
    assert_eq!(
        document["sha256"],
        typewright::hash::sha256(PETS.as_bytes())
    );
    assert_eq!(manifest["generator"]["name"], "typewright");

    let files = desk.files("out");
    let listed = manifest["files"].as_object().unwrap();
    assert_eq!(listed.len(), files.len() - 1, "all but the manifest itself");
    for (path, digest) in listed {
        let text = &files[Path::new(path)];
        assert_eq!(*digest, typewright::hash::sha256(text), "{path}");
    }
    let models = manifest["models"].as_array().unwrap();
    let model = |schema: &str| models.iter().find(|m| m["schema"] == schema).unwrap();
    let pet = model("#/components/schemas/Pet");
    assert_eq!(pet["rust"], "models::Pet");
    assert_eq!(pet["file"], "src/models/pet.rs");
    assert_eq!(pet["doc"], "docs/Pet.md");
    assert!(pet.get("nullable").is_none());
    assert_eq!(model("#/components/schemas/Shed")["nullable"], true);
    assert_eq!(
        model("#/components/schemas/Pet/properties/mood")["rust"],
        "models::PetMood"
    );
    for model in models {
        assert!(
            listed.contains_key(model["file"].as_str().unwrap()),
            "{model}"
        );
    }
}

#[cfg(unix)]
#[test]
fn a_file_name_cannot_end_a_comment() {
    let desk = Desk::new();
    let name = desk.path("pets\n[package].yaml");
    fs::write(&name, PETS).unwrap();
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let args = ["typewright", "gen", name.to_str().unwrap(), "--out"];
    let out_folder = desk.path("out").into_os_string();
    let status = run(
        args.map(OsString::from).into_iter().chain([out_folder]),
        &mut Terminal::buffers(&mut out, &mut err),
        None,
    );
    assert_eq!(status, 0);
    let cargo: toml::Table = desk.read("out/Cargo.toml").parse().unwrap();
    assert_eq!(cargo["package"]["name"].as_str(), Some("pets-package"));
}

#[test]
fn wrong_usage_has_a_status_of_its_own() {
    let desk = Desk::new();
    for args in [
        "",
        "gen",
        "gen @pets.yaml",
        "gen @pets.yaml --out @out --frobnicate",
        "gen @pets.yaml --out @out --select Pet",
        "gen @pets.yaml --out @out --select thing:Pet",
        "gen @pets.yaml --out @out --name 1x",
        "gen @pets.yaml --out @out --name serde_json",
        "gen @pets.yaml --out @out --name con",
        "check @pets.yaml",
        "frobnicate",
    ] {
        let outcome = desk.run(args);
        ends_with(&outcome, 2);
        assert!(!outcome.err.is_empty() && outcome.out.is_empty(), "{args}");
    }
    assert!(!desk.path("out").exists());
}

#[test]
fn help_teaches_by_example() {
    let desk = Desk::new();
    for args in ["--help", "gen --help", "check --help", "--version"] {
        ends_with(&desk.run(args), 0);
    }
    let help = desk.run("gen --help").out;
    for part in [
        "typewright gen openapi.yaml --out petstore",
        "--select",
        "--force",
        "typewright.json",
    ] {
        assert!(help.contains(part), "{part} in\n{help}");
    }
}

#[test]
fn a_crate_is_the_same_however_the_documents_path_is_written() {
    let desk = Desk::new();
    fs::create_dir(desk.path("deep")).unwrap();
    desk.gen_pets();
    for path in ["@deep/../pets.yaml", "@./pets.yaml"] {
        ends_with(&desk.run(&format!("gen {path} --out @other")), 0);
        assert_eq!(desk.files("out"), desk.files("other"), "{path}");
    }
}

#[test]
fn a_crate_tells_the_command_that_makes_it() {
    let desk = Desk::new();
    desk.put("pets.other.toml", "[crate]\nversion = \"2.0.0\"\n");
    let options = "--lenient --name zoo --select schema:Pet --config @pets.other.toml";
    ends_with(
        &desk.run(&format!("gen @pets.yaml --out @out {options}")),
        0,
    );
    assert!(
        desk.read("out/Cargo.toml").contains(
            "`typewright gen pets.yaml --out DIR --config pets.other.toml --name zoo --select schema:Pet --lenient`"
        ),
        "{}",
        desk.read("out/Cargo.toml")
    );
}

#[test]
fn lines_that_end_as_on_windows_are_no_difference() {
    let desk = Desk::new();
    desk.gen_pets();
    assert!(desk.read("out/.gitattributes").contains("eol=lf"));
    let with_returns = |path: PathBuf| {
        let text = fs::read_to_string(&path).unwrap();
        fs::write(path, text.replace('\n', "\r\n")).unwrap();
    };
    with_returns(desk.path("pets.yaml"));
    for path in desk.files("out").into_keys() {
        with_returns(desk.path("out").join(path));
    }
    ends_with(&desk.run("check @pets.yaml --out @out"), 0);
    let outcome = desk.gen_pets();
    assert!(outcome.out.contains("up to date"), "{}", outcome.out);
}

#[test]
fn a_configuration_that_does_not_fit_the_document_is_told() {
    let desk = Desk::new();
    for (config, status, parts) in [
        (
            "[rename]\n\"#/components/schemas/Pat\" = \"Animal\"",
            1,
            [
                "#/components/schemas/Pat",
                "did you mean `#/components/schemas/Pet`?",
            ],
        ),
        (
            "[rename]\nPat = \"Animal\"",
            1,
            ["Pat", "did you mean `Pet`?"],
        ),
        (
            "[rename]\nPet = \"Shed\"",
            1,
            ["`Shed` is the name of", "another name"],
        ),
        (
            "[rename]\nPet = \"my pet\"",
            0,
            ["`my pet` cannot be", "write `MyPet`"],
        ),
        (
            "[rename]\n\"#/info/title\" = \"Pet\"",
            0,
            ["#/info/title", "nothing there has a name"],
        ),
        (
            "[formats]\ndat = \"jiff\"",
            0,
            ["[formats] dat", "did you mean `date`?"],
        ),
        ("[formats]\ndate = \"string\"", 0, ["", ""]),
        (
            "[formats]\ndate = \"uiud\"",
            1,
            ["`uiud`", "did you mean `uuid`?"],
        ),
        (
            "[crate]\nlicense = \"MIT\\n[x]\"",
            1,
            ["no SPDX expression", "MIT OR"],
        ),
        ("[crate]\nname = \"std\"", 1, ["`std`", "choose another"]),
        (
            "[format]\ndate = \"jiff\"",
            1,
            ["pets.toml", "did you mean `formats`?"],
        ),
    ] {
        desk.put("pets.toml", config);
        let outcome = desk.gen_pets();
        ends_with(&outcome, status);
        for part in parts {
            assert!(outcome.err.contains(part), "{part} in\n{}", outcome.err);
        }
    }
    desk.put("pets.toml", "[rename]\nPet = \"Animal\"");
    ends_with(&desk.gen_pets(), 0);
    assert!(desk.path("out/src/models/animal.rs").exists());
}

#[test]
fn nothing_of_a_document_reaches_the_terminal_as_more_than_text() {
    let desk = Desk::new();
    let evil = "\u{1b}]0;x\u{7}\u{1b}[2J\u{202e}";
    let quoted = serde_json::to_string(evil).unwrap();
    desk.put(
        "pets.yaml",
        &PETS
            .replace(
                "name: { type: string }",
                &format!("name: {{ type: {quoted} }}"),
            )
            .replace(
                "#/components/schemas/Pet",
                &format!("#/{}", &quoted[1..quoted.len() - 1]),
            ),
    );
    let outcome = desk.run("gen @pets.yaml --out @out -v");
    ends_with(&outcome, 1);
    let shown = format!("{}{}", outcome.out, outcome.err);
    assert!(shown.contains("\\u{1b}]0;x"), "{shown}");
    let obeyed = |c: char| c.is_control() && c != '\n' || c == '\u{202e}';
    assert!(!shown.contains(obeyed), "{shown:?}");
}

#[cfg(unix)]
#[test]
fn a_pipe_is_no_document_but_for_one_that_the_caller_holds() {
    use std::process::Command;

    let desk = Desk::new();
    let made = Command::new("mkfifo").arg(desk.path("pipe.yaml")).status();
    assert!(made.unwrap().success());
    let outcome = desk.run("gen @pipe.yaml --out @out");
    ends_with(&outcome, 1);
    for part in ["pipe.yaml", "only regular files", "help: "] {
        assert!(outcome.err.contains(part), "{part} in\n{}", outcome.err);
    }
    let outcome = desk.run("gen @pets.yaml --out @out --config /dev/null");
    ends_with(&outcome, 1);

    let document = fs::File::open(desk.path("pets.yaml")).unwrap();
    use std::os::fd::AsRawFd as _;
    let held = format!("gen /dev/fd/{} --out @out", document.as_raw_fd());
    ends_with(&desk.run(&held), 0);
    assert!(desk.read("out/Cargo.toml").contains("name = \"out\"\n"));
}

#[test]
fn files_have_names_that_every_system_takes() {
    let desk = Desk::new();
    let mut text =
        "openapi: 3.1.0\ninfo: { title: T, version: '1' }\npaths: {}\ncomponents:\n  schemas:\n"
            .to_owned();
    for name in ["con", "Aux", "NUL", "com1", "lpt9_x"] {
        text +=
            &format!("    {name}: {{ type: object, properties: {{ a: {{ type: string }} }} }}\n");
    }
    desk.put("pets.yaml", &text);
    ends_with(&desk.gen_pets(), 0);
    for path in desk.files("out").into_keys() {
        let stem = path.file_stem().unwrap().to_str().unwrap().to_lowercase();
        assert!(
            !["con", "aux", "nul", "com1", "lpt9"].contains(&&*stem),
            "{path:?}"
        );
    }
}

#[cfg(unix)]
#[test]
fn while_another_run_holds_the_folder_a_run_can_be_refused() {
    let desk = Desk::new();
    desk.gen_pets();
    let folder = fs::File::open(desk.path("out")).unwrap();
    folder.lock().unwrap();
    for command in ["gen", "check"] {
        let outcome = desk.run(&format!("{command} @pets.yaml --out @out --no-wait"));
        ends_with(&outcome, 1);
        assert!(
            outcome.err.contains("another run is writing"),
            "{}",
            outcome.err
        );
    }
    drop(folder);
    ends_with(&desk.run("check @pets.yaml --out @out --no-wait"), 0);
}
