package catalog

import "context"

// StartTracing sets up tracing for catalog. The returned function sends what is still waiting and ends
// tracing. It does nothing yet, and nobody calls it.
func StartTracing(context.Context) (func(context.Context) error, error) {
	return func(context.Context) error { return nil }, nil
}
