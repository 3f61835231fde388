//! A run that was ended, or whose inputs have changed, is gone on with and leaves what an undisturbed one leaves.

use crate::shell::Folder;
use serde_json::Value;
use std::fmt::Write;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Records of about a kB, some of them broken.
fn records(seed: usize, count: usize) -> String {
    let mut lines = String::new();
    for n in 0..count {
        let _ = match n % 997 {
            5 => writeln!(lines, "{{\"id\":\"cut {n}"),
            _ => writeln!(
                lines,
                "{{\"id\":\"{seed}-{n}\",\"text\":\"{}\"}}",
                "Ferry traffic resumed on Monday\\u200b morning. . ".repeat(10 + n % 30)
            ),
        };
    }
    lines
}

const PIPELINE: &str = "version = 1\nlanguage = false\n[[stage]]\nuse = \"unicode\"\n";

/// The files that a run leaves, but for the manifest.
fn left(folder: &Folder, out: &str) -> Vec<Vec<u8>> {
    ["", ".errors.jsonl", ".rejected.jsonl"].map(|suffix| folder.bytes(&format!("{out}{suffix}"))).to_vec()
}

fn manifest(folder: &Folder, out: &str) -> Value {
    serde_json::from_str(&folder.text(&format!("{out}.manifest.json"))).unwrap()
}

/// Ends a run by a signal once it has got to a place inside an input, and gives its exit status.
#[cfg(unix)]
pub(crate) fn ended(folder: &Folder, args: &str, out: &str, signal: &str) -> Option<i32> {
    let mut command = folder.command(args);
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let begun = Instant::now();
    loop {
        let manifest = std::fs::read_to_string(folder.0.join(format!("{out}.manifest.json")));
        if manifest.is_ok_and(|json| json.contains("\"inside\": {")) {
            break;
        }
        assert!(begun.elapsed() < Duration::from_secs(60) && child.try_wait().unwrap().is_none());
        std::thread::sleep(Duration::from_millis(2));
    }
    let sent = Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap();
    assert!(sent.success());
    child.wait().unwrap().code()
}

#[test]
#[cfg(unix)]
fn a_run_that_was_ended_is_gone_on_with_to_the_same_bytes() {
    let folder = Folder::new().with("in.jsonl", records(1, 3500)).with("p.toml", PIPELINE);
    for name in ["out.jsonl", "out.jsonl.gz", "out.jsonl.zst"] {
        folder.run(&format!("clean in.jsonl -o ref-{name} --config p.toml")).exits(1);
        for (signal, status) in [("-KILL", None), ("-TERM", Some(143)), ("-INT", Some(130))] {
            let args = format!("clean in.jsonl -o {name} --config p.toml --resume");
            assert_eq!(ended(&folder, &args, name, signal), status, "{name} {signal}");
            assert!(!folder.0.join(name).exists());
            let run = folder.run(&args).exits(1);
            assert!(run.err.contains("of them kept from an earlier run"), "{name} {signal}: {}", run.err);
            assert!(left(&folder, name) == left(&folder, &format!("ref-{name}")), "{name} {signal}");
            let (mine, reference) = (manifest(&folder, name), manifest(&folder, &format!("ref-{name}")));
            assert_eq!(mine["totals"], reference["totals"]);
            assert_eq!(mine["inputs"][0]["output_hash"], reference["inputs"][0]["output_hash"]);
            assert_eq!(mine["stages"][0]["changed"], reference["stages"][0]["changed"]);
            for suffix in ["", ".errors.jsonl", ".rejected.jsonl", ".manifest.json"] {
                std::fs::remove_file(folder.0.join(format!("{name}{suffix}"))).unwrap();
            }
        }
    }
    assert!(folder.names().iter().all(|name| !name.starts_with('.')), "{:?}", folder.names());
}

