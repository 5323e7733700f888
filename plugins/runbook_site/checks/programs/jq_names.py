"""The functions that jq brings along.

Source: ``jq -n builtins`` of jq 1.6, 1.7 and 1.8, and the manual of jq 1.5.
"""

from __future__ import annotations

from runbook_site.snippets.tool import words_of

_BUILT_IN = (
    "abs/0 acos/0 acosh/0 add/01 all/012 any/012 arrays/0 ascii/0 ascii_downcase/0 ascii_upcase/0 asin/0 asinh/0 "
    "atan/0 atan2/2 atanh/0 booleans/0 bsearch/1 builtins/0 capture/12 cbrt/0 ceil/0 combinations/01 contains/1 "
    "copysign/2 cos/0 cosh/0 date/0 dateadd/2 datesub/2 debug/01 del/1 delpaths/1 drem/2 empty/0 endswith/1 env/0 "
    "erf/0 erfc/0 error/01 exp/0 exp10/0 exp2/0 explode/0 expm1/0 fabs/0 false/0 fdim/2 finites/0 first/01 "
    "flatten/01 floor/0 fma/3 fmax/2 fmin/2 fmod/2 format/1 frexp/0 from_entries/0 fromdate/0 fromdateiso8601/0 "
    "fromjson/0 fromstream/1 gamma/0 get_jq_origin/0 get_prog_origin/0 get_search_list/0 getpath/1 gmtime/0 "
    "group_by/1 gsub/23 halt/0 halt_error/01 has/1 have_decnum/0 have_literal_numbers/0 hypot/2 implode/0 IN/12 in/1 "
    "INDEX/12 index/1 indices/1 infinite/0 input/0 input_filename/0 input_line_number/0 inputs/0 inside/1 isempty/1 "
    "isfinite/0 isinfinite/0 isnan/0 isnormal/0 isvalid/1 iterables/0 j0/0 j1/0 jn/2 join/1 JOIN/234 keys/0 "
    "keys_unsorted/0 last/01 ldexp/2 leaf_paths/0 length/0 lgamma/0 lgamma_r/0 limit/2 localtime/0 log/0 log10/0 "
    "log1p/0 log2/0 logb/0 ltrim/0 ltrimstr/1 map/1 map_values/1 match/12 max/0 max_by/1 min/0 min_by/1 mktime/0 "
    "modf/0 modulemeta/0 nan/0 nearbyint/0 nextafter/2 nexttoward/2 normals/0 not/0 now/0 nth/12 null/0 nulls/0 "
    "numbers/0 objects/0 path/1 paths/01 pick/1 pow/2 pow10/0 range/123 recurse/012 recurse_down/0 remainder/2 "
    "repeat/1 reverse/0 rindex/1 rint/0 round/0 rtrim/0 rtrimstr/1 scalars/0 scalars_or_empty/0 scalb/2 scalbln/2 "
    "scan/12 select/1 setpath/2 significand/0 sin/0 sinh/0 skip/2 sort/0 sort_by/1 split/12 splits/12 sqrt/0 "
    "startswith/1 stderr/0 strflocaltime/1 strftime/1 strings/0 strptime/1 sub/23 tan/0 tanh/0 test/12 tgamma/0 "
    "to_entries/0 toarray/0 toboolean/0 todate/0 todateiso8601/0 tojson/0 tonumber/0 tostream/0 tostring/0 "
    "transpose/0 trim/0 trimstr/1 true/0 trunc/0 truncate_stream/1 type/0 unique/0 unique_by/1 until/2 "
    "utf8bytelength/0 values/0 walk/1 while/2 with_entries/1 y0/0 y1/0 yn/2"
)
"""Each name with the numbers of values that it may take: ``split/12`` takes one, or two."""

FUNCTIONS: dict[str, frozenset[int]] = {
    name: frozenset(map(int, counts)) for name, _, counts in (each.partition("/") for each in _BUILT_IN.split())
}
"""How many values each function may take."""

FORMATS = words_of("@text @json @csv @tsv @html @uri @urid @sh @base64 @base64d @base32 @base32d")
"""What turns a value into a text."""

VARIABLES = frozenset({"$ENV", "$ARGS", "$__loc__", "$__prog_args", "$__prog_name"})
"""Variables that are always there."""
