package storefront

import (
	"fmt"
	"strings"
)

// traceContext is a request of W3C's test suite for Trace Context, which is in test/test.py of
// github.com/w3c/trace-context. {T} and {P} stand for the caller's trace and parent.
type traceContext struct {
	// name is that of the suite's test, without "test_".
	name  string
	lines []string
	// want is what W3C asks for: "T" goes on with the caller's trace, "new" begins another; the tracestate stands behind it.
	want string
	// does is what otel-go makes of it instead; "" where it does as W3C asks.
	does string
}

var traceparents = []traceContext{
	{"both_traceparent_and_tracestate_missing", nil, "new", ""},
	{"traceparent_included_tracestate_missing", []string{"traceparent: 00-{T}-{P}-01"}, "T", ""},
	{"traceparent_duplicated", []string{"traceparent: 00-{T}-{P}-01", "traceparent: 00-12345678901234567890123456789011-{P}-01"},
		"new", "T"},
	{"traceparent_header_name", []string{"trace-parent: 00-{T}-{P}-01"}, "new", ""},
	{"traceparent_header_name", []string{"trace.parent: 00-{T}-{P}-01"}, "new", ""},
	{"traceparent_header_name_valid_casing", []string{"TraceParent: 00-{T}-{P}-01"}, "T", ""},
	{"traceparent_header_name_valid_casing", []string{"TrAcEpArEnT: 00-{T}-{P}-01"}, "T", ""},
	{"traceparent_header_name_valid_casing", []string{"TRACEPARENT: 00-{T}-{P}-01"}, "T", ""},
	{"traceparent_version_0x00", []string{"traceparent: 00-{T}-{P}-01."}, "new", ""},
	{"traceparent_version_0x00", []string{"traceparent: 00-{T}-{P}-01-what-the-future-will-be-like"}, "new", ""},
	{"traceparent_version_0xcc", []string{"traceparent: cc-{T}-{P}-01"}, "T", ""},
	{"traceparent_version_0xcc", []string{"traceparent: cc-{T}-{P}-01-what-the-future-will-be-like"}, "T", ""},
	{"traceparent_version_0xcc", []string{"traceparent: cc-{T}-{P}-01.what-the-future-will-be-like"}, "new", ""},
	{"traceparent_version_0xff", []string{"traceparent: ff-{T}-{P}-01"}, "new", ""},
	{"traceparent_version_illegal_characters", []string{"traceparent: .0-{T}-{P}-01"}, "new", ""},
	{"traceparent_version_illegal_characters", []string{"traceparent: 0.-{T}-{P}-01"}, "new", ""},
	{"traceparent_version_too_long", []string{"traceparent: 000-{T}-{P}-01"}, "new", ""},
	{"traceparent_version_too_long", []string{"traceparent: 0000-{T}-{P}-01"}, "new", ""},
	{"traceparent_version_too_short", []string{"traceparent: 0-{T}-{P}-01"}, "new", ""},
	{"traceparent_trace_id_all_zero", []string{"traceparent: 00-00000000000000000000000000000000-{P}-01"}, "new", ""},
	{"traceparent_trace_id_illegal_characters", []string{"traceparent: 00-.2345678901234567890123456789012-{P}-01"}, "new", ""},
	{"traceparent_trace_id_illegal_characters", []string{"traceparent: 00-1234567890123456789012345678901.-{P}-01"}, "new", ""},
	{"traceparent_trace_id_too_long", []string{"traceparent: 00-{T}3-{P}-01"}, "new", ""},
	{"traceparent_trace_id_too_short", []string{"traceparent: 00-1234567890123456789012345678901-{P}-01"}, "new", ""},
	{"traceparent_parent_id_all_zero", []string{"traceparent: 00-{T}-0000000000000000-01"}, "new", ""},
	{"traceparent_parent_id_illegal_characters", []string{"traceparent: 00-{T}-.234567890123456-01"}, "new", ""},
	{"traceparent_parent_id_illegal_characters", []string{"traceparent: 00-{T}-123456789012345.-01"}, "new", ""},
	{"traceparent_parent_id_too_long", []string{"traceparent: 00-{T}-{P}7-01"}, "new", ""},
	{"traceparent_parent_id_too_short", []string{"traceparent: 00-{T}-123456789012345-01"}, "new", ""},
	{"traceparent_trace_flags_illegal_characters", []string{"traceparent: 00-{T}-{P}-.0"}, "new", ""},
	{"traceparent_trace_flags_illegal_characters", []string{"traceparent: 00-{T}-{P}-0."}, "new", ""},
	{"traceparent_trace_flags_too_long", []string{"traceparent: 00-{T}-{P}-001"}, "new", ""},
	{"traceparent_trace_flags_too_short", []string{"traceparent: 00-{T}-{P}-1"}, "new", ""},
	{"traceparent_ows_handling", []string{"traceparent:  00-{T}-{P}-01"}, "T", ""},
	{"traceparent_ows_handling", []string{"traceparent: \t00-{T}-{P}-01"}, "T", ""},
	{"traceparent_ows_handling", []string{"traceparent: 00-{T}-{P}-01 "}, "T", ""},
	{"traceparent_ows_handling", []string{"traceparent: 00-{T}-{P}-01\t"}, "T", ""},
	{"traceparent_ows_handling", []string{"traceparent: \t 00-{T}-{P}-01 \t"}, "T", ""},
	// Each checkout makes two requests, and both are looked at.
	{"multiple_requests_with_valid_traceparent", []string{"traceparent: 00-{T}-{P}-01"}, "T", ""},
	{"multiple_requests_without_traceparent", nil, "new", ""},
	{"multiple_requests_with_illegal_traceparent", []string{"traceparent: 00-00000000000000000000000000000000-{P}-01"}, "new", ""},
}