#[test]
#[cfg(unix)]
fn what_has_changed_since_a_run_was_ended_is_not_gone_on_with() {
    let input = records(1, 3500);
    for spoil in ["input", "config", "unfinished", "manifest"] {
        let folder = Folder::new().with("in.jsonl", &input).with("p.toml", PIPELINE);
        ended(&folder, "clean in.jsonl -o out.jsonl --config p.toml", "out.jsonl", "-KILL");
        match spoil {
            "input" => std::fs::write(folder.0.join("in.jsonl"), input.replacen("Monday", "Friday", 1)),
            "config" => Ok(()),
            "unfinished" => std::fs::remove_file(folder.0.join(".out.jsonl.part")),
            _ => std::fs::write(folder.0.join("out.jsonl.manifest.json"), "{"),
        }
        .unwrap();
        let with = if spoil == "config" { "--with shares" } else { "" };
        let run =
            folder.run(&format!("clean in.jsonl -o out.jsonl --config p.toml --resume {with}")).exits(1);
        assert!(!run.err.contains("kept from an earlier run"), "{spoil}: {}", run.err);
        folder.run(&format!("clean in.jsonl -o ref.jsonl --config p.toml {with}")).exits(1);
        assert!(left(&folder, "out.jsonl") == left(&folder, "ref.jsonl"), "{spoil}");
    }
}

#[test]
fn a_complete_run_is_left_alone_and_changed_inputs_are_redone() {
    for out in ["all.jsonl", "all.jsonl.gz", "all.jsonl.zst"] {
        let folder = Folder::new().with("p.toml", PIPELINE);
        let folder = ["a", "b", "c", "d"]
            .into_iter()
            .enumerate()
            .fold(folder, |folder, (n, name)| folder.with(&format!("in/{name}.jsonl"), records(n, 200)));
        let args = format!("clean in -o {out} --config p.toml --resume");
        folder.run(&args).exits(1);
        let first = left(&folder, out);
        assert!(folder.run(&args).exits(1).err.contains("nothing to do"));
        let folder = folder.with("in/b.jsonl", records(7, 300)).with("in/e.jsonl", records(8, 100));
        std::fs::remove_file(folder.0.join("in/a.jsonl")).unwrap();
        let run = folder.run(&args).exits(1);
        // Of c and d all records come out again, without being looked at.
        assert!(run.err.contains("398 of them kept"), "{}", run.err);
        folder.run(&format!("clean in -o ref-{out} --config p.toml")).exits(1);
        assert!(left(&folder, out) == left(&folder, &format!("ref-{out}")), "{out}");
        assert!(left(&folder, out) != first);
        assert_eq!(manifest(&folder, out)["totals"], manifest(&folder, &format!("ref-{out}"))["totals"]);
        // An output that somebody has changed is written anew.
        let folder = folder.with(out, "spoiled");
        folder.run(&args).exits(1);
        assert!(left(&folder, out) == left(&folder, &format!("ref-{out}")), "{out}");
    }
}

#[test]
fn in_a_folder_of_outputs_each_is_checked() {
    let folder = Folder::new()
        .with("p.toml", PIPELINE)
        .with("in/a.jsonl", records(1, 50))
        .with("in/b.jsonl.gz", "")
        .with("in/c.txt", "Rabat.");
    let args = "clean in -o out --config p.toml --resume";
    folder.run(args).exits(1);
    let state = manifest(&folder, "out");
    for input in state["inputs"].as_array().unwrap() {
        assert!(input["hash"].as_str().unwrap().starts_with("blake3:") && input["output_hash"].is_string());
    }
    let whole = folder.bytes("out/a.jsonl");
    for spoilt in [&b"spoiled"[..], b""] {
        let folder = &folder;
        std::fs::write(folder.0.join("out/a.jsonl"), spoilt).unwrap();
        folder.run(args).exits(1);
        assert!(folder.bytes("out/a.jsonl") == whole);
        assert_eq!(manifest(folder, "out")["totals"], state["totals"]);
    }
}

#[test]
#[cfg(unix)]
fn a_run_that_waits_for_its_input_stops_all_the_same() {
    let folder = Folder::new().with("p.toml", PIPELINE);
    let child = folder.start("clean - -o out.jsonl --config p.toml");
    std::thread::sleep(Duration::from_millis(500));
    let begun = Instant::now();
    Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap();
    let mut child = child;
    let held = child.stdin.take();
    assert_eq!(child.wait().unwrap().code(), Some(143));
    assert!(begun.elapsed() < Duration::from_secs(5));
    drop(held);
    assert!(!folder.0.join("out.jsonl").exists());
}
