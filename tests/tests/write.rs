//! The write stage: what it touches, what it leaves alone, what it refuses.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use serde_json::json;
use tempfile::TempDir;
use typewright::emit::OutputTree;
use typewright::hash::sha256;
use typewright::write::{
    Cache, Input, Kind, MANIFEST, Options, Run, Trust, WriteError, Written, apply, check, remove,
};

const FORCE: Options = Options { force: true };
const CAREFUL: Options = Options { force: false };

/// A crate as the generator would hand it over: files and a manifest of them.
fn tree(files: &[(&str, &str)]) -> OutputTree {
    let mut tree = OutputTree::default();
    let mut digests = BTreeMap::new();
    for (path, text) in files {
        tree.insert(*path, *text);
        digests.insert(*path, sha256(text.as_bytes()));
    }
    let manifest = json!({ "models": [], "files": digests });
    tree.insert(MANIFEST, format!("{manifest:#}\n"));
    tree
}

/// Two models and their pages.
fn zoo() -> OutputTree {
    tree(&[
        ("Cargo.toml", "[package]\n"),
        ("docs/Ape.md", "# Ape\n"),
        ("docs/Bee.md", "# Bee\n"),
        ("src/lib.rs", "pub mod models;\n"),
        ("src/models/ape.rs", "pub struct Ape;\n"),
        ("src/models/bee.rs", "pub struct Bee;\n"),
    ])
}

/// The zoo without the bee, and with another ape.
fn smaller_zoo() -> OutputTree {
    tree(&[
        ("Cargo.toml", "[package]\n"),
        ("docs/Ape.md", "# Ape\n\nLarge.\n"),
        ("src/lib.rs", "pub mod models;\n"),
        ("src/models/ape.rs", "/// Large.\npub struct Ape;\n"),
    ])
}

struct Folder {
    temp: TempDir,
}

impl Folder {
    fn new() -> Folder {
        Folder {
            temp: tempfile::tempdir().unwrap(),
        }
    }

    /// A folder that holds the zoo.
    fn with_zoo() -> Folder {
        let folder = Folder::new();
        folder.apply(&zoo());
        folder
    }

    /// The output folder; not there until something makes it.
    fn path(&self) -> PathBuf {
        self.temp.path().join("out")
    }

    fn at(&self, path: &str) -> PathBuf {
        self.path().join(path)
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.at(path)).unwrap()
    }

    fn put(&self, path: &str, text: &str) {
        fs::create_dir_all(self.at(path).parent().unwrap()).unwrap();
        fs::write(self.at(path), text).unwrap();
    }

    fn apply(&self, tree: &OutputTree) -> Written {
        apply(tree, &self.path(), CAREFUL).unwrap()
    }

    fn refusal(&self, tree: &OutputTree) -> WriteError {
        let before = self.everything();
        let refusal = apply(tree, &self.path(), CAREFUL).unwrap_err();
        assert_eq!(before, self.everything(), "a refusal touches nothing");
        refusal
    }

    fn findings(&self, tree: &OutputTree) -> Vec<(String, Kind)> {
        let before = self.everything();
        let checked = check(tree, &self.path()).unwrap();
        assert_eq!(before, self.everything(), "a check touches nothing");
        assert_eq!(checked.is_clean(), checked.findings.is_empty());
        checked
            .findings
            .into_iter()
            .map(|f| (f.path, f.kind))
            .collect()
    }

    /// Every file with its text and its time.
    fn everything(&self) -> BTreeMap<PathBuf, (Vec<u8>, SystemTime)> {
        let mut found = BTreeMap::new();
        let mut open = vec![self.path()];
        while let Some(folder) = open.pop() {
            for entry in fs::read_dir(folder).into_iter().flatten() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    open.push(path);
                } else {
                    let time = fs::symlink_metadata(&path).unwrap().modified().unwrap();
                    found.insert(path.clone(), (fs::read(&path).unwrap_or_default(), time));
                }
            }
        }
        found
    }

    /// Puts every file's time into the past, so that a rewrite shows.
    fn age(&self) {
        let past = SystemTime::now() - Duration::from_secs(3600);
        for path in self.everything().into_keys() {
            fs::File::options()
                .write(true)
                .open(path)
                .unwrap()
                .set_modified(past)
                .unwrap();
        }
    }

    /// The files that were written since [`Folder::age`].
    fn touched(&self) -> Vec<String> {
        let recent = SystemTime::now() - Duration::from_secs(1800);
        let files = self
            .everything()
            .into_iter()
            .filter(|(_, (_, time))| *time > recent);
        files
            .map(|(path, _)| {
                path.strip_prefix(self.path())
                    .unwrap()
                    .to_str()
                    .unwrap()
                    .replace('\\', "/")
            })
            .collect()
    }
}

