//! What a command costs.
//!
//! What comes in: a command. What goes out: its wall time, the processor time of
//! itself and of everything it started, and the peak memory of the largest of
//! these processes; the system hands all three out when a process has ended.
//! Others who use the machine can only make a figure worse, so the least of
//! several runs counts.

use std::fmt;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use wait4::Wait4 as _;

/// What one run of a command costs.
#[derive(Debug, Clone, Copy)]
pub struct Cost {
    /// From start to end.
    pub wall: Duration,
    /// On all cores together.
    pub processor: Duration,
    /// The most memory that a process of it held, in bytes.
    pub peak: u64,
}

impl Cost {
    /// The lesser of each.
    fn least(self, other: Cost) -> Cost {
        Cost {
            wall: self.wall.min(other.wall),
            processor: self.processor.min(other.processor),
            peak: self.peak.min(other.peak),
        }
    }

    /// What one costs after the other.
    pub fn then(self, other: Cost) -> Cost {
        Cost {
            wall: self.wall + other.wall,
            processor: self.processor + other.processor,
            peak: self.peak.max(other.peak),
        }
    }

    /// Half of both times, and the greater peak: what it would have cost between the
    /// two, on a machine whose speed changes.
    pub fn between(self, other: Cost) -> Cost {
        Cost {
            wall: (self.wall + other.wall) / 2,
            processor: (self.processor + other.processor) / 2,
            peak: self.peak.max(other.peak),
        }
    }
}

/// Runs a command in silence.
///
/// # Errors
/// It cannot be started, or fails; with the last lines of what it said.
pub fn once(command: &mut Command) -> Result<Cost, String> {
    let shown = command.get_program().to_string_lossy().into_owned();
    command
        // Why something failed is told by its last lines.
        .env("RUST_BACKTRACE", "0")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    let start = Instant::now();
    let mut child = command
        .spawn()
        .map_err(|e| format!("cannot run {shown}: {e}"))?;
    let pipe = child.stderr.take();
    let reader =
        std::thread::spawn(move || pipe.and_then(|pipe| std::io::read_to_string(pipe).ok()));
    let used = child.wait4().map_err(|e| format!("{shown}: {e}"))?;
    let wall = start.elapsed();
    let said = reader.join().ok().flatten().unwrap_or_default();
    if !used.status.success() {
        return Err(format!("{shown} failed:\n{}", last_lines(&said)));
    }
    Ok(Cost {
        wall,
        processor: used.rusage.utime + used.rusage.stime,
        peak: used.rusage.maxrss,
    })
}

/// Runs several commands in turns, so that what disturbs one disturbs the others
/// too; gives the least cost of each.
///
/// # Errors
/// The first command that fails.
pub fn in_turns<const N: usize>(
    rounds: usize,
    mut contestants: [&mut dyn FnMut() -> Result<Cost, String>; N],
) -> Result<[Cost; N], String> {
    let mut least: [Option<Cost>; N] = [None; N];
    for _ in 0..rounds.max(1) {
        for (contestant, least) in contestants.iter_mut().zip(&mut least) {
            let cost = contestant()?;
            *least = Some(least.map_or(cost, |least| least.least(cost)));
        }
    }
    Ok(least.map(|cost| cost.expect("there is at least one round")))
}

fn last_lines(text: &str) -> String {
    const SHOWN: usize = 12;
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(SHOWN)..].join("\n")
}

/// Something measured.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub enum Quantity {
    /// A duration.
    Time(Duration),
    /// Bytes.
    Bytes(u64),
    /// Lines of code.
    Lines(u64),
}

impl Quantity {
    /// As a bare number, for ratios.
    fn amount(self) -> f64 {
        match self {
            Quantity::Time(time) => time.as_secs_f64(),
            Quantity::Bytes(n) | Quantity::Lines(n) => n as f64,
        }
    }

    /// How many times another this is; `None` where the other is nothing.
    pub fn times(self, other: Quantity) -> Option<f64> {
        (other.amount() > 0.0).then(|| self.amount() / other.amount())
    }
}

/// `1.24 s`, `37 ms`, `1.07 GB`, `146,000 lines`.
impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Quantity::Time(time) => match time.as_secs_f64() {
                s if s >= 100.0 => write!(f, "{s:.0} s"),
                s if s >= 10.0 => write!(f, "{s:.1} s"),
                s if s >= 1.0 => write!(f, "{s:.2} s"),
                s if s >= 0.01 => write!(f, "{:.0} ms", s * 1e3),
                s if s >= 0.001 => write!(f, "{:.2} ms", s * 1e3),
                s => write!(f, "{:.1} µs", s * 1e6),
            },
            Quantity::Bytes(n) if n >= 1_000_000_000 => write!(f, "{:.2} GB", n as f64 / 1e9),
            Quantity::Bytes(n) => write!(f, "{:.1} MB", n as f64 / 1e6),
            Quantity::Lines(n) => write!(f, "{} lines", grouped(n)),
        }
    }
}

/// `146,000`.
fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut text = String::new();
    for (i, digit) in digits.char_indices() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
