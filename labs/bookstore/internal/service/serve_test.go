package service

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"slices"
	"strings"
	"testing"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) {
	slog.SetDefault(slog.New(slog.NewTextHandler(io.Discard, nil)))
	goleak.VerifyTestMain(m)
}

func TestEndIsInOrder(t *testing.T) {
	t.Setenv("LISTEN_ADDR", "127.0.0.1:0")
	var steps []string
	note := func(step string) func() error {
		return func() error { steps = append(steps, step); return nil }
	}
	ctx, cancel := context.WithCancel(t.Context())
	parts := Parts{
		Work: func(ctx context.Context) error {
			cancel() // what SIGTERM does
			<-ctx.Done()
			return note("work ended")()
		},
		Close: note("closed"),
	}

	err := serve(ctx, parts, func(context.Context) error { return note("flushed")() })
	if err != nil {
		t.Errorf("error = %v, want none", err)
	}
	if want := []string{"work ended", "closed", "flushed"}; !slices.Equal(steps, want) {
		t.Errorf("steps = %v, want %v", steps, want)
	}
}

func TestFailedWorkEndsTheServiceAndStillFlushes(t *testing.T) {
	t.Setenv("LISTEN_ADDR", "127.0.0.1:0")
	flushed := false
	err := serve(t.Context(), Parts{Work: func(context.Context) error { return errors.New("no more") }},
		func(context.Context) error { flushed = true; return nil })
	if err == nil || err.Error() != "no more" || !flushed {
		t.Errorf("error = %v, flushed = %t; want \"no more\" and true", err, flushed)
	}
}

func TestServiceThatCannotListenClosesAndFlushes(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	for address, want := range map[string]string{
		"":                    "the environment variable LISTEN_ADDR is not set; the service needs it",
		"127.0.0.1:99999":     "listen on LISTEN_ADDR: ",
		taken.Addr().String(): "listen on LISTEN_ADDR: ",
	} {
		t.Setenv("LISTEN_ADDR", address)
		var steps []string
		err := serve(t.Context(), Parts{Close: func() error { steps = append(steps, "closed"); return nil }},
			func(context.Context) error { steps = append(steps, "flushed"); return nil })
		if err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("with LISTEN_ADDR=%q: error = %v, want %q", address, err, want)
		}
		if want := []string{"closed", "flushed"}; !slices.Equal(steps, want) {
			t.Errorf("with LISTEN_ADDR=%q: steps = %v, want %v", address, steps, want)
		}
	}
}
