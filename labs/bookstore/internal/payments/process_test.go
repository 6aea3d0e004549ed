package payments

import (
	"testing"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"

	"bookstore/internal/orderid"
	"bookstore/internal/spantest"
)

func TestProcess(t *testing.T) {
	const id = "6f0e3a52-9f5c-4a0e-8a55-0c9d4d8a7b11"
	for name, test := range map[string]struct {
		body    string
		status  codes.Code
		order   string
		problem bool
	}{
		"accepted card":      {`{"orderId":"` + id + `","card":"4242424242424242"}`, codes.Unset, id, false},
		"declined card":      {`{"orderId":"` + id + `","card":"4000000000000002"}`, codes.Error, id, false},
		"unreadable message": {`{"orderId":`, codes.Unset, "", true},
	} {
		t.Run(name, func(t *testing.T) {
			recorder := spantest.Record(t)
			ctx, span := otel.Tracer("test").Start(t.Context(), "process payments")
			err := Process(ctx, []byte(test.body))
			span.End()

			if (err != nil) != test.problem {
				t.Errorf("error = %v, want one: %t", err, test.problem)
			}
			ended := recorder.Ended()[0]
			if got := ended.Status().Code; got != test.status {
				t.Errorf("span's status = %v, want %v", got, test.status)
			}
			attributes := attribute.NewSet(ended.Attributes()...)
			if got, _ := attributes.Value(orderid.Key); got.AsString() != test.order {
				t.Errorf("span's order = %q, want %q", got.AsString(), test.order)
			}
		})
	}
}
