//! What the tests of the codec have in common.

use std::sync::LazyLock;
use std::time::{Duration, Instant};

/// Random numbers that are the same every time (xorshift).
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    pub fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit as u64).expect("it is below a usize")
    }
}

/// A text that is four times as long must take about four times the processor's time, and
/// not sixteen times.
#[track_caller]
#[allow(dead_code)] // not every test measures
pub fn grows(what: &str, text: impl Fn(usize) -> String, work: impl Fn(&str)) {
    let [short, long] = [1000, 4000].map(text);
    let time = |text: &str, rounds: usize| {
        let start = spent();
        (0..rounds).for_each(|_| work(text));
        spent() - start
    };
    // The work of a moment says little.
    let mut rounds = 1;
    while time(&short, rounds) < Duration::from_millis(30) {
        rounds *= 2;
    }
    let growth = || time(&long, rounds).as_secs_f64() / time(&short, rounds).as_secs_f64();
    let growths: Vec<f64> = (0..3).map(|_| growth()).collect();
    let least = growths.iter().copied().fold(f64::MAX, f64::min);
    assert!(least < 8.0, "{what}: {growths:?}");
}

/// The time that this thread has worked, where the system tells it.
fn spent() -> Duration {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let worked = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    match worked.split(' ').next().unwrap_or_default().parse() {
        Ok(nanoseconds) => Duration::from_nanos(nanoseconds),
        Err(_) => START.elapsed(),
    }
}
