# Comes after each command: keeps folder, variables and functions for the next.
set +efuC
# A terminal lets go of `<(…)` behind each command, and whoever writes there ends; this shell would do so at its own end.
for ((rehearsal_open = 3; rehearsal_open < 64; rehearsal_open++)); do
    exec {rehearsal_open}>&-
done
exec </dev/null >/dev/null 2>&1
# Then it waits for what the command left in the background: programs end at once, so that what goes on does not end.
while
    wait
    rehearsal_left=(/proc/[0-9]*)
    ((${#rehearsal_left[@]} > ${#rehearsal_processes[@]}))
do [[ yes ]]; done
rehearsal_to=$REHEARSAL_TO rehearsal_number=$REHEARSAL_NUMBER
unset rehearsal_left rehearsal_open rehearsal_processes
unset REHEARSAL_ANSWER REHEARSAL_EXIT REHEARSAL_NUMBER REHEARSAL_TO
{
    builtin printf 'cd -- %q\n' "$PWD"
    declare -p
    declare -f
} >|"@FOLDER@/state.$rehearsal_to" && builtin echo "$rehearsal_number" >|'@FOLDER@/kept'
