/// The host makes a record of every line.
pub fn one_line(text: &str) -> String {
    let lines: Vec<&str> = text.split(['\n', '\r']).filter(|line| !line.is_empty()).collect();
    lines.join(" | ")
}

/// The host takes a line of stderr with these letters for a warning: a word joiner, which nobody sees, keeps it an error.
pub fn without_warn(text: &str) -> String {
    let mut written = String::new();
    let mut rest = text;
    while let Some(at) = rest.to_ascii_lowercase().find("warn") {
        written.push_str(&rest[..at + 2]);
        written.push('\u{2060}');
        rest = &rest[at + 2..];
    }
    written + rest
}
