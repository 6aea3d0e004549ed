// Package callsite puts the line of the Bookstore's code that a span belongs to onto the span.
package callsite

import (
	"net/http"
	"reflect"
	"runtime"
	"strings"

	"go.opentelemetry.io/otel/attribute"
	semconv "go.opentelemetry.io/otel/semconv/v1.43.0"
)

// root is the folder of the module as the compiler writes it into a program: an absolute path, or
// "bookstore/" with -trimpath. The function's name would not do instead of the file's: a function that
// was inlined goes by the name of the package it was inlined into.
var root = moduleRoot()

func moduleRoot() string {
	_, own, _, _ := runtime.Caller(0)
	return strings.TrimSuffix(own, "internal/callsite/frame.go")
}

// attributes names the place in the module that frame is at, by the conventions for source code; nil if
// it is somewhere else. The path begins at the module's root, so it is the same in every build.
func attributes(frame runtime.Frame) []attribute.KeyValue {
	file, inside := strings.CutPrefix(frame.File, root)
	if !inside {
		return nil
	}
	return []attribute.KeyValue{
		semconv.CodeFilePath(file),
		semconv.CodeLineNumber(frame.Line),
		semconv.CodeFunctionName(frame.Function),
	}
}

// Of names the place where handler is written; nil if it is no function. A SERVER span begins in
// otelhttp, before any code of the Bookstore runs, so it is told beforehand where its handler is.
func Of(handler http.Handler) []attribute.KeyValue {
	function := reflect.ValueOf(handler)
	if function.Kind() != reflect.Func {
		return nil
	}
	frame, _ := runtime.CallersFrames([]uintptr{function.Pointer() + 1}).Next()
	return attributes(frame)
}
