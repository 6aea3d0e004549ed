// Command catalog serves books and their prices from Postgres.
package main

import (
	"context"
	"log/slog"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"bookstore/internal/catalog"
	"bookstore/internal/database"
	"bookstore/internal/logging"
	"bookstore/internal/service"
	"bookstore/internal/web"
)

func main() {
	slog.SetDefault(logging.New(os.Stdout, "catalog"))
	if err := run(); err != nil {
		slog.Error("service failed", "error", err.Error())
		os.Exit(1)
	}
}

func run() error {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer stop()

	if _, err := catalog.StartTracing(ctx); err != nil {
		return err
	}
	url, err := service.Env("DATABASE_URL")
	if err != nil {
		return err
	}
	db, err := database.Open(url)
	if err != nil {
		return err
	}
	defer db.Close()
	checks := []web.Check{{Name: "postgres", Ask: db.PingContext}}
	return serve(ctx, catalog.Handler(catalog.NewStore(db), checks))
}

// serve answers requests until ctx ends, and then lets those under way finish.
func serve(ctx context.Context, handler http.Handler) error {
	address, err := service.Env("LISTEN_ADDR")
	if err != nil {
		return err
	}
	server := &http.Server{Addr: address, Handler: handler, ReadHeaderTimeout: 5 * time.Second}
	ended := make(chan error, 1)
	go func() { ended <- server.ListenAndServe() }()
	slog.Info("service started", "address", address)
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	slog.Info("service stopping")
	drain, cancel := context.WithTimeout(context.Background(), 3*time.Second)
	defer cancel()
	return server.Shutdown(drain)
}
