package queue

// failure is an error with a name for error.type: that of its Go type would say nothing.
type failure struct{ kind, text string }

func (f failure) Error() string { return f.text }

// ErrorType is asked for by semconv.ErrorType.
func (f failure) ErrorType() string { return f.kind }
