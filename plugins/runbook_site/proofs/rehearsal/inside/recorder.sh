#!/bin/sh
# Stands for every outside program: notes how it was called, and makes the files that it would make.
# Builtins only, so that it costs no more than its start. It must not read what a loop around it reads.
f='@FOLDER@'
case $0 in
"$f/recorder") name=$1; shift ;;
"$f/bin/"*) name=${0#"$f/bin/"} ;;
*) name=$0 ;;
esac

fed=
if [ -e "/proc/$PPID/fd/0" ] && ! [ /proc/self/fd/0 -ef "/proc/$PPID/fd/0" ]; then
    if [ -p /proc/self/fd/0 ]; then
        "$f/filters/head" -c 4096 >"$f/in.$$"
        "$f/filters/head" -c 1048576 >/dev/null # who writes is not cut off
        fed=yes
    elif [ -f /proc/self/fd/0 ]; then
        "$f/filters/head" -c 4096 >"$f/in.$$"
        fed=yes
    fi
fi

there=
number=0
for word do
    number=$((number + 1))
    [ -e "$word" ] && there="$there $number:"
    case $word in *=*) [ -e "${word#*=}" ] && there="$there $number:=" ;; esac
    case $word in *=*) [ -e "${word##*=}" ] && there="$there $number:==" ;; esac
    case $word in *@*) [ -e "${word##*@}" ] && there="$there $number:@" ;; esac
    case $word in *//*) [ -e "${word#*//}" ] && there="$there $number://" ;; esac
done

known=
for each in @NAMES@; do
    eval "[ -n \"\${$each+set}\" ]" && known="$known $each"
done

refused=
make() {
    case $1 in '' | - | *://*) return ;; esac
    [ -e "$1" ] && return
    case $1 in
    *.tar.gz | *.tgz) "$f/filters/tar" -czf - -T /dev/null ;;
    *.gz) echo 'made in a rehearsal' | "$f/filters/gzip" -c ;;
    *.json) echo '{}' ;;
    *) echo 'made in a rehearsal' ;;
    esac 2>/dev/null >"$1" || refused=$1
} 2>/dev/null
make_at() {
    case $2 in
    */ | . | ..) make "${2%/}/${1##*[/:]}" ;;
    *) if [ -d "$2" ]; then make "$2/${1##*[/:]}"; else make "$2"; fi ;;
    esac
}
make_folder() { [ -d "$1" ] || "$f/filters/mkdir" -p "$1" 2>/dev/null || refused=$1; }

base=${name##*/}
case $base in
@MADE@
*) options= ;;
esac
if [ -n "$options" ]; then
    before=
    for word do
        case $options in *" $before "*) [ -n "$before" ] && make "$word" ;; esac
        case $word in -*=*) case $options in *" ${word%%=*} "*) make "${word#*=}" ;; esac ;; esac
        case $word in
        --* | -?) before=$word ;;
        -*) case $options in *" $word "*) before=$word ;; *) before=-${word#"${word%?}"} ;; esac ;;
        *) before= ;;
        esac
    done
fi

last=
first_of_two=
url=
for word do
    case $word in -*) ;; *) first_of_two=$last; last=$word ;; esac
    case $word in *://*) url=$word ;; esac
done
case "$base $1 $2 " in
"aws s3 cp "* | "aws s3 mv "*)
    before=
    for word do
        case $before in s3://*) case $word in -* | s3://*) ;; *) make_folder "${word%"${word##*/}"}."; make_at "$before" "$word" ;; esac ;; esac
        before=$word
    done
    ;;
"aws s3 sync "*) case $last in s3://* | '') ;; *) make_folder "$last" ;; esac ;;
"aws s3api get-object "* | "aws lambda invoke "*) make "$last" ;;
"scp "* | "rsync "* | "docker cp "* | "podman cp "* | "kubectl cp "* | "oc cp "*)
    case $last in *:*) ;; *) case $first_of_two in *:*) make_at "$first_of_two" "$last" ;; esac ;; esac
    ;;
"git clone "*)
    case $first_of_two in
    *[:/]*) make_folder "$last" ;;
    *) last=${last##*/}; make_folder "${last%.git}" ;;
    esac
    ;;
"curl "*) for word do case $word in -O | --remote-name | -[a-zA-Z]*O) make "${url##*/}" ;; esac done ;;
"wget "*) [ "$options" ] && case " $* " in *" -O"* | *" --output-document"*) ;; *) make "${url##*/}" ;; esac ;;
"zip "*) for word do case $word in -*) ;; *) make "$word"; break ;; esac done ;;
esac

printf '%s\0' '@MARK@' "$PWD" "${fed:+$$}" "$there" "$known" "$refused" "$#" "$name" "$@" >>"$f/log"
[ -z "$REHEARSAL_ANSWER" ] || printf '%s\n' "$REHEARSAL_ANSWER"
exit "${REHEARSAL_EXIT:-0}"