fn strings<const N: usize>(list: [&str; N]) -> Vec<String> {
    list.map(str::to_owned).to_vec()
}

#[test]
fn a_new_folder_holds_the_tree() {
    let folder = Folder::new();
    let done = folder.apply(&zoo());
    assert_eq!((done.written.len(), done.unchanged), (7, 0));
    assert_eq!(folder.read("src/models/ape.rs"), "pub struct Ape;\n");
    assert_eq!(folder.everything().len(), 7, "and nothing else");
    assert!(folder.findings(&zoo()).is_empty());
}

#[test]
fn the_same_tree_again_touches_nothing() {
    let folder = Folder::with_zoo();
    folder.age();
    let done = folder.apply(&zoo());
    assert_eq!(
        done,
        Written {
            unchanged: 7,
            ..Written::default()
        }
    );
    assert!(folder.touched().is_empty());
}

#[test]
fn only_what_changed_is_written_and_what_is_gone_is_removed() {
    let folder = Folder::with_zoo();
    folder.age();
    let done = folder.apply(&smaller_zoo());
    let expected = Written {
        written: strings(["docs/Ape.md", "src/models/ape.rs", MANIFEST]),
        removed: strings(["docs/Bee.md", "src/models/bee.rs"]),
        unchanged: 2,
        ..Written::default()
    };
    assert_eq!(done, expected);
    assert_eq!(folder.touched(), expected.written);
    assert!(folder.findings(&smaller_zoo()).is_empty());
}

#[test]
fn folders_that_become_empty_go_and_others_stay() {
    let folder = Folder::with_zoo();
    folder.put("src/models/mine/notes.txt", "mine");
    let done = folder.apply(&tree(&[("Cargo.toml", "[package]\n")]));
    assert_eq!(done.removed.len(), 5);
    assert!(!folder.at("docs").exists());
    assert_eq!(folder.read("src/models/mine/notes.txt"), "mine");
}

#[test]
fn a_files_place_can_become_a_folder_and_back() {
    let folder = Folder::new();
    folder.apply(&tree(&[("src/models", "a file\n")]));
    folder.apply(&zoo());
    assert_eq!(folder.read("src/models/ape.rs"), "pub struct Ape;\n");
}

#[test]
fn files_of_the_user_stay() {
    let folder = Folder::with_zoo();
    folder.put("Cargo.lock", "lock");
    folder.put("target/debug/x", "x");
    folder.put("tests/mine.rs", "mine");
    folder.put("src/models/mine.rs", "mine");
    let done = folder.apply(&smaller_zoo());
    assert_eq!(done.removed, strings(["docs/Bee.md", "src/models/bee.rs"]));
    assert_eq!(folder.read("src/models/mine.rs"), "mine");
    assert_eq!(
        folder.findings(&smaller_zoo()),
        [("src/models/mine.rs".to_owned(), Kind::LeftOverEdited)],
        "in a folder of generated files it is reported, elsewhere it is not"
    );
}

