//! `mutated [--count N]`: mutated documents through the whole pipeline, in memory.
//!
//! Each document is made of a number, so that a failure can be repeated:
//! `--first 4711 --count 1`. Processes of their own generate, one after the other, and
//! are ended when a document takes too long or too much memory. What counts as wrong
//! otherwise is stated in `mutants::outcome`: a panic, a failure without an error,
//! output that does not parse or is out of all proportion. A sample of the crates is
//! compiled in the end.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, BufRead as _, BufReader, Write as _};
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, ExitCode, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use clap::Parser;
use typewright::load::Memory;
use typewright::pipeline::{Request, generate_from};
use typewright_tests::mutants::outcome::outcome;
use typewright_tests::mutants::{Sound, mutant, sound};

/// As in `typewright` itself.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Where documents come from.
const FOLDERS: &[&str] = &["specs", "tests/documents", "tests/documents/renderings"];

/// How often a process that generates is looked at.
const PAUSE: Duration = Duration::from_millis(100);

/// Mutated documents through the whole pipeline, in memory
#[derive(Debug, Clone, Parser)]
struct Args {
    /// How many documents
    #[arg(long, default_value_t = 1000)]
    count: u64,
    /// The number of the first one
    #[arg(long, default_value_t = 0)]
    first: u64,
    /// How many processes at a time
    #[arg(long, default_value_t = 2)]
    workers: u64,
    /// The most seconds that one may take
    #[arg(long, default_value_t = 10.0)]
    seconds: f64,
    /// The most megabytes that one may take
    #[arg(long, default_value_t = 1024)]
    megabytes: u64,
    /// Of how many a crate is compiled
    #[arg(long, default_value_t = 0)]
    compile: usize,
    /// Where crates and failing documents are written
    #[arg(long, default_value = "target/mutated")]
    out: PathBuf,
    /// Generates what standard input names
    #[arg(long, hide = true)]
    worker: bool,
}

fn main() -> ExitCode {
    let args = Args::parse();
    let sound = sound(FOLDERS);
    if args.worker {
        return work(&sound);
    }
    let campaign = Campaign::run(&args);
    println!("{}", campaign.summary(&args));
    let mut failed = !campaign.failures.is_empty();
    for (seed, what) in &campaign.failures {
        let path = args.out.join(format!("{seed}.yaml"));
        let written =
            fs::create_dir_all(&args.out).and_then(|()| fs::write(&path, mutant(&sound, *seed)));
        println!("mutant {seed}: {what} ({})", path.display());
        failed |= written.is_err();
    }
    if args.compile > 0 {
        match compile(&args, &sound, &campaign.crates) {
            Ok(count) => println!("{count} crates compile"),
            Err(what) => {
                println!("{what}");
                failed = true;
            }
        }
    }
    ExitCode::from(u8::from(failed))
}

/// The other side of a [`Worker`]: a number on a line, and what became of it.
fn work(sound: &[Sound]) -> ExitCode {
    for line in io::stdin().lines() {
        let Some(seed) = line.ok().and_then(|line| line.parse().ok()) else {
            return ExitCode::FAILURE;
        };
        let document = mutant(sound, seed);
        let answer = match catch_unwind(|| outcome(&document)) {
            Ok(Ok(_)) => "crate".to_owned(),
            Ok(Err(_)) => "error".to_owned(),
            Err(panic) => {
                let text = panic.downcast_ref::<String>().cloned();
                let text = text.or_else(|| Some((*panic.downcast_ref::<&str>()?).to_owned()));
                let text = text.unwrap_or_default().replace('\n', " ");
                format!("panic: {}", text.chars().take(300).collect::<String>())
            }
        };
        println!("{answer}");
    }
    ExitCode::SUCCESS
}

/// A process that generates.
struct Worker {
    process: Child,
    to: ChildStdin,
    answers: Receiver<String>,
}

impl Worker {
    fn start() -> io::Result<Worker> {
        let mut process = Command::new(std::env::current_exe()?)
            .arg("--worker")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let missing = || io::Error::other("a process without pipes");
        let to = process.stdin.take().ok_or_else(missing)?;
        let from = process.stdout.take().ok_or_else(missing)?;
        let (sender, answers) = channel();
        std::thread::spawn(move || {
            for line in BufReader::new(from).lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    return;
                }
            }
        });
        Ok(Worker {
            process,
            to,
            answers,
        })
    }

    /// What becomes of a document; an error if the process did not live to tell.
    fn ask(&mut self, seed: u64, args: &Args) -> Result<String, String> {
        writeln!(self.to, "{seed}").map_err(|error| error.to_string())?;
        let begin = Instant::now();
        loop {
            match self.answers.recv_timeout(PAUSE) {
                Ok(answer) => {
                    let most = self.status("VmHWM:");
                    return self.within(most, args).map(|()| answer);
                }
                Err(RecvTimeoutError::Disconnected) => return Err("the process died".to_owned()),
                Err(RecvTimeoutError::Timeout) => self.within(self.status("VmRSS:"), args)?,
            }
            if begin.elapsed().as_secs_f64() > args.seconds {
                return Err(format!("more than {} s", args.seconds));
            }
        }
    }

    fn within(&self, megabytes: u64, args: &Args) -> Result<(), String> {
        match megabytes > args.megabytes {
            true => Err(format!("{megabytes} MB")),
            false => Ok(()),
        }
    }

    /// A size in megabytes, of those that Linux tells of a process; else nothing.
    fn status(&self, key: &str) -> u64 {
        let text = fs::read_to_string(format!("/proc/{}/status", self.process.id()));
        let text = text.unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix(key));
        let kilobytes =
            line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
        kilobytes.unwrap_or(0) / 1024
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// What became of all documents.
#[derive(Default)]
struct Campaign {
    crates: Vec<u64>,
    errors: u64,
    slowest: (f64, u64),
    seconds: f64,
    failures: BTreeMap<u64, String>,
}

