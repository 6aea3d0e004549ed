package service

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"bookstore/internal/web"
)

const (
	// drainTimeout is how long requests and messages under way may take to finish; the slowest card takes 3 s.
	drainTimeout = 3400 * time.Millisecond
	// flushTimeout is how long the last spans may take to leave; both together stay under 5 s.
	flushTimeout = 1500 * time.Millisecond
)

// serve runs parts until ctx ends or one of them fails, then ends them in order: no new requests, the
// ones under way, what the program opened, and at last the spans of all of these.
func serve(ctx context.Context, parts Parts, flush func(context.Context) error) (err error) {
	// Deferred, so that a service which cannot even listen ends in this order too: the last one said runs first.
	defer func() { err = errors.Join(err, flushed(flush)) }()
	defer func() { err = errors.Join(err, closed(parts)) }()
	address, err := Env("LISTEN_ADDR")
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return fmt.Errorf("listen on LISTEN_ADDR: %w", err)
	}
	server := &http.Server{Handler: web.Handler(parts.Routes, parts.Checks), ReadHeaderTimeout: 5 * time.Second}

	ctx, cancel := context.WithCancelCause(ctx)
	served := make(chan error, 1)
	go func() {
		err := server.Serve(listener)
		cancel(err)
		served <- err
	}()
	worked := work(ctx, cancel, parts.Work)
	slog.Info("service started", "address", listener.Addr().String())

	<-ctx.Done()
	slog.Info("service stopping")
	return drain(server, served, worked)
}

// work starts the program's own loop, if it has one, and returns the channel with its end.
func work(ctx context.Context, cancel context.CancelCauseFunc, loop func(context.Context) error) <-chan error {
	done := make(chan error, 1)
	if loop == nil {
		done <- nil
		return done
	}
	go func() {
		err := loop(ctx)
		cancel(err)
		done <- err
	}()
	return done
}

func drain(server *http.Server, served, worked <-chan error) error {
	ctx, cancel := context.WithTimeout(context.Background(), drainTimeout)
	defer cancel()
	err := server.Shutdown(ctx)
	if ended := <-served; !errors.Is(ended, http.ErrServerClosed) {
		err = errors.Join(err, ended)
	}
	select {
	case ended := <-worked:
		return errors.Join(err, ended)
	case <-ctx.Done():
		return errors.Join(err, errors.New("a message was still being processed when the time to end was over"))
	}
}

func closed(parts Parts) error {
	if parts.Close == nil {
		return nil
	}
	return parts.Close()
}

func flushed(flush func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(context.Background(), flushTimeout)
	defer cancel()
	if err := flush(ctx); err != nil {
		return fmt.Errorf("send the last spans: %w", err)
	}
	return nil
}