#[test]
fn an_edited_file_is_generated_anew_and_the_user_is_told() {
    let folder = Folder::with_zoo();
    folder.put("docs/Ape.md", "# My ape\n");
    assert_eq!(
        folder.findings(&zoo()),
        [("docs/Ape.md".to_owned(), Kind::Edited)]
    );
    assert_eq!(
        folder.findings(&smaller_zoo())[0],
        ("docs/Ape.md".to_owned(), Kind::StaleAndEdited)
    );
    folder.age();
    let done = folder.apply(&zoo());
    assert_eq!(done.overwritten, strings(["docs/Ape.md"]));
    assert_eq!(
        folder.touched(),
        strings(["docs/Ape.md"]),
        "the manifest was right already"
    );
    assert_eq!(folder.read("docs/Ape.md"), "# Ape\n");
}

#[test]
fn an_edited_file_that_is_no_longer_generated_is_kept() {
    let folder = Folder::with_zoo();
    folder.put("docs/Bee.md", "# My bee\n");
    let done = folder.apply(&smaller_zoo());
    assert_eq!(done.kept, strings(["docs/Bee.md"]));
    assert_eq!(done.removed, strings(["src/models/bee.rs"]));
    assert_eq!(folder.read("docs/Bee.md"), "# My bee\n");
    assert_eq!(
        folder.findings(&smaller_zoo()),
        [("docs/Bee.md".to_owned(), Kind::LeftOverEdited)]
    );

    let folder = Folder::with_zoo();
    folder.put("docs/Bee.md", "# My bee\n");
    let done = apply(&smaller_zoo(), &folder.path(), FORCE).unwrap();
    assert_eq!(done.removed, strings(["docs/Bee.md", "src/models/bee.rs"]));
}

#[test]
fn a_folder_of_somebody_elses_is_refused() {
    let folder = Folder::new();
    folder.put("thesis.tex", "years of work");
    assert!(matches!(
        folder.refusal(&zoo()),
        WriteError::ForeignFolder(_)
    ));
    let done = apply(&zoo(), &folder.path(), FORCE).unwrap();
    assert_eq!(done.written.len(), 7);
    assert_eq!(folder.read("thesis.tex"), "years of work");
}

#[test]
fn a_fresh_repository_is_an_empty_folder() {
    let folder = Folder::new();
    folder.put(".git/HEAD", "ref: refs/heads/main\n");
    assert_eq!(folder.apply(&zoo()).written.len(), 7);
}

#[test]
fn a_file_is_no_folder() {
    let folder = Folder::new();
    fs::write(folder.path(), "a file").unwrap();
    assert!(matches!(
        apply(&zoo(), &folder.path(), FORCE),
        Err(WriteError::NotAFolder(_))
    ));
}

#[test]
fn a_file_of_the_users_where_a_new_one_belongs_is_refused() {
    let folder = Folder::new();
    folder.apply(&smaller_zoo());
    folder.put("src/models/bee.rs", "mine");
    match folder.refusal(&zoo()) {
        WriteError::InTheWay { paths, .. } => assert_eq!(paths, strings(["src/models/bee.rs"])),
        other => panic!("{other}"),
    }
    assert!(
        folder
            .findings(&zoo())
            .contains(&("src/models/bee.rs".to_owned(), Kind::Foreign)),
        "a check calls it what it is"
    );
    apply(&zoo(), &folder.path(), FORCE).unwrap();
    assert_eq!(folder.read("src/models/bee.rs"), "pub struct Bee;\n");
}

#[test]
fn the_users_file_with_the_right_text_is_nobodys_problem() {
    let folder = Folder::new();
    folder.apply(&smaller_zoo());
    folder.put("src/models/bee.rs", "pub struct Bee;\n");
    assert_eq!(folder.apply(&zoo()).overwritten, Vec::<String>::new());
}

/// What a run notes before its first change: each path with the digests of what may be
/// there.
fn journal(texts: &[(&str, &[&str])]) -> String {
    let digests = |texts: &[&str]| -> Vec<String> {
        texts.iter().map(|text| sha256(text.as_bytes())).collect()
    };
    let files: BTreeMap<_, _> = texts
        .iter()
        .map(|(path, texts)| (*path, digests(texts)))
        .collect();
    json!({ "files": files }).to_string()
}

