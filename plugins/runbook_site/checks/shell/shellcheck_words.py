"""What ShellCheck's codes mean for somebody who follows a runbook, and what to write instead."""

from __future__ import annotations

_LONGEST = 40

SENTENCES: dict[int, str] = {
    # A word that is no command.
    1035: "no blank behind '!': a terminal takes it for a line of its history; write '! ' in front of the command",
    1054: "no blank behind '{': it is taken for a part of the name; write '{ '",
    1081: "'{word}' is no keyword; write it in small letters",
    1086: "'{word}' stands for a value, and a loop wants the name of its variable; take the $ away",
    1109: "'{word}' is HTML for a sign: a shell ends the command at '&'; write the sign itself",
    1127: "'{word}' begins no comment in a shell; write '#'",
    2084: "the result of the calculation is run as a command; write 'echo $(( … ))', or assign it",
    2211: "'{word}' is a pattern where a command should stand; a line break or a quote may be missing above",
    2215: "'{word}' is an option where a command should stand; end the line above with a backslash",
    2286: "the name of this command is empty; take the empty quotes away, or end the line above with a backslash",
    2287: "'{word}' is a folder, not a command; name the program in it, or end the line above with a backslash",
    2288: "'{word}' is no command: none ends so; look for a bracket, quote or backslash that is missing",
    2289: "the name of this command has a tab or line break in it; a quote may be missing above",
    # A command that does not work everywhere.
    1012: "outside of quotes the letter stays, without its backslash; write $'\\t' for a tab, $'\\n' for a new line",
    2021: "tr takes the brackets for letters; leave them out: 'a-z'",
    2022: "'*' repeats the sign in front of it in a regular expression; write '.*' for any text",
    2028: "echo prints a backslash as it stands in some shells; use printf",
    2043: "this loop runs once; list several words, or take the loop away",
    2089: "quotes inside of a value are passed on as letters; use an array: args=(--name 'a b')",
    2090: "the quotes inside of '{word}' are passed on as letters; make it an array, and write \"${args[@]}\"",
    2145: 'a text and a list in one word come apart at the list\'s blanks; write "${…[*]}" for one word',
    2199: "[[ ]] joins an array to one text; compare one element, or loop over all",
    2267: "'xargs -i' is going to be removed; write 'xargs -I{}'",
    # A command that does something else.
    1003: "a backslash escapes no quote inside of single quotes; write '\\'' for one",
    1007: "the blank behind '=' leaves the variable empty, for this command alone; take the blank away, or write =''",
    1011: "an apostrophe ends the text in single quotes; put the text into double quotes",
    1078: "this quote is not closed where it should be; close it",
    1087: "'{word}' is a variable with brackets behind it; write ${name[index]} for an element, ${name} for the rest",
    1097: "'==' assigns nothing; write '=' to assign, '[ … = … ]' to compare",
    1132: "'&' ends the command here and sends it to the background; put the address into quotes",
    2031: "'{word}' has its old value: a loop behind a pipe sets variables of its own; write 'done < <(command)'",
    2033: "another program cannot run a function of this shell; write its commands into 'bash -c'",
    2041: "this loop takes the text as one word; write $(command) to loop over its output",
    2042: "commas part no words of a loop; use blanks",
    2049: "'{word}' is a pattern for names, and =~ wants a regular expression; write '.*' for any text, or use =",
    2050: "both sides never change, so this always ends alike; a $ is missing, or the test is not needed",
    2051: "'{word}' is not counted out: a shell reads {1..9} before variables; use seq",
    2054: "the commas become parts of the elements; part them by blanks",
    2063: "grep wants a regular expression: a '*' at its beginning is a letter; leave it out, or write '.*'",
    2066: "in quotes this is one word, and the loop runs once; take the quotes away, or read line by line",
    2070: "'-n' with nothing behind it is true, so this always is; put the variable into quotes",
    2076: "in quotes a regular expression is a plain text; take the quotes away",
    2088: "'~' is a letter inside of quotes; write \"$HOME/…\"",
    2091: "the output of this is run as a command; leave $( ) out",
    2092: "the output of this is run as a command; leave the backticks out",
    2095: "this reads the rest of what the loop reads, which ends after one round; write 'ssh -n', or '< /dev/null'",
    2098: "'{word}' still has its old value here: the assignment is for the program alone; assign on a line of its own",
    2099: "'{word}' is kept as a text; write $(( … )) to calculate",
    2100: "'{word}' is kept as a text; write $(( … )) to calculate",
    2101: "'{word}' wants brackets of its own; write '[[:digit:]]'",
    2121: "'set' assigns nothing; write name=value",
    2123: "PATH is where programs are looked for, and none is found any more; take another name",
    2128: "'{word}' is the first element of the array alone; write \"${…[@]}\" for all",
    2140: 'quotes end inside of the text and are lost; write \\" for those that are meant, or single quotes around all',
    2144: "the test takes one name, and fails where several match; loop over them, or use 'ls … >/dev/null 2>&1'",
    2146: "this action covers one side of -o alone; group: \\( … -o … \\)",
    2147: "'~' in PATH is not found by every program; write $HOME",
    2152: "a status goes up to 255; choose a smaller one",
    2156: "the name of a file becomes a part of the script, and may be run; hand it over: sh -c '… \"$1\"' _ {}",
    2163: "this exports the variable that '{word}' names; take the $ away",
    2168: "'local' works in functions alone; take it away",
    2173: "this signal cannot be caught; take another, such as TERM",
    2178: "the array gets one text, as its first element; write name=(…)",
    2179: "the text is joined to the first element; write name+=(…) for one element more",
    2183: "the format asks for another number of values than it is given; count the % signs",
    2184: "a shell may take the brackets for a pattern of files; put the argument into quotes",
    2193: "the two sides are never equal; look for a blank or a quote too much",
    2194: "this word never changes, and always takes the same branch; a $ is missing",
    2198: "[ ] takes each element of an array for a word; compare one element, or loop over all",
    2224: "mv has no target; name it, or end the line with a backslash",
    2225: "cp has no target; name it, or end the line with a backslash",
    2229: "this reads into the variable that '{word}' names; take the $ away",
    2232: "sudo cannot run what is built into the shell; write sudo sh -c '…'",
    2242: "a status is a number from 0 to 255; write one, and texts with echo",
    2266: "'|' hands the output of one test to the other; write '||'",
    # A value that another shell, or a later moment, was meant for.
    2014: "find has not begun when this is expanded; use -exec sh -c '… \"$1\"' _ {} \\;",
    2029: "'{word}' gets its value here, before ssh; put the command into single quotes for the other machine's",
    2064: "'{word}' gets its value now, and not when the trap runs; put it into single quotes",
    2087: "the variables of this heredoc get their values here, before ssh; write <<'EOF' for the other machine's",
    2139: "'{word}' gets its value now, and not when the alias is used; put it into single quotes",
    # A pattern that the shell may take for itself.
    2060: "a shell may put names of files in the place of '{word}'; put it into quotes",
    2061: "a shell may put names of files in the place of '{word}'; put it into quotes",
    2062: "a shell may put names of files in the place of '{word}'; put it into quotes",
    # An assignment that is none.
    2270: "a positional parameter cannot be assigned to; write 'set -- value', or take a name",
    2271: 'a name that is put together cannot be assigned to; use declare "name=value"',
    2276: "'{word}' is no name for a variable, so this is run as a command; use letters, digits and _",
    2281: "the name on the left has no $; take it away",
    2282: "no variable's name begins with a digit; take another",
    2283: "blanks around '=' make this a command; take them away to assign, write '[ … = … ]' to compare",
    2284: "'==' compares nothing here; write '[ … = … ]'",
    2285: "blanks around '+=' make this a command; take them away",
    2290: "with blanks around it, '=' is taken for a name, which no variable has; take them away",
    # A redirection that goes elsewhere.
    2024: "your shell opens this file, without the rights of sudo; write '| sudo tee FILE' or '< <(sudo cat FILE)'",
    2069: "errors still go to the terminal: '2>&1' looks where '>' has gone before it; write '> file 2>&1'",
    2189: "a pipe stands between the redirection and its command; put the redirection in front of the pipe",
    2216: "'{word}' does not read what comes through the pipe; use xargs, or take the pipe away",
    2217: "this command does not read its input; give it the name as an argument",
    2227: "the redirection belongs to find, not to what it runs; use -exec sh -c '… > \"$1\"' _ {} \\;",
    2238: "'{word}' is a file here, although it is called as a command is; write '|' for a command, ./ for a file",
    2259: "the file takes the place of what comes through the pipe; keep one of the two",
    2260: "the file takes what should go through the pipe; use tee, or keep one of the two",
    2261: "one output goes to two files, and the first stays empty; use tee, or keep one of the two",
}
"""By code. ``{word}`` is what the comment is about."""


_NO_BLANK = 1035
_NO_BLANK_IN_TEST = "no blank behind '[': it is taken for a part of the name; write '[ … ]'"
"""The code of ShellCheck that is about ``!`` mostly, and what it means elsewhere."""


def sentence(code: int, word: str, theirs: str) -> str:
    """The sentence for a code, with the code.

    Args:
        code: ShellCheck's number, without ``SC``.
        word: The text that it is about.
        theirs: What ShellCheck says, for codes that have no sentence of their own.
    """
    line = word.strip().partition("\n")[0].strip("'\"")
    shown = line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
    ours = SENTENCES.get(code, theirs)
    if code == _NO_BLANK and "!" not in theirs:
        ours = _NO_BLANK_IN_TEST if "[" in theirs else theirs
    return f"{ours.replace('{word}', shown).rstrip('. ')} (ShellCheck SC{code})"
