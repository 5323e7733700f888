#!/bin/sh
# Stands for `watch`: runs its command once.
while :; do
    case $1 in
    -n | --interval | -q | --equexit) shift 2 ;;
    --) shift; break ;;
    -*) shift ;;
    *) break ;;
    esac
done
exec bash -c "$*"