const JOURNAL: &str = "typewright.json.unfinished";

#[test]
fn an_interrupted_run_is_completed_by_the_next() {
    // As a run that was stopped leaves it: a journal, some files in their places, others
    // not.
    let folder = Folder::new();
    folder.apply(&smaller_zoo());
    let bee = [
        ("docs/Bee.md", &["# Bee\n"][..]),
        ("src/models/bee.rs", &["pub struct Bee;\n"][..]),
    ];
    folder.put(JOURNAL, &journal(&bee));
    folder.put("docs/Bee.md", "# Bee\n");
    folder.put(".typewright-staging/src/models/bee.rs", "pub str");
    let findings = folder.findings(&zoo());
    for left in [JOURNAL, ".typewright-staging"] {
        assert!(findings.contains(&(left.to_owned(), Kind::Unfinished)));
    }

    folder.apply(&zoo());
    assert_eq!(folder.findings(&zoo()), []);
    assert_eq!(folder.everything().len(), 7);
    assert!(!folder.at(".typewright-staging").exists());
}

#[test]
fn what_interrupted_runs_wrote_is_ours() {
    // Two runs were stopped, the first of them the first ever; then the document lost the
    // bee. The second run had noted what the first had.
    let folder = Folder::new();
    let bee = [
        ("docs/Bee.md", &["# Bee\n", "# The bee\n"][..]),
        ("src/models/bee.rs", &["pub struct Bee;\n"][..]),
        ("src/wasps/wasp.rs", &["pub struct Wasp;\n"][..]),
    ];
    folder.put(JOURNAL, &journal(&bee));
    folder.put("docs/Bee.md", "# The bee\n");
    folder.put("src/models/bee.rs", "pub struct Bee;\n");
    fs::create_dir(folder.at("src/wasps")).unwrap();
    let done = folder.apply(&smaller_zoo());
    assert_eq!(done.removed, strings(["docs/Bee.md", "src/models/bee.rs"]));
    assert_eq!(folder.findings(&smaller_zoo()), []);
    assert!(!folder.at("src/wasps").exists(), "an empty folder of ours");
}

#[test]
fn what_a_journal_does_not_know_is_the_users() {
    let folder = Folder::new();
    folder.put(JOURNAL, &journal(&[("docs/Bee.md", &["# Bee\n"])]));
    folder.put("docs/Bee.md", "# My bee\n");
    let done = folder.apply(&smaller_zoo());
    assert_eq!(done.kept, strings(["docs/Bee.md"]));
}

#[test]
fn a_journal_that_is_none_says_nothing() {
    for text in ["{\"mod", r#"{"files":{"../out/docs/Ape.md":["x"]}}"#] {
        let folder = Folder::with_zoo();
        folder.put(JOURNAL, text);
        folder.age();
        folder.apply(&zoo());
        assert_eq!(folder.touched(), Vec::<String>::new());
        assert_eq!(folder.findings(&zoo()), []);
    }
}

#[test]
fn a_run_that_fails_before_its_first_change_leaves_the_folder_as_it_was() {
    // A path that is too long for any disk fails while everything is still beside the
    // crate.
    let long = format!("docs/{}.md", "x".repeat(300));
    let tree = tree(&[
        ("Cargo.toml", "[package]\n"),
        ("src/lib.rs", ""),
        (&long, ""),
    ]);
    let folder = Folder::with_zoo();
    assert!(matches!(folder.refusal(&tree), WriteError::Io { .. }));
    assert_eq!(folder.findings(&zoo()), []);

    let folder = Folder::new();
    assert!(matches!(folder.refusal(&tree), WriteError::Io { .. }));
    assert!(!folder.path().exists());
}