var tracestates = []traceContext{
	{"tracestate_included_traceparent_missing", []string{"tracestate: foo=1"}, "new", ""},
	{"tracestate_included_traceparent_missing", []string{"tracestate: foo=1,bar=2"}, "new", ""},
	{"tracestate_included_traceparent_included", with("tracestate: foo=1,bar=2"), "T foo=1,bar=2", ""},
	{"tracestate_header_name", with("trace-state: foo=1"), "T", ""},
	{"tracestate_header_name", with("trace.state: foo=1"), "T", ""},
	{"tracestate_header_name_valid_casing", with("TraceState: foo=1"), "T foo=1", ""},
	{"tracestate_header_name_valid_casing", with("TrAcEsTaTe: foo=1"), "T foo=1", ""},
	{"tracestate_header_name_valid_casing", with("TRACESTATE: foo=1"), "T foo=1", ""},
	{"tracestate_empty_header", with("tracestate: "), "T", ""},
	{"tracestate_empty_header", with("tracestate: foo=1", "tracestate: "), "T foo=1", ""},
	{"tracestate_empty_header", with("tracestate: ", "tracestate: foo=1"), "T foo=1", "T"},
	{"tracestate_multiple_headers_different_keys",
		with("tracestate: foo=1,bar=2", "tracestate: rojo=1,congo=2", "tracestate: baz=3"),
		"T foo=1,bar=2,rojo=1,congo=2,baz=3", "T foo=1,bar=2"},
	// Level 2 lets a service keep all of them, or one.
	{"tracestate_duplicated_keys", with("tracestate: foo=1,foo=1"), "T foo=1,foo=1", "T"},
	{"tracestate_duplicated_keys", with("tracestate: foo=1,foo=2"), "T foo=1,foo=2", "T"},
	{"tracestate_duplicated_keys", with("tracestate: foo=1", "tracestate: foo=2"), "T foo=1,foo=2", "T foo=1"},
	{"tracestate_all_allowed_characters", with("tracestate: " + key + "=" + value), "T " + key + "=" + value, ""},
	{"tracestate_all_allowed_characters", with("tracestate: " + key + "@a-z0-9_-*/=" + value),
		"T " + key + "@a-z0-9_-*/=" + value, ""},
	{"tracestate_ows_handling", with("tracestate: foo=1 \t , \t bar=2, \t baz=3"), "T foo=1,bar=2,baz=3", ""},
	{"tracestate_ows_handling", with("tracestate: foo=1\t \t,\t \tbar=2,\t \tbaz=3"), "T foo=1,bar=2,baz=3", ""},
	{"tracestate_ows_handling", with("tracestate:  foo=1"), "T foo=1", ""},
	{"tracestate_ows_handling", with("tracestate: \tfoo=1"), "T foo=1", ""},
	{"tracestate_ows_handling", with("tracestate: foo=1 "), "T foo=1", ""},
	{"tracestate_ows_handling", with("tracestate: foo=1\t"), "T foo=1", ""},
	{"tracestate_ows_handling", with("tracestate: \t foo=1 \t"), "T foo=1", ""},
	{"tracestate_key_illegal_characters", with("tracestate: foo =1"), "T", ""},
	{"tracestate_key_illegal_characters", with("tracestate: FOO=1"), "T", ""},
	{"tracestate_key_illegal_characters", with("tracestate: foo.bar=1"), "T", ""},
	{"tracestate_key_illegal_vendor_format", with("tracestate: foo@=1,bar=2"), "T", ""},
	{"tracestate_key_illegal_vendor_format", with("tracestate: @foo=1,bar=2"), "T", ""},
	{"tracestate_key_illegal_vendor_format", with("tracestate: foo@@bar=1,bar=2"), "T", ""},
	{"tracestate_key_illegal_vendor_format", with("tracestate: foo@bar@baz=1,bar=2"), "T", ""},
	{"tracestate_key_length_limit", with("tracestate: foo=1", "tracestate: "+long("z", 256)+"=1"),
		"T foo=1," + long("z", 256) + "=1", "T foo=1"},
	{"tracestate_key_length_limit", with("tracestate: foo=1", "tracestate: "+long("z", 257)+"=1"), "T", "T foo=1"},
	{"tracestate_key_length_limit", with("tracestate: foo=1," + long("t", 241) + "@" + long("v", 14) + "=1"),
		"T foo=1," + long("t", 241) + "@" + long("v", 14) + "=1", ""},
	{"tracestate_key_length_limit", with("tracestate: foo=1", "tracestate: "+long("t", 242)+"@v=1"), "T", "T foo=1"},
	{"tracestate_key_length_limit", with("tracestate: foo=1", "tracestate: t@"+long("v", 15)+"=1"), "T", "T foo=1"},
	{"tracestate_key_of_level_2", with("tracestate: 1st=1"), "T 1st=1", "T"},
	{"tracestate_member_count_limit", with("tracestate: "+members(1, 31), "tracestate: "+members(32, 32)),
		"T " + members(1, 32), "T " + members(1, 31)},
	{"tracestate_member_count_limit", with("tracestate: " + members(1, 32)), "T " + members(1, 32), ""},
	{"tracestate_member_count_limit", with("tracestate: " + members(1, 33)), "T", ""},
	{"tracestate_value_illegal_characters", with("tracestate: foo=bar=baz"), "T", ""},
	{"tracestate_value_illegal_characters", with("tracestate: foo=,bar=3"), "T", ""},
}

