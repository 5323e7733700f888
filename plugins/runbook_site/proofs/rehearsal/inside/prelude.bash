# Read by every bash (BASH_ENV).
enable -n kill
command_not_found_handle() { exec '@FOLDER@/recorder' "$@"; }