impl Campaign {
    fn run(args: &Args) -> Campaign {
        let begin = Instant::now();
        let campaign = Mutex::new(Campaign::default());
        let next = AtomicU64::new(args.first);
        std::thread::scope(|scope| {
            for _ in 0..args.workers {
                scope.spawn(|| drive(args, &next, &campaign));
            }
        });
        let mut campaign = campaign.into_inner().expect("no thread panicked");
        campaign.crates.sort_unstable();
        campaign.seconds = begin.elapsed().as_secs_f64();
        campaign
    }

    fn note(&mut self, seed: u64, seconds: f64, answer: Result<String, String>) {
        if seconds > self.slowest.0 {
            self.slowest = (seconds, seed);
        }
        match answer.unwrap_or_else(|what| what) {
            what if what == "crate" => self.crates.push(seed),
            what if what == "error" => self.errors += 1,
            what => {
                self.failures.insert(seed, what);
            }
        }
    }

    fn summary(&self, args: &Args) -> String {
        format!(
            "{} documents in {:.0} s: {} crates, {} errors, {} failures; the slowest, mutant {}, took {:.1} s",
            args.count,
            self.seconds,
            self.crates.len(),
            self.errors,
            self.failures.len(),
            self.slowest.1,
            self.slowest.0,
        )
    }
}

/// Takes one number after the other; a process that failed is replaced.
fn drive(args: &Args, next: &AtomicU64, campaign: &Mutex<Campaign>) {
    let mut worker: Option<Worker> = None;
    loop {
        let seed = next.fetch_add(1, Ordering::Relaxed);
        if seed >= args.first + args.count {
            return;
        }
        if worker.is_none() {
            worker = Worker::start().ok();
        }
        let begin = Instant::now();
        let answer = match &mut worker {
            Some(worker) => worker.ask(seed, args),
            None => Err("no process could be started".to_owned()),
        };
        if answer.is_err() {
            worker = None;
        }
        let seconds = begin.elapsed().as_secs_f64();
        let mut campaign = campaign.lock().expect("no thread panicked");
        campaign.note(seed, seconds, answer);
    }
}

/// Compiles a sample of the crates with their tests, in one workspace; gives how many.
fn compile(args: &Args, sound: &[Sound], crates: &[u64]) -> Result<usize, String> {
    let folder = args.out.join("crates");
    let _ = fs::remove_dir_all(&folder);
    let step = (crates.len() / args.compile).max(1);
    let sample: Vec<u64> = crates
        .iter()
        .copied()
        .step_by(step)
        .take(args.compile)
        .collect();
    for seed in &sample {
        write_crate(
            &folder.join(format!("mutant-{seed}")),
            *seed,
            &mutant(sound, *seed),
        )
        .map_err(|error| format!("mutant {seed}: {error}"))?;
    }
    let workspace = "[workspace]\nresolver = \"3\"\nmembers = [\"mutant-*\"]\n\
                     [profile.dev]\ndebug = 0\nincremental = false\n";
    fs::write(folder.join("Cargo.toml"), workspace).map_err(|error| error.to_string())?;
    let status = Command::new("cargo")
        .args([
            "check",
            "--quiet",
            "--workspace",
            "--all-targets",
            "--keep-going",
        ])
        .current_dir(&folder)
        .status();
    match status {
        Ok(status) if status.success() => Ok(sample.len()),
        Ok(_) => Err(format!("not all crates in {} compile", folder.display())),
        Err(error) => Err(error.to_string()),
    }
}

fn write_crate(folder: &Path, seed: u64, document: &[u8]) -> io::Result<()> {
    let mut request = Request::new("api.yaml", "specs/api.yaml", "cargo xtask gen");
    request.config.krate.name = Some(format!("mutant-{seed}"));
    let files = Memory::from_iter([("api.yaml", document)]);
    let generated = generate_from(&files, &request).map_err(|_| io::Error::other("no crate"))?;
    for (path, text) in generated.tree.iter() {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        fs::write(path, text)?;
    }
    Ok(())
}
