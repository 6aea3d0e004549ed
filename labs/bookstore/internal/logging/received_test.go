package logging

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
)

func TestFirstLineOfARequestNamesWhatItCameWith(t *testing.T) {
	const header = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
	var out bytes.Buffer
	logger := New(&out, "orders").With("more", true)

	for given, want := range map[string]string{header: header, "": "none", "00-broken": "00-broken"} {
		out.Reset()
		ctx := Received(t.Context(), given)
		logger.InfoContext(t.Context(), "not of this request")
		logger.InfoContext(ctx, "order received")
		logger.InfoContext(ctx, "order recorded")

		for i, want := range []any{nil, want, nil} {
			var line map[string]any
			if err := json.Unmarshal([]byte(strings.Split(out.String(), "\n")[i]), &line); err != nil {
				t.Fatal(err)
			}
			if line[ReceivedKey] != want || line["more"] != true {
				t.Errorf("%q: line %d is %v, want %s = %v", given, i, line, ReceivedKey, want)
			}
		}
	}
}
