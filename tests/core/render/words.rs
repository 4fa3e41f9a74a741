//! A word comes out of a real shell byte for byte as it went in.

use std::process::Command;

use maintenance_window_builder::render::words::Word;
use proptest::prelude::*;

/// The shells of this machine that must agree; dash or bash stands behind `sh` everywhere.
fn shells() -> Vec<&'static str> {
    ["sh", "bash", "zsh", "dash"]
        .into_iter()
        .filter(|shell| Command::new(shell).arg("-c").arg(":").output().is_ok())
        .collect()
}

/// What a shell hands a program for these words, NUL-separated.
fn read_back(shell: &str, words: &[String]) -> Vec<String> {
    let line: Vec<String> = words
        .iter()
        .map(|word| Word::literal(word.as_str()).posix())
        .collect();
    let script = format!("printf '%s\\0' {}", line.join(" "));
    let output = Command::new(shell).arg("-c").arg(script).output().unwrap();
    assert!(
        output.status.success(),
        "{shell}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    let text = String::from_utf8(output.stdout).unwrap();
    text.split_terminator('\0').map(str::to_owned).collect()
}

#[test]
fn awkward_words_survive_every_shell() {
    let words: Vec<String> = [
        "",
        " ",
        "'",
        "''",
        "\"",
        "it's",
        "$HOME",
        "`id`",
        "$(id)",
        "!history",
        "a!b",
        "\\",
        "\\'",
        "a\nb",
        "\t",
        "-n",
        "--",
        "~",
        "~root",
        "=ls",
        "*",
        "?",
        "[a]",
        "{a,b}",
        "#x",
        "a;b",
        "a&b",
        "a|b",
        "<>",
        "(",
        ")",
        "é",
        "💥",
        "%s",
        "$'x'",
        "file://x",
        "\u{1}",
        "\r\n",
        "a=b",
        "Key=tag:a,Values=b",
    ]
    .map(str::to_owned)
    .to_vec();
    assert!(shells().len() >= 2);
    for shell in shells() {
        assert_eq!(read_back(shell, &words), words, "{shell}");
    }
}

#[test]
fn a_variable_stands_in_double_quotes() {
    let mut word = Word::literal("Key=WindowTargetIds,Values=");
    word.add_variable("TARGET_1_ID".into());
    assert_eq!(word.posix(), "Key=WindowTargetIds,Values=\"$TARGET_1_ID\"");
}

proptest! {
    // Each case starts every shell once, with many words.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(24) })]

    #[test]
    fn any_words_survive_every_shell(words in prop::collection::vec("[^\\x00]{0,24}|['\"$`\\\\!#~ \n]{1,12}", 20..40)) {
        for shell in shells() {
            prop_assert_eq!(&read_back(shell, &words), &words, "{}", shell);
        }
    }
}
