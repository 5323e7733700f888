# Comes after each command: keeps folder, variables and functions for the next.
# First it waits for what the command left in the background: programs end at once, so that what goes on does not end.
set +efuC
while
    wait
    rehearsal_left=(/proc/[0-9]*)
    ((${#rehearsal_left[@]} > ${#rehearsal_processes[@]}))
do :; done
rehearsal_to=$REHEARSAL_TO
unset rehearsal_left rehearsal_processes
unset REHEARSAL_ANSWER REHEARSAL_EXIT REHEARSAL_TO
{
    printf 'cd -- %q\n' "$PWD"
    declare -p
    declare -f
} >|"@FOLDER@/state.$rehearsal_to" && echo whole >|"@FOLDER@/kept.$rehearsal_to"
