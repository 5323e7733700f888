"""Values that readers may fill in."""

from __future__ import annotations

from hypothesis import strategies as st

NASTY = [
    *("a", "two words", "it's", 'say "hi"', "'", "''", '"', "\\", "\\\\", "a\\", "\\'", "\\n", "$HOME", "$(id)"),
    *("${x}", "`id`", "$((1+1))", "a[$(id)]", "!!", "a!b", "!x'!", '"!"', "wow!", "$'x'", "# no", "~", "~root"),
    *("*", "?[a-z]", "{a,b}", "{1..3}", "a..b", "-rf", "--", "--help", "- ", "; reboot", "&& id", "| id", "> f"),
    *("a\nb", "\n", "a\n", "\r\n", "\t", "\x1b[2J", "\x7f", "\x85", "\x9b2J", "\0", "a\0b", "😀", "é", "\u202eabc"),
    *("\u200f", "\ufeff", "\u2028", "\ud800", "a\udfffb", "EOF", "E", "OF", "2", "007", "-5", "-0", "3.14", "1e5"),
    *("if", "done", "time", "[[", "-- x", "/* x", "*/", "'; --", "' OR '1'='1", "$$", "$q$", ":x", ":'x'", "a:b"),
    *("x=y", "PATH", "%s%n", "a.b", "/etc/passwd", "../x", "host:80", "me@host", "pg_class", "public.t"),
    *("drop table x", "x" * 63, "é" * 32, "x" * 10_000, "'" * 500, "!" * 99, "=ls", "^a^b"),
]  # fmt: skip
"""Texts that were each the end of some quoting."""

VALUES = st.one_of(
    st.text(st.sampled_from("'\"\\$`!#~*?[]{}()<>|&;-=:%@,^+ \t\n\r\x1b\x7f\x85\0\ud800aEOF07é😀\u202e\u2028/.")),
    st.text(max_size=20),
    st.sampled_from(NASTY),
).filter(bool)
