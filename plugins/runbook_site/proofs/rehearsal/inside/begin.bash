# Goes in front of each command: it finds the shell as the one before it left it, as in one terminal.
# Functions of the text may be called as builtins are.
builtin echo >|'@FOLDER@/kept'
. "@FOLDER@/state.$REHEARSAL_FROM" 2>/dev/null
builtin echo 0 >|'@FOLDER@/waits'
>|'@FOLDER@/ended'
if [[ -n $REHEARSAL_ASKED ]]; then
    for rehearsal_name in $REHEARSAL_ASKED; do
        [[ -v $rehearsal_name ]] || builtin echo "$rehearsal_name"
    done >|'@FOLDER@/unset'
    unset rehearsal_name
fi
unset REHEARSAL_ASKED REHEARSAL_FROM
rehearsal_processes=(/proc/[0-9]*)
trap '. @FOLDER@/keep' EXIT
builtin printf 'begin %s\0' "$REHEARSAL_NUMBER" >|'@FOLDER@/log' # without this, nothing of the command has run
