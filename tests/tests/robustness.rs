//! Runs that are killed, runs at the same time, disks that are full or read-only: nothing
//! is lost, nothing is mixed, and neither `check` nor the cache says otherwise.
//!
//! ```console
//! $ cargo test -p typewright-tests --test robustness
//! $ TYPEWRIGHT_KILLS=500 TYPEWRIGHT_PAIRS=100 cargo test -p typewright-tests --test robustness -- --nocapture
//! $ sudo -E cargo test -p typewright-tests --test robustness -- --ignored    # mounts a small disk
//! ```
#![cfg(unix)]

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use tempfile::TempDir;
use typewright::cli::{Terminal, run};
use typewright::write::Cache;

/// What a process that is started below is asked to do.
const ARGS: &str = "TYPEWRIGHT_TEST_ARGS";

/// This program as `typewright`: a process of its own, which can be killed.
#[test]
fn as_typewright() {
    let Ok(args) = std::env::var(ARGS) else {
        return;
    };
    let args: Vec<OsString> = args.split('\n').map(OsString::from).collect();
    let status = run(args, &mut Terminal::standard(), Cache::of_user().as_ref());
    std::process::exit(i32::from(status));
}

/// How often something is tried.
fn times(variable: &str, default: usize) -> usize {
    let given = std::env::var(variable).ok();
    given.map_or(default, |given| given.parse().expect(variable))
}

/// Numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}

/// Files by their paths.
type Tree = BTreeMap<PathBuf, Vec<u8>>;

/// Everything in a folder; empty folders, too.
fn tree(folder: &Path) -> Tree {
    let mut found = Tree::new();
    let mut open = vec![folder.to_owned()];
    while let Some(here) = open.pop() {
        let mut entries = fs::read_dir(&here).into_iter().flatten().peekable();
        let name = |path: &Path| path.strip_prefix(folder).unwrap().to_owned();
        if entries.peek().is_none() && here != folder {
            found.insert(name(&here), b"an empty folder".to_vec());
        }
        for path in entries.map(|entry| entry.unwrap().path()) {
            match path.is_dir() {
                true => open.push(path),
                false => drop(found.insert(name(&path), fs::read(&path).unwrap())),
            }
        }
    }
    found
}

/// Documents, what becomes of them, and a folder that all of them are generated into.
struct Scene {
    temp: TempDir,
    out: PathBuf,
    documents: Vec<Document>,
}

struct Document {
    path: PathBuf,
    crate_of: Tree,
}

impl Scene {
    /// Documents of so many schemas, each with names of its own, and some that all of
    /// them have.
    fn new(sizes: &[usize]) -> Scene {
        let temp = tempfile::tempdir().unwrap();
        let mut scene = Scene {
            out: temp.path().join("out"),
            temp,
            documents: Vec::new(),
        };
        for (number, size) in sizes.iter().enumerate() {
            let letter = char::from(b'a' + number as u8);
            let path = scene.temp.path().join(format!("{letter}.yaml"));
            let mut text = format!(
                "openapi: 3.1.0\ninfo: {{ title: {letter}, version: '{number}' }}\npaths: {{}}\ncomponents:\n  schemas:\n"
            );
            for schema in 0..*size {
                for name in [letter.to_ascii_uppercase(), 'Z'] {
                    text += &format!(
                        "    {name}{schema}: {{ type: object, description: Of {letter}., properties: {{ a: {{ type: string }} }} }}\n"
                    );
                }
            }
            fs::write(&path, text).unwrap();
            let out = scene.temp.path().join(format!("fresh-{letter}"));
            assert!(scene.start("gen", &path, &out).wait().unwrap().success());
            let crate_of = tree(&out);
            scene.documents.push(Document { path, crate_of });
        }
        scene
    }

    fn start(&self, command: &str, document: &Path, out: &Path) -> Child {
        let paths = [document.to_str().unwrap(), out.to_str().unwrap()];
        let args = [
            "typewright",
            command,
            paths[0],
            "--name",
            "x",
            "--out",
            paths[1],
        ]
        .join("\n");
        Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "as_typewright", "--nocapture", "--quiet"])
            .env(ARGS, args)
            .env("TYPEWRIGHT_CACHE_DIR", self.temp.path().join("cache"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    }

    /// Runs to the end; gives the status and what was said.
    fn run(&self, command: &str, document: &Document) -> (Option<i32>, String) {
        let child = self.start(command, &document.path, &self.out);
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        (output.status.code(), said)
    }

    fn gen_succeeds(&self, document: &Document, when: &str) {
        let (status, said) = self.run("gen", document);
        assert_eq!(status, Some(0), "{when}: {said}");
        self.holds(document, when);
    }

    #[track_caller]
    fn holds(&self, document: &Document, when: &str) {
        let found = tree(&self.out);
        let other =
            |(path, text): &(&PathBuf, &Vec<u8>)| document.crate_of.get(*path) != Some(text);
        let surplus: Vec<_> = found.iter().filter(other).map(|(path, _)| path).collect();
        assert!(
            surplus.is_empty(),
            "{when}: left over or other: {surplus:?}"
        );
        assert_eq!(
            found.len(),
            document.crate_of.len(),
            "{when}: files are missing"
        );
    }

    /// Nobody says that a folder is up to date that is not.
    fn check_is_honest(&self, when: &str) {
        for document in &self.documents {
            let (status, said) = self.run("check", document);
            match status {
                Some(0) => self.holds(document, when),
                Some(1) => assert!(
                    said.contains("is not what") || said.contains("has not been"),
                    "{when}: {said}"
                ),
                other => panic!("{when}: {other:?}: {said}"),
            }
        }
    }
}