#[test]
fn a_kept_file_is_no_folder() {
    let folder = Folder::new();
    folder.apply(&tree(&[("src/models", "a file\n")]));
    folder.put("src/models", "my file\n");
    match folder.refusal(&zoo()) {
        WriteError::InTheWay { paths, .. } => assert_eq!(paths, strings(["src/models"])),
        other => panic!("{other}"),
    }
}

#[cfg(unix)]
#[test]
fn only_files_are_read() {
    use std::os::unix::fs::symlink;

    for name in [MANIFEST, JOURNAL, ".typewright-staging"] {
        let folder = Folder::with_zoo();
        let _ = fs::remove_file(folder.at(name));
        symlink("/dev/zero", folder.at(name)).unwrap();
        let refusal = apply(&smaller_zoo(), &folder.path(), FORCE).unwrap_err();
        assert!(matches!(refusal, WriteError::Blocked { .. }), "{refusal}");
        assert_eq!(folder.read("docs/Bee.md"), "# Bee\n");
    }
}

#[test]
fn a_broken_manifest_is_an_error_until_forced() {
    let folder = Folder::with_zoo();
    folder.put(MANIFEST, "<<<<<<< HEAD\n");
    match folder.refusal(&zoo()) {
        WriteError::Manifest { reason, .. } => assert!(reason.contains("not a manifest")),
        other => panic!("{other}"),
    }
    assert_eq!(
        folder.findings(&zoo()),
        [(MANIFEST.to_owned(), Kind::Stale)]
    );
    apply(&zoo(), &folder.path(), FORCE).unwrap();
    assert_eq!(folder.findings(&zoo()), []);
}

#[test]
fn a_manifest_cannot_reach_out_of_its_folder() {
    for path in [
        "../victim",
        "/etc/hostname",
        "docs/../../victim",
        "..\\victim",
        "C:/victim",
    ] {
        let folder = Folder::with_zoo();
        let victim = folder.temp.path().join("victim");
        fs::write(&victim, "mine").unwrap();
        let manifest = json!({ "files": { path: sha256(b"mine") } });
        folder.put(MANIFEST, &manifest.to_string());
        assert!(
            matches!(folder.refusal(&zoo()), WriteError::Manifest { .. }),
            "{path}"
        );
        let _ = apply(&zoo(), &folder.path(), FORCE);
        assert_eq!(fs::read_to_string(&victim).unwrap(), "mine");
    }
}

#[test]
fn a_tree_cannot_either() {
    let folder = Folder::new();
    let tree = tree(&[("../escaped", "x")]);
    assert!(matches!(
        apply(&tree, &folder.path(), FORCE),
        Err(WriteError::Path(_))
    ));
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    use std::os::unix::fs::symlink;

    let folder = Folder::with_zoo();
    let elsewhere = folder.temp.path().join("elsewhere");
    fs::rename(folder.at("docs"), &elsewhere).unwrap();
    symlink(&elsewhere, folder.at("docs")).unwrap();
    for options in [CAREFUL, FORCE] {
        let refusal = apply(&smaller_zoo(), &folder.path(), options).unwrap_err();
        assert!(matches!(refusal, WriteError::Blocked { .. }), "{refusal}");
    }
    assert!(elsewhere.join("Bee.md").exists());

    let folder = Folder::with_zoo();
    let victim = folder.temp.path().join("victim");
    fs::write(&victim, "mine").unwrap();
    fs::remove_file(folder.at("docs/Ape.md")).unwrap();
    symlink(&victim, folder.at("docs/Ape.md")).unwrap();
    fs::remove_file(folder.at("docs/Bee.md")).unwrap();
    symlink(&victim, folder.at("docs/Bee.md")).unwrap();
    assert!(matches!(folder.refusal(&zoo()), WriteError::Blocked { .. }));
    assert_eq!(fs::read_to_string(&victim).unwrap(), "mine");
}

#[cfg(unix)]
#[test]
fn the_folder_itself_may_be_a_link() {
    let folder = Folder::new();
    let real = folder.temp.path().join("real");
    fs::create_dir(&real).unwrap();
    std::os::unix::fs::symlink(&real, folder.path()).unwrap();
    folder.apply(&zoo());
    assert!(real.join("src/lib.rs").exists());
}

