// Package callsite puts the line of the Bookstore's code that a span belongs to onto the span.
package callsite

import (
	"net/http"
	"path"
	"reflect"
	"runtime"
	"strings"

	"go.opentelemetry.io/otel/attribute"
	semconv "go.opentelemetry.io/otel/semconv/v1.43.0"
)

// module is the path that the names of all own functions begin with, those of programs apart.
const module = "bookstore/"

// attributes names the place in the module that frame is at, by the conventions for source code; nil if
// it is somewhere else.
func attributes(frame runtime.Frame) []attribute.KeyValue {
	file := fileInModule(frame.Function, frame.File)
	if file == "" {
		return nil
	}
	return []attribute.KeyValue{
		semconv.CodeFilePath(file),
		semconv.CodeLineNumber(frame.Line),
		semconv.CodeFunctionName(frame.Function),
	}
}

// fileInModule gives a file's path from the root of the module. The compiler writes an absolute path, or
// one that -trimpath has shortened, so the folder is taken from the function's package, which is the same
// in every build. A program's package is just called "main" and lies in cmd/<program>.
func fileInModule(function, file string) string {
	folder, name := path.Split(file)
	if inside, ok := strings.CutPrefix(function, module); ok {
		dir, last := path.Split(inside)
		last, _, _ = strings.Cut(last, ".")
		return path.Join(dir, last, name)
	}
	if strings.HasPrefix(function, "main.") {
		return path.Join("cmd", path.Base(folder), name)
	}
	return ""
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
