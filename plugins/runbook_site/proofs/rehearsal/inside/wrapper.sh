#!/bin/sh
# Stands for `sudo`, `timeout` and the like: runs what stands behind its options.
f='@FOLDER@'
values=
operands=0
case ${0##*/} in
@WRAPPERS@
esac
skip=0
takes=
for word do
    if [ -n "$takes" ]; then
        takes=
    else
        case $word in
        --) skip=$((skip + 1)); break ;;
        --*=*) ;;
        -*) case $values in *" $word "*) takes=yes ;; esac ;;
        [A-Za-z_]*=*) export "$word" ;;
        *)
            [ "$operands" -gt 0 ] || break
            operands=$((operands - 1))
            ;;
        esac
    fi
    skip=$((skip + 1))
done
[ "$skip" -lt $# ] || exec "$f/recorder" "${0##*/}" "$@"
shift "$skip"
case $1 in
"$HOME"/* | "$f"/*@SCRIPTS@) exec "$@" ;;
/*) exec "$f/recorder" "$@" ;;
*/*) exec "$@" ;;
*) [ -e "$f/bin/$1" ] || [ -e "$f/filters/$1" ] || exec "$f/recorder" "$@"; exec "$@" ;;
esac