#[test]
fn missing_and_stale_and_left_over() {
    let folder = Folder::with_zoo();
    fs::remove_file(folder.at("src/lib.rs")).unwrap();
    let findings = folder.findings(&smaller_zoo());
    let expected = [
        ("docs/Ape.md", Kind::Stale),
        ("docs/Bee.md", Kind::LeftOver),
        ("src/lib.rs", Kind::Missing),
        ("src/models/ape.rs", Kind::Stale),
        ("src/models/bee.rs", Kind::LeftOver),
        (MANIFEST, Kind::Stale),
    ];
    assert_eq!(
        findings,
        expected.map(|(path, kind)| (path.to_owned(), kind))
    );
}

#[test]
fn a_check_shows_a_diff() {
    let folder = Folder::with_zoo();
    let text = check(&smaller_zoo(), &folder.path()).unwrap().to_string();
    for part in [
        "docs/Ape.md: stale",
        "--- src/models/ape.rs (on disk)",
        "+++ src/models/ape.rs (generated)",
        "+/// Large.\n",
    ] {
        assert!(text.contains(part), "{part} in\n{text}");
    }
    assert!(
        !text.contains("sha256"),
        "the manifest's digests only repeat it:\n{text}"
    );
}

#[test]
fn a_long_diff_is_cut_and_the_rest_counted() {
    let names: Vec<String> = (0..100).map(|i| format!("docs/M{i:03}.md")).collect();
    let long = "line\n".repeat(100);
    let old: Vec<_> = names.iter().map(|name| (name.as_str(), "")).collect();
    let new: Vec<_> = names
        .iter()
        .map(|name| (name.as_str(), long.as_str()))
        .collect();
    let folder = Folder::new();
    folder.apply(&tree(&old));
    let text = check(&tree(&new), &folder.path()).unwrap().to_string();
    assert!(text.lines().count() < 300, "{}", text.lines().count());
    assert!(text.contains("  … and 61 files more\n"), "{text}");
    assert!(text.contains("more lines"));
    assert!(text.contains("the differences of"));
}

#[test]
fn a_folder_that_is_not_there_is_all_missing() {
    let folder = Folder::new();
    let findings = folder.findings(&zoo());
    assert_eq!(findings.len(), 7);
    assert!(findings.iter().all(|(_, kind)| *kind == Kind::Missing));
}

#[test]
fn hidden_files_are_not_left_over() {
    let folder = Folder::with_zoo();
    folder.put("src/.DS_Store", "");
    assert_eq!(folder.findings(&zoo()), []);
}

#[test]
fn a_crate_can_be_removed_but_not_the_users_work() {
    for work in ["docs/Bee.md", "notes.txt", "src/models/mine.rs"] {
        let folder = Folder::with_zoo();
        folder.put(work, "mine");
        let before = folder.everything();
        match remove(&folder.path()) {
            Err(WriteError::NotOnlyOurs { paths, .. }) => assert_eq!(paths, [work]),
            other => panic!("{other:?}"),
        }
        assert_eq!(before, folder.everything());
    }

    let folder = Folder::with_zoo();
    remove(&folder.path()).unwrap();
    assert!(!folder.path().exists());

    let folder = Folder::new();
    folder.put("thesis.tex", "years of work");
    assert!(matches!(
        remove(&folder.path()),
        Err(WriteError::ForeignFolder(_))
    ));
}

/// A zoo, the document it came from, and a cache that remembers the run.
struct Remembered {
    folder: Folder,
    document: PathBuf,
    cache: Cache,
}

