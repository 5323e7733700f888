# Goes in front of each command: it finds the shell as the one before it left it, as in one terminal.
. "@FOLDER@/state.$REHEARSAL_FROM" 2>/dev/null
echo 0 >|'@FOLDER@/waits'
if [[ -n $REHEARSAL_ASKED ]]; then
    for rehearsal_name in $REHEARSAL_ASKED; do
        [[ -v $rehearsal_name ]] || echo "$rehearsal_name"
    done >|'@FOLDER@/unset'
    unset rehearsal_name
fi
unset REHEARSAL_ASKED REHEARSAL_FROM
rehearsal_processes=(/proc/[0-9]*)
trap '. @FOLDER@/keep' EXIT
printf 'begin %s\0' "$REHEARSAL_TO" >|'@FOLDER@/log' # without this, nothing of the command has run
