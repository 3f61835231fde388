//! One pair at work: analysis and transfer that live on, and a tagger for every document.
//!
//! The tagger's answers depend on what it has read before. With a fresh one for each document neither the order of the
//! documents, nor the number of threads, nor a restart changes a byte of the output.

use std::io::Write;
use std::process::ChildStdin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use super::chain::Chain;
use super::mode::Mode;
use super::reading::first_readings;
use super::stream::{decode, encode, end};
use crate::translate::TranslateError;

/// How often it is looked whether another part of the line has failed.
const LOOK: Duration = Duration::from_millis(20);

/// Documents that fail as often as this are sent segment by segment.
const STREAMED: usize = 2;

/// Restarts for one document after which the rest of it is given up.
const MAX_RESTARTS: usize = 12;

/// The processes of a pair.
#[derive(Debug)]
pub(super) struct Line {
    mode: Mode,
    timeout: Duration,
    running: Option<Running>,
    serial: u64,
}

#[derive(Debug)]
struct Running {
    analysis: Chain,
    transfer: Option<Chain>,
}

type Answer = Result<String, TranslateError>;

/// Why a document was not translated to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Broken {
    Died,
    TimedOut,
    OutOfStep,
}

impl Line {
    pub(super) fn new(mode: Mode, timeout: Duration) -> Self {
        Self { mode, timeout, running: None, serial: 0 }
    }

    /// Translates the segments of a document: one answer each, in order.
    pub(super) fn translate(&mut self, segments: &[&str], words: bool) -> Vec<Answer> {
        let mut failed: Vec<Option<TranslateError>> = vec![None; segments.len()];
        let mut restarts = 0;
        loop {
            let open: Vec<&str> = segments
                .iter()
                .zip(&failed)
                .filter(|(_, failed)| failed.is_none())
                .map(|(text, _)| *text)
                .collect();
            let mut answers = Vec::with_capacity(open.len());
            let done = self.document(&open, words, restarts >= STREAMED, &mut answers);
            let broken = match done {
                Ok(None) => return merge(failed, answers),
                Ok(Some(broken)) => broken,
                Err(error) => {
                    for failed in &mut failed {
                        *failed = Some(TranslateError::Start(error.clone()));
                    }
                    return merge(failed, Vec::new());
                }
            };
            self.running = None;
            restarts += 1;
            let error = match broken {
                Broken::Died => TranslateError::EngineDied { restarts },
                Broken::TimedOut => TranslateError::TimedOut { seconds: self.timeout.as_secs() },
                Broken::OutOfStep => TranslateError::OutOfStep,
            };
            if restarts > MAX_RESTARTS {
                failed.iter_mut().filter(|failed| failed.is_none()).skip(answers.len()).for_each(|failed| {
                    *failed = Some(error.clone());
                });
                return merge(failed, answers);
            }
            if restarts > STREAMED {
                // One segment at a time was out, so the first without an answer is the one to blame.
                let blamed = failed.iter_mut().filter(|failed| failed.is_none()).nth(answers.len());
                if let Some(failed) = blamed {
                    *failed = Some(error.clone());
                }
            }
        }
    }

    /// Sends the segments through; `answers` holds those that came before something broke.
    fn document(
        &mut self,
        segments: &[&str],
        words: bool,
        one_by_one: bool,
        answers: &mut Vec<String>,
    ) -> Result<Option<Broken>, String> {
        if segments.is_empty() {
            return Ok(None);
        }
        let running = match &mut self.running {
            Some(running) => running,
            none => none.insert(Running::start(&self.mode)?),
        };
        let mut tagger = match &self.mode.tagger {
            Some(program) if !words => Some(Chain::start(std::slice::from_ref(program))?),
            _ => None,
        };
        let first = self.serial;
        self.serial += segments.len() as u64;
        let step = if one_by_one { 1 } else { segments.len() };
        let mut from = first;
        for part in segments.chunks(step) {
            let by_first = words && self.mode.tagger.is_some();
            let how = (by_first, from, self.timeout);
            let broken = running.part(tagger.as_mut(), part, how, answers);
            from += part.len() as u64;
            if broken.is_some() {
                return Ok(broken);
            }
        }
        Ok(None)
    }
}

