//! A running driver.

use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::Value;

/// What came of a value.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// It decoded, and encodes as this.
    Value(Value),
    /// It was refused.
    Refused(String),
    /// The code panicked, or took the program down.
    Crashed(String),
}

/// What came of a value by both ways in and out.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// From text to text.
    pub text: Outcome,
    /// From a value to a value; `None` when it is as the text.
    pub value: Option<Outcome>,
}

/// A driver that is started when needed, and again when it dies.
#[derive(Debug)]
pub struct Driver {
    program: PathBuf,
    running: Option<Running>,
}

#[derive(Debug)]
struct Running {
    child: Child,
    input: BufWriter<ChildStdin>,
    output: BufReader<ChildStdout>,
}

impl Driver {
    /// A driver that runs this program.
    pub fn new(program: &Path) -> Driver {
        Driver {
            program: program.to_owned(),
            running: None,
        }
    }

    /// Decodes and encodes values as the model with a number.
    ///
    /// # Errors
    /// When the program cannot be run at all.
    pub fn ask(&mut self, number: usize, values: &[&Value]) -> Result<Vec<Answer>, String> {
        let mut answers = Vec::with_capacity(values.len());
        while answers.len() < values.len() {
            let rest = &values[answers.len()..];
            let before = answers.len();
            self.batch(number, rest, &mut answers)
                .map_err(|e| e.to_string())?;
            if answers.len() < values.len() {
                let how = self.stop();
                answers.push(Answer {
                    text: Outcome::Crashed(how.clone()),
                    value: None,
                });
                if answers.len() == before + 1 && before == 0 && !self.program.exists() {
                    return Err(how);
                }
            }
        }
        Ok(answers)
    }

    fn batch(
        &mut self,
        number: usize,
        values: &[&Value],
        answers: &mut Vec<Answer>,
    ) -> std::io::Result<()> {
        let running = match &mut self.running {
            Some(running) => running,
            None => self.running.insert(start(&self.program)?),
        };
        // The driver reads a whole batch before it answers, so neither side
        // waits for the other with a full pipe.
        for value in values {
            if writeln!(running.input, "{number}\t{value}").is_err() {
                return Ok(());
            }
        }
        if writeln!(running.input)
            .and_then(|()| running.input.flush())
            .is_err()
        {
            return Ok(());
        }
        let mut line = String::new();
        for _ in values {
            line.clear();
            running.output.read_line(&mut line)?;
            match line.strip_suffix('\n').and_then(answer) {
                Some(answer) => answers.push(answer),
                None => return Ok(()),
            }
        }
        Ok(())
    }

    /// Ends the program; tells how it had ended.
    fn stop(&mut self) -> String {
        let Some(mut running) = self.running.take() else {
            return "the program does not start".to_owned();
        };
        drop(running.input);
        match running.child.wait() {
            Ok(status) => status.to_string(),
            Err(error) => error.to_string(),
        }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        self.stop();
    }
}

fn start(program: &Path) -> std::io::Result<Running> {
    let mut child = Command::new(program)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let missing = || std::io::Error::other("the driver has no pipes");
    let input = child.stdin.take().ok_or_else(missing)?;
    let output = child.stdout.take().ok_or_else(missing)?;
    Ok(Running {
        child,
        input: BufWriter::new(input),
        output: BufReader::new(output),
    })
}

fn answer(line: &str) -> Option<Answer> {
    let (text, value) = line.split_once('\t')?;
    let value = match value {
        "=" => None,
        other => Some(outcome(other)?),
    };
    Some(Answer {
        text: outcome(text)?,
        value,
    })
}

fn outcome(told: &str) -> Option<Outcome> {
    let text = || serde_json::from_str::<String>(&told[1..]).ok();
    Some(match told.as_bytes().first()? {
        b'+' => match serde_json::from_str(&told[1..]) {
            Ok(value) => Outcome::Value(value),
            Err(error) => Outcome::Crashed(format!("what was written is no JSON: {error}")),
        },
        b'-' => Outcome::Refused(text()?),
        b'!' => Outcome::Crashed(text()?),
        _ => return None,
    })
}