impl Remembered {
    fn new() -> Remembered {
        let folder = Folder::with_zoo();
        let document = folder.temp.path().join("openapi.yaml");
        fs::write(&document, "openapi: 3.1.0\n").unwrap();
        let cache = Cache::at(folder.temp.path().join("cache"));
        let remembered = Remembered {
            folder,
            document,
            cache,
        };
        let inputs = vec![Input {
            path: remembered.document.clone(),
            sha256: Some(sha256(b"openapi: 3.1.0\n")),
        }];
        let out = remembered.folder.path();
        let run = remembered.run(&out);
        remembered.cache.remember(run, &zoo(), inputs, "two models");
        remembered
    }

    fn run<'a>(&self, out: &'a Path) -> Run<'a> {
        Run {
            out,
            request: "as it comes",
        }
    }

    fn recalls(&self, trust: Trust) -> bool {
        let found: Option<String> = self.cache.recall(self.run(&self.folder.path()), trust);
        found.is_some_and(|told| told == "two models")
    }
}

#[test]
fn an_unchanged_run_is_recalled() {
    let run = Remembered::new();
    assert!(run.recalls(Trust::Times));
    assert!(run.recalls(Trust::Contents));
}

#[test]
fn a_change_to_anything_is_not() {
    let changes: [fn(&Remembered); 8] = [
        |run| fs::write(&run.document, "openapi: 3.1.1\n").unwrap(),
        |run| fs::remove_file(&run.document).unwrap(),
        |run| run.folder.put("docs/Ape.md", "# ape\n"), // of the same length
        |run| fs::remove_file(run.folder.at("docs/Ape.md")).unwrap(),
        |run| run.folder.put(MANIFEST, "{\"files\":{}}"),
        |run| fs::remove_file(run.folder.at(MANIFEST)).unwrap(),
        |run| run.folder.put(JOURNAL, "{}"),
        |run| fs::create_dir(run.folder.at(".typewright-staging")).unwrap(),
    ];
    for (number, change) in changes.into_iter().enumerate() {
        let run = Remembered::new();
        change(&run);
        assert!(!run.recalls(Trust::Times), "{number}");
        assert!(!run.recalls(Trust::Contents), "{number}");
    }
}

#[test]
fn a_change_is_seen_even_if_the_time_is_put_back() {
    let run = Remembered::new();
    let path = run.folder.at("docs/Ape.md");
    let before = fs::metadata(&path).unwrap().modified().unwrap();
    fs::write(&path, "# ape\n").unwrap();
    fs::File::options()
        .write(true)
        .open(&path)
        .unwrap()
        .set_modified(before)
        .unwrap();
    assert!(!run.recalls(Trust::Times));
}

#[test]
fn another_request_or_another_folder_is_not_the_same_run() {
    let run = Remembered::new();
    let path = run.folder.path();
    let other = Run {
        out: &path,
        request: "lenient",
    };
    let recalls = |other| run.cache.recall::<String>(other, Trust::Times).is_some();
    assert!(!recalls(other));
    let copy = run.folder.temp.path().join("copy");
    apply(&zoo(), &copy, CAREFUL).unwrap();
    assert!(!recalls(run.run(&copy)));
}

#[test]
fn a_check_sees_a_stranger_that_a_rerun_may_overlook() {
    let run = Remembered::new();
    run.folder.put("src/stranger.rs", "");
    assert!(!run.recalls(Trust::Contents));
}

#[test]
fn the_cache_does_not_grow_without_end_and_keeps_what_is_not_its_own() {
    let run = Remembered::new();
    let cache = run.folder.temp.path().join("cache");
    fs::write(cache.join("notes.txt"), "mine").unwrap();
    let past = SystemTime::now() - Duration::from_secs(3600);
    for number in 0..1200 {
        let file = fs::File::create(cache.join(format!("{number:064x}.json"))).unwrap();
        file.set_modified(past).unwrap();
    }
    let out = run.folder.path();
    run.cache
        .remember(run.run(&out), &zoo(), Vec::new(), "two models");
    assert!(run.recalls(Trust::Times), "the newest stays");
    assert_eq!(fs::read_dir(&cache).unwrap().count(), 501);
    assert_eq!(fs::read_to_string(cache.join("notes.txt")).unwrap(), "mine");
}
