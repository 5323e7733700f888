#!/bin/sh
# Stands for `sleep`: does not wait, and ends a loop that waits again and again as a reader's Ctrl-C would.
f='@FOLDER@'
read -r waits <"$f/waits"
waits=$((waits + 1))
echo "$waits" >"$f/waits"
[ "$waits" -lt @WAITS@ ] || kill -s INT 0
