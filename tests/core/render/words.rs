//! A word comes out of a real shell byte for byte as it went in.

use std::process::Command;

use maintenance_window_builder::render::shell::{
    CMD, Dialect, POSIX, POWERSHELL, WINDOWS_POWERSHELL,
};
use maintenance_window_builder::render::word::Word;
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
        .map(|word| POSIX.word(&Word::literal(word.as_str())))
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
        &"é'\n x".repeat(2000),
        &"x".repeat(3000),
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
    assert_eq!(
        POSIX.word(&word),
        "Key=WindowTargetIds,Values=\"$TARGET_1_ID\""
    );
    assert_eq!(
        POWERSHELL.word(&word),
        "\"Key=WindowTargetIds,Values=${TARGET_1_ID}\""
    );
    assert_eq!(
        CMD.word(&word),
        "\"Key=WindowTargetIds,Values=%TARGET_1_ID%\""
    );
}

#[test]
fn each_shell_quotes_in_its_own_way() {
    // The replay suite reads these with the rules of each shell; here are the rules by example.
    let all = |text: &str| {
        [&POWERSHELL as &dyn Dialect, &WINDOWS_POWERSHELL, &CMD]
            .map(|shell| shell.word(&Word::literal(text)))
    };
    assert_eq!(all("plain-1"), ["plain-1", "plain-1", "plain-1"]);
    assert_eq!(all("10 %"), ["'10 %'", "'10 %'", "\"10 %%\""]);
    assert_eq!(all("it's"), ["'it''s'", "'it''s'", "\"it's\""]);
    assert_eq!(all("\u{2019}")[0], "'\u{2019}\u{2019}'");
    assert_eq!(
        all(r#"{"a": "b\"c"}"#),
        [
            r#"'{"a": "b\"c"}'"#,
            r#"'{\"a\": \"b\\\"c\"}'"#,
            r#""{\"a\": \"b\\\"c\"}""#
        ]
    );
    // In JSON nothing is left that means something to cmd.exe.
    assert_eq!(
        CMD.json(Word::literal(r#"{"é": "b\"\\\u0000&%^"}"#)),
        Word::literal(r#"{"\u00e9": "b\u0022\\\u0000\u0026\u0025\u005e"}"#)
    );
    assert_eq!(all("a b\\")[2], r#""a b\\""#);
}

#[test]
fn a_shell_says_what_it_cannot_hand_on() {
    for text in ["a\nb", "\0"] {
        assert!(!POWERSHELL.carries(text) && !CMD.carries(text), "{text:?}");
    }
    for text in [
        "\0", "a\tb", "\u{3}", "\u{7f}", "\r", "\u{9b}", "\u{202e}", "\u{2028}",
    ] {
        for shell in [
            &POSIX as &dyn Dialect,
            &POWERSHELL,
            &WINDOWS_POWERSHELL,
            &CMD,
        ] {
            assert!(!shell.carries(text), "{text:?}");
        }
    }
    assert!(POSIX.carries("a\nb") && POSIX.carries("é"));
    assert!(POWERSHELL.carries("\"a b\"") && !WINDOWS_POWERSHELL.carries("\"a b\""));
    assert!(POWERSHELL.carries("a\\") && !WINDOWS_POWERSHELL.carries("a\\"));
    assert!(POWERSHELL.carries("é") && !CMD.carries("é"));
    assert!(CMD.carries("a & b") && !CMD.carries("a\"b") && !CMD.carries("10%"));
    assert!(!CMD.carries("a^b"));
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
