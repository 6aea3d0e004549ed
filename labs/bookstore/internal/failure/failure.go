// Package failure makes errors that spans can name.
package failure

// Failure is an error with a name of its own for error.type, where the type of a plain error would say
// nothing. Two of the same name and text are equal.
type Failure struct{ kind, text string }

// New returns an error that spans call kind and people read as text.
func New(kind, text string) Failure { return Failure{kind, text} }

func (f Failure) Error() string { return f.text }

// ErrorType gives the name; semconv.ErrorType asks for it.
func (f Failure) ErrorType() string { return f.kind }
