//! Which shell a text is of, or each part of it: documentation shows the same
//! command for several.

use super::cmd::console;
use super::prose::is_program;
use crate::catalogue::names::powershell;
use crate::syntax::Piece;

/// A shell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Dialect {
    /// bash, zsh, sh.
    Posix,
    /// PowerShell.
    PowerShell,
    /// cmd.exe.
    Cmd,
}

impl Dialect {
    /// What people call it.
    pub(super) fn label(self) -> &'static str {
        match self {
            Dialect::Posix => "bash",
            Dialect::PowerShell => "PowerShell",
            Dialect::Cmd => "cmd.exe",
        }
    }
    /// The mark at the end of a line that goes on in the next.
    fn mark(self) -> char {
        match self {
            Dialect::Posix => '\\',
            Dialect::PowerShell => '`',
            Dialect::Cmd => '^',
        }
    }
    const ALL: [Dialect; 3] = [Dialect::Posix, Dialect::PowerShell, Dialect::Cmd];
}

/// The parts of a text by their shells: from byte to byte.
pub(super) fn parts(piece: &Piece<'_>, text: &str) -> Vec<(usize, usize, Dialect)> {
    let all = |dialect| vec![(0, text.len(), dialect)];
    for (ends, dialect) in [
        (&[".ps1", ".psm1"][..], Dialect::PowerShell),
        (&[".cmd", ".bat"], Dialect::Cmd),
        (&[".sh", ".bash", ".zsh"], Dialect::Posix),
    ] {
        if piece.is_named(ends) {
            return all(dialect);
        }
    }
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let usual = guessed(lines.iter().copied());
    let mut found: Vec<(usize, usize, Dialect)> = Vec::new();
    let mut at = 0;
    let mut number = 0;
    let mut add = |from: usize, to: usize, dialect: Dialect| match found.last_mut() {
        Some((_, end, last)) if *last == dialect => *end = to,
        _ => found.push((from, to, dialect)),
    };
    while let Some(line) = lines.get(number) {
        let fence = line.trim_start().strip_prefix("```");
        let (count, dialect) = match fence {
            Some(language) => {
                let inside = lines.get(number + 1..).unwrap_or_default();
                let closes = |line: &&str| line.trim_start().starts_with("```");
                let count = inside.iter().position(closes).unwrap_or(inside.len());
                let inside = inside.get(..count).unwrap_or_default();
                let blocks = inside.iter().copied();
                let named = named(language).unwrap_or_else(|| shell_of(blocks, usual));
                (count + 2, named)
            }
            None => block(lines.get(number..).unwrap_or_default(), usual),
        };
        let count = count.max(1);
        let rest = lines.get(number..number + count);
        let rest = rest.or_else(|| lines.get(number..)).unwrap_or_default();
        let length: usize = rest.iter().map(|line| line.len()).sum();
        add(at, at + length, dialect);
        at += length;
        number += count;
    }
    found
}

/// The shell that the language of a fence names.
fn named(language: &str) -> Option<Dialect> {
    match language.trim().to_ascii_lowercase().as_str() {
        "bash" | "sh" | "zsh" | "shell" => Some(Dialect::Posix),
        "powershell" | "ps1" | "pwsh" => Some(Dialect::PowerShell),
        "bat" | "batch" | "cmd" | "dos" => Some(Dialect::Cmd),
        _ => None,
    }
}

/// How many lines a command takes, and of which shell the mark is that continues it.
fn block(lines: &[&str], usual: Dialect) -> (usize, Dialect) {
    let Some(first) = lines.first() else {
        return (1, usual);
    };
    let plain = first.trim_end();
    let begins = plain
        .split(|c: char| c.is_whitespace() || "=(\"'`".contains(c))
        .any(|word| is_program(word) || powershell::operation(word).is_some());
    let marked = |line: &str, dialect: Dialect| {
        let before = line.trim_end().strip_suffix(dialect.mark());
        // A backquote may end a substitution.
        before.is_some_and(|before| {
            dialect != Dialect::PowerShell || before.matches('`').count() % 2 == 0
        })
    };
    let dialect = Dialect::ALL
        .into_iter()
        .find(|one| begins && marked(plain, *one));
    let Some(dialect) = dialect else {
        return (1, usual);
    };
    let more = lines
        .iter()
        .take_while(|line| marked(line, dialect))
        .count();
    (more + 1, dialect)
}

/// The shell of some lines; the usual one where nothing tells.
fn shell_of<'a>(lines: impl Iterator<Item = &'a str> + Clone, usual: Dialect) -> Dialect {
    let scores = scores(lines);
    let best = Dialect::ALL
        .into_iter()
        .zip(scores)
        .max_by_key(|(_, score)| *score);
    match best {
        Some((best, score)) if score > 0 => best,
        _ => usual,
    }
}

fn guessed<'a>(lines: impl Iterator<Item = &'a str> + Clone) -> Dialect {
    shell_of(lines, Dialect::Posix)
}

/// How much tells of each shell.
fn scores<'a>(lines: impl Iterator<Item = &'a str>) -> [usize; 3] {
    let (mut posix, mut shell, mut cmd) = (0, 0, 0);
    for line in lines {
        let plain = line.trim();
        let lower = plain
            .get(..plain.len().min(40))
            .unwrap_or(plain)
            .to_ascii_lowercase();
        let begins = |words: &[&str]| words.iter().any(|word| lower.starts_with(word));
        posix += usize::from(plain.ends_with('\\'));
        posix += usize::from(begins(&[
            "#!/bin",
            "#!/usr/bin/env bash",
            "export ",
            "$ aws",
            "set -e",
        ])) * 2;
        posix += usize::from(plain.contains("=$(") || plain.contains("\"$("));
        shell += usize::from(plain.ends_with(" `"));
        shell += usize::from(begins(&["ps ", "param(", "param ("])) * 2;
        shell += usize::from(plain.contains("-SSM") || plain.contains("-ssm")) * 2;
        shell += usize::from(plain.contains("@{") || plain.contains("@'") || plain.contains("@\""));
        shell += usize::from(is_assignment(plain)) * 2;
        cmd += usize::from(plain.ends_with('^'));
        cmd += usize::from(begins(&[
            "rem ",
            "::",
            "@echo off",
            "set \"",
            "for /f",
            "setlocal",
        ])) * 2;
        cmd += usize::from(is_set(&lower)) * 2;
        cmd += usize::from(console(plain) > 0) * 2;
        cmd += usize::from(plain.matches('%').count() > 1 && plain.contains("aws "));
    }
    [posix, shell, cmd]
}

/// `$name = …` and `$name.member = …`.
fn is_assignment(line: &str) -> bool {
    let Some(rest) = line.strip_prefix('$') else {
        return false;
    };
    let is_name = |c: char| c.is_alphanumeric() || "_.:".contains(c);
    let end = rest.find(|c| !is_name(c)).unwrap_or(rest.len());
    let behind = rest.get(end..).unwrap_or_default().trim_start();
    end > 0 && (behind.starts_with('=') || behind.starts_with("+="))
}

/// `set NAME=value`.
fn is_set(lower: &str) -> bool {
    let name = lower.trim_start_matches('@').strip_prefix("set ");
    let name = name
        .and_then(|rest| rest.split_once('='))
        .map(|(name, _)| name);
    name.is_some_and(|name| {
        !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_')
    })
}