#[test]
fn a_run_that_is_killed_is_completed_by_the_next() {
    let scene = Scene::new(&[2, 150, 150, 3]);
    let kills = times("TYPEWRIGHT_KILLS", 12);
    let mut dice = Dice(0x2545_F491_4F6C_DD1D);
    let mut interrupted = 0;
    let longest = {
        let start = Instant::now();
        scene.gen_succeeds(&scene.documents[1], "the first run");
        start.elapsed().as_micros() as u64
    };
    for kill in 0..kills {
        let document = &scene.documents[dice.below(4) as usize];
        let mut child = scene.start("gen", &document.path, &scene.out);
        sleep(Duration::from_micros(dice.below(longest)));
        let _ = child.kill();
        child.wait().unwrap();
        let staging = scene.out.join(".typewright-staging");
        let journal = scene.out.join("typewright.json.unfinished");
        interrupted += usize::from(staging.exists() || journal.exists());
        let when = format!("kill {kill}");
        if kill % 4 == 3 {
            scene.check_is_honest(&when);
            scene.gen_succeeds(&scene.documents[dice.below(4) as usize], &when);
        }
    }
    println!("{kills} kills, of which {interrupted} left something to complete");
    scene.gen_succeeds(&scene.documents[3], "the last run");
}

#[test]
fn runs_at_the_same_time_follow_each_other() {
    let scene = Scene::new(&[60, 60]);
    let [a, b] = &scene.documents[..] else {
        unreachable!()
    };
    let pairs = times("TYPEWRIGHT_PAIRS", 4);
    for pair in 0..pairs {
        if pair % 3 == 0 {
            let _ = fs::remove_dir_all(&scene.out);
        }
        let started = [("gen", a), ("gen", b), ("check", a)]
            .map(|(command, document)| scene.start(command, &document.path, &scene.out));
        for (number, child) in started.into_iter().enumerate() {
            let output = child.wait_with_output().unwrap();
            let said = String::from_utf8_lossy(&output.stderr);
            let checks = number == 2;
            assert!(output.status.success() || checks, "pair {pair}: {said}");
            assert!(!said.contains("cannot"), "pair {pair}: {said}");
        }
        let found = tree(&scene.out);
        assert!(
            found == a.crate_of || found == b.crate_of,
            "pair {pair}: the folder is neither"
        );
        scene.gen_succeeds(a, &format!("pair {pair}, then a"));
        scene.gen_succeeds(b, &format!("pair {pair}, then b"));
    }
    println!("{pairs} pairs");
}

/// A file system of a few megabytes.
struct SmallDisk(PathBuf);

impl SmallDisk {
    fn mount(at: &Path, kilobytes: usize) -> SmallDisk {
        fs::create_dir(at).unwrap();
        let disk = SmallDisk(at.to_owned());
        disk.command(
            "mount",
            &["-t", "tmpfs", "-o", &format!("size={kilobytes}k"), "tmpfs"],
        );
        disk
    }

    fn command(&self, program: &str, args: &[&str]) {
        let status = Command::new(program).args(args).arg(&self.0).status();
        assert!(status.unwrap().success(), "{program}");
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

#[test]
#[ignore = "mounts a file system, which takes root"]
fn a_full_disk_and_a_read_only_one_change_nothing() {
    let mut scene = Scene::new(&[20, 300, 22]);
    let disk = SmallDisk::mount(&scene.temp.path().join("disk"), 1500);
    scene.out = disk.0.join("out");
    let [small, large, other] = &scene.documents[..] else {
        unreachable!()
    };
    let fails = |document, reason: &str| {
        let (status, said) = scene.run("gen", document);
        assert_eq!(status, Some(1), "{said}");
        for part in ["error: cannot ", reason, "nothing was changed"] {
            assert!(said.contains(part), "{part} in {said}");
        }
    };
    fails(large, "No space left");
    assert!(!scene.out.exists());
    scene.gen_succeeds(small, "a small crate");
    for kilobytes in 0..40 {
        // Ever less space: the disk is full at another place each time.
        let ballast = disk.0.join("ballast");
        fs::write(&ballast, vec![0; (kilobytes * 10) << 10]).unwrap_or_default();
        let (status, said) = scene.run("gen", if kilobytes % 2 == 0 { other } else { large });
        match status {
            Some(0) => scene.holds(other, "there was space"),
            _ => {
                assert!(said.contains("No space left"), "{said}");
                let kept = [small, other].map(|document| tree(&scene.out) == document.crate_of);
                assert!(kept.contains(&true), "the crate is as it was: {said}");
            }
        }
        scene.check_is_honest("after a full disk");
        fs::remove_file(&ballast).unwrap();
    }
    scene.gen_succeeds(small, "with space again");
    disk.command("mount", &["-o", "remount,ro"]);
    fails(other, "Read-only file system");
    scene.holds(small, "read-only");
    scene.check_is_honest("read-only");
    let (status, said) = scene.run("gen", small);
    assert_eq!(status, Some(0), "nothing has to be written: {said}");
    disk.command("mount", &["-o", "remount,rw"]);
    scene.gen_succeeds(other, "writable again");
}
