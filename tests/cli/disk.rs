//! What the disk does to a run: it is full, a link leads nowhere, a file may not be read, a stream is damaged.
#![cfg(target_os = "linux")]

use crate::shell::Folder;
use serde_json::{Value, json};
use std::fmt::Write;
use std::fs;
use std::process::Command;

const PIPELINE: &str = "version = 1\nlanguage = false\n[[stage]]\nuse = \"unicode\"\n";

/// Records that do not compress to nothing.
fn records(count: usize) -> String {
    let mut state = 7_u32;
    let mut lines = String::new();
    for n in 0..count {
        let mut text = String::new();
        while text.len() < 600 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let _ = write!(text, "{:x} ", state >> 7);
        }
        let _ = writeln!(lines, "{{\"id\":{n},\"text\":\"{text}\"}}");
    }
    lines
}

/// A small file system of its own, gone with the value.
struct Small<'f>(&'f Folder);

impl<'f> Small<'f> {
    /// `None` where mounting is not permitted.
    fn mount(folder: &'f Folder, size: &str) -> Option<Self> {
        fs::create_dir(folder.0.join("small")).unwrap();
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &format!("size={size}"), "tmpfs"]).arg(folder.0.join("small"));
        let mounted = mount.output().is_ok_and(|output| output.status.success());
        if !mounted {
            eprintln!("not tested: mounting a tmpfs is not permitted here");
        }
        mounted.then_some(Self(folder))
    }
}

impl Drop for Small<'_> {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0.0.join("small")).status();
    }
}

#[test]
fn on_a_full_disk_nothing_half_written_takes_a_name_and_the_run_is_gone_on_with() {
    let folder = Folder::new().with("in.jsonl", records(6000)).with("p.toml", PIPELINE);
    for out in ["out.jsonl", "out.jsonl.zst", "out.parquet"] {
        folder.run(&format!("clean in.jsonl -o {out} --config p.toml")).exits(0);
    }
    let Some(small) = Small::mount(&folder, "1m") else { return };
    for out in ["out.jsonl", "out.jsonl.zst", "out.parquet"] {
        let args = format!("clean in.jsonl -o small/{out} --config p.toml --resume");
        let run = folder.run(&args).exits(1);
        assert!(run.err.contains("cannot write") && run.err.contains("No space left"), "{out}: {}", run.err);
        assert!(!folder.0.join("small").join(out).exists());
        let grown = Command::new("mount")
            .args(["-o", "remount,size=64m"])
            .arg(folder.0.join("small"))
            .status()
            .is_ok_and(|status| status.success());
        if grown {
            folder.run(&args).exits(0);
            assert!(folder.bytes(&format!("small/{out}")) == folder.bytes(out), "{out}");
            for entry in fs::read_dir(folder.0.join("small")).unwrap() {
                fs::remove_file(entry.unwrap().path()).unwrap();
            }
            let _ =
                Command::new("mount").args(["-o", "remount,size=1m"]).arg(folder.0.join("small")).status();
        }
    }
    drop(small);
}

#[test]
fn a_dead_link_and_a_file_that_may_not_be_read_are_told() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = Folder::new()
        .with("in/a.jsonl", "{\"text\":\"a\"}\n")
        .with("in/locked.jsonl", "{\"text\":\"b\"}\n")
        .with("p.toml", PIPELINE);
    symlink("nowhere.jsonl", folder.0.join("in/dead.jsonl")).unwrap();
    let locked = folder.0.join("in/locked.jsonl");
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o000)).unwrap();
    // The administrator may read everything.
    let readable = fs::read(&locked).is_ok();
    folder.run("clean in -o out.jsonl --config p.toml").exits(1);
    let entries: Vec<(Value, Value, Value)> = folder
        .objects("out.jsonl.errors.jsonl")
        .iter()
        .map(|entry| (entry["input"].clone(), entry["kind"].clone(), entry["line"].clone()))
        .collect();
    let mut want = vec![(json!("dead.jsonl"), json!("io"), Value::Null)];
    if readable {
        eprintln!("not tested: who runs this may read every file");
    } else {
        want.push((json!("locked.jsonl"), json!("io"), Value::Null));
    }
    assert_eq!(entries, want);
    assert_eq!(folder.objects("out.jsonl").len(), 1 + usize::from(readable));
    folder.run("clean in/dead.jsonl -o dead.jsonl --config p.toml").exits(2);
}

/// Blocks of every kind that a compressor writes, with one bit flipped at many places: every record before the damage
/// comes out as it was, and the damage is told.
#[test]
fn compressed_blocks_that_are_damaged_lose_nothing_before_the_damage() {
    let lines = format!("{}{}", records(2000), "{\"id\":\"same\",\"text\":\"all the same\"}\n".repeat(3000));
    let mut encoder = zstd::Encoder::new(Vec::new(), 3).unwrap();
    encoder.include_checksum(true).unwrap();
    std::io::Write::write_all(&mut encoder, lines.as_bytes()).unwrap();
    let whole = encoder.finish().unwrap();
    let folder = Folder::new().with("in.jsonl.zst", &whole).with("p.toml", PIPELINE);
    folder.run("clean in.jsonl.zst -o ref.jsonl --config p.toml").exits(0);
    let reference = folder.lines("ref.jsonl");
    assert_eq!(reference.len(), 5000);
    for at in [whole.len() / 5, whole.len() / 2, whole.len() - 200, whole.len() - 2] {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x10;
        fs::write(folder.0.join("bad.jsonl.zst"), bytes).unwrap();
        folder.run("clean bad.jsonl.zst -o out.jsonl --config p.toml").exits(1);
        let errors = folder.objects("out.jsonl.errors.jsonl");
        assert!(
            errors.iter().any(|entry| entry["kind"] == "compression" || entry["kind"] == "truncated"),
            "{errors:?}"
        );
        let out = folder.lines("out.jsonl");
        let right = out.iter().zip(&reference).take_while(|(a, b)| a == b).count();
        // All but what stands in the damaged block of 128 KiB and in the one before it.
        assert!(
            right + 450 >= 2000 * at / whole.len(),
            "{right} records before byte {at} of {}",
            whole.len()
        );
    }
}
