//! What a shell and a manual are told about this program.

use crate::Failure;
use crate::args::Cli;
use clap::{Args, CommandFactory};
use clap_complete::Shell;
use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

/// Writes the completions of a shell to standard output
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  unisono completions bash > ~/.local/share/bash-completion/completions/unisono
  unisono completions zsh > ~/.zfunc/_unisono
  unisono completions fish > ~/.config/fish/completions/unisono.fish")]
pub(crate) struct CompletionsArgs {
    /// The shell
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

/// Writes man pages, one for each subcommand, into a folder
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  unisono man ~/.local/share/man/man1    then: man unisono-clean")]
pub(crate) struct ManArgs {
    /// The folder; it is made when it is not there
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
}

pub(crate) fn completions(args: &CompletionsArgs) -> Result<u8, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "unisono", &mut script);
    io::stdout().lock().write_all(&script).map_err(Failure::stdout)?;
    Ok(0)
}

pub(crate) fn man(args: &ManArgs) -> Result<u8, Failure> {
    let folder = &args.folder;
    fs::create_dir_all(folder)
        .map_err(|error| Failure::Refused(format!("cannot make the folder {}: {error}", folder.display())))?;
    clap_mangen::generate_to(Cli::command(), folder)
        .map_err(|error| Failure::Output(folder.display().to_string(), error))?;
    eprintln!("{}: written; read one with `man {}/unisono-clean.1`", folder.display(), folder.display());
    Ok(0)
}