/// What failed, and the answers in the places between.
fn merge(failed: Vec<Option<TranslateError>>, answers: Vec<String>) -> Vec<Answer> {
    let mut answers = answers.into_iter();
    failed
        .into_iter()
        .map(|failed| match failed {
            Some(error) => Err(error),
            None => answers.next().ok_or(TranslateError::OutOfStep),
        })
        .collect()
}

impl Running {
    fn start(mode: &Mode) -> Result<Self, String> {
        let analysis = Chain::start(&mode.analysis)?;
        let transfer = if mode.transfer.is_empty() { None } else { Some(Chain::start(&mode.transfer)?) };
        Ok(Self { analysis, transfer })
    }

    /// Sends segments numbered from `first` through the three parts at the same time.
    fn part(
        &mut self,
        tagger: Option<&mut Chain>,
        segments: &[&str],
        (by_first, first, timeout): (bool, u64, Duration),
        answers: &mut Vec<String>,
    ) -> Option<Broken> {
        let failed = &AtomicBool::new(false);
        let serials = first..first + segments.len() as u64;
        let (mut children, mut inputs, mut outputs) = (Vec::new(), Vec::new(), Vec::new());
        for chain in [Some(&mut self.analysis), tagger, self.transfer.as_mut()].into_iter().flatten() {
            children.push(&mut chain.children);
            inputs.push(&mut chain.input);
            outputs.push(&mut chain.answers);
        }
        let last = outputs.pop()?;
        let mut inputs = inputs.into_iter();
        let begin = inputs.next()?;
        let mut broken = None;
        thread::scope(|scope| {
            scope.spawn(move || {
                let sent = segments.iter().zip(first..).all(|(segment, serial)| {
                    !failed.load(Ordering::Relaxed) && write(begin, &encode(segment, serial))
                });
                failed.fetch_or(!sent, Ordering::Relaxed);
            });
            for (output, input) in outputs.into_iter().zip(inputs) {
                let mut serials = serials.clone();
                scope.spawn(move || {
                    let sent = serials.all(|serial| {
                        let Ok(mut answer) = receive(output, timeout, failed) else { return false };
                        let fits = answer.ends_with(end(serial).as_bytes());
                        if by_first {
                            answer = first_readings(&answer);
                        }
                        answer.push(0);
                        fits && write(input, &answer)
                    });
                    failed.fetch_or(!sent, Ordering::Relaxed);
                });
            }
            for serial in serials {
                match receive(last, timeout, failed).map(|answer| decode(&answer, serial)) {
                    Ok(Some(text)) => answers.push(text),
                    Ok(None) => broken = Some(Broken::OutOfStep),
                    Err(why) => broken = Some(why),
                }
                if broken.is_some() {
                    failed.store(true, Ordering::Relaxed);
                    // Ends the writers too: nobody reads what they write.
                    for children in &mut *children {
                        children.kill();
                    }
                    break;
                }
            }
        });
        broken
    }
}

fn write(input: &mut Option<ChildStdin>, bytes: &[u8]) -> bool {
    input.as_mut().is_some_and(|input| input.write_all(bytes).is_ok())
}

/// The next answer; an error when there is none any more, none in time, or another part has failed.
fn receive(
    answers: &mut Receiver<Vec<u8>>,
    timeout: Duration,
    failed: &AtomicBool,
) -> Result<Vec<u8>, Broken> {
    let since = Instant::now();
    loop {
        match answers.recv_timeout(LOOK) {
            Ok(answer) => return Ok(answer),
            Err(RecvTimeoutError::Disconnected) => return Err(Broken::Died),
            Err(RecvTimeoutError::Timeout) if failed.load(Ordering::Relaxed) => return Err(Broken::Died),
            Err(RecvTimeoutError::Timeout) if since.elapsed() > timeout => return Err(Broken::TimedOut),
            Err(RecvTimeoutError::Timeout) => {}
        }
    }
}