// besides are headers with what becomes of them: trace and flags.
var besides = []struct{ name, header, does string }{
	{"not sampled", "00-{T}-{P}-00", "T-00"},
	{"random id, not sampled", "00-{T}-{P}-02", "T-02"},
	{"random id, sampled", "00-{T}-{P}-03", "T-03"},
	// W3C would have flags that it does not know yet ignored. otel-go refuses them on purpose.
	{"a flag without a meaning", "00-{T}-{P}-09", "new-01"},
	{"all flags", "00-{T}-{P}-ff", "new-01"},
	{"all flags of a later version", "01-{T}-{P}-ff", "T-03"},
	// Not 55 characters, and otel-go lets it pass.
	{"a dash behind it", "00-{T}-{P}-01-", "T-01"},
	{"upper-case version", "FF-{T}-{P}-01", "new-01"},
	{"upper-case trace id", "00-ABCDEF78901234567890123456789012-{P}-01", "new-01"},
	{"upper-case parent id", "00-{T}-ABCDEF7890123456-01", "new-01"},
	{"a UUID", "00-12345678-9012-3456-7890-123456789012-{P}-01", "new-01"},
	{"ids the wrong way round", "00-{P}-{T}-01", "new-01"},
	{"in quotes", `"00-{T}-{P}-01"`, "new-01"},
	{"underscores", "00_{T}_{P}_01", "new-01"},
	{"without flags", "00-{T}-{P}", "new-01"},
	{"without a version", "{T}-{P}-01", "new-01"},
	{"empty", "", "new-01"},
}

const key = "abcdefghijklmnopqrstuvwxyz0123456789_-*/"

// value holds every character that a value may hold: all that can be printed but the comma and "=".
var value = strings.NewReplacer(",", "", "=", "").Replace(printable())

func printable() string {
	var all strings.Builder
	for c := byte(' '); c <= '~'; c++ {
		all.WriteByte(c)
	}
	return all.String()
}

// with puts a good traceparent before the lines.
func with(lines ...string) []string { return append([]string{"traceparent: 00-{T}-{P}-00"}, lines...) }

func long(letter string, times int) string { return strings.Repeat(letter, times) }

// members lists bar01=01 and so on.
func members(from, to int) string {
	var list []string
	for i := from; i <= to; i++ {
		list = append(list, fmt.Sprintf("bar%02d=%02d", i, i))
	}
	return strings.Join(list, ",")
}
