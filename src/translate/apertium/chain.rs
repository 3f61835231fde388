//! Programs joined by pipes, fed and read by us.

use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

use super::mode::Program;

/// Answers that wait for the next program at most.
const WAITING: usize = 256;

/// Longest answer, in bytes: a program that runs wild does not fill the memory.
const LONGEST: usize = 16 << 20;

/// Running programs, each reading what the one before it writes.
#[derive(Debug)]
pub(super) struct Chain {
    pub(super) children: Children,
    /// Where the first one reads; `None` once it is closed.
    pub(super) input: Option<ChildStdin>,
    /// What the last one writes, cut at NUL; closed when it ends.
    pub(super) answers: Receiver<Vec<u8>>,
}

/// Processes that end and are reaped with this value.
#[derive(Debug, Default)]
pub(super) struct Children(Vec<Child>);

impl Children {
    /// Ends the processes at once and reaps them.
    pub(super) fn kill(&mut self) {
        for child in &mut self.0 {
            // One that has ended already cannot be killed, which is what is wanted.
            let _ = child.kill();
        }
        for child in &mut self.0 {
            let _ = child.wait();
        }
        self.0.clear();
    }
}

impl Drop for Children {
    fn drop(&mut self) {
        self.kill();
    }
}

impl Chain {
    /// Starts the programs. The error says which one could not be started.
    pub(super) fn start(programs: &[Program]) -> Result<Self, String> {
        let mut children = Children::default();
        let (mut input, mut output): (Option<ChildStdin>, Option<ChildStdout>) = (None, None);
        for program in programs {
            let from = output.take().map_or_else(Stdio::piped, Stdio::from);
            let mut command = Command::new(&program.path);
            command.args(&program.arguments).stdin(from).stdout(Stdio::piped()).stderr(Stdio::null());
            command.env("LC_ALL", "C.UTF-8");
            let mut child = command
                .spawn()
                .map_err(|error| format!("cannot start {}: {error}", program.path.display()))?;
            input = input.or(child.stdin.take());
            output = child.stdout.take();
            children.0.push(child);
        }
        let output = output.ok_or("no program to start")?;
        let (send, answers) = sync_channel(WAITING);
        thread::spawn(move || {
            let mut output = BufReader::new(output);
            loop {
                let mut answer = Vec::new();
                match read_answer(&mut output, &mut answer) {
                    Ok(true) if send.send(answer).is_ok() => {}
                    _ => break,
                }
            }
        });
        Ok(Self { children, input, answers })
    }
}

/// Reads up to NUL, which is left out. False when the stream ends before one: half an answer is none.
fn read_answer(output: &mut impl BufRead, answer: &mut Vec<u8>) -> std::io::Result<bool> {
    loop {
        let ready = output.fill_buf()?;
        if ready.is_empty() || answer.len() > LONGEST {
            return Ok(false);
        }
        let nul = memchr::memchr(0, ready);
        let taken = nul.unwrap_or(ready.len());
        answer.extend_from_slice(ready.get(..taken).unwrap_or_default());
        output.consume(taken + usize::from(nul.is_some()));
        if nul.is_some() {
            return Ok(true);
        }
    }
}
